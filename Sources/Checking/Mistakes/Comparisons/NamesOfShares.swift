import Symbolics

/// What went wrong where a share is worked out: "288 KB of 1,024 KB, i.e. 35 %". It is a slip of the quotient, and no conclusion
/// that contradicts its numbers.
enum NamesOfShares {
  /// The names of the slip between a share and what is claimed, the likeliest first.
  static func names(_ right: Rational, _ claim: Numeral) -> [Mistake] {
    for power: Rational in [10, 100, 1_000, .tenth] {
      guard let other = try? right.multiplied(by: power) else { continue }
      if isRounded(other, to: claim) {
        return [.powerOfTenSlip, .productSlip, .conclusionContradictsNumbers]
      }
    }
    if SameNumber.isTransposed(right, claim) {
      return [.digitsTransposed, .productSlip, .digitChanged, .conclusionContradictsNumbers]
    }
    let isDigit = isOneDigitOff(right, claim)
    let first: [Mistake] = isDigit ? [.digitChanged, .productSlip] : [.productSlip, .digitChanged]
    return first + [.formulaDoesNotGiveResult, .conclusionContradictsNumbers]
  }

  /// Whether the two differ in one digit, rounded alike: 35 % and 28 % do not, 43.2 % and 42.2 % do.
  private static func isOneDigitOff(_ right: Rational, _ claim: Numeral) -> Bool {
    guard let units = try? right.divided(by: claim.lastPlace).adding(.half).floor,
      let own = try? claim.value.divided(by: claim.lastPlace), let one = Digits.of(units),
      let other = Digits.of(own), one.count == other.count
    else { return false }
    return one.indices.count(where: { one[$0] != other[$0] }) == 1
  }

  private static func isRounded(_ value: Rational, to claim: Numeral) -> Bool {
    guard let half = try? claim.lastPlace.divided(by: .two) else { return false }
    return LinkChecker.isWithin(half, value, claim.value)
  }
}
