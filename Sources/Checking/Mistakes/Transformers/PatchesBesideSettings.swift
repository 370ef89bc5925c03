import Symbolics

/// A vision transformer beside what the text states of it: its patches, its class token, its projection, its matrices and
/// biases.
///
///     image 224×224×3, patch 16×16, width d 192 … a class token is prepended … patch embedding: 16·16·192 + 192
extension Calculation {
  mutating func checkPatchesBesideSettings(_ all: [LabelledWork]) {
    guard let model = statedVision else { return }
    for labelled in all {
      guard let value = labelled.count, value < 1 << 50,
        let kind = VisionWords.kind(of: labelled.label, in: working.bytes)
      else { continue }
      let isCount = labelled.mayBeParameters
      switch kind {
      case .patches where isCount: checkPatches(labelled, value, model)
      case .tokens where isCount: checkTokens(labelled, value, model)
      case .projection where isCount: checkProjection(labelled, value, model)
      case .positions where isCount: checkPositions(labelled, value, model)
      case .attention where isCount: checkMatrices(labelled, value, model)
      case .feedForward where isCount: checkFeedForward(labelled, value, model)
      case .norms where isCount: checkNorms(labelled, value, model)
      case .blocks where isCount: checkBlocks(labelled, value, model)
      case .scores: checkScores(labelled, value, model)
      default: continue
      }
    }
  }

  private struct Vision {
    let side: Int
    let channels: Int
    let width: Int?
    let inner: Int?
    let blocks: Int?
    let patch: Int
    /// nil where the text says nothing, or both.
    let hasClass: Bool?
    let hasBiases: Bool

    var patches: Int { (side / patch) * (side / patch) }
    var tokens: Int? { hasClass.map { patches + ($0 ? 1 : 0) } }
  }

  private var statedVision: Vision? {
    let sizes = namedSizes(VisionWords.names, besides: VisionWords.others)
    guard let side = sizes[0], let patch = sizes[1], side <= 2_048, patch > 1, patch < side, side % patch == 0
    else { return nil }
    let hasClass: Bool? =
      switch (holds(VisionWords.classes), holds(VisionWords.without)) {
      case (true, false): true
      case (_, true): holds(VisionWords.both) ? nil : false
      default: nil
      }
    return Vision(
      side: side, channels: holds(VisionWords.gray) ? 1 : 3, width: sizes[3], inner: sizes[2],
      blocks: sizes[4],
      patch: patch, hasClass: hasClass, hasBiases: holds(VisionWords.biases))
  }

  private mutating func checkPatches(_ labelled: LabelledWork, _ value: Int, _ model: Vision) {
    guard value == model.side / model.patch, model.patches != value else { return }
    reportCount(labelled, .wrongModelFact, [.scalingExponentWrong], correct: model.patches)
  }

  private mutating func checkTokens(_ labelled: LabelledWork, _ value: Int, _ model: Vision) {
    guard model.hasClass == true, value == model.patches else { return }
    reportCount(labelled, .wrongModelFact, [.tokensMissing], correct: model.patches + 1)
  }

  private mutating func checkProjection(_ labelled: LabelledWork, _ value: Int, _ model: Vision) {
    guard let width = model.width else { return }
    let area = model.patch * model.patch
    let inputs = area * model.channels
    let right = inputs * width + (model.hasBiases ? width : 0)
    if model.channels > 1, [area * width + width, area * width].contains(value) {
      return reportCount(
        labelled, .inputChannelsMissing, correct: inputs * width + value - area * width,
        [("factor", .number(Rational(model.channels)))])
    }
    guard model.hasBiases, value != right else { return }
    if value == inputs * width || inputs != width && value == inputs * width + inputs {
      reportCount(
        labelled, .biasCountWrong, [.biasNotAdded], correct: right, [("expected", .number(Rational(width)))])
    }
  }

