import Symbolics

/// Parts of a decoder beside what the text states of it: biases once for several matrices, `2·2048·2048` for an FFN whose width
/// is 4,096, three matrices for the two that are named, a cache without the 2 for keys and values or without its layers,
/// another number of layers than the label's.
extension Calculation {
  mutating func checkPartsBesideSettings(_ works: [LabelledWork]) {
    var stated: StatedSettings?
    for work in works where work.isRight {
      let label = work.label
      let isCache = PartsBesideSettings.caches.isIn(label, of: working.bytes)
      let isOfKeys = !isCache && PartsBesideSettings.keysAndValues.isIn(label, of: working.bytes)
      let part = isCache || isOfKeys ? nil : LabelledPart(named: label, of: working.bytes)
      guard isCache || isOfKeys || part != nil, !isReported(work.range),
        isAsserted(work.range, on: lines[work.home])
      else { continue }
      let settings = stated ?? statedSettings
      stated = settings
      var slip: PartSlip?
      if case .norms? = part {
        slip = slipOfNorms(work, settings)
      } else if let expression = work.formula?.expression, expression.isProductOrSum {
        slip =
          switch part {
          case nil where isOfKeys: slipOfKeys(work, settings)
          case nil: slipOfCache(expression, label, settings, work.home)
          case .attention: slipOfAttention(expression, label, settings)
          case .feedForward: slipOfFeedForward(expression, label, settings)
          case .layers: slipOfLayers(expression, label, settings)
          case .positions, .embedding: slipOfTable(work, settings, isOfPositions: part == .positions)
          default: nil
          }
      }
      guard let slip, isCache || work.unit == .none || work.unit == .parameters else { continue }
      findings.append(
        Draft(
          mistake: slip.mistake, alternatives: slip.alternatives, range: work.range,
          claimed: slip.claimed ?? work.value, correct: slip.correct, arguments: slip.arguments))
      work.entry?.status = .wrong
      work.entry?.misconception = slip.mistake
    }
  }

  private typealias Argument = (name: String, value: Finding.Argument)

  private struct PartSlip {
    var mistake: Mistake
    var alternatives: [Mistake] = []
    var claimed: Rational?
    var correct: Rational?
    var arguments: [Argument] = []
  }

  /// `3 × (768 × 768 + 768)` for Q, K, V and O, `4·512·512 + 512` where all linear layers have biases.
  private func slipOfAttention(_ expression: Expression, _ label: Range<Int>, _ settings: StatedSettings)
    -> PartSlip?
  {
    guard PartsBesideSettings.four.isIn(label, of: working.bytes) else { return nil }
    if let slip = slipOfSquares(Factors.written(in: expression), settings) { return slip }
    if case .product(let factors) = expression, factors.count == 2,
      Claim.numeral(of: factors[0])?.value == 3, case .sum(let terms) = factors[1], terms.count == 2,
      case let square = Factors.written(in: terms[0].value), square.count == 2, square[0] == square[1],
      let bias = Claim.numeral(of: terms[1].value)?.value, bias == square[0], !terms[1].isSubtracted,
      let one = try? square[0].multiplied(by: square[0]).adding(bias)
    {
      return PartSlip(mistake: .outputProjectionMissing, correct: try? one.multiplied(by: 4))
    }
    guard case .sum(let terms) = expression, terms.count == 2, !terms[1].isSubtracted,
      let bias = Claim.numeral(of: terms[1].value)?.value, bias >= 16,
      case let factors = Factors.written(in: terms[0].value).sorted(),
      factors == [4, bias, bias], holds(PartsBesideSettings.withBiases),
      let weights = Factors.product(of: factors), let all = try? bias.multiplied(by: 4)
    else { return nil }
    return PartSlip(
      mistake: .biasCountWrong, alternatives: [.biasNotAdded], correct: try? weights.adding(all),
      arguments: [("expected", .number(all))])
  }

  /// `8 · 4 · 512²` for the four matrices of all 8 heads, `3 · 512²`.
  private func slipOfSquares(_ factors: [Rational], _ settings: StatedSettings) -> PartSlip? {
    guard let width = settings[.width], let right = Factors.product(of: [4, width, width]),
      factors.filter({ $0 == width }).count >= 2
    else { return nil }
    if factors.sorted() == [3, width, width].sorted() {
      return PartSlip(mistake: .outputProjectionMissing, correct: right)
    }
    guard let heads = settings[.heads], factors.sorted() == [heads, 4, width, width].sorted() else {
      return nil
    }
    return PartSlip(
      mistake: .headsMultipliedAgain, alternatives: [.extraFactor], correct: right,
      arguments: [("factor", .number(heads))])
  }

