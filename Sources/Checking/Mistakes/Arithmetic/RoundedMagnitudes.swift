import Symbolics

/// Magnitudes of numbers that no claim shows whole: quotients that were rounded before a digit was moved.
extension SlipRule {
  /// `2039 / 13.5 = 1510`: 151.04 with its digits rounded, ten times too large; `2,048 × 4,096 = 838,861`.
  static let roundedPowerOfTen = SlipRule(
    mistake: .powerOfTenSlip,
    recognise: { link in
      let isQuotient = !link.value.isInteger && link.left.expression.isQuotient
      guard link.claim.lastPlace == .one, link.claim.value >= (isQuotient ? 10 : 1_000) else { return nil }
      let place = isQuotient ? link.claim.loosePlace : .one
      guard let half = try? place.divided(by: .two), let ten = try? place.multiplied(by: 10),
        ten <= link.claim.value
      else { return nil }
      for (power, factor) in [(1, 10), (2, 100), (3, 1_000)] as [(Int, Rational)] {
        for candidate in [try? link.value.multiplied(by: factor), try? link.value.divided(by: factor)] {
          guard let candidate, LinkChecker.isWithin(half, candidate, link.claim.value) else { continue }
          return Slip(
            mistake: .powerOfTenSlip, alternatives: [.productSlip], arguments: Magnitude.arguments(power))
        }
      }
      return nil
    },
    inject: { _, _ in nil })

  /// `57,344 bytes = 57 KiB`: divided by 1,000, and called a power of 1,024.
  static let calledBinary = SlipRule(
    mistake: .binaryDecimalPrefixMixed,
    recognise: { link in
      guard let unit = link.claim.binaryFactor, link.claim.value >= unit,
        let digits = try? link.claim.value.divided(by: unit), digits >= 10,
        let place = try? link.claim.lastPlace.divided(by: unit), let half = try? place.divided(by: .two)
      else { return nil }
      var (binary, decimal) = (Rational.one, Rational.one)
      for _ in 0..<4 {
        guard let next = try? binary.multiplied(by: 1_024), let thousand = try? decimal.multiplied(by: 1_000)
        else { return nil }
        (binary, decimal) = (next, thousand)
        guard binary == unit, let value = try? link.value.divided(by: decimal) else { continue }
        // 33.55 may be cut off to 33.5.
        guard
          LinkChecker.isWithin(half, value, digits)
            || value >= digits && LinkChecker.isWithin(place, value, digits),
          let ratio = try? binary.divided(by: decimal)
        else {
          return nil
        }
        return Slip(
          mistake: .binaryDecimalPrefixMixed, alternatives: [.roundingWrong],
          arguments: [("ratio", .number(ratio))])
      }
      return nil
    },
    inject: { _, _ in nil })

  /// `3136/49 = 46`: the two digits of 64 exchanged.
  static let pairTransposed = SlipRule(
    mistake: .digitsTransposed,
    recognise: { link in
      guard !link.claimSide.isCompound, link.claim.lastPlace == .one, let right = Digits.of(link.value),
        let wrong = Digits.of(link.claim.value), right.count == 2, right[0] != right[1],
        wrong == right.reversed()
      else { return nil }
      return Slip(mistake: .digitsTransposed, alternatives: [.productSlip])
    },
    inject: { _, _ in nil })
}