  private mutating func checkPositions(_ labelled: LabelledWork, _ value: Int, _ model: Vision) {
    guard model.hasClass == true, let width = model.width, value == model.patches * width else {
      return
    }
    reportCount(
      labelled, .tokensMissing, [.partsOmitted], correct: (model.patches + 1) * width,
      [("factor", .number(Rational(model.patches + 1)))])
  }

  private mutating func checkMatrices(_ labelled: LabelledWork, _ value: Int, _ model: Vision) {
    guard let width = model.width, VisionWords.four.isIn(labelled.label, of: working.bytes) else { return }
    let square = width * width
    if value == 3 * (square + width) || value == 3 * square {
      return reportCount(labelled, .outputProjectionMissing, correct: value / 3 * 4)
    }
    guard model.hasBiases, value == 4 * square + width || value == 4 * square + 3 * width
    else { return }
    reportCount(
      labelled, .biasCountWrong, [.biasNotAdded], correct: 4 * (square + width),
      [("expected", .number(Rational(4 * width)))])
  }

  private mutating func checkFeedForward(_ labelled: LabelledWork, _ value: Int, _ model: Vision) {
    guard model.hasBiases, let width = model.width, let inner = model.inner, inner != width else { return }
    let weights = 2 * width * inner
    guard [width, inner, 2 * width, 2 * inner].contains(value - weights) else { return }
    reportCount(
      labelled, .biasCountWrong, [.biasNotAdded], correct: weights + width + inner,
      [("expected", .number(Rational(width + inner)))])
  }

  private mutating func checkNorms(_ labelled: LabelledWork, _ value: Int, _ model: Vision) {
    guard let width = model.width, holds(VisionWords.shifted), !holds(VisionWords.gains),
      value == 2 * width
    else { return }
    reportCount(labelled, .normCountWrong, correct: 4 * width)
  }

  private mutating func checkBlocks(_ labelled: LabelledWork, _ value: Int, _ model: Vision) {
    guard let blocks = model.blocks, case .product(let factors)? = labelled.expression, factors.count == 2,
      let times = Claim.numeral(of: factors[0])?.value.integer,
      let one = Claim.numeral(of: factors[1])?.value.integer, one >= 1_000, times != blocks,
      abs(times - blocks) <= 2,
      working.bytes.wholeNumbers(in: labelled.label).contains(where: { $0.value == blocks })
    else { return }
    reportCount(labelled, .blockCountWrong, [.layerCountWrong], claimed: times, correct: blocks)
  }

  private mutating func checkScores(_ labelled: LabelledWork, _ value: Int, _ model: Vision) {
    guard let width = model.width, let tokens = model.tokens, tokens <= 65_536, tokens > 1,
      value == tokens * width, labelled.unit != .parameters
    else { return }
    reportCount(
      labelled, .tokensMissing, [.perTokenPerSequenceMixed], correct: tokens * tokens * width,
      [("factor", .number(Rational(tokens)))])
  }
}

private enum VisionWords {
  enum Kind { case patches, tokens, projection, positions, attention, feedForward, norms, blocks, scores }

  static func kind(of label: Range<Int>, in bytes: [UInt8]) -> Kind? {
    if scores.isIn(label, of: bytes) { return scoresOfOne.isIn(label, of: bytes) ? nil : .scores }
    if LabelledWords.operations.isIn(label, of: bytes) { return nil }
    if projection.isIn(label, of: bytes) { return .projection }
    if positions.isIn(label, of: bytes) { return .positions }
    if classes.isIn(label, of: bytes) { return tokens.isIn(label, of: bytes) ? .tokens : nil }
    if patches.isIn(label, of: bytes) { return sides.isIn(label, of: bytes) ? nil : .patches }
    if attention.isIn(label, of: bytes) { return .attention }
    if twoNorms.isIn(label, of: bytes) { return .norms }
    if feedForward.isIn(label, of: bytes) { return matrices.isIn(label, of: bytes) ? nil : .feedForward }
    return blocks.isIn(label, of: bytes) ? .blocks : nil
  }

