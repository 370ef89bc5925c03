import Symbolics

/// A price or a time for so many: `$0.0225 per million tokens`, 0.0225 美元/百万 token.
extension LinkChecker {
  func verdictPerScale(_ link: PlainLink) -> Verdict? {
    if let verdict = verdictPerOneScale(link) { return verdict }
    guard let claim = link.second.claim, link.left.isCompound, !link.second.isCompound,
      let scale = scale(behind: link.second),
      let value = try? link.value.multiplied(by: scale)
    else { return nil }
    let isBare = link.left.outcome.hasScales == false
    if fits(value, claim, isApproximate: true, isBare: isBare) { return .right }
    return SameNumber.isNear(value, claim.value) ? .wrong(left: value, claim: claim.value) : .unchecked
  }

  /// `… × 1e6 = $1.78 / 1M tokens`: the sign says "per", and the calculation may have the million already.
  private func verdictPerOneScale(_ link: PlainLink) -> Verdict? {
    guard link.first.isCompound, case .quotient(let price, let scale) = link.second.located.expression,
      let claim = Claim.numeral(of: price), let count = Claim.numeral(of: scale), count.hasScaleWord,
      let digits = count.unscaled, digits == .one || digits == 100 || digits == 10,
      let value = value(of: link.first), let scaled = try? value.multiplied(by: count.value)
    else { return nil }
    let isRight = [value, scaled].contains { fits($0, claim, isApproximate: true, isBare: false) }
    return isRight ? .right : nil
  }

  /// For how many a number counts, as the words behind it say.
  private func scale(behind side: Chain.Side) -> Rational? {
    let bytes = working.bytes
    let start = min(side.located.range.upperBound, bytes.count)
    var end = start
    let limit = min(around.lineEnd(of: start), start + 40)
    end = bytes.skip(from: end, to: limit) { !LinkChecker.endsPer($0) }
    for (words, factor) in LinkChecker.scalesPer where words.first(in: start..<end, of: bytes) != nil {
      return factor
    }
    return nil
  }

  private static func endsPer(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "=") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "(")
      || byte == UInt8(ascii: "|")
  }

  private static let scalesPer: [(PhraseSet, Rational)] = [
    (
      ["per trillion", "/trillion", "/ trillion", "每万亿", "/万亿", "/ 万亿"],
      Rational(whole: 1_000_000_000_000)
    ),
    (["per billion", "/billion", "/ billion", "每十亿", "/十亿", "/ 十亿"], 1_000_000_000),
    (["每亿", "/亿", "/ 亿"], 100_000_000),
    (
      [
        "per million", "per 1m ", "per 1 m", "/million", "/ million", "/1m ", "per mtok", "/mtok", "每百万",
        "/百万",
        "/ 百万", "每 100 万", "每100万",
      ], 1_000_000
    ),
    (["每万", "/万", "/ 万"], 10_000),
    (
      [
        "per thousand", "per 1,000", "per 1000", "per 1k", "/thousand", "/ thousand", "/1k ", "每千", "/千",
        "/ 千",
      ],
      1_000
    ),
  ]
}
