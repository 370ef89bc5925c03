import Networks
import Symbolics

/// Convolutions: every output value is a dot product of the kernel with its window.
///
/// Goodfellow, Bengio, Courville, "Deep Learning", section 9.5: the sum of equation 9.8 has `K_h × K_w × C_in` terms for
/// each of the `C_out × H_out × W_out` values. With groups each value sees `C_in / G` channels.
extension Operation.Convolution {
  static let rule = "conv"

  private static let source = Publication.deepLearning.at(.section("9.5"))
  private static let channelsSeen = Expression.quotient(.inputChannels, .groups)
  private static let weights = Expression.product([
    .kernelHeight, .kernelWidth, channelsSeen, .outputChannels,
  ])

  static let sizes = SizeFormulas(rule)
  static let parameters = Formula(rule, .parameters, when: .withoutBias, weights, source: source)
  static let parametersWithBias = Formula(
    rule, .parameters, when: .withBias, .sum(of: [weights, .outputChannels]), source: source)
  static let macs = Formula(
    rule, .macs,
    .product([
      .batch, .product([.kernelHeight, .kernelWidth, channelsSeen]), .outputChannels,
      .product([.outputHeight, .outputWidth]),
    ]), source: source)
  static let flops = Formula.twicePerMultiplyAdd(rule)

  static let formulas =
    sizes.all + [parameters, parametersWithBias, macs, flops]

  func work(in layer: inout Working) throws(DerivationError) {
    layer.bindInput(channels: .inputChannels, from: .option)
    layer.bind(.outputChannels, outputChannels, from: .option)
    layer.bind(.groups, groups, from: .option)
    layer.outputAxes = [.batch, .outputChannels, .outputHeight, .outputWidth]
    try layer.takeSizes(of: window, by: Self.sizes)
    try layer.take(hasBias ? Self.parametersWithBias : Self.parameters)
    try layer.take(Self.macs)
    try layer.take(Self.flops)
  }
}

extension Formula {
  /// FLOPs = 2×MACs: one multiplication and one addition.
  static func twicePerMultiplyAdd(_ rule: String) -> Formula {
    Formula(rule, .flops, .product([2, .macs]), source: .operationCounts)
  }
}
