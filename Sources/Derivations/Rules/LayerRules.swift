import Networks

extension Operation {
  /// Which rule works a layer out. A new kind of operation is a file beside this one and a line here.
  func work(in layer: inout Working) throws(DerivationError) {
    switch self {
    case .convolution(let convolution): try convolution.work(in: &layer)
    case .transposedConvolution(let convolution): try convolution.work(in: &layer)
    case .linear(let linear): try linear.work(in: &layer)
    case .matrixProduct(let product): try product.work(in: &layer)
    case .attention(let attention): try attention.work(in: &layer)
    case .recurrent(let recurrent): try recurrent.work(in: &layer)
    case .embedding(let embedding): try embedding.work(in: &layer)
    case .learned(let learned): try learned.work(in: &layer)
    case .norm(let norm): try norm.work(in: &layer)
    case .maxPool(let window): try Pooling.work(window, by: Pooling.maxSizes, in: &layer)
    case .averagePool(let window): try Pooling.work(window, by: Pooling.averageSizes, in: &layer)
    case .globalAveragePool: Pooling.workGlobal(in: &layer)
    case .view(let view): try view.work(in: &layer)
    case .activation(let activation): try ValueByValue.work(activation, in: &layer)
    case .softmax, .elementwise, .adaptiveAveragePool, .reduction, .concatenation, .resize, .uncounted:
      ValueByValue.work(in: &layer)
    }
  }

  /// The first part of the identifiers of a layer's steps.
  var rule: String {
    switch self {
    case .convolution(let convolution): convolution.formulas.rule
    case .transposedConvolution(let convolution): convolution.formulas.rule
    default: kind.name
    }
  }

  /// Whether a condition on a term of a convention holds for this layer.
  func meets(_ condition: Formula.Condition, on inputs: [Shape]) -> Bool {
    switch condition {
    case .always: true
    case .withBias: hasBias
    case .withoutBias: !hasBias
    case .scaleAndShift: norm.map { $0.hasScale && $0.hasShift } ?? false
    case .positions, .layerScale: learns(condition)
    // Where attention is one operation, its scores are not at hand and a bias stands before it, on the queries.
    case .relativeBias:
      learns(condition) && inputs.contains { $0.layout == .scores || $0.layout == .windowScores }
    case .bothWays: isBidirectional
    default: false
    }
  }

  private var norm: Norm? {
    if case .norm(let norm) = self { norm } else { nil }
  }

  private func learns(_ condition: Formula.Condition) -> Bool {
    switch self {
    case .learned(.positions): condition == .positions
    case .learned(.scale): condition == .layerScale
    case .learned(.relativeBias): condition == .relativeBias
    default: false
    }
  }

  private var isBidirectional: Bool {
    if case .recurrent(let recurrent) = self { recurrent.isBidirectional } else { false }
  }

  private var hasBias: Bool {
    switch self {
    case .convolution(let convolution): convolution.hasBias
    case .transposedConvolution(let convolution): convolution.convolution.hasBias
    case .linear(let linear): linear.hasBias
    case .recurrent(let recurrent): recurrent.biases > 0
    default: false
    }
  }
}
