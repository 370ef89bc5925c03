import Networks
import Symbolics

/// Fully connected layers: every output is a dot product with all inputs.
///
/// Goodfellow, Bengio, Courville, "Deep Learning", section 6.3: z = Wᵀx + b.
extension Operation.Linear {
  static let rule = "linear"

  private static let source = Publication.deepLearning.at(.section("6.3"))
  private static let weights = Expression.product([.inputFeatures, .outputFeatures])

  static let parameters = Formula(rule, .parameters, when: .withoutBias, weights, source: source)
  static let parametersWithBias = Formula(
    rule, .parameters, when: .withBias, .sum(of: [weights, .outputFeatures]), source: source)
  static let macs = Formula(
    rule, .macs, .product([.batch, .inputFeatures, .outputFeatures]), source: source)
  static let flops = Formula.twicePerMultiplyAdd(rule)

  static let formulas = [parameters, parametersWithBias, macs, flops]

  func work(in layer: inout Working) throws(DerivationError) {
    layer.bindInput(features: .inputFeatures, from: .option)
    layer.bind(.outputFeatures, outputFeatures, from: .option)
    layer.outputAxes = [.batch, .outputFeatures]
    try layer.take(hasBias ? Self.parametersWithBias : Self.parameters)
    try layer.take(Self.macs)
    try layer.take(Self.flops)
  }
}
