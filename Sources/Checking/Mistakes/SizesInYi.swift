import Symbolics

/// 13B called 13亿: a B is ten 亿. In a row of a table, or with nothing but a word between them: 13B（13亿参数）.
extension Calculation {
  mutating func checkSizesInYi() {
    for line in lines where line.traits.contains(.scaled) && Calculation.yi.mayBe(on: line) {
      let numbers = numbers(on: line)
      for index in numbers.indices.dropFirst() {
        let (size, number) = (numbers[index - 1], numbers[index])
        guard number.numeral.scale == .yi, size.numeral.scale == .billion,
          number.unit == .none || number.unit == .parameters,
          let digits = size.numeral.unscaled, digits == number.numeral.unscaled,
          isSameSize(size.range.upperBound..<max(size.range.upperBound, number.range.lowerBound)),
          !isReported(number.range)
        else { continue }
        findings.append(
          Draft(
            mistake: .yiUnitSlip, alternatives: [.powerOfTenSlip], range: number.range,
            claimed: number.numeral.value, correct: size.numeral.value))
      }
    }
  }

  private func isSameSize(_ gap: Range<Int>) -> Bool {
    guard gap.count <= 32 else { return false }
    var joint = Joint(working.bytes, from: gap.lowerBound, to: gap.upperBound)
    for _ in 0..<4 { _ = joint.take(Calculation.sameSize) }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private static let yi: PhraseSet = ["亿", "億"]
  private static let sameSize: PhraseSet = [
    "|", "(", "（", "，", ",", "即", "也就是", "模型", "的", "有", "约", "=", "参数量", "参数", "为", "是", "：", ":",
  ]
}