  /// `Key and value projections: 2·512·512` where there are fewer heads of keys.
  private func slipOfKeys(_ work: LabelledWork, _ settings: StatedSettings) -> PartSlip? {
    guard let width = settings[.width], let keys = settings.keyWidth, keys != width,
      let count = settings[.keyHeads], work.factors.sorted() == [2, width, width].sorted(),
      let right = Factors.product(of: [2, width, keys])
    else { return nil }
    return PartSlip(mistake: .kvHeadsIgnored, correct: right, arguments: [("expected", .number(count))])
  }

  /// `Position embedding: 32,000 × 512` with the words in place of the positions, or the other way round.
  private func slipOfTable(_ work: LabelledWork, _ settings: StatedSettings, isOfPositions: Bool) -> PartSlip?
  {
    guard let width = settings[.width], let words = settings[.vocabulary], let places = settings[.context],
      words != places, words != width, places != width,
      case let (own, other) = isOfPositions ? (places, words) : (words, places),
      work.factors.sorted() == [other, width].sorted(),
      isOfPositions || PartsBesideSettings.tokens.isIn(work.label, of: working.bytes)
    else { return nil }
    return PartSlip(
      mistake: .dimensionLeftFromOtherModel, alternatives: [.embeddingOrHeadTwice], claimed: other,
      correct: own)
  }

  /// `3·512·1024` for the two matrices that the text names, `2·2048·2048` where the inner width is stated, the biases of one of
  /// two layers.
  private func slipOfFeedForward(_ expression: Expression, _ label: Range<Int>, _ settings: StatedSettings)
    -> PartSlip?
  {
    guard let width = settings[.width], let hidden = settings[.hidden], width != hidden else { return nil }
    if case .sum(let terms) = expression {
      guard terms.count == 3, !terms.contains(where: { $0.isSubtracted }),
        holds(PartsBesideSettings.withBiases) || holds(PartsBesideSettings.allWithBiases)
      else { return nil }
      let products = terms.filter { Factors.written(in: $0.value).sorted() == [width, hidden].sorted() }
      let biases = terms.compactMap { Claim.numeral(of: $0.value)?.value }
      guard products.count == 2, biases.count == 1, biases[0] == width || biases[0] == hidden,
        let weights = try? width.multiplied(by: hidden).multiplied(by: .two),
        let all = try? width.adding(hidden)
      else { return nil }
      return PartSlip(
        mistake: .biasCountWrong, alternatives: [.biasNotAdded], correct: try? weights.adding(all),
        arguments: [("expected", .number(all))])
    }
    let factors = Factors.written(in: expression)
    guard factors.count == 3, let times = matrices(label), let one = try? width.multiplied(by: hidden),
      let right = try? one.multiplied(by: times), factors[0] == .two || factors[0] == 3
    else { return nil }
    let sizes = factors.dropFirst().sorted()
    if sizes == [width, hidden].sorted(), factors[0] != times {
      return PartSlip(
        mistake: times == 3 ? .ffnMatrixMissing : .extraFactor, alternatives: [.ffnMatrixMissing],
        correct: right)
    }
    guard factors[0] == times, sizes == [width, width] else { return nil }
    return PartSlip(mistake: .dimensionLeftFromOtherModel, claimed: width, correct: hidden)
  }

  /// How many matrices the feed-forward layer has: what its label says, else what the text does.
  private func matrices(_ label: Range<Int>) -> Rational? {
    let bytes = working.bytes
    if PartsBesideSettings.gated.isIn(label, of: bytes) { return 3 }
    if PartsBesideSettings.plain.isIn(label, of: bytes) { return .two }
    switch (holds(PartsBesideSettings.gated), holds(PartsBesideSettings.plain)) {
    case (true, false): return 3
    case (false, true): return .two
    default: return nil
    }
  }

