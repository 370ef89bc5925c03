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
    case .softmax: ValueByValue.workRows(in: &layer)
    case .elementwise, .adaptiveAveragePool, .reduction, .concatenation, .resize, .uncounted:
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
}
