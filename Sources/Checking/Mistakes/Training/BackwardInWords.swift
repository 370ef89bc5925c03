import Symbolics

/// "The forward pass costs 14 GFLOPs, the backward pass the same": it takes twice as much.
extension Calculation {
  mutating func checkBackwardInWords(_ line: TextLine) {
    for backward in line.mentions where backward.noun == .model(.backward) {
      let sentence = sentence(around: backward.range.lowerBound, on: line)
      let before = sentence.lowerBound..<max(sentence.lowerBound, backward.range.lowerBound)
      guard
        line.mentions.contains(where: {
          $0.noun == .model(.forward) && before.contains($0.range.lowerBound)
        }), BackwardWords.work.isIn(before, of: working.bytes),
        !BackwardWords.otherwise.isIn(line.range, of: working.bytes)
      else { continue }
      var joint = Joint(working.bytes, from: backward.range.upperBound, to: sentence.upperBound)
      for _ in 0..<3 { _ = joint.take(BackwardWords.verbs) }
      joint.skipBlanks()
      let start = joint.at
      guard joint.take(BackwardWords.same) else { continue }
      let range = start..<joint.at
      _ = joint.take(BackwardWords.amounts)
      joint.skipBlanks()
      guard joint.isAtClauseEnd(), !isReported(range), isAsserted(range, on: line) else { continue }
      findings.append(Draft(mistake: .backwardFactorWrong, range: range, claimed: .one, correct: .two))
      return
    }
  }
}

private enum BackwardWords {
  static let work: PhraseSet = ["flop", "浮点", "运算量", "计算量"]
  static let verbs: PhraseSet = [
    "pass", "propagation", "costs", "takes", "needs", "is", "has", "传播", "也", "需要", "需", "的计算量", "计算量", "与之",
    "和它",
  ]
  static let same: PhraseSet = [
    "the same", "just as much", "just as many", "as much again", "as many again", "equally much", "相同", "一样",
    "同样多",
    "也一样",
  ]
  static let amounts: PhraseSet = ["amount", "number", "again", "cost"]
  /// Where half of a backward pass is meant, or none of its work.
  static let otherwise: PhraseSet = [
    "grad", "dw", "dx", "lora", "frozen", "freez", "adapter", "twice", "double", "recomp", "checkpoint",
    " ms", "second",
    "memory", "梯度", "冻结", "两倍", "重计算", "显存", "秒",
  ]
}
