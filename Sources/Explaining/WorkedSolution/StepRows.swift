import Derivations
import Symbolics

extension SolutionWriter {
  /// A step row by row: formula, numbers put in, what is left after each kind of operation, result.
  func rows(_ step: Step) -> [Calculation.Row] {
    let symbol = Expression.symbol(step.symbol)
    var rows: [Calculation.Row] = []
    if step.quantity == .flops {
      rows.append(.init(symbol, .equal, step.substituted, note: wording.inlines(.noteFlops)))
    } else {
      rows.append(.init(symbol, .equal, step.formula, note: wording.inlines(.noteFormula)))
      if step.substituted != Expression(step.value) {
        rows.append(.init(nil, .equal, step.substituted, note: givens(step)))
      }
    }
    rows += intermediateRows(step)
    rows.append(result(step.value))
    return rows
  }

  /// What stands between the numbers put in and the result. Where a fraction is rounded down, the margin says which.
  func intermediateRows(_ step: Step) -> [Calculation.Row] {
    var rows: [Calculation.Row] = []
    var before = step.substituted
    for expression in step.substituted.intermediates {
      if expression == Expression(step.value) || expression == step.substituted { continue }
      rows.append(.init(nil, .equal, expression, note: noteOnRounding(from: before, to: expression)))
      before = expression
    }
    return rows
  }

  /// The row of a result, underlined, with its short form at the margin.
  func result(_ value: Rational) -> Calculation.Row {
    Calculation.Row(
      nil, .equal, Expression(value), note: Math.short(value, in: wording.language).map { [.math($0)] } ?? [],
      isResult: true)
  }

  private func noteOnRounding(from before: Expression, to after: Expression) -> [Inline] {
    let rounded = before.rounded.filter { !after.rounded.contains($0) }
    for inner in rounded {
      guard let value = try? inner.evaluated(), !value.isInteger, let decimal = Numeral(decimal: value) else { continue }
      return wording.inlines(.noteRoundedDown, ["value": .math(Math(.number(decimal)))])
    }
    return []
  }
}

extension Expression {
  /// What stands between floor brackets.
  var rounded: [Expression] {
    if case .floor(let inner) = self { return [inner] + inner.rounded }
    return operands.flatMap { $0.rounded }
  }
}
