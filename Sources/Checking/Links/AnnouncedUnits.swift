import Symbolics

/// A unit that is named once for several results: `In GFLOPs: 2 × 7e9 = 14, 2 × 13e9 = 26`, `2 × 12.9e9 = 25.8 GFLOPs
/// (without the embedding 2 × 12.75e9 = 25.5)`, `32 PFLOPS with sparsity (8 × 3,958 TFLOPS = 31.7)`.
extension LinkChecker {
  /// Whether a claim without a unit is the value in one that its neighbours have.
  func agreesInAnnouncedUnit(_ link: PlainLink) -> Bool {
    guard link.left.isCompound, !link.second.isCompound, link.claim.scale == .one,
      !link.claim.hasScaleWord, link.value.magnitude >= 1_000, isWithoutUnit(link.second)
    else { return false }
    for factor in LinkChecker.unitFactors {
      guard let value = try? link.value.divided(by: factor),
        fits(value, link.claim, isApproximate: link.isApproximate, isBare: false)
      else { continue }
      if isAnnounced(factor, before: link.left.located.range.lowerBound)
        || isUnitOfLabel(factor, before: link.left.located.range.lowerBound)
        || isUnitOfResult(factor, beside: link)
      {
        return true
      }
    }
    return false
  }

  private func isWithoutUnit(_ side: Chain.Side) -> Bool {
    side.unit == .none || side.unit == .other
  }

  /// "In GFLOPs per token:", "(in GiB)", 单位：GB.
  private func isAnnounced(_ factor: Rational, before place: Int) -> Bool {
    let bytes = working.bytes
    var start = max(0, place - 512)
    while let words = LinkChecker.announcing.first(in: start..<place, of: bytes) {
      start = words.upperBound
      let isInsideOfWord =
        bytes[words.lowerBound].isASCIILetter && words.lowerBound > 0
        && bytes[words.lowerBound - 1].isASCIIWordByte
      if !isInsideOfWord, factorOfUnit(at: start, until: place) == factor { return true }
    }
    return false
  }

  /// `GFLOPs = 2 * 2.36M * 49 = 0.231`, `TFLOPs per token = …`, 显存 GB：…: the unit in the label of the calculation.
  private func isUnitOfLabel(_ factor: Rational, before place: Int) -> Bool {
    let bytes = working.bytes
    let end = around.back(from: place)
    guard let sign = around.start(of: LinkChecker.labelSigns, endingAt: end) else { return false }
    let limit = max(around.lineStart(of: place), sign - 64)
    let start = bytes.skipBack(from: sign, to: limit) { !LinkChecker.endsLabel($0) }
    return bytes.containsRun(in: start..<max(start, sign), of: { $0.isASCIILetter }) { word in
      guard word.count > 1, factorOfUnit(at: word.lowerBound, until: word.upperBound) == factor else {
        return false
      }
      // The unit of a number, as in "14 GFLOPs", is that number's own.
      let before = bytes.skipBlanksBack(from: word.lowerBound, to: start)
      return before == start || !bytes[before - 1].isASCIIDigit
    }
  }

  private static func endsLabel(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: ",") || byte == UInt8(ascii: ";") || byte == UInt8(ascii: "|")
      || byte == UInt8(ascii: "=")
  }

  private static let labelSigns: [StaticString] = ["=", ":", "：", "为", "是", "≈", "is", "are"]

  /// What a unit that stands alone multiplies by: GFLOPs, MiB, millions.
  private func factorOfUnit(at place: Int, until end: Int) -> Rational? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: place, to: end)
    joint.skipBlanks()
    for (words, factor) in LinkChecker.scalesInWords where joint.take(words) { return factor }
    let start = joint.at
    let stop = bytes.skip(from: start, to: min(end, start + 12)) { $0.isASCIILetter }
    guard stop > start else { return nil }
    if let binary = UnitReader.binaryScale(start..<stop, in: bytes) { return binary }
    guard stop == start + 1 || UnitReader.unit(start + 1..<stop, in: bytes) != nil else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "K"), UInt8(ascii: "k"): return 1_000
    case UInt8(ascii: "M"): return 1_000_000
    case UInt8(ascii: "G"): return 1_000_000_000
    case UInt8(ascii: "T"): return Rational(whole: 1_000_000_000_000)
    case UInt8(ascii: "P"): return Rational(whole: 1_000_000_000_000_000)
    case UInt8(ascii: "E"): return Rational(whole: 1_000_000_000_000_000_000)
    default: return nil
    }
  }

  /// Whether another result on the line has the scale of a unit: `= 14 GFLOPs` behind its calculation.
  private func isUnitOfResult(_ factor: Rational, beside link: PlainLink) -> Bool {
    let place = link.left.located.range.lowerBound
    let end = link.second.located.range.upperBound
    let lines = around.lineStart(of: place)..<around.lineEnd(of: end)
    let near = max(lines.lowerBound, place - 200)..<max(end, min(lines.upperBound, end + 200))
    return MeasureReader.measures(in: near, of: working.bytes).contains { measure in
      measure.numeral.hasScaleWord && measure.numeral.writtenFactor == factor && measure.unit != .none
        && (measure.range.upperBound <= place || measure.range.lowerBound >= end)
        && (around.start(of: ["=", "≈", "是", "为"], endingAt: around.back(from: measure.range.lowerBound))
          != nil || isWorkedOut(measure, by: link, factor))
    }
  }

  /// Whether the brackets behind a number work it out.
  private func isWorkedOut(_ measure: Measure, by link: PlainLink, _ factor: Rational) -> Bool {
    let (start, end) = (measure.range.upperBound, link.left.located.range.lowerBound)
    guard start < end, end - start <= 64,
      let bracket = working.bytes[start..<end].lastIndex(of: UInt8(ascii: "(")),
      !working.bytes[bracket..<end].contains(UInt8(ascii: ")")),
      let claimed = try? link.claim.value.multiplied(by: factor)
    else { return false }
    return LinkChecker.isWithin(
      LinkChecker.tolerance(of: measure.numeral, isApproximate: true), claimed, measure.numeral.value)
  }

  private static let announcing: PhraseSet = [
    "in units of ", "in ", "单位为", "单位是", "单位：", "单位:", "单位 ", "以 ", "以", "按 ", "按",
  ]
  private static let scalesInWords: [(PhraseSet, Rational)] = [
    (["thousands", "thousand", "千"], 1_000), (["millions", "million", "百万"], 1_000_000),
    (["billions", "billion", "十亿"], 1_000_000_000), (["万"], 10_000), (["亿"], 100_000_000),
  ]
  private static let unitFactors: [Rational] = {
    let whole: [Rational] = [1_000, 1_000_000, 1_000_000_000, 10_000, 100_000_000]
    let large = [12, 15, 18].compactMap { try? Rational(10).raised(to: Rational($0)) }
    let binary = (1...4).compactMap { try? Rational(1_024).raised(to: Rational($0)) }
    return whole + large + binary
  }()
}
