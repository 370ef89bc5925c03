import Symbolics

/// A fraction that words round the other way: "56.5, floor gives 57", (112 + 2 − 3)/2 + 1 = 56.5，向下取整得 57.
extension Calculation {
  mutating func checkRoundingInWords() {
    for line in lines(with: Calculation.roundings) where Calculation.roundings.isOn(line, of: working.bytes) {
      if Calculation.contraries.isOn(line, of: working.bytes) { continue }
      let numbers = numbers(on: line)
      for (fraction, whole) in zip(numbers, numbers.dropFirst()) {
        guard fraction.numeral.scale == .one, !fraction.numeral.value.isInteger, whole.isWrittenOut,
          fraction.numeral.value < 1_000_000, let isDown = roundsDown(fraction, whole, on: line),
          !isReported(whole.range)
        else { continue }
        let (down, up) = (fraction.numeral.value.floor, fraction.numeral.value.ceiling)
        guard whole.numeral.value == (isDown ? up : down),
          !Denial(working: working, range: whole.range).isStated
        else { continue }
        findings.append(
          Draft(
            mistake: .roundingWrong, range: whole.range, claimed: whole.numeral.value,
            correct: isDown ? down : up, fix: Expression(isDown ? down : up)))
        markWrong(at: whole.range)
      }
    }
  }

  private static let roundings: PhraseSet = [
    "floor", "ceil", "rounded down", "rounded up", "rounding down", "rounding up", "取整",
  ]
  private static let contraries: PhraseSet = [
    "not ", "n't", "instead", "wrong", "不是", "并非", "而非", "不能", "误", "错",
  ]
  private static let down: PhraseSet = ["向下取整", "下取整", "floor", "rounded down", "rounding down"]
  private static let up: PhraseSet = ["向上取整", "上取整", "ceiling", "ceil", "rounded up", "rounding up"]
  private static let joints: PhraseSet = [
    "gives", "is", "makes", "to", "and", "it", "that", "this", "the", "of", "we", "get", "后", "得到", "得", "为",
    "是", "即", "卷积", "池化",
    "就是", "→", "->", "=", ",", "，", ":", "：", ";", "；", "(", ")", "（", "）",
  ]

  /// Whether nothing but a word for rounding stands between a fraction and a whole number, or right behind this in brackets;
  /// true where it is down.
  private func roundsDown(_ fraction: StatedNumber, _ whole: StatedNumber, on line: TextLine) -> Bool? {
    guard fraction.range.upperBound < whole.range.lowerBound else { return nil }
    var joint = Joint(working.bytes, from: fraction.range.upperBound, to: whole.range.lowerBound)
    var isDown: Bool?
    joint.skipBlanks()
    while !joint.isAtEnd {
      if joint.take(Calculation.down) {
        guard isDown != false else { return nil }
        isDown = true
      } else if joint.take(Calculation.up) {
        guard isDown != true else { return nil }
        isDown = false
      } else if !joint.take(Calculation.joints) {
        return nil
      }
      joint.skipBlanks()
    }
    guard isDown == nil else { return isDown }
    // "98.5 → 99 frames (floor)"
    let bracket = line.stretch(behind: whole.range.upperBound, atMost: 32)
    guard let open = Joint.opening.first(in: bracket, of: working.bytes),
      !working.bytes[bracket.lowerBound..<open.lowerBound].contains(where: {
        $0.isASCIIDigit || $0 == UInt8(ascii: ",")
      })
    else { return nil }
    var inside = Joint(working.bytes, from: open.upperBound, to: line.range.upperBound)
    let saysDown = inside.take(Calculation.down)
    guard saysDown || inside.take(Calculation.up), inside.take(Joint.closing) else { return nil }
    return saysDown
  }
}
