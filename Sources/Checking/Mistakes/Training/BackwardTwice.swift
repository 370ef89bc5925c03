import Symbolics

/// A backward pass that the text itself calls twice the forward one, and that has the number of that: 反向是前向的两倍: 13.5 GFLOPs
/// under 前向 13.5 GFLOPs; and `backward: 2 FLOPs per parameter` under the same for forward.
extension Calculation {
  mutating func checkBackwardTwice() {
    for (place, line) in lines.enumerated().dropFirst()
    where line.row == nil && line.range.count < 160 && BackwardTwice.backward.isOn(line, of: working.bytes) {
      let above = lines[place - 1]
      guard BackwardTwice.forward.isOn(above, of: working.bytes), above.row == nil, above.range.count < 512,
        !BackwardTwice.otherwise.isOn(line, of: working.bytes),
        !BackwardTwice.otherwise.isOn(above, of: working.bytes),
        let (number, right) = sameAsForward(line, above), !isReported(number.range),
        isAsserted(number.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .backwardFactorWrong, range: number.range, claimed: number.numeral.value, correct: right))
      markWrong(at: number.range)
    }
  }

  private func sameAsForward(_ line: TextLine, _ above: TextLine) -> (number: Measure, right: Rational)? {
    let (own, others) = (measures(on: line), measures(on: above))
    guard let number = own.last, let forward = others.last, number.numeral.value == forward.numeral.value,
      number.unit == .flops, forward.unit == .flops, number.per == forward.per,
      let right = try? forward.numeral.value.multiplied(by: .two)
    else { return nil }
    if let words = BackwardTwice.twice.first(in: line.range, of: working.bytes) {
      // 反向是前向的两倍: nothing but a sign before the number.
      var joint = Joint(working.bytes, from: words.upperBound, to: number.range.lowerBound)
      while joint.take(BackwardTwice.signs) {}
      joint.skipBlanks()
      return joint.isAtEnd && !BackwardTwice.backward.isOn(above, of: working.bytes) ? (number, right) : nil
    }
    // "forward: 2 FLOPs per parameter": of 2 it is sure how many are counted.
    guard own.count == 1, others.count == 1, number.numeral.value == 2,
      BackwardTwice.perParameter.isOn(line, of: working.bytes),
      working.bytes[line.stretch(behind: number.range.upperBound, atMost: 256)].elementsEqual(
        working.bytes[above.stretch(behind: forward.range.upperBound, atMost: 256)])
    else { return nil }
    return (number, right)
  }
}

private enum BackwardTwice {
  static let backward: PhraseSet = ["backward", "反向"]
  static let forward: PhraseSet = ["forward", "前向", "正向"]
  static let twice: PhraseSet = [
    "twice the forward pass", "twice the forward", "2x the forward", "2× the forward", "double the forward",
    "twice as much", "前向的两倍", "前向的 2 倍", "前向的2倍", "前向的二倍", "正向的两倍", "前向两倍",
  ]
  static let signs: PhraseSet = [
    ":", "：", "=", ",", "，", "即", "为", "约", "≈", "i.e.", "is", "pass", "→", "(", "（",
  ]
  static let perParameter: PhraseSet = ["per param", "/param", "per weight", "每参数", "每个参数"]
  static let otherwise: PhraseSet = [
    "lora", "frozen", "freez", "adapter", "input grad", "weight grad", "dx", "dw", "冻结", "梯度", "each", "half",
    "一半", "各",
  ]
}
