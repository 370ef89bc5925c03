import Symbolics

/// Two numbers that are added by a word, and their sum with the point moved: 64.8亿，加上嵌入 2.6亿 ≈ 6.7亿, "6.48B plus 0.26B for the
/// embedding = 67.4B".
extension Calculation {
  mutating func checkSumsInYi() {
    for line in lines(with: AddedByWords.plus) where line.row == nil && line.range.count <= 512 {
      let measures = measures(on: line)
      for place in measures.indices.dropFirst(2) {
        let (first, second, sum) = (measures[place - 2], measures[place - 1], measures[place])
        guard first.numeral.hasScaleWord, second.numeral.hasScaleWord, sum.numeral.hasScaleWord,
          first.numeral.scale != .percent, sum.numeral.scale == first.numeral.scale,
          sum.numeral.shows(atLeast: 10), sum.numeral.value < first.numeral.value,
          stands(AddedByWords.plus, between: first, second),
          stands(AddedByWords.equals, between: second, sum),
          let right = try? first.numeral.value.adding(second.numeral.value),
          let room = try? right.divided(by: 50), let tenfold = try? sum.numeral.value.multiplied(by: 10),
          LinkChecker.isWithin(room, right, tenfold), !isReported(sum.range), isAsserted(sum.range, on: line)
        else { continue }
        let isChinese = sum.numeral.scale.isChinese
        findings.append(
          Draft(
            mistake: isChinese ? .yiUnitSlip : .powerOfTenSlip,
            alternatives: [isChinese ? .powerOfTenSlip : .prefixSlip, .totalDoesNotAddUp], range: sum.range,
            claimed: sum.numeral.value, correct: right))
        markWrong(at: sum.range)
      }
    }
  }

  /// Whether one of some words stands between two numbers, with nothing but words without a digit besides.
  private func stands(_ words: PhraseSet, between first: Measure, _ second: Measure) -> Bool {
    guard first.range.upperBound <= second.range.lowerBound,
      case let gap = first.range.upperBound..<second.range.lowerBound, gap.count <= 40,
      let word = words.first(in: gap, of: working.bytes)
    else { return false }
    return !words.isIn(word.upperBound..<gap.upperBound, of: working.bytes)
      && !AddedByWords.others.isIn(gap, of: working.bytes)
      && !working.bytes[gap].contains { $0.isASCIIDigit }
  }
}

private enum AddedByWords {
  static let plus: PhraseSet = ["加上", "再加", "加", "plus", "+"]
  static let equals: PhraseSet = ["≈", "=", "共", "合计", "总计", "is about", "makes"]
  static let others: PhraseSet = ["×", "*", "/", "减", "minus", "。", ". ", "每", "per ", "其中"]
}
