import Symbolics

/// A number that is said to be so many times another one: 24×24=576 个 patch，是 224 时 196 的 3.94 倍.
extension Calculation {
  mutating func checkMultiplesInChinese() {
    for line in lines(with: ChineseMultiples.times) where line.row == nil && line.range.count <= 1_024 {
      guard ChineseMultiples.isWords.isOn(line, of: working.bytes) else { continue }
      let measures = measures(on: line)
      for place in measures.indices.dropFirst(2) { check(measures, place, on: line) }
    }
  }

  private mutating func check(_ measures: [Measure], _ place: Int, on line: TextLine) {
    let bytes = working.bytes
    let (claim, second) = (measures[place], measures[place - 1])
    var tail = Joint(bytes, from: claim.endOfDigits(in: bytes), to: line.range.upperBound)
    guard claim.numeral.scale == .one, claim.unit == .none || claim.unit == .other,
      tail.take(ChineseMultiples.times), tail.isAtClauseEnd()
    else { return }
    var gap = Joint(bytes, from: second.range.upperBound, to: claim.range.lowerBound)
    _ = gap.takeUnits()
    guard gap.take(ChineseMultiples.of) else { return }
    let isRough = gap.take(Joint.approximations)
    gap.skipBlanks()
    let before = line.stretch(before: second.range.lowerBound, atMost: 24)
    guard gap.isAtEnd, let verb = ChineseMultiples.isWords.first(in: before, of: bytes) else { return }
    // 是 224 时 196 的: the number of a case may stand between.
    var joint = Joint(bytes, from: verb.upperBound, to: second.range.lowerBound)
    joint.skipBlanks()
    let end = bytes.skip(from: joint.at, to: joint.end) { $0.isASCIIDigit }
    let hasCase = end > joint.at
    joint.at = end
    if hasCase, !joint.take(ChineseMultiples.cases) { return }
    joint.skipBlanks()
    guard joint.isAtEnd, place >= (hasCase ? 3 : 2) else { return }
    let first = measures[place - (hasCase ? 3 : 2)]
    guard stands(first, before: verb.lowerBound),
      first.numeral.hasScaleWord == second.numeral.hasScaleWord,
      first.unit == second.unit || first.unit == .none || second.unit == .none,
      first.numeral.scale != .percent, second.numeral.value > .zero,
      let ratio = try? first.numeral.value.divided(by: second.numeral.value), ratio > .zero
    else { return }
    let pair = ComparedPair(first.numeral, second.numeral, isRough, first.unit == .none)
    guard pair.excludes(ratio, claim.numeral), !isReported(claim.range), isAsserted(claim.range, on: line)
    else { return }
    let names = NamesOfShares.names(ratio, claim.numeral)
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()), range: claim.range,
        claimed: claim.numeral.value, correct: ratio))
  }

  /// Whether nothing but a noun and a comma stands between a number and a verb.
  private func stands(_ first: Measure, before verb: Int) -> Bool {
    var joint = Joint(working.bytes, from: first.range.upperBound, to: verb)
    _ = joint.takeUnits()
    joint.skipBlanks()
    joint.at = working.bytes.skip(from: joint.at, to: min(joint.end, joint.at + 12)) { $0.isASCIILetter }
    _ = joint.take(ChineseMultiples.commas)
    _ = joint.take(ChineseMultiples.fillers)
    joint.skipBlanks()
    return joint.isAtEnd && first.range.upperBound <= verb
  }
}

private enum ChineseMultiples {
  static let times: PhraseSet = ["倍"]
  static let isWords: PhraseSet = ["是", "约为", "相当于"]
  static let of: PhraseSet = ["的"]
  static let cases: PhraseSet = ["时的", "时"]
  static let commas: PhraseSet = [",", "，", "（", "("]
  static let fillers: PhraseSet = ["大约", "约", "这", "恰好", "正好", "也就", "也", "就"]
}
