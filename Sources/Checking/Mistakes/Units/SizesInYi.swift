import Symbolics

/// 13B called 13亿: a B is ten 亿. In a row of a table, or with nothing but a word between them: 13B（13亿参数）; the other way
/// about only in brackets, 1.3亿(1.3B).
extension Calculation {
  mutating func checkSizesInYi() {
    for line in lines(with: Calculation.yi) {
      checkBracketsBehindYi(on: line)
      guard line.traits.contains(.scaled) else { continue }
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

  /// `1.3亿(1.3B)`: the same digits in brackets that hold nothing else.
  private mutating func checkBracketsBehindYi(on line: TextLine) {
    guard Calculation.yi.isOn(line, of: working.bytes), line.range.count <= 1_024 else { return }
    let measures = measures(on: line)
    for (number, size) in zip(measures, measures.dropFirst())
    where number.numeral.scale == .yi && size.numeral.scale == .billion {
      guard let digits = number.numeral.unscaled, digits == size.numeral.unscaled,
        number.unit == size.unit || size.unit == .none,
        !isReported(number.range.lowerBound..<size.range.upperBound)
      else { continue }
      var joint = Joint(working.bytes, from: number.range.upperBound, to: size.range.lowerBound)
      _ = joint.takeUnits()
      guard joint.take(Joint.opening) else { continue }
      joint.skipBlanks()
      guard joint.isAtEnd else { continue }
      joint = Joint(working.bytes, from: size.range.upperBound, to: line.range.upperBound)
      _ = joint.takeUnits()
      guard joint.take(Joint.closing), isAsserted(size.range, on: line) else { continue }
      findings.append(
        Draft(
          mistake: .yiUnitSlip, alternatives: [.powerOfTenSlip], range: size.range,
          claimed: size.numeral.value, correct: number.numeral.value))
    }
  }

  func isSameSize(_ gap: Range<Int>) -> Bool {
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
