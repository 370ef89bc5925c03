import Symbolics

/// "Compute-bound" that is no verdict on the work in hand: the label of a time, `Compute bound: 14 GFLOPs / 312 TFLOPS =
/// 0.045 ms`, a condition, "to become compute-bound the batch must exceed 156", or what is not so, "far from compute-bound".
extension Calculation {
  func isNoVerdict(_ bound: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let before = line.stretch(before: bound.lowerBound, atMost: 28)
    if BoundLabel.conditions.isIn(before, of: bytes), !BoundLabel.findings.isIn(before, of: bytes) {
      return true
    }
    var joint = Joint(bytes, from: bound.upperBound, to: line.range.upperBound)
    return joint.take(BoundLabel.conditionsBehind) || isLabel(bound, on: line)
  }

  /// `Memory-bound time: 14 GB / 2 TB/s = 7 ms`: nothing is concluded or compared, and a number follows the label.
  private func isLabel(_ bound: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    guard !BoundLabel.verdicts.isIn(line.stretch(before: bound.lowerBound, atMost: 160), of: bytes),
      case let behind = line.stretch(behind: bound.upperBound, atMost: 160),
      !BoundLabel.comparisons.isIn(behind, of: bytes)
    else { return false }
    var joint = Joint(bytes, from: bound.upperBound, to: line.range.upperBound)
    for _ in 0..<4 where joint.take(BoundLabel.nouns) {}
    guard joint.take(BoundLabel.signs) else { return false }
    return bytes[joint.at..<max(joint.at, min(joint.end, joint.at + 48))].contains { $0.isASCIIDigit }
  }

  /// "A batch of 256 makes it compute-bound": a batch that is not the one of the lines above.
  func isOfOtherBatch(_ bound: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let sentence = sentence(around: bound.lowerBound, on: line)
    guard let word = BoundLabel.batch.first(in: sentence, of: bytes) else { return false }
    let behind = word.upperBound..<max(word.upperBound, min(sentence.upperBound, word.upperBound + 24))
    guard let batch = bytes.wholeNumbers(in: behind).first?.value, batch > 1 else { return false }
    let first = lines.first?.range.lowerBound ?? line.range.lowerBound
    let start = max(first, line.range.lowerBound - 512)
    let above = start..<max(start, line.range.lowerBound)
    return !BoundLabel.batch.isIn(above, of: bytes)
      || !bytes.wholeNumbers(in: above).contains { $0.value == batch }
  }
}

private enum BoundLabel {
  static let conditions: PhraseSet = [
    "to become ", "to be ", "to get ", "to reach ", "would ", "could ", "far from ", "nowhere near ",
    "not yet ", "never ", "close to ", "cross into ", "enter ", "until ", "unless ", "from being ",
    "instead of ", "rather than ", "short of ", "avoid ", "离", "达到", "未", "才能", "才会", "才是", "要成为", "要变成",
    "远离",
    "进入",
    "避免", "临界",
  ]
  /// "turns out to be compute-bound" concludes.
  static let findings: PhraseSet = [
    "out to be ", "seems to be ", "appears to be ", "found to be ", "shown to be ", "已达到", "已经达到", "已进入",
    "已经进入",
  ]
  static let conditionsBehind: PhraseSet = [
    "only", "regime", "region", "when", "once", "from batch", "at larger", "for larger", "beyond",
    "threshold",
    "crossover", "at batch sizes", "需", "才", "区域", "区间", "的条件", "的前提", "的临界", "还很远", "还远",
  ]
  static let verdicts: PhraseSet = [
    "→", "->", "=>", "⇒", "so ", "so,", "thus", "hence", "therefore", "is ", "are ", "≫", ">", "<", "因此",
    "所以",
    "故",
    "是", "属", "为",
  ]
  static let comparisons: PhraseSet = [
    ">", "<", "≫", "≪", "大于", "小于", "vs", "against", "longer", "than", "dominat",
  ]
  static let nouns: PhraseSet = [
    "time", "times", "latency", "limit", "step", "runtime", "estimate", "floor", "throughput", "case", "side",
    "part", "roofline", "per token", "(", ")", "（", "）", "的时间", "下的时间", "时间", "耗时", "延迟", "下限", "上限", "部分",
    "情况", "时",
  ]
  static let signs: PhraseSet = [":", "：", "=", "≈", "~"]
  static let batch: PhraseSet = ["batch", "批"]
}
