import Symbolics

/// "attention: 1,771,776" where that is the result of the queries, keys and values alone: the projection of the output is missing.
///
/// Only for a known transformer, in a text that names no output's projection anywhere.
extension Calculation {
  mutating func checkAttentionOfThree() {
    guard let forms, forms.sizes != nil, holds(ThreeMatrices.three), !holds(ThreeMatrices.fourth) else {
      return
    }
    for (place, line) in enumeratedLines(with: ThreeMatrices.attention)
    where place > 0 && line.row == nil && line.range.count <= 80 && line.chains.isEmpty
      && line.lone.count == 1
    {
      guard let side = line.lone.first, let claim = side.claim, claim.lastPlace == .one, claim.value >= 1_000,
        isTotalOfAttention(before: side.located.range.lowerBound, on: line),
        let entry = entries(above: place).last, place - entry.home <= 2,
        entry.status != .wrong, entry.claim?.value == claim.value, case let above = lines[entry.home],
        ThreeMatrices.three.isIn(
          above.stretch(before: entry.chain.range.lowerBound, atMost: 40), of: working.bytes)
          || ThreeMatrices.three.isIn(above.range, of: working.bytes) && above.range.count <= 80,
        namesOneNetwork(before: place), !isReported(side.located.range),
        isAsserted(side.located.range, on: line),
        let right = try? claim.value.multiplied(by: 4).divided(by: 3)
      else { continue }
      findings.append(
        Draft(
          mistake: .outputProjectionMissing, alternatives: [.partsOmitted], range: side.located.range,
          claimed: claim.value, correct: right))
    }
  }

  /// `attention:`, 每层注意力合计
  private func isTotalOfAttention(before place: Int, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: place)
    while joint.take(ThreeMatrices.openings) {}
    guard joint.take(ThreeMatrices.attention) else { return false }
    while joint.take(ThreeMatrices.totals) {}
    joint.skipBlanks()
    return joint.at >= joint.end
  }
}

private enum ThreeMatrices {
  static let three: PhraseSet = [
    "q, k, v", "q,k,v", "q, k and v", "qkv", "q/k/v", "q、k、v", "c_attn", "wq, wk, wv", "w_q, w_k, w_v",
    "in_proj",
  ]
  static let fourth: PhraseSet = [
    "output", "proj", "w_o", "wo:", "wo ", ", o:", "、o", "attn.o", "o_", "输出", "投影", "dense", "without",
    "only",
    "不含", "不计", "仅", "只", "grouped", "gqa", "out:",
  ]
  static let openings: PhraseSet = ["-", "*", "total", "per layer", "each layer", "the", "每层", "单层", "每个"]
  static let attention: PhraseSet = [
    "multi-head attention", "self-attention", "attention", "多头注意力", "自注意力", "注意力层", "注意力",
  ]
  static let totals: PhraseSet = [
    "total", "in total", "parameters", "params", "per layer", ":", "：", "=", "层", "合计", "共", "总计", "参数量",
    "参数", "为",
    "是",
  ]
}