  /// `2·768` for two norms with weight and bias, `2·2·768` for two with gains only, 768 for one of the two.
  private func slipOfNorms(_ work: LabelledWork, _ settings: StatedSettings) -> PartSlip? {
    let bytes = working.bytes
    guard let width = settings[.width], width > 4, PartsBesideSettings.twoNorms.isIn(work.label, of: bytes),
      !PartsBesideSettings.eachNorm.isIn(work.label, of: bytes), isJoined(work),
      case let (isShifted, hasGains) = (holds(PartsBesideSettings.shifted), holds(PartsBesideSettings.gains)),
      isShifted != hasGains, let twice = try? width.multiplied(by: .two),
      let right = isShifted ? try? twice.multiplied(by: .two) : twice
    else { return nil }
    let factors = work.factors
    if factors == [width] || isShifted && factors == [2, width]
      || work.formula == nil && isShifted && factors == [twice]
    {
      return PartSlip(mistake: .normCountWrong, correct: right)
    }
    guard hasGains, factors == [2, 2, width] || factors == [4, width] else { return nil }
    return PartSlip(mistake: .normCountWrong, alternatives: [.extraFactor], correct: right)
  }

  /// `All 12 layers: 11 × 16,781,312`
  private func slipOfLayers(_ expression: Expression, _ label: Range<Int>, _ settings: StatedSettings)
    -> PartSlip?
  {
    guard let layers = settings[.layers], case .product(let factors) = expression, factors.count == 2,
      let times = Claim.numeral(of: factors[0])?.value, let one = Claim.numeral(of: factors[1])?.value,
      one >= 1_000, times > .one, times <= 200, times != layers,
      PartsBesideSettings.isNumbered(layers, label, of: working.bytes)
    else { return nil }
    return PartSlip(
      mistake: .blockCountWrong, alternatives: [.layerCountWrong], claimed: times, correct: layers)
  }

  /// `KV cache per token in fp16: 8·1024·2` without the 2 for keys and values, `2·1024·2` without the 8 layers, with four bytes,
  /// or with all heads where there are fewer of keys.
  private func slipOfCache(
    _ expression: Expression, _ label: Range<Int>, _ settings: StatedSettings, _ home: Int
  ) -> PartSlip? {
    let bytes = working.bytes
    let line = lines[home]
    guard case .product = expression, PartsBesideSettings.perToken.isIn(label, of: bytes),
      !PartsBesideSettings.someOfCache.isIn(line.range.count <= 512 ? line.range : label, of: bytes),
      let layers = settings[.layers], let width = settings[.width], let keys = settings.keyWidth,
      layers > .two, let format = NumberFormat.all(in: label, of: bytes).last ?? formatOfCaches(above: home),
      format.bits == 16 || format.bits == 32
    else { return nil }
    let factors = Factors.written(in: expression)
    guard let last = factors.last, let value = Factors.product(of: factors),
      let ofLayer = try? keys.multiplied(by: 2).multiplied(by: format.width),
      let right = try? ofLayer.multiplied(by: layers), value != right
    else { return nil }
    let others = factors.dropLast()
    if last == 4, format.bits == 16, others.contains(layers), factors.first == .two,
      let double = try? right.multiplied(by: 2), value == double
    {
      return PartSlip(
        mistake: .bytesPerValueWrong, correct: right, arguments: [("expected", .number(format.width))])
    }
    guard last == format.width else { return nil }
    if others.contains(layers), !others.dropLast().contains(.two) || factors.count == 3,
      let gap = try? right.subtracting(value), gap == value
    {
      return PartSlip(
        mistake: .partsOmitted, alternatives: [.oneOfTwoAttentionProducts], correct: right,
        arguments: [("gap", .number(gap))])
    }
    if others.first == .two, value == ofLayer {
      return PartSlip(mistake: .layerCountWrong, claimed: .one, correct: layers)
    }
    guard keys != width, others.first == .two, others.contains(layers),
      let times = try? width.divided(by: keys), (try? right.multiplied(by: times)) == value,
      let count = settings[.keyHeads]
    else { return nil }
    return PartSlip(mistake: .kvHeadsIgnored, correct: right, arguments: [("expected", .number(count))])
  }
}

extension Calculation {
  /// The one format of a line above that speaks of the cache: "KV cache for 32 layers, width 4096, fp16:".
  private func formatOfCaches(above home: Int) -> NumberFormat? {
    for line in lines[max(0, home - 4)..<home].reversed()
    where line.range.count <= 256 && PartsBesideSettings.caches.isOn(line, of: working.bytes) {
      let formats = NumberFormat.all(in: line.range, of: working.bytes)
      if !formats.isEmpty { return formats.count == 1 ? formats[0] : nil }
    }
    return nil
  }
}

