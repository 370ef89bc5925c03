import Networks
import Symbolics

/// Fully connected layers: every output is a dot product with all inputs of its row.
///
/// Goodfellow, Bengio, Courville, "Deep Learning", section 6.3: z = Wᵀx + b.
extension Operation.Linear {
  static let rule = "linear"

  private static let source = Publication.deepLearning.at(.section("6.3"))
  private static let matrix = Expression.product([.inputFeatures, .outputFeatures])

  static let parameters = Formula(rule, .parameters, when: .withoutBias, matrix, source: source)
  static let parametersWithBias = Formula(
    rule, .parameters, when: .withBias, .sum(of: [matrix, .outputFeatures]), source: source)
  static let biasOnly = Formula(
    rule, .parameters, when: .sharedWithBias, .outputFeatures,
    source: .tiedWeights.at(.section("3")))
  static let macs = Formula(
    rule, .macs, .product([.rows, .inputFeatures, .outputFeatures]), source: source)
  static let flops = Formula.twicePerMultiplyAdd(rule)

  static let formulas = [parameters, parametersWithBias, biasOnly, macs, flops]

  func work(in layer: inout Working) throws(DerivationError) {
    layer.bind(.inputFeatures, inputFeatures, from: .option)
    layer.bindInput(features: .inputFeatures)
    layer.bind(.outputFeatures, outputFeatures, from: .option)
    layer.rows = Array(layer.inputAxes.dropLast())
    layer.outputAxes = layer.rows + [.outputFeatures]
    switch (weights, hasBias) {
    case (.own, true): try layer.take(Self.parametersWithBias)
    case (.own, false): try layer.take(Self.parameters)
    case (.shared, true): try layer.take(Self.biasOnly)
    // The matrix was counted where it belongs.
    case (.shared, false): break
    }
    try layer.take(Self.macs)
    try layer.take(Self.flops)
  }
}
