import Symbolics

/// A conclusion on a line of its own that says the opposite of the two lines above: "A100: $19,939", "H100: $10,465" and "So
/// the A100 is cheaper".
extension Calculation {
  mutating func checkConclusionsOverLines() {
    for (place, line) in lines.enumerated()
    where place >= 2 && line.row == nil && line.range.count <= 240 {
      guard OverLines.any.isOn(line, of: working.bytes), let drawn = drawnConclusion(on: line),
        let (own, other) = closingNumbers(above: place, named: drawn.name, drawn.isMoney), own != other,
        drawn.isMore != (own > other), !isReported(drawn.range), isAsserted(drawn.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: drawn.range, claimed: own,
          arguments: [("other", .number(other))]))
    }
  }

  private struct Drawn {
    let name: Range<Int>
    let range: Range<Int>
    let isMoney: Bool
    let isMore: Bool
  }

  /// "So the A100 is cheaper", 所以 H100 的 MFU 更高
  private func drawnConclusion(on line: TextLine) -> Drawn? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: line.range.lowerBound, to: line.range.upperBound)
    guard joint.take(OverLines.openings) else { return nil }
    _ = joint.take(OverLines.commas)
    _ = joint.take(OverLines.articles)
    joint.skipBlanks()
    let end = bytes.skip(from: joint.at, to: line.range.upperBound) { $0.isASCIIWordByte || $0 == .hyphen }
    let name = joint.at..<end
    guard name.count >= 2, name.count <= 24,
      bytes[name].contains(where: { $0.isASCIIDigit || $0.isASCIICapital })
    else { return nil }
    joint.at = end
    _ = joint.take(OverLines.things)
    joint.skipBlanks()
    guard let index = OverLines.verdicts.index(at: joint.at, until: joint.end, in: bytes) else { return nil }
    _ = joint.take(OverLines.verdicts)
    guard joint.isAtClauseEnd() || bytes[joint.at] >= 0xE3 else { return nil }
    return Drawn(
      name: name, range: name.lowerBound..<joint.at, isMoney: index < OverLines.moneyVerdicts,
      isMore: OverLines.saysMore[index])
  }

  /// The last amounts of the two lines above that have one: of the line with a name, and of the one without it.
  private func closingNumbers(above place: Int, named name: Range<Int>, _ isMoney: Bool) -> (
    Rational, Rational
  )? {
    var (own, other): (Rational?, Rational?)
    for line in lines[max(0, place - 6)..<place].reversed() {
      if line.isHeading { break }
      guard line.range.count <= 512, isMoney || OverLines.utilisation.isOn(line, of: working.bytes),
        let last = measures(on: line).last(where: { isMoney ? isAmount($0) : $0.numeral.scale == .percent })
      else { continue }
      if isMoney, isForEach(last, on: line) { return nil }
      if holds(name, on: line) {
        guard own == nil else { return nil }
        own = last.numeral.value
      } else {
        guard other == nil else { return nil }
        other = last.numeral.value
      }
    }
    guard let own, let other else { return nil }
    return (own, other)
  }

  /// `$19,939`, 19,939 元
  private func isAmount(_ measure: Measure) -> Bool {
    let start = measure.range.lowerBound
    if start > 0, working.bytes[start - 1] == UInt8(ascii: "$"),
      measure.range.upperBound >= working.bytes.count
        || working.bytes[measure.range.upperBound] != UInt8(ascii: "$")
    {
      return true
    }
    var joint = Joint(
      working.bytes, from: measure.range.upperBound,
      to: min(working.bytes.count, measure.range.upperBound + 12))
    return joint.take(OverLines.currencies)
  }

  /// `$1.79/h`
  private func isForEach(_ measure: Measure, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: measure.range.upperBound, to: line.range.upperBound)
    _ = joint.take(OverLines.currencies)
    return joint.take(OverLines.per)
  }

  /// Whether a line has a name as a word.
  private func holds(_ name: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    return bytes.containsRun(in: line.range, of: { $0.isASCIIWordByte || $0 == .hyphen }) { word in
      bytes[word].elementsEqual(bytes[name])
    }
  }
}

private enum OverLines {
  static let any: PhraseSet = ["cheaper", "expensive", "mfu", "便宜", "贵"]
  static let openings: PhraseSet = ["so", "thus", "hence", "therefore", "所以", "因此", "可见", "结论：", "结论:"]
  static let commas: PhraseSet = [",", "，", "："]
  static let articles: PhraseSet = ["the", "用", "租"]
  static let things: PhraseSet = ["run", "gpu", "card", "job", "option", "cluster", "setup", "方案", "卡", "集群"]
  /// The first ones speak of money.
  static let verdicts: PhraseSet = [
    "is cheaper", "is the cheaper one", "is more expensive", "更便宜", "更贵", "has the higher mfu",
    "has a higher mfu", "has the better mfu", "has the lower mfu", "has a lower mfu", "的 mfu 更高", "的 mfu 更低",
  ]
  static let moneyVerdicts = 5
  static let saysMore = [false, false, true, false, true, true, true, true, false, false, true, false]
  static let utilisation: PhraseSet = ["mfu"]
  static let currencies: PhraseSet = ["美元", "元", "usd", "dollars"]
  static let per: PhraseSet = ["/", "per", "an hour", "a day", "each", "每"]
}
