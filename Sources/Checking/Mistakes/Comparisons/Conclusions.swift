import Symbolics

/// A sentence that says the opposite of its two numbers.
extension Calculation {
  mutating func checkConclusions() {
    for line in lines where (2...8).contains(line.lone.count) {
      for index in line.lone.indices.dropLast() {
        let (first, second) = (line.lone[index], line.lone[index + 1])
        guard let left = first.claim, let right = second.claim, Calculation.areAlike(first, second),
          left.value != right.value
        else { continue }
        let gap = first.located.range.upperBound..<second.located.range.lowerBound
        guard gap.lowerBound < gap.upperBound else { continue }
        if let saysMore = comparison(in: gap, on: line), saysMore != (left.value > right.value) {
          reportContradiction(first, second, first.located.range.lowerBound..<second.located.range.upperBound)
        } else if let verdict = judgement(behind: second, of: first, on: line),
          verdict.isMore != ((verdict.isFirst ? left : right).value > (verdict.isFirst ? right : left).value)
        {
          reportContradiction(first, second, verdict.range)
        }
      }
    }
  }

  private mutating func reportContradiction(_ first: Chain.Side, _ second: Chain.Side, _ range: Range<Int>) {
    findings.append(
      Draft(
        mistake: .conclusionContradictsNumbers, range: range, claimed: first.claim?.value,
        arguments: second.claim.map { [("other", .number($0.value))] } ?? []))
  }

  /// Whether two numbers count the same: both with a scale or both with a unit, and no different ones.
  private static func areAlike(_ first: Chain.Side, _ second: Chain.Side) -> Bool {
    guard let left = first.claim, let right = second.claim else { return false }
    let haveUnits = first.unit != .none || second.unit != .none
    guard left.hasScaleWord && right.hasScaleWord || haveUnits else { return false }
    return first.unit == second.unit || first.unit == .none || second.unit == .none
  }

  // MARK: - "1.2 G is less than 0.9 G"

  /// What the words between two numbers say: the first is more (`true`) or less (`false`).
  private func comparison(in gap: Range<Int>, on line: TextLine) -> Bool? {
    let words = working.text(withoutUnit(gap)).lowercased().trimmedOfBlanks
    switch words {
    case "is more than", "is larger than", "is greater than", "is higher than", "is bigger than", "exceeds",
      "大于", "多于",
      "高于", "超过", ">":
      return isWhole(words, on: line) ? true : nil
    case "is less than", "is smaller than", "is lower than", "is fewer than", "are fewer than", "小于", "少于",
      "低于", "<":
      return isWhole(words, on: line) ? false : nil
    default: return nil
    }
  }

  /// `64 > 128 > 256` shows the way of the channels; with a third number the sign compares nothing.
  private func isWhole(_ sign: String, on line: TextLine) -> Bool {
    guard sign == ">" || sign == "<" else { return true }
    return line.lone.count == 2 && line.chains.isEmpty
  }

  private func withoutUnit(_ gap: Range<Int>) -> Range<Int> {
    let at = working.bytes.skip(from: gap.lowerBound, to: gap.upperBound) { $0 == UInt8(ascii: " ") }
    let end = working.bytes.skip(from: at, to: gap.upperBound) { $0.isASCIILetter }
    return end > at && UnitReader.unit(at..<end, in: working.bytes) != nil ? end..<gap.upperBound : gap
  }

  // MARK: - "0.9 G against 1.2 G: the first network is the more expensive one"

  /// What a sentence says behind two numbers about the first or the second of them.
  private func judgement(
    behind second: Chain.Side, of first: Chain.Side, on line: TextLine
  ) -> (isFirst: Bool, isMore: Bool, range: Range<Int>)? {
    let sentence = sentence(around: second.located.range.lowerBound, on: line)
    guard sentence.contains(first.located.range.lowerBound),
      second.located.range.upperBound < sentence.upperBound,
      line.lone.count(where: { sentence.contains($0.located.range.lowerBound) }) == 2
    else { return nil }
    let rest = second.located.range.upperBound..<sentence.upperBound
    guard !Phrases.contains(Calculation.negations, in: rest, of: working.bytes) else { return nil }
    guard let (isFirst, name) = ordinal(in: rest) else { return nil }
    let behind = name.upperBound..<sentence.upperBound
    let more = Phrases.first(of: Calculation.more, in: behind, of: working.bytes)
    let less = Phrases.first(of: Calculation.less, in: behind, of: working.bytes)
    // "more parameters but less work" says two things.
    guard (more == nil) != (less == nil), let word = more ?? less,
      !Phrases.contains(
        ["first", "second", "latter", "former", "第一", "第二", "前者", "后者"], in: behind, of: working.bytes)
    else { return nil }
    return (isFirst, more != nil, name.lowerBound..<word.upperBound)
  }

  private func ordinal(in range: Range<Int>) -> (isFirst: Bool, Range<Int>)? {
    let first = Phrases.first(of: ["the first", "the former", "第一个", "前者"], in: range, of: working.bytes)
    let second = Phrases.first(of: ["the second", "the latter", "第二个", "后者"], in: range, of: working.bytes)
    switch (first, second) {
    case (let place?, nil): return (true, place)
    case (nil, let place?): return (false, place)
    default: return nil
    }
  }

  private static let negations: [StaticString] = ["not", "n't", "no ", "never", "不", "没", "并非", "saves", "省"]
  private static let more: [StaticString] = [
    "more expensive", "needs more", "costs more", "takes more", "is larger", "is bigger", "is heavier",
    "is higher", "the larger", "the bigger", "the heavier", "更大", "更多", "更高", "更贵", "较大", "较多",
  ]
  private static let less: [StaticString] = [
    "less expensive", "cheaper", "needs less", "needs fewer", "costs less", "takes less", "is smaller",
    "is lighter", "is lower", "the smaller", "the lighter", "更小", "更少", "更低", "更便宜", "较小", "较少",
  ]
}
