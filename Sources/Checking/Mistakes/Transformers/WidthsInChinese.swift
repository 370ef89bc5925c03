import Symbolics

/// The width of a network in Chinese, "BERT-base 有 12 层、768 维", where it is that of a larger or smaller one.
extension Calculation {
  mutating func checkWidthsInChinese() {
    guard let forms, let own = forms.sizes, !lines.contains(where: { $0.topics.contains(.variant) }) else {
      return
    }
    for line in lines(with: Calculation.dimension) where line.networks.count == 1 && line.row == nil {
      let name = line.networks[0]
      guard !name.name.isEmpty, !standsForAnother(name, on: line) else { continue }
      for side in line.lone {
        guard let claim = side.claim, claim.lastPlace == .one, claim.scale == .one, claim.value > 99,
          side.located.range.lowerBound >= name.range.upperBound, isDimension(side, on: line),
          let width = own[.width], claim.value != Rational(width), !isSizeOf(own, claim.value),
          forms.relatives.contains(where: { $0[.width].map { Rational($0) == claim.value } ?? false }),
          !isReported(side.located.range), !isDenied(side.located.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .wrongModelFact, alternatives: [.dimensionLeftFromOtherModel], range: side.located.range,
            claimed: claim.value, correct: Rational(width), fix: Expression(Rational(width))))
      }
    }
  }

  private static let dimension: PhraseSet = ["维"]
  /// What has a width of its own, and what makes another network.
  private static let otherDimensions: PhraseSet = [
    "版", "最大", "最小", "系列", "变体", "大号", "小号", "中号", "更大", "更小", "较大", "较小", "加大", "家族",
    "每头", "每个头", "每个注意力头", "前馈", "ffn", "mlp", "词向量", "位置", "投影", "中间", "降", "映射", "输出", "输入", "改", "缩", "扩",
    "若", "如果", "假设",
    "换", "比", "→", "编码器", "解码器", "视觉", "文本", "卷积", "瓶颈", "lora", "类", "特征",
  ]

  /// 1024 维, as the width of what the sentence is about.
  private func isDimension(_ side: Chain.Side, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    guard joint.take(Calculation.dimension) else { return false }
    let sentence = sentence(around: side.located.range.lowerBound, on: line)
    return !Calculation.otherDimensions.isIn(sentence, of: working.bytes)
  }

  /// Whether a number is another of the network's sizes.
  private func isSizeOf(_ own: ModelSizes, _ value: Rational) -> Bool {
    ModelSizes.Field.allCases.contains { own[$0].map { Rational($0) == value } ?? false }
      || own.queryWidth.map { Rational($0) == value } ?? false
      || own.keyWidth.map { Rational($0) == value } ?? false
  }
}
