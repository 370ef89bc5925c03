import Symbolics

/// A total right below the projections and the scores of an attention layer, in a text that weighs no values: `QKV: … = 206
/// GFLOPs`, `QKᵀ: … = 34 GFLOPs`, `output projection: … = 69 GFLOPs`, `total: 309 GFLOPs`. The product with the values costs as
/// much as the scores.
extension Calculation {
  mutating func checkSumsWithoutValues() {
    for (place, line) in enumeratedLines(with: ScoresAlone.totals)
    where place >= 3 && line.row == nil && line.range.count < 256
      && ScoresAlone.totals.isOn(line, of: working.bytes)
    {
      guard !ScoresAlone.leavings.isOn(line, of: working.bytes),
        let total = numbers(on: line).last,
        total.unit == .flops || total.unit == .macs
          || total.unit == .none && total.numeral.value >= 1_000_000 && holds(ScoresAlone.operations),
        let (sum, scores, network) = partsWithoutValues(above: place, total.unit),
        let room = try? total.numeral.value.divided(by: 200),
        LinkChecker.isWithin(room, sum, total.numeral.value)
          || (try? sum.subtracting(network)).map({ LinkChecker.isWithin(room, $0, total.numeral.value) })
            ?? false,
        !holds(ScoresAlone.values),
        !lines(with: ScoresAlone.softmax).contains(where: {
          ScoresAlone.softmax.isOn($0, of: working.bytes) && !isNegligible($0)
        }),
        !isReported(line.range), isAsserted(total.range, on: line),
        let right = try? total.numeral.value.adding(scores)
      else { continue }
      findings.append(
        Draft(
          mistake: .oneOfTwoAttentionProducts, alternatives: [.partsOmitted, .totalDoesNotAddUp],
          range: total.range, claimed: total.numeral.value, correct: right))
      markWrong(at: total.range)
    }
  }

  /// The sum of the lines right above a total, Q, K and V, the scores, the projection of the output, and the feed-forward part
  /// if there is one, with the scores.
  private func partsWithoutValues(above place: Int, _ unit: Unit) -> PartsWithoutValues? {
    var (sum, scores) = (Rational.zero, Rational?.none)
    var (hasInputs, hasOutput) = (false, false)
    // A line that weighs nothing may stand between them: `softmax: negligible`.
    let above = lines[max(0, place - 6)..<place].filter { !isNegligible($0) }
    let hasNetwork = above.suffix(3).contains { ScoresAlone.networks.isOn($0, of: working.bytes) }
    let parts = above.suffix(hasNetwork ? 4 : 3)
    guard parts.count == (hasNetwork ? 4 : 3) else { return nil }
    var (networks, network) = (0, Rational.zero)
    for line in parts {
      guard line.row == nil, line.range.count < 256, line.chains.count <= 1,
        let part = numbers(on: line).last,
        part.unit == unit, let next = try? sum.adding(part.numeral.value)
      else { return nil }
      sum = next
      if ScoresAlone.inputs.isOn(line, of: working.bytes) {
        hasInputs = true
      } else if ScoresAlone.scores.isOn(line, of: working.bytes) {
        // Four operations for each pair count both products.
        guard scores == nil,
          let side = line.chains.first?.sides.first(where: { $0.isCompound && !$0.isSymbolic }),
          !side.located.operands.contains(where: { Claim.numeral(of: $0.expression)?.value == 4 })
        else { return nil }
        scores = part.numeral.value
      } else if ScoresAlone.outputs.isOn(line, of: working.bytes) {
        hasOutput = true
      } else if ScoresAlone.networks.isOn(line, of: working.bytes) {
        networks += 1
        network = part.numeral.value
      }
    }
    if hasNetwork, networks != 1 { return nil }
    guard let scores, hasInputs, hasOutput else { return nil }
    return (sum, scores, network)
  }

  /// "softmax: negligible", softmax 忽略
  private func isNegligible(_ line: TextLine) -> Bool {
    line.range.count <= 96 && ScoresAlone.softmax.isOn(line, of: working.bytes)
      && ScoresAlone.negligible.isOn(line, of: working.bytes)
      && !line.chains.contains { $0.hasEquality }
  }
}

private typealias PartsWithoutValues = (sum: Rational, scores: Rational, network: Rational)

private enum ScoresAlone {
  static let totals: PhraseSet = ["total", "sum", "together", "合计", "总", "一共", "共"]
  static let leavings: PhraseSet = [
    "without", "w/o", "exclud", "except", "ignor", "omit", "not count", "leaving", "so far", "不含", "不计", "除",
    "忽略",
    "未计", "不算",
  ]
  static let scores: PhraseSet = ["qk", "q·k", "q k", "q@k", "q × k", "q×k", "scores", "打分", "分数"]
  static let inputs: PhraseSet = ["qkv", "q, k, v", "q/k/v", "q、k、v", "q, k and v", "q,k,v", "wq, wk, wv"]
  static let outputs: PhraseSet = ["output", "out proj", "o_proj", "w_o", "wo:", "out:", "o:", "输出"]
  static let networks: PhraseSet = ["mlp", "ffn", "feed-forward", "feedforward", "feed forward", "前馈"]
  static let operations: PhraseSet = ["mac", "flop", "乘加", "浮点", "计算量"]
  static let softmax: PhraseSet = ["softmax"]
  static let negligible: PhraseSet = ["neglig", "ignor", "small", "tiny", "忽略", "很小", "不计"]
  static let values: PhraseSet = [
    "·v", "a·v", "av:", "av (", "pv", "weighted", "× v", "×v", "*v", "* v", "@ v", "@v", "加权",
    "with v",
    "times v", "by v", "乘v", "乘 v", "乘以 v", "attention output", "attn output", "attn @", "attention × ",
    "both",
    "two products", "两个", "flash",
  ]
}
