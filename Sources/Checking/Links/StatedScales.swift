import Symbolics

/// A scale that all numbers of a table or a list share, and that is told once: `| layer | MACs (M) |`, 单位：亿次,
/// "in millions", `12.58 + 0.16 = 12.74 × 10⁹`.
extension LinkChecker {
  /// Whether a claim is the value divided by a scale that the text above it states.
  func agreesInStatedScale(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    guard !claim.hasScaleWord, claim.scale == .one, !left.located.expression.hasScale,
      let half = try? claim.lastPlace.divided(by: .two), value.magnitude >= 100
    else { return false }
    for scale in LinkChecker.statedScales {
      guard let divided = try? value.divided(by: scale.factor),
        LinkChecker.isWithin(half, divided, claim.value)
      else { continue }
      let end = left.located.range.lowerBound
      return Phrases.contains(scale.spellings, in: max(0, end - 4_096)..<end, of: working.bytes)
    }
    return false
  }

  /// Whether a claim has a power of ten that the numbers of the left side leave out, too.
  func agreesInOwnPower(_ value: Rational, _ left: Chain.Side, with claim: Numeral, _ right: Chain.Side)
    -> Bool
  {
    guard claim.scale == .one, !left.located.expression.hasScale, left.isCompound,
      let power = writtenPower(of: right),
      let mantissa = try? claim.value.divided(by: power),
      let half = try? claim.lastPlace.divided(by: power).divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(half, value, mantissa)
  }

  /// `70B × 2 / 80 = 1.75`，至少 2 张 80G 显卡: the divisor is in the scale of the dividend, that of a device's memory.
  func agreesPerDevice(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    guard case .quotient(_, .number(let divisor)) = left.located.expression, divisor.scale == .one,
      (8...1_024).contains(divisor.value), !claim.hasScaleWord, claim.value < 10_000,
      let billions = try? value.divided(by: 1_000_000_000), let half = try? claim.lastPlace.divided(by: .two),
      LinkChecker.isWithin(half, billions, claim.value)
        || claim.lastPlace == .one && billions.ceiling == claim.value
    else { return false }
    let start = left.located.range.lowerBound
    return LinkChecker.devices.isIn(max(0, start - 64)..<start + 96, of: working.bytes)
  }

  private static let devices: PhraseSet = [
    "gb", "gpu", "0g", "4g", "8g", "卡", "显存", "a100", "h100", "4090", "3090",
  ]

  /// The value of a side in the scale of a claim that alone has one, where it is near to it so: `112 / 8 = 16 GB` is about
  /// 14 GB.
  func valueInScale(of claimed: Chain.Side, _ value: Rational, _ side: Chain.Side) -> Rational {
    guard side.isCompound, let claim = claimed.claim, claim.hasScaleWord else { return value }
    // `138e6 · 4 / 1024² = 552 MiB`: divided by what the claim's own scale stands for.
    let divisors = side.located.expression.divisors
    if claim.possibleFactors.contains(where: { divisors.contains($0) }),
      let digits = try? claim.value.divided(by: claim.writtenFactor), !digits.isZero,
      let ratio = try? value.divided(by: digits), ratio >= .tenth, ratio <= 10,
      let scaled = try? value.multiplied(by: claim.writtenFactor)
    {
      return scaled
    }
    // `102764544 * 4 / 1024 / 1024` is in millions.
    if let own = scaleOfDivisors(side, than: claim) { return (try? value.multiplied(by: own)) ?? value }
    guard !side.located.expression.hasScale, let digits = try? claim.value.divided(by: claim.writtenFactor),
      !digits.isZero, let ratio = try? value.divided(by: digits), ratio >= .tenth, ratio <= 10,
      let scaled = try? value.multiplied(by: claim.writtenFactor)
    else { return valueAsIntroduced(value, side, near: claim) }
    return scaled
  }

  /// `14 GFLOPs per token, 2048 × 14 = 28.7 GFLOPs`: the value with the scale that a factor was introduced with, where it is
  /// nearer to the claim so.
  private func valueAsIntroduced(_ value: Rational, _ side: Chain.Side, near claim: Numeral) -> Rational {
    guard case .product = side.located.expression, !side.located.expression.hasScale,
      let scaled = readings(of: side.located.expression).last, scaled > value,
      let ratio = try? scaled.divided(by: claim.value), ratio <= 10_000, ratio.magnitude >= .tenth
    else { return value }
    return scaled
  }

  /// The power of ten that a number is written with: `× 10⁹`, `e9`.
  private func writtenPower(of side: Chain.Side) -> Rational? {
    if case .product(let factors) = side.located.expression, factors.count == 2, factors[1].isPower {
      return try? factors[1].evaluated()
    }
    guard case .number = side.located.expression else { return nil }
    let text = working.bytes[side.located.range]
    guard let mark = text.firstIndex(where: { $0 | 0x20 == UInt8(ascii: "e") }),
      let exponent = Int(
        String(decoding: text[(mark + 1)...].filter { $0 != UInt8(ascii: "+") }, as: UTF8.self)),
      (1...30).contains(exponent)
    else { return nil }
    return try? Rational(10).raised(to: Rational(exponent))
  }

  private static let statedScales: [(factor: Rational, spellings: [StaticString])] = [
    (1_000, ["(k)", "[k]", "（k）", "(k ", "千", "thousand", "10^3", "10³"]),
    (10_000, ["万", "10^4", "10⁴"]),
    (
      1_000_000,
      ["(m)", "[m]", "（m）", "(m ", "（m ", "mmac", "mflop", "madd", "million", "百万", "10^6", "10⁶", "10^{6}"]
    ),
    (100_000_000, ["亿", "10^8", "10⁸", "10^{8}"]),
    (
      1_000_000_000,
      [
        "(g)", "[g]", "（g）", "(g ", "（g ", "(b)", "[b]", "gmac", "gflop", "billion", "十亿", "10^9", "10⁹",
        "10^{9}",
      ]
    ),
    // An Int of 32 bits, as browsers have it, holds less.
    (
      Rational(whole: 1_000_000_000_000),
      ["(t)", "[t]", "（t）", "tmac", "tflop", "trillion", "万亿", "10^12", "10¹²"]
    ),
  ]
}
