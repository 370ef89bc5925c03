import Symbolics

extension Expression {
  /// The lines that a careful person writes between the numbers put in and the result.
  ///
  /// Each line evaluates what stands innermost. Under a fraction bar everything is evaluated at once, and a fraction that
  /// is rounded gets a line of its own only if rounding takes something away:
  ///
  ///     ⌊(224 + 2×3 − 7)/2⌋ + 1      ⌊223/2⌋ + 1      111 + 1
  ///     (7×7×3)×64×(112×112)         147×64×12,544
  ///
  /// What cannot be evaluated has no lines.
  var linesBetween: [Expression] {
    guard let value = try? evaluated() else { return [] }
    var lines: [Expression] = []
    var current = self
    while lines.count < Expression.maximumDepth {
      let next = current.innermostEvaluated
      if next == current || next.isEvaluated || next == Expression(value) { break }
      current = next
      lines.append(next)
    }
    return lines.filter { !$0.isSumAfterExactDivision(in: self) }
  }

  private var isEvaluated: Bool {
    switch self {
    case .number: true
    case .negative(let inner): inner.isEvaluated
    default: false
    }
  }

  private var innermostEvaluated: Expression {
    switch self {
    case .number, .symbol: return self
    case .floor(.quotient(let dividend, let divisor)) where !dividend.isEvaluated || !divisor.isEvaluated:
      return .floor(.quotient(dividend.replacedByValue, divisor.replacedByValue))
    case .ceiling(.quotient(let dividend, let divisor)) where !dividend.isEvaluated || !divisor.isEvaluated:
      return .ceiling(.quotient(dividend.replacedByValue, divisor.replacedByValue))
    case .floor(.quotient), .ceiling(.quotient): return replacedByValue
    default: break
    }
    if operands.allSatisfy({ $0.isEvaluated }) { return replacedByValue }
    switch self {
    case .number, .symbol: return self
    case .sum(let terms):
      return .sum(terms.map { Term($0.value.innermostEvaluated, isSubtracted: $0.isSubtracted) })
    case .product(let factors): return .product(factors.map { $0.innermostEvaluated })
    case .quotient(let left, let right): return .quotient(left.innermostEvaluated, right.innermostEvaluated)
    case .power(let left, let right): return .power(left.innermostEvaluated, right.innermostEvaluated)
    case .negative(let inner): return .negative(inner.innermostEvaluated)
    case .floor(let inner): return .floor(inner.innermostEvaluated)
    case .ceiling(let inner): return .ceiling(inner.innermostEvaluated)
    }
  }

  private var replacedByValue: Expression {
    (try? evaluated()).map { Expression($0) } ?? self
  }

  /// Whether this line only repeats a fraction that came out whole: `⌊55/1⌋ + 1 = 55 + 1`.
  private func isSumAfterExactDivision(in origin: Expression) -> Bool {
    let rounded = origin.rounded
    guard !rounded.isEmpty, self.rounded.isEmpty else { return false }
    return rounded.allSatisfy { (try? $0.inner.evaluated())?.isInteger == true }
  }

  /// What is rounded to a whole number anywhere in the expression, and whether up.
  var rounded: [(inner: Expression, isUp: Bool)] {
    switch self {
    case .floor(let inner): [(inner, false)] + inner.rounded
    case .ceiling(let inner): [(inner, true)] + inner.rounded
    default: operands.flatMap { $0.rounded }
    }
  }
}
