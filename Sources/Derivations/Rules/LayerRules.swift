import Networks

extension Operation {
  /// Which rule works a layer out. A new kind of operation is a file beside this one and a line here.
  func work(in layer: inout Working) throws(DerivationError) {
    switch self {
    case .convolution(let convolution): try convolution.work(in: &layer)
    case .linear(let linear): try linear.work(in: &layer)
    case .batchNorm: try Normalisation.work(in: &layer)
    case .maxPool(let window): try Pooling.work(window, in: &layer)
    case .globalAveragePool: Pooling.workGlobal(in: &layer)
    case .relu, .add, .flatten: Elementwise.work(in: &layer)
    }
  }

  /// The first part of the identifiers of a layer's steps.
  var rule: String {
    switch self {
    case .convolution: Operation.Convolution.rule
    default: kind.name
    }
  }

  /// Whether a condition holds for this layer.
  func meets(_ condition: Formula.Condition) -> Bool {
    switch condition {
    case .always: true
    case .withBias: hasBias
    case .withoutBias: !hasBias
    case .dense: window?.dilation == 1
    case .dilated: window.map { $0.dilation != 1 } ?? false
    }
  }

  private var hasBias: Bool {
    switch self {
    case .convolution(let convolution): convolution.hasBias
    case .linear(let linear): linear.hasBias
    case .batchNorm, .relu, .maxPool, .globalAveragePool, .add, .flatten: false
    }
  }
}
