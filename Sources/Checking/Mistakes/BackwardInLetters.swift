import Symbolics

/// "Forward 2N, backward 2N": both passes in letters, the backward one as once the forward one.
extension Calculation {
  mutating func checkBackwardInLetters(_ line: TextLine) {
    guard !Calculation.lessBackward.isIn(line.range, of: working.bytes) else { return }
    let passes = line.mentions.filter { $0.noun == .model(.forward) || $0.noun == .model(.backward) }
    for (first, second) in zip(passes, passes.dropFirst())
    where first.noun == .model(.forward) && second.noun == .model(.backward) {
      guard let one = lettersOfTwo(behind: first.range.upperBound, on: line),
        let other = lettersOfTwo(behind: second.range.upperBound, on: line),
        one.upperBound <= second.range.lowerBound, second.range.lowerBound - one.upperBound <= 12,
        working.bytes[one].filter({ $0 != .space }) == working.bytes[other].filter({ $0 != .space }),
        !isReported(other)
      else { continue }
      findings.append(
        Draft(mistake: .backwardFactorWrong, range: other, claimed: .two, correct: 4))
    }
  }

  /// `2N`, `2P`, `2ND`, `2 N` right behind a word.
  private func lettersOfTwo(behind place: Int, on line: TextLine) -> Range<Int>? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: place, to: line.range.upperBound)
    for _ in 0..<3 { _ = joint.take(Calculation.verbs) }
    joint.skipBlanks()
    let start = joint.at
    guard start + 1 < line.range.upperBound, bytes[start] == UInt8(ascii: "2") else { return nil }
    var at = start + 1
    if bytes[at] == .space { at += 1 }
    let letters = at
    while at < line.range.upperBound, at - letters < 3, "NPD".utf8.contains(bytes[at]) { at += 1 }
    guard at > letters, bytes[letters] != UInt8(ascii: "D"), at >= bytes.count || !bytes[at].isASCIIWordByte
    else { return nil }
    return start..<at
  }

  private static let verbs: PhraseSet = [
    "pass", "propagation", "is", "takes", "costs", "needs", ":", "：", "=", "为", "是", "约", "需要", "需", "传播",
    "计算",
  ]
  /// Where a backward pass costs less, or only a half of it is meant.
  private static let lessBackward: PhraseSet = [
    "lora", "frozen", "freez", "adapter", "grad", "冻结", "梯度", "输入", "权重", "mac", "乘加", "wrong", "错", "误",
  ]
}