extension Expression {
  fileprivate var isProductOrSum: Bool {
    switch self {
    case .product, .sum: true
    default: false
    }
  }
}

extension Factors {
  static func product(of factors: [Rational]) -> Rational? {
    var product = Rational.one
    for factor in factors {
      guard let next = try? product.multiplied(by: factor) else { return nil }
      product = next
    }
    return product
  }
}

enum PartsBesideSettings {
  static let caches: PhraseSet = ["kv cache", "kv-cache", "kv 缓存", "kv缓存", "key-value cache", "键值缓存"]
  static let perToken: PhraseSet = [
    "per token", "a token", "each token", "one token", "每 token", "每个 token", "每token",
  ]
  static let someOfCache: PhraseSet = [
    "per layer", "each layer", "one layer", "a layer", "layer by", "每层", "一层", "单层", "keys only", "only k",
    "values only", "each of", "quant", "mla", "latent", "shared", "sliding", "window", "tensor paral",
    "per gpu",
    "共享", "量化", "窗口", "每卡", "单卡",
  ]
  static let four: PhraseSet = [
    "q, k, v, o", "q、k、v、o", "w_q, w_k, w_v, w_o", "w_q、w_k、w_v、w_o", "q, k, v and output",
    "q, k, v, output", "q、k、v 与输出", "q、k、v 和输出", "q, k, v and o",
  ]
  static let withBiases: PhraseSet = [
    "linear layers in the blocks have biases", "all linear layers have biases", "linear layers have biases",
    "every linear layer has a bias", "all linear layers have bias", "with biases everywhere", "块内所有线性层都有偏置",
    "所有线性层都有偏置", "线性层都有偏置", "线性层均有偏置", "线性层均带偏置", "线性层都带偏置",
  ]
  static let allWithBiases: PhraseSet = ["biases in every layer", "每层都有偏置"]
  static let gated: PhraseSet = [
    "swiglu", "geglu", "three matrices", "三个矩阵", "gate, up, down", "gate、up、down",
  ]
  static let plain: PhraseSet = [
    "two matrices", "两个矩阵", "plain two-layer", "two-layer mlp", "(up, down)", "普通两层", "普通的两层", "两层 mlp",
  ]
  static let twoNorms: PhraseSet = [
    "two layernorm", "two rmsnorm", "two norm", "2 layernorm", "2 rmsnorm", "两个 layernorm", "两个 rmsnorm",
    "两个归一化",
    "两个layernorm", "两个rmsnorm",
  ]
  static let eachNorm: PhraseSet = [
    "each", "per norm", "gain", "weight", "bias", "scale", "各", "每个", "缩放", "平移",
  ]
  static let keysAndValues: PhraseSet = [
    "key and value projection", "key/value projection", "k and v projection", "k, v projection",
    "k/v projection", "w_k and w_v", "w_k, w_v", "k 与 v 投影", "k 和 v 投影", "k、v 投影", "键和值投影", "键值投影",
  ]
  static let tokens: PhraseSet = ["token", "word", "词嵌入", "词元", "vocab", "embedding matrix", "词表"]
  static let shifted: PhraseSet = [
    "weight and bias", "weights and bias", "gain and bias", "scale and shift", "scale and bias",
    "gamma and beta",
    "含缩放和平移", "缩放与平移", "缩放和平移",
  ]
  static let gains: PhraseSet = [
    "gain only", "gains only", "scale only", "weight only", "no bias in the norm", "只有缩放",
  ]

  /// Whether a label says so many layers: "All 12 layers", 全部 12 层.
  static func isNumbered(_ layers: Rational, _ label: Range<Int>, of bytes: [UInt8]) -> Bool {
    for number in bytes.wholeNumbers(in: label) where !number.isPartOfWord && Rational(number.value) == layers
    {
      var joint = Joint(bytes, from: number.range.upperBound, to: label.upperBound)
      if joint.take(counted) { return true }
    }
    return false
  }

  private static let counted: PhraseSet = [
    "layers", "transformer layers", "decoder layers", "blocks", "transformer blocks", "层", "个块",
  ]
}
