import Symbolics

/// 7 for full recomputation, which is one more forward pass and makes 8 of 6, and 8 for the FLOPs of a model, which count no
/// recomputation (Chowdhery and others, "PaLM", appendix B).
extension Calculation {
  /// Whether the words of the line say what is counted, and the factor is another one.
  mutating func checkStatedCounting(
    _ entry: Entry, _ product: RunProduct, _ range: Range<Int>, _ numbers: TrainingNumbers,
    _ words: ModelWords
  ) -> Bool {
    guard product.factor == 7 || product.factor == 8, product.large.count == 2, product.symbols.isEmpty,
      product.divisors.isEmpty, product.large.contains(where: { numbers.isParameters($0) }),
      entry.home < lines.count, !isReported(range)
    else { return false }
    let line = lines[entry.home]
    let right: Rational
    if product.factor == 7 {
      guard CountingWords.full.isOn(line, of: working.bytes),
        CountingWords.recomputation.isOn(line, of: working.bytes),
        !CountingWords.some.isOn(line, of: working.bytes)
      else { return false }
      right = 8
    } else {
      // `2 × 4 × N × D` for four prompts has an 8, too.
      guard words.contains(.backward) || !words.contains(.forward) && !words.contains(.inference),
        entry.workingSide.map({ Factors.written(in: $0.located.expression).contains(8) }) ?? false,
        CountingWords.ofModel.isOn(line, of: working.bytes),
        !CountingWords.ofHardware.isOn(line, of: working.bytes)
      else { return false }
      right = 6
    }
    guard isAsserted(range, on: line) else { return false }
    findings.append(
      Draft(
        mistake: .trainingFactorWrong, range: range, claimed: product.factor, correct: right,
        arguments: [("factor", .number(product.factor))]))
    entry.status = .wrong
    entry.misconception = .trainingFactorWrong
    return true
  }
}

private enum CountingWords {
  static let full: PhraseSet = ["full", "whole", "every layer", "all layers", "全部", "完全", "全量", "所有层"]
  static let recomputation: PhraseSet = ["recomput", "checkpoint", "重算", "重计算", "检查点"]
  static let some: PhraseSet = ["selectiv", "partial", "half", "some ", "not ", "选择性", "部分", "一半", "不是", "错"]
  static let ofModel: PhraseSet = ["model flop", "模型 flop", "模型flop"]
  static let ofHardware: PhraseSet = [
    "hardware", "hfu", "recomput", "checkpoint", "executed", "not ", "硬件", "重算", "重计算", "检查点", "实际执行",
  ]
}
