import Networks
import Symbolics

/// Recurrent layers: for every token and gate one product with the input and one with the state.
///
/// Hochreiter, Schmidhuber, "Long Short-Term Memory"; Cho and others, arXiv:1406.1078. PyTorch and cuDNN have two biases
/// for each gate, most papers one.
extension Operation.Recurrent {
  static let rule = "recurrent"

  private static let source = Publication.longShortTermMemory
  private static let products = Expression.product([
    .gates, .hiddenFeatures, .sum(of: [.inputFeatures, .hiddenFeatures]),
  ])
  private static let shifts = Expression.product([.biases, .gates, .hiddenFeatures])

  private static func parameters(_ isBidirectional: Bool, _ hasBias: Bool) -> Formula {
    let one = hasBias ? Expression.sum(of: [products, shifts]) : products
    return Formula(
      rule, .parameters, when: isBidirectional ? .bothWays(withBias: hasBias) : .oneWay(withBias: hasBias),
      isBidirectional ? .product([2, one]) : one, source: source)
  }
  private static func macs(_ isBidirectional: Bool) -> Formula {
    let factors = (isBidirectional ? [2] : []) + [.rows, products]
    return Formula(
      rule, .macs, when: isBidirectional ? .bothWays(withBias: nil) : .oneWay(withBias: nil),
      .product(factors), source: source)
  }

  static let flops = Formula.twicePerMultiplyAdd(rule)
  static let formulas = [
    parameters(false, true), parameters(false, false), parameters(true, true), parameters(true, false),
    macs(false), macs(true), flops,
  ]

  /// Operations of a cell besides its products and biases, for each hidden feature: sigmoids, tangents, products and sums
  /// of the cell's own equations.
  private var otherOperations: Int {
    switch cell {
    case .rnn: 1
    case .gru: 8
    case .lstm: 9
    }
  }

  func work(in layer: inout Working) throws(DerivationError) {
    layer.bind(.inputFeatures, inputFeatures, from: .option)
    layer.bindInput(features: .inputFeatures)
    layer.bind(.hiddenFeatures, hiddenFeatures, from: .option)
    layer.bind(.gates, cell.gates, from: .rule)
    layer.bind(.biases, biases, from: .option)
    layer.bind(.cellOperations, otherOperations, from: .rule)
    layer.rows = Array(layer.inputAxes.dropLast())
    try layer.take(Self.parameters(isBidirectional, biases > 0))
    try layer.take(Self.macs(isBidirectional))
    try layer.take(Self.flops)
  }
}
