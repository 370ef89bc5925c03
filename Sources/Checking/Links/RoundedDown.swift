import Symbolics

/// Sizes of outputs, which are rounded down without a sign for it.
extension LinkChecker {
  /// (224 + 2×3 − 7)/2 + 1 = 112: output sizes are rounded down, and few people write the brackets for it.
  func agreesRoundedDown(_ left: Chain.Side, with claim: Numeral) -> Bool {
    guard case .sum(let terms) = left.located.expression, claim.lastPlace == .one, claim.value < 100_000,
      terms.contains(where: { isRoundedDown($0.value, in: left) })
    else { return false }
    let floored = terms.map { term in
      if isRoundedDown(term.value, in: left) {
        Expression.Term(.floor(term.value), isSubtracted: term.isSubtracted)
      } else {
        term
      }
    }
    return (try? Expression.sum(floored).evaluated { values[$0] }) == claim.value
  }

  /// A quotient, or a fraction in Gauss's brackets: `[31.5] + 1 = 32`.
  private func isRoundedDown(_ term: Expression, in side: Chain.Side) -> Bool {
    switch term {
    case .quotient: true
    case .number(let numeral):
      !numeral.value.isInteger
        && working.bytes[side.located.range.clamped(to: 0..<working.bytes.count)].contains(UInt8(ascii: "["))
    default: false
    }
  }
}