  static let names: [PhraseSet] = [
    ["image", "图像", "图片", "input", "输入"],
    ["patch", "图块"],
    ["mlp width", "mlp 隐藏维度", "mlp_dim", "mlp hidden", "mlp size", "mlp dim"],
    [
      "width d", "d_model", "embedding dim", "hidden size", "embed_dim", "宽度 d", "隐藏维度 d", "模型维度", "嵌入维度",
      "d =",
      "width",
    ],
    ["blocks", "块数", "layers", "层数", "depth"],
  ]
  static let others: PhraseSet = ["patches", "tokens", "batch", "class", "图块数", "类别", "head", "头"]
  static let gray: PhraseSet = [
    "grayscale", "greyscale", "gray-scale", "single channel", "one channel", "灰度", "单通道",
  ]
  static let classes: PhraseSet = [
    "class token", "[cls]", "cls token", "cls_token", "class-token", "分类 token", "类别 token", "分类token", "cls",
  ]
  static let without: PhraseSet = [
    "no class token", "without class token", "without a class token", "no cls", "no [cls]", "没有 class token",
    "不加 class token", "无 class token", "不使用 class token", "没有 cls", "无 cls",
  ]
  static let both: PhraseSet = ["with and without", "with or without"]
  static let biases: PhraseSet = [
    "all linear layers have biases", "linear layers have biases", "every linear layer has a bias",
    "all layers have biases", "biases everywhere", "所有线性层都有偏置", "线性层都有偏置", "线性层均有偏置", "线性层均带偏置", "线性层都带偏置",
  ]
  static let scores: PhraseSet = ["qk^t", "qk^{t}", "qkᵀ", "attention scores", "注意力分数"]
  static let scoresOfOne: PhraseSet = [
    "per token", "each token", "one token", "per query", "one query", "entries", "param", "每个 token",
    "每 token",
    "单个",
    "memory", "byte", "activation",
  ]
  static let projection: PhraseSet = [
    "patch embedding", "patch projection", "patch embed", "patch_embed", "图块嵌入", "patch 嵌入", "图块投影",
  ]
  static let positions: PhraseSet = ["position", "位置"]
  static let tokens: PhraseSet = [
    "tokens", "token 数", "with the class", "with class", "sequence", "序列", "加上",
  ]
  static let patches: PhraseSet = ["patches", "图块数", "patch 数"]
  static let sides: PhraseSet = ["side", "row", "column", "along", "width", "每边", "一边", "边", "行", "列", "每行"]
  static let attention: PhraseSet = ["attention", "注意力"]
  static let four: PhraseSet = [
    "q, k, v, o", "q、k、v、o", "w_q, w_k, w_v, w_o", "q, k, v and output", "q, k, v, output", "q、k、v 与输出",
    "q、k、v 和输出",
    "q, k, v and o", "q/k/v/o",
  ]
  static let twoNorms: PhraseSet = [
    "two layernorm", "two norm", "2 layernorm", "两个 layernorm", "两个归一化", "两个layernorm", "two layer norms",
  ]
  static let shifted: PhraseSet = [
    "weight and bias", "gain and bias", "scale and shift", "scale and bias", "gamma and beta", "含缩放和平移",
    "缩放与平移",
    "缩放和平移",
  ]
  static let gains: PhraseSet = ["gain only", "gains only", "scale only", "weight only", "rmsnorm", "只有缩放"]
  static let feedForward: PhraseSet = ["mlp", "feed-forward", "feedforward", "ffn", "前馈"]
  static let matrices: PhraseSet = [
    "matrix", "first", "second", "up", "down", "head", "矩阵", "第一", "第二", "头", "weights",
  ]
  static let blocks: PhraseSet = ["blocks", "layers", "个块", "层"]
}
