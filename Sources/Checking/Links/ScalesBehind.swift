import Symbolics

/// Scales that stand apart from their number: `925$ (million)`, `925\ [\text{M}]`, `4.72${\small M}`, `925 Mega-MACs`,
/// `1920×1080 = 2.07 MP`.
extension LinkChecker {
  /// Whether a claim is the value divided by the scale that follows it.
  func agreesInScaleBehind(_ value: Rational, with claim: Numeral, _ right: Chain.Side) -> Bool {
    guard !claim.hasScaleWord, claim.scale == .one, value.magnitude >= 100,
      let factor = scaleBehind(right.located.range.upperBound), let divided = try? value.divided(by: factor)
    else { return false }
    // `925 (million)` is rounded to whole millions.
    let tolerance = LinkChecker.tolerance(of: claim, isApproximate: true)
    return LinkChecker.isWithin(
      claim.lastPlace == .one ? max(tolerance, .half) : tolerance, divided, claim.value)
  }

  /// `… = 2.4 + 10 = 12.4 M`: the terms of a sum take the scale of the result that ends the chain.
  func agreesInScaleAtEnd(_ value: Rational, _ chain: Chain, _ index: Int) -> Bool {
    guard index + 3 == chain.sides.count,
      case let (sum, last) = (chain.sides[index + 1], chain.sides[index + 2]),
      case .sum = sum.located.expression, !sum.outcome.hasScales, let terms = self.value(of: sum),
      terms < 10_000, value >= 10_000,
      let claim = last.claim
    else { return false }
    let scale = claim.hasScaleWord ? claim.scale.factor : scaleBehind(last.located.range.upperBound)
    guard let scale, scale >= 1_000, let digits = claim.hasScaleWord ? claim.unscaled : claim.value,
      let place = claim.hasScaleWord ? try? claim.lastPlace.divided(by: scale) : claim.lastPlace,
      let scaled = try? value.divided(by: scale)
    else { return false }
    guard let half = try? place.divided(by: .two) else { return false }
    return LinkChecker.isWithin(half, terms, digits) && LinkChecker.isWithin(half, scaled, digits)
  }

  private func scaleBehind(_ place: Int) -> Rational? {
    let bytes = working.bytes
    let limit = bytes.endOfLine(from: place, atMost: 40)
    var at = place
    while at < limit {
      switch bytes[at] {
      case _ where Doubt.isBlank(bytes[at]) || Neighbourhood.isMark(bytes[at]): at += 1
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"), UInt8(ascii: "}"), UInt8(ascii: "~"),
        UInt8(ascii: "_"):
        at += 1
      case UInt8(ascii: "\\"):
        at += 1
        let start = at
        at = bytes.skip(from: at, to: limit) { $0.isASCIILetter }
        if at == start { at += 1 }
      case 0xC2 where at + 1 < limit && bytes[at + 1] == 0xA0: at += 2
      // （ is EF BC 88.
      case 0xEF where working.begins(at..<limit, with: "（"): at += 3
      default:
        if let length = LinkChecker.wordsBeforeScales.length(at: at, until: limit, in: bytes) {
          at += length
          continue
        }
        return NamedScale.factor(at: at, in: bytes)
      }
    }
    return nil
  }

  private static let wordsBeforeScales: PhraseSet = ["in", "单位：", "单位:", "单位为", "单位"]
}

/// The names of scales, each with what it multiplies by.
enum NamedScale {
  /// What the name that begins at a place multiplies by.
  static func factor(at place: Int, in bytes: [UInt8]) -> Rational? {
    guard place < bytes.count else { return nil }
    guard bytes[place].isASCIILetter else {
      return chinese.first { bytes.has($0.name, at: place) }?.factor
    }
    let end = bytes.skip(from: place, to: min(bytes.count, place + 14)) { $0.isASCIILetter }
    return factor(of: place..<end, in: bytes)
  }

  /// What a word of letters multiplies by: M, GMACs, MiB, millions, mega, MP.
  static func factor(of word: Range<Int>, in bytes: [UInt8]) -> Rational? {
    guard let first = word.first else { return nil }
    if let binary = UnitReader.binaryScale(word, in: bytes) { return binary }
    let name = Doubt.text(bytes[word])
    if let factor = words.first(where: { $0.names.contains(name) })?.factor { return factor }
    let rest = Doubt.text(bytes[word.dropFirst()])
    guard units.contains(rest) else { return nil }
    switch bytes[first] {
    case UInt8(ascii: "k"), UInt8(ascii: "K"): return 1_000
    case UInt8(ascii: "M"): return 1_000_000
    case UInt8(ascii: "G"): return 1_000_000_000
    case UInt8(ascii: "B"): return rest.isEmpty ? 1_000_000_000 : nil
    case UInt8(ascii: "T"): return Rational(whole: 1_000_000_000_000)
    default: return nil
    }
  }

  private static let units: Set<String> = [
    "", "b", "p", "px", "pixel", "pixels", "mac", "macs", "flop", "flops", "byte", "bytes", "param", "params",
    "ops",
  ]
  private static let words: [(names: Set<String>, factor: Rational)] = [
    (["kilo", "thousand", "thousands"], 1_000),
    (["mega", "million", "millions", "mio", "megapixel", "megapixels"], 1_000_000),
    (["giga", "billion", "billions", "mrd"], 1_000_000_000),
    (["tera", "trillion", "trillions"], Rational(whole: 1_000_000_000_000)),
  ]
  private static let chinese: [(name: StaticString, factor: Rational)] = [
    ("万亿", Rational(whole: 1_000_000_000_000)), ("百万", 1_000_000), ("千万", 10_000_000), ("十亿", 1_000_000_000),
    ("千", 1_000), ("万", 10_000), ("亿", 100_000_000),
  ]
}
