import Symbolics

/// Bytes in powers of 1,024 of a count that was rounded when it was written down: `224×224×3 = 150K, 150K × 4 = 588 KB` of
/// 150,528 values, `138M × 4 bytes = 528 MB`.
extension LinkChecker {
  /// Whether the bytes are those of a number that the count may have been. With two digits this is believed of an estimate, or
  /// where three digits are claimed; the digits of the product with a slip in them are a slip.
  func verdictInBinaryOfRounded(_ link: PlainLink) -> Verdict? {
    guard link.right.unit == .bytes, link.claim.scale.isPrefix, link.claim.scale.exponent % 3 == 0,
      link.claim.scale.exponent > 0, link.sign == .equal || link.sign == .approximately,
      case .product(let factors) = link.left.located.expression, (2...4).contains(factors.count),
      let count = roundedCount(factors), count.shows(atLeast: 10),
      count.shows(atLeast: 100) || link.isApproximate || link.claim.shows(atLeast: 100),
      link.claim.slip(from: link.value) == nil,
      let unit = try? Rational(1_024).raised(to: Rational(link.claim.scale.exponent / 3)),
      let factor = link.claim.scale.factor, let others = try? link.value.divided(by: count.value),
      let claimed = try? link.claim.value.divided(by: factor).multiplied(by: unit),
      let room = try? link.claim.lastPlace.divided(by: factor).multiplied(by: unit).divided(by: .two),
      // A count may have been cut off: 150K for 150,528.
      let low = try? count.lastPlace.divided(by: .two), let least = try? count.value.subtracting(low),
      let most = try? count.value.adding(count.lastPlace),
      let lowest = try? least.multiplied(by: others).subtracting(room),
      let highest = try? most.multiplied(by: others).adding(room)
    else { return nil }
    return lowest <= claimed && claimed < highest ? .rightInBinary : nil
  }

  /// The one factor with a prefix, where the others are whole numbers and one of them is the bytes of a value.
  private func roundedCount(_ factors: [Expression]) -> Numeral? {
    var count: Numeral?
    var hasWidth = false
    for factor in factors {
      guard let numeral = Claim.numeral(of: factor) else { return nil }
      if numeral.hasScaleWord, numeral.binaryFactor == nil, numeral.scale != .percent {
        guard count == nil else { return nil }
        count = numeral
      } else {
        guard numeral.value.isInteger else { return nil }
        hasWidth = hasWidth || LinkChecker.usualWidths.contains(numeral.value)
      }
    }
    return hasWidth ? count : nil
  }
}
