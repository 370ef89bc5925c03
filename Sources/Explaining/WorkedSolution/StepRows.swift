import Derivations
import Symbolics

extension SolutionWriter {
  /// A step row by row: formula, numbers put in, what is left after each kind of operation, result.
  func rows(_ step: Step) -> [Calculation.Row] {
    if step.id.hasPrefix("sum.") { return rows(sum: step) }
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
    rows += rowsBetween(step)
    rows.append(result(step.value))
    return rows
  }

  /// What stands between the numbers put in and the result. Where a fraction is rounded down, the margin says which.
  func rowsBetween(_ step: Step) -> [Calculation.Row] {
    var rows: [Calculation.Row] = []
    var before = step.substituted
    for line in step.substituted.linesBetween {
      rows.append(.init(nil, .equal, line, note: noteOnRounding(from: before, to: line)))
      before = line
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
    guard after.rounded.count < before.rounded.count else { return [] }
    for (inner, isUp) in before.rounded {
      guard let value = try? inner.evaluated(), !value.isInteger else { continue }
      return wording.inlines(isUp ? .noteRoundedUp : .noteRoundedDown, ["value": wording.value(value)])
    }
    return []
  }
}
