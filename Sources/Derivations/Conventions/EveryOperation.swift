import Networks
import Symbolics

extension Convention {
  /// Every floating-point operation of inference, as a textbook counts them. Unit: FLOP.
  ///
  /// - convolutions and linear layers: a multiplication and an addition for each multiply-add, and one addition a bias
  ///   and output value;
  /// - batch norm: scale and shift of each value (mean and variance are folded into them after training);
  /// - ReLU: one comparison a value;
  /// - max pooling: K_h×K_w − 1 comparisons an output value, padded positions included;
  /// - global average pooling: one addition a value, and one division an output value;
  /// - residual sums: one addition a value.
  public static let everyOperation = Convention(
    "every-operation", unit: .flop,
    rules: [
      Rule(.convolution, withBias, source: .operationCounts),
      Rule(.linear, withBias, source: .operationCounts),
      Rule(
        .batchNorm, .product([2, .inputElements]), source: .batchNormalisation.at(.algorithm("2"))),
      Rule(.relu, .inputElements, source: .deepLearning.at(.section("6.3.1"))),
      Rule(
        .maxPool, .product([.outputElements, comparisons]), source: .deepLearning.at(.section("9.3"))),
      Rule(
        .globalAveragePool, .sum(of: [.inputElements, .outputElements]), source: .networkInNetwork),
      Rule(.add, .outputElements, source: .residualLearning.at(.equation("1"))),
    ])

  private static let withBias = [
    Term("multiply-adds", .product([2, .macs])), Term("bias", .outputElements, when: .withBias),
  ]
  private static let comparisons = Expression.sum([
    .init(.product([.kernelHeight, .kernelWidth])), .init(1, isSubtracted: true),
  ])
}
