import Symbolics

/// The steps of a window taken for the size of its output: (224 − 7 + 2×3)/2 = 111.5，所以输出 111×111.
extension Calculation {
  mutating func checkSizesWithoutOne() {
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, side.located.expression.isDividedDifference,
        let value = entry.value,
        value > 1, value < 100_000, entry.home < lines.count,
        let number = sizeBehind(entry.chain.range.upperBound, on: lines[entry.home]),
        number.value == value.floor, !isReported(entry.chain.range), let right = try? value.floor.adding(.one)
      else { continue }
      findings.append(
        Draft(
          mistake: .outputSizePlusOneMissing, range: number.range, claimed: number.value, correct: right))
      entry.status = .wrong
      entry.misconception = .outputSizePlusOneMissing
    }
  }

  /// The number that words behind a calculation call the size of the output.
  private func sizeBehind(_ place: Int, on line: TextLine) -> (value: Rational, range: Range<Int>)? {
    let end = min(line.range.upperBound, place + 48)
    guard place < end else { return nil }
    var joint = Joint(working.bytes, from: place, to: end)
    for _ in 0..<3 { _ = joint.take(Calculation.hence) }
    guard joint.take(Calculation.outputs) else { return nil }
    for _ in 0..<3 { _ = joint.take(Calculation.are) }
    joint.skipBlanks()
    let number = MeasureReader.measures(in: joint.at..<end, of: working.bytes).first
    guard let number, number.range.lowerBound == joint.at, number.numeral.lastPlace == .one else {
      return nil
    }
    // `111 + 1`
    var behind = Joint(working.bytes, from: number.range.upperBound, to: min(line.range.upperBound, end + 16))
    return behind.take(Calculation.plus) ? nil : (number.numeral.value, number.range)
  }

  private static let hence: PhraseSet = [
    ",", "，", "。", "；", ";", "所以", "因此", "故", "即", "so", "hence", "thus", "the",
  ]
  private static let outputs: PhraseSet = [
    "输出尺寸", "输出大小", "输出特征图", "输出边长", "输出", "output size", "output map", "output",
  ]
  private static let are: PhraseSet = ["尺寸", "大小", "为", "是", "is", "=", ":", "：", "has", "size"]
  private static let plus: PhraseSet = ["+", "加"]
}
