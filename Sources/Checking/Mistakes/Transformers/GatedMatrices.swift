import Symbolics

/// 2·d·f for the three matrices of a gated feed-forward layer, whatever its sizes are called: of "gate, up and down", or
/// SwiGLU FFN 两个矩阵.
extension Calculation {
  mutating func checkGatedMatrices(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) && claim.label.words.contains(.gated) {
      guard !claim.label.saysOperations, !claim.label.surroundings.contains(.feedForwardMatrix),
        case .product? = claim.expression, let factors = claim.threeFactors,
        (claim.sizes[.innerWidth] == nil || claim.sizes[.width] == nil) && namesThree(claim)
          || namesTwo(claim) || namesWhole(claim),
        let right = PartWeights.product(3, factors.0, factors.1)
      else { continue }
      report(.ffnMatrixMissing, claim, correct: right)
    }
  }

  /// Whether "gate, up and down" stands before the claim, and not "each".
  private func namesThree(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    guard !mentions(on: line, in: sentence).contains(where: { $0.noun == .each }) else { return false }
    return line.mentions.contains { mention in
      mention.noun == .model(.gated) && mention.range.upperBound <= claim.range.lowerBound
        && Phrases.contains(["down"], in: mention.range, of: working.bytes)
    }
  }

  /// Whether the line is `SwiGLU FFN: 2 × 4096 × 11008` with the two sizes that the text states, its result is taken into a sum
  /// or said of no part, and nothing in the text counts operations or a third matrix.
  private func namesWhole(_ claim: ModelClaim) -> Bool {
    guard let factors = claim.threeFactors,
      claim.sizes[.width] == factors.0 || claim.sizes[.width] == factors.1,
      claim.sizes[.innerWidth] == factors.0 || claim.sizes[.innerWidth] == factors.1,
      case let line = lines[claim.place], line.row == nil, isAsserted(claim.range, on: line),
      let start = claim.entry?.chain.range.lowerBound,
      let name = line.mentions.last(where: { $0.noun == .model(.gated) && $0.range.upperBound <= start }),
      !GatedWords.other.isOn(line, of: working.bytes)
    else { return false }
    var joint = Joint(working.bytes, from: name.range.upperBound, to: start)
    while !joint.isAtEnd, joint.take(GatedWords.between) { joint.skipBlanks() }
    joint.skipBlanks()
    guard joint.isAtEnd else { return false }
    return !lines.contains {
      GatedWords.third.isOn($0, of: working.bytes) || GatedWords.operations.isOn($0, of: working.bytes)
    }
  }

  /// Whether "SwiGLU: two matrices" stands before the claim, and the text speaks of no third one.
  private func namesTwo(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    let label = line.stretch(before: claim.range.lowerBound, atMost: 80)
    guard let two = GatedWords.two.first(in: label, of: working.bytes), isAsserted(claim.range, on: line),
      let name = line.mentions.last(where: {
        $0.noun == .model(.gated) && label.lowerBound <= $0.range.lowerBound
          && $0.range.upperBound <= two.lowerBound
      }), !GatedWords.other.isIn(label, of: working.bytes)
    else { return false }
    // The two are those of the gated layer: nothing but its noun stands between.
    var joint = Joint(working.bytes, from: name.range.upperBound, to: two.lowerBound)
    while !joint.isAtEnd, joint.take(GatedWords.between) { joint.skipBlanks() }
    joint.skipBlanks()
    guard joint.isAtEnd else { return false }
    return !holds(GatedWords.third)
  }
}

private enum GatedWords {
  static let two: PhraseSet = [
    "two matrices", "2 matrices", "two weight matrices", "two linear", "two projections", "两个矩阵", "2 个矩阵",
    "2个矩阵", "两个权重矩阵", "两个线性层", "两个投影",
  ]
  static let between: PhraseSet = [
    "feed-forward", "feed forward", "feedforward", "ffn", "mlp", "layer", "block", "network", "has", "have",
    "uses", "needs", "with", "up", "down", "and", "前馈网络", "前馈层", "前馈", "层", "网络", "有", "用", "需要", "和", "与",
    "、", "的",
    ":", "：", ",", "，", "(", "（",
  ]
  /// Another layer than the gated one, or not all of it.
  static let other: PhraseSet = [
    "without", "not ", "n't", "instead", "plain", "ordinary", "standard", "classic", "usual", "normal",
    "unlike", "than ", "versus", "vs", "if ", "would", "first two", "input", "of the", "each", "per ",
    "普通", "标准", "传统", "经典", "一般", "如果", "若", "没有", "不用", "不是", "相比", "前两", "输入", "每",
  ]
  static let operations: PhraseSet = [
    "flop", "mac", "operations", "multipl", "forward", "per token", "计算量", "乘", "运算", "前向", "每个 token",
  ]
  /// The third matrix, wherever it is counted.
  static let third: PhraseSet = [
    " gate ", "gate_", "gate,", "gate:", "gate、", "gate 和", "gate和", "`gate", "w_gate", "w3", "w_3", "w_{3}",
    "third", "three", "3 matrices", "fused", "stacked", "concat", "half", "门控矩阵", "门控投影", "gate 矩阵", "第三",
    "三个", "3 个矩阵", "3个矩阵", "合并", "拼接", "一半", "再加", "还有",
  ]
}

extension ModelClaim {
  /// The two sizes of 2×d×f.
  fileprivate var threeFactors: (Int, Int)? {
    let numbers = factors.compactMap { $0.integer }
    guard numbers.count == 3, numbers.contains(2) else { return nil }
    let sizes = numbers.filter { $0 >= 64 }
    return sizes.count == 2 && sizes[0] != sizes[1] ? (sizes[0], sizes[1]) : nil
  }
}
