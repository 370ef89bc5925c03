import Networks
import Symbolics

/// Tables of words: one row of features for each. Looking a row up multiplies nothing.
extension Operation.Embedding {
  static let rule = "embedding"
  static let parameters = Formula(
    rule, .parameters, .product([.vocabulary, .features]), source: .neuralLanguageModel.at(.section("2")))
  static let formulas = [parameters]

  func work(in layer: inout Working) throws(DerivationError) {
    // Its own width comes first: what goes in may have features of its own.
    layer.bind(.features, features, from: .option)
    layer.bind(.vocabulary, rows, from: .option)
    layer.bindInput()
    layer.outputAxes = layer.inputAxes + [.features]
    if weights == .own { try layer.take(Self.parameters) }
  }
}

/// Learned numbers that stand by themselves: as many parameters as they are.
extension Operation.Learned {
  static let rule = "learned"

  private static func parameters(
    _ condition: Formula.Condition, _ expression: Expression, _ source: Publication
  ) -> Formula {
    Formula(rule, .parameters, when: condition, expression, source: source)
  }
  private static func offsets(_ size: Expression) -> Expression {
    .sum([.init(.product([2, size])), .init(1, isSubtracted: true)])
  }

  static let tokens = parameters(
    .classToken, .product([.learnedTokens, .features]), .visionTransformer.at(.section("3.1")))
  static let positions = parameters(
    .positions, .product([.positionRows, .features]), .visionTransformer.at(.section("3.1")))
  static let positionForEach = parameters(
    .positionForEach, .product([.tokens, .features]), .visionTransformer.at(.equation("1")))
  static let scale = parameters(.layerScale, .channels, .layerScale.at(.section("2")))
  static let relativeBias = parameters(
    .relativeBias,
    .product([offsets(.windowHeight), offsets(.windowWidth), .heads]), .swin.at(.section("3.2")))
  static let distanceBias = parameters(
    .distanceBias, .product([.buckets, .heads]), .textToText.at(.section("2.1")))

  /// A tensor of so many axes; the list shows that of two.
  private static func tensor(_ rank: Int) -> Formula {
    parameters(
      .otherTensor, .product(of: (1...max(rank, 1)).map { Expression("s", "\($0)") }),
      .deepLearning.at(.section("2.1")))
  }

  static let formulas = [
    tokens, positions, positionForEach, scale, relativeBias, distanceBias, tensor(2),
  ]

  /// Its own sizes are bound before those of the input, which may not be known: a layer that runs only in training.
  func work(in layer: inout Working) throws(DerivationError) {
    switch self {
    case .tokens(let count, let features):
      layer.bind(.learnedTokens, count, from: .option)
      layer.bindOnce(Symbol("F"), features)
      try layer.take(Self.tokens)
    case .positions(let rows, let features, _):
      layer.bindOnce(Symbol("F"), features)
      if let rows {
        layer.bind(.positionRows, rows, from: .option)
        try layer.take(Self.positions)
      } else {
        let axis = max(layer.input.rank - 2, 0)
        layer.bindOnce(Symbol("T"), layer.input.dimensions[axis], from: .input(0, axis: axis))
        try layer.take(Self.positionForEach)
      }
    case .scale(let size):
      layer.bindOnce(Symbol("C"), size)
      try layer.take(Self.scale)
    case .relativeBias(let window, let heads):
      layer.bind(.windowHeight, window.height, from: .option)
      layer.bind(.windowWidth, window.width, from: .option)
      layer.bindOnce(Symbol("A"), heads)
      try layer.take(Self.relativeBias)
    case .distanceBias(let buckets, let heads):
      layer.bind(.buckets, buckets, from: .option)
      layer.bindOnce(Symbol("A"), heads)
      try layer.take(Self.distanceBias)
    case .tensor(let sizes):
      for (axis, size) in sizes.enumerated() { layer.bindOnce(Symbol("s", index: "\(axis + 1)"), size) }
      if !sizes.isEmpty { try layer.take(Self.tensor(sizes.count)) }
    }
    layer.bindInput()
  }
}
