import Symbolics

/// Sizes of outputs, which are rounded down without a sign for it.
extension LinkChecker {
  /// (224 + 2×3 − 7)/2 + 1 = 112: output sizes are rounded down, and few people write the brackets for it.
  func agreesRoundedDown(_ left: Chain.Side, with claim: Numeral) -> Bool {
    if agreesSquaredDown(left, with: claim) { return true }
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

  /// ((300 − 64)/8 + 1)² = 30²: so many positions both ways.
  private func agreesSquaredDown(_ left: Chain.Side, with claim: Numeral) -> Bool {
    guard case .power(.sum(let terms), .number(let exponent)) = left.located.expression,
      exponent.value == .two, terms.count == 2, terms[1].value == 1, !terms[1].isSubtracted,
      case .quotient = terms[0].value, !terms[0].isSubtracted, claim.lastPlace == .one,
      let side = try? terms[0].value.evaluated(with: { values[$0] }).floor.adding(.one), side < 100_000
    else { return false }
    return (try? side.multiplied(by: side)) == claim.value
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
