import Symbolics

/// 1,000 and 1,024 mixed up where neither reading of the prefix is right: 46,758,048 bytes = 46.8 MiB.
extension SlipRule {
  static let binaryPrefix = SlipRule(
    mistake: .binaryDecimalPrefixMixed,
    recognise: { link in
      guard
        link.claim.hasScaleWord || link.claimSide.unit == .bytes || link.left.expression.isDividedByBinary,
        BinaryPrefix.isFine(link.claim)
      else { return nil }
      for ratio in BinaryPrefix.ratios.prefix(BinaryPrefix.powers(of: link.claim)) {
        guard
          link.isClaimed(times: ratio.numerator, over: ratio.denominator)
            || link.isClaimed(times: ratio.denominator, over: ratio.numerator)
        else { continue }
        let value = (try? ratio.numerator.divided(by: ratio.denominator)).map { Finding.Argument.number($0) }
        return Slip(
          mistake: .binaryDecimalPrefixMixed, alternatives: [.productSlip],
          arguments: value.map { [("ratio", $0)] } ?? [])
      }
      // `80·1000³/1024³ = 85.9 GiB`: divided where it was to be multiplied, so that the ratio is in it twice.
      guard let unit = link.claim.binaryFactor else { return nil }
      for ratio in BinaryPrefix.ratios where ratio.numerator == unit {
        guard let above = try? ratio.numerator.multiplied(by: ratio.numerator),
          let below = try? ratio.denominator.multiplied(by: ratio.denominator),
          link.isClaimed(times: above, over: below),
          let value = try? ratio.numerator.divided(by: ratio.denominator)
        else { continue }
        return Slip(
          mistake: .binaryDecimalPrefixMixed, alternatives: [.productSlip],
          arguments: [("ratio", .number(value))])
      }
      return nil
    },
    inject: { _, _ in nil })
}

enum BinaryPrefix {
  /// 1.024, 1.024², 1.024³ and 1.024⁴ as fractions.
  static let ratios: [(numerator: Rational, denominator: Rational)] = (1...4).compactMap { power in
    guard let numerator = try? Rational(1_024).raised(to: Rational(power)),
      let denominator = try? Rational(1_000).raised(to: Rational(power))
    else { return nil }
    return (numerator, denominator)
  }

  /// How often 1,024 may be taken for 1,000 in a number: three times in G; in a number without a prefix nobody knows.
  static func powers(of claim: Numeral) -> Int {
    // Nobody's 万 is 10,240.
    if claim.scale.isChinese { return 0 }
    let exponent = claim.scale.isPrefix ? claim.scale.exponent : 0
    return exponent > 0 ? min(ratios.count, (exponent + 2) / 3) : ratios.count
  }

  /// Whether a number agrees with another one in the wrong kind of prefix, and in the right one does not.
  static func isMixedUp(_ value: Rational, _ claim: Numeral) -> Bool {
    guard claim.binaryFactor != nil, isFine(claim) else { return false }
    let tolerance = LinkChecker.tolerance(of: claim, isApproximate: false)
    return ratios.contains { ratio in
      guard let product = try? value.multiplied(by: ratio.numerator).divided(by: ratio.denominator) else {
        return false
      }
      return LinkChecker.isWithin(tolerance, product, claim.value)
    }
  }

  /// Whether a number written out would agree with a claim in KiB, MiB or GiB of the next prefix: 524,288 bytes = 0.5 GiB.
  static func isOneOff(_ value: Rational, _ claim: Numeral) -> Bool {
    guard claim.binaryFactor != nil, value.isInteger else { return false }
    let tolerance = LinkChecker.tolerance(of: claim, isApproximate: false)
    return [try? value.multiplied(by: 1_024), try? value.divided(by: 1_024)].contains { other in
      other.map { LinkChecker.isWithin(tolerance, $0, claim.value) } ?? false
    }
  }

  /// Whether a claim shows enough digits to tell 1,000 from 1,024.
  static func isFine(_ claim: Numeral) -> Bool {
    guard let hundred = try? claim.lastPlace.multiplied(by: 100) else { return false }
    return hundred <= claim.value
  }
}

extension Expression {
  /// `290400 × 4 / 1024`, `n / 1024 / 1024`, `n / 1024²`: whether bytes are brought to a binary prefix by hand.
  fileprivate var isDividedByBinary: Bool {
    guard case .quotient(let dividend, let divisor) = self else { return false }
    if dividend.isDividedByBinary { return true }
    switch divisor {
    case .number(let numeral): return numeral.value == 1_024 || numeral.value == 1_048_576
    case .power(.number(let base), _): return base.value == 1_024
    case .product(let factors):
      return factors.allSatisfy {
        if case .number(let numeral) = $0 { numeral.value == 1_024 } else { false }
      }
    default: return false
    }
  }
}
