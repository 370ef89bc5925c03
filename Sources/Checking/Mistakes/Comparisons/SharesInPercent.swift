import Symbolics

/// A share in percent worked out in words, with two digits exchanged: "45% of 312 TFLOPS: 104.4 TFLOPS", 312 TFLOPS 的 45%：104.4.
extension Calculation {
  mutating func checkSharesInPercent() {
    for line in lines(with: PercentWords.of)
    where line.range.count <= 1_024 && PercentWords.signs.isOn(line, of: working.bytes) {
      let measures = measures(on: line)
      for index in measures.indices.dropLast(2) {
        let (first, second, claim) = (measures[index], measures[index + 1], measures[index + 2])
        guard let (percent, whole) = percentAndWhole(first, second),
          isResult(claim, behind: second, of: whole),
          let right = try? percent.numeral.value.multiplied(by: whole.numeral.value),
          isExchanged(claim.numeral, right), !isReported(claim.range), isAsserted(claim.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .digitsTransposed, alternatives: [.productSlip], range: claim.range,
            claimed: claim.numeral.value, correct: right))
        markWrong(at: claim.range)
      }
    }
  }

  /// `45% of 312 TFLOPS`, `312 TFLOPS 的 45%`
  private func percentAndWhole(_ first: Measure, _ second: Measure) -> (percent: Measure, whole: Measure)? {
    var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
    if first.numeral.scale == .percent, second.numeral.scale != .percent {
      joint.skipBlanks()
      guard joint.take(PercentWords.english) else { return nil }
      _ = joint.take(PercentWords.articles)
      joint.skipBlanks()
      return joint.isAtEnd ? (first, second) : nil
    }
    guard second.numeral.scale == .percent, first.numeral.scale != .percent else { return nil }
    _ = joint.take(PercentWords.seconds)
    _ = joint.takeUnits()
    guard joint.take(PercentWords.chinese) else { return nil }
    joint.skipBlanks()
    return joint.isAtEnd ? (second, first) : nil
  }

  /// Whether a number in the same unit follows a colon or a word for "equals".
  private func isResult(_ claim: Measure, behind last: Measure, of whole: Measure) -> Bool {
    guard claim.unit == whole.unit || claim.unit == .none || whole.unit == .none,
      claim.numeral.scale == whole.numeral.scale
    else { return false }
    var joint = Joint(working.bytes, from: last.range.upperBound, to: claim.range.lowerBound)
    _ = joint.take(PercentWords.seconds)
    _ = joint.takeUnits()
    guard joint.take(PercentWords.equals) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Whether a number has the digits of a result, as finely as it is written, with two of them exchanged.
  func isExchanged(_ claim: Numeral, _ right: Rational) -> Bool {
    guard let units = try? right.divided(by: claim.lastPlace).adding(.half).floor,
      let digits = Digits.of(units),
      let claimed = (try? claim.value.divided(by: claim.lastPlace)).flatMap({ Digits.of($0) }),
      digits.count == claimed.count, digits.count > 2
    else { return false }
    let differing = digits.indices.filter { digits[$0] != claimed[$0] }
    return differing.count == 2 && digits[differing[0]] == claimed[differing[1]]
      && digits[differing[1]] == claimed[differing[0]]
  }
}

private enum PercentWords {
  static let signs: PhraseSet = ["%", "percent"]
  static let of: PhraseSet = ["% of", "\\% of", "percent of", "的"]
  static let english: PhraseSet = ["% of", "\\% of", "percent of", "of"]
  static let articles: PhraseSet = ["the", "a peak of", "peak"]
  static let chinese: PhraseSet = ["的", "之"]
  static let seconds: PhraseSet = ["/s", "/秒", "per second"]
  static let equals: PhraseSet = [
    ":", "：", "=", "is", "are", "gives", "makes", "means", "i.e.", ", i.e.", ", that is", "→", "，即", "即", "是",
    "为",
    "就是", "等于",
  ]
}
