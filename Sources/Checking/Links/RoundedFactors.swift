import Symbolics

/// Numbers that are rough by what they are meant for: `46.7B = 3.6 × 12.9B` tells a ratio, `7 × 16 ≈ 110 GB` a size.
extension LinkChecker {
  /// `524.6 G = 4.4 × 118.6 G`: a number as a multiple of another one, where the factor is the rounded ratio.
  func isRoundedFactor(_ link: PlainLink) -> Bool {
    guard let amount = link.first.claim, amount.shows(atLeast: 100),
      case .product(let factors) = link.second.located.expression, factors.count == 2,
      case .number(let factor) = factors[0], let whole = Claim.numeral(of: factors[1]), factor.scale == .one,
      factor.value > .one, !factor.shows(atLeast: 1_000), whole.shows(atLeast: 100),
      link.sign == .approximately || factor.lastPlace < .one,
      let ratio = try? amount.value.divided(by: whole.value),
      let half = try? factor.lastPlace.divided(by: .two), let twentieth = try? factor.value.divided(by: 20)
    else { return false }
    return LinkChecker.isWithin(min(half, twentieth), ratio, factor.value)
  }

  /// `3·4096·10922.67 = 134,217,728`: the factor stands for 10,922⅔, which is what the exact result divided by the others is.
  func hasRoundedFraction(_ link: PlainLink) -> Bool {
    guard link.sign == .equal, link.claim.lastPlace == .one, link.claim.scale == .one,
      link.claim.value.isInteger, case .product(let factors) = link.left.located.expression,
      factors.count <= 8
    else { return false }
    var others = Rational.one
    var rounded: Numeral?
    for factor in factors {
      if case .number(let numeral) = factor, numeral.lastPlace < .one, !numeral.value.isInteger {
        guard rounded == nil, numeral.scale == .one, numeral.shows(atLeast: 1_000) else { return false }
        rounded = numeral
      } else if let value = try? factor.evaluated(), value.isInteger,
        let product = try? others.multiplied(by: value)
      {
        others = product
      } else {
        return false
      }
    }
    guard let rounded, others > .one, let exact = try? link.claim.value.divided(by: others),
      !exact.isInteger, let half = try? rounded.lastPlace.divided(by: .two),
      LinkChecker.isWithin(half, exact, rounded.value)
    else { return false }
    return LinkChecker.denominators.contains { (try? exact.multiplied(by: $0))?.isInteger ?? false }
  }

  /// Of fractions that no decimals give exactly.
  private static let denominators: [Rational] = [3, 6, 7, 9, 11, 12]

  /// `989 × 0.4 ≈ 400 TFLOPS`: a result that is rounded to its zeros, in the scale that it alone names; `70 × 16 ≈ 1.1 TB`,
  /// `8 × 312 = 2.5 PFLOPS`: the prefix of what is calculated with is left out.
  func agreesRoughly(_ link: PlainLink) -> Bool {
    guard link.isBare, link.left.isCompound, link.claim.hasScaleWord else { return false }
    if link.isApproximate, fits(link.value, link.claim, isApproximate: true, isBare: true) { return true }
    let left: Rational
    switch (link.right.unit, link.claim.scale) {
    case (.bytes, .tera) where link.value >= 100: left = 1_000_000_000
    // `8 × 312 = 2.5 PFLOPS`: the speeds of devices are told in T.
    case (.flops, .peta) where link.value >= 100: left = Rational(whole: 1_000_000_000_000)
    default: return false
    }
    guard let amount = try? link.value.multiplied(by: left) else { return false }
    let room = LinkChecker.tolerance(of: link.claim, isApproximate: link.isApproximate)
    return LinkChecker.isWithin(room, amount, link.claim.value)
  }
}
