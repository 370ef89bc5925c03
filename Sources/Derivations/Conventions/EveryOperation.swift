import Networks
import Symbolics

extension Convention {
  /// Every floating-point operation of inference, as a textbook counts them. Unit: FLOP.
  ///
  /// - convolutions, linear layers and products: a multiplication and an addition for each multiply-add, and one addition
  ///   a bias and output value;
  /// - attention: its products, and of each score the softmax;
  /// - recurrent layers: their products, their biases, and the cell's own equations;
  /// - batch norm: scale and shift of each value (mean and variance are folded into them after training);
  /// - layer, group and instance norm: mean (1), variance (3), division (1), scale and shift (2); RMS norm: square, sum,
  ///   division, scale;
  /// - activations: one operation a value, whatever the function; softmax: exponential, sum and division;
  /// - max pooling: K_h×K_w − 1 comparisons an output value, padded positions included; average pooling: as many
  ///   additions, and a division;
  /// - adaptive and global average pooling: one addition a value, and one division an output value;
  /// - sums, products and other arithmetic, learned positions, scales and biases on scores: one operation a value.
  public static let everyOperation = Convention(
    "every-operation", unit: .flop,
    rules: [
      Rule(.convolution, withBias, source: .operationCounts),
      Rule(.transposedConvolution, withBias, source: .operationCounts),
      Rule(.linear, withBias, source: .operationCounts),
      Rule(.matrixProduct, [.multiplyAdds(2)], source: .operationCounts),
      Rule(
        .attention,
        [
          Term("multiply-adds", .product([2, .macs])),
          Term("softmax", .product([3, Operation.Attention.scores])),
        ], source: .attention.at(.equation("1"))),
      Rule(.recurrent, recurrent, source: .longShortTermMemory),
      Rule(
        .batchNorm, .product([2, .inputElements]), source: .batchNormalisation.at(.algorithm("2"))),
      Rule(.layerNorm, normalisation, source: .layerNormalisation.at(.section("3.1"))),
      Rule(.groupNorm, normalisation, source: .groupNormalisation.at(.section("3.1"))),
      Rule(.instanceNorm, normalisation, source: .instanceNormalisation.at(.equation("2"))),
      Rule(.rmsNorm, .product([4, .inputElements]), source: .rmsNormalisation.at(.equation("4"))),
      Rule(.softmax, .product([3, .inputElements]), source: .deepLearning.at(.section("6.2.2.3"))),
      Rule(
        .maxPool, .product([.outputElements, comparisons]), source: .deepLearning.at(.section("9.3"))),
      Rule(.averagePool, .product([.outputElements, .taps]), source: .deepLearning.at(.section("9.3"))),
      Rule(
        .adaptiveAveragePool, .sum(of: [.inputElements, .outputElements]), source: .networkInNetwork),
      Rule(
        .globalAveragePool, .sum(of: [.inputElements, .outputElements]), source: .networkInNetwork),
      Rule(.mean, .inputElements, source: .deepLearning.at(.section("2.1"))),
      Rule(.reduction, .inputElements, source: .deepLearning.at(.section("2.1"))),
      Rule(.multiply, .outputElements, source: .deepLearning.at(.section("2.1"))),
      Rule(.add, .outputElements, source: .residualLearning.at(.equation("1"))),
      Rule(.elementwise, .outputElements, source: .deepLearning.at(.section("2.1"))),
      Rule(
        .learned,
        [
          Term("positions", .inputElements, when: .positions),
          Term("layer-scale", .inputElements, when: .layerScale),
          Term("relative-bias", .inputElements, when: .relativeBias),
        ], source: .deepLearning.at(.section("2.1"))),
    ]
      + Operation.Kind.activations.map { kind in
        Rule(kind, .inputElements, source: .deepLearning.at(.section(kind == .relu ? "6.3.1" : "6.3.3")))
      })

  private static let withBias = [
    Term("multiply-adds", .product([2, .macs])), Term("bias", .outputElements, when: .withBias),
  ]
  private static let recurrent = [
    Term("multiply-adds", .product([2, .macs])),
    Term("bias", .product([.rows, .gates, .hiddenFeatures, .biases]), when: .withBias),
    Term("cell", .product([.rows, .hiddenFeatures, .cellOperations])),
    Term(
      "second-direction",
      .product([
        .rows, .hiddenFeatures, .sum(of: [.product([.gates, .biases]), .cellOperations]),
      ]), when: .bothWays),
  ]
  private static let normalisation = [
    Term("normalisation", .product([5, .inputElements])),
    Term("scale-and-shift", .product([2, .inputElements]), when: .scaleAndShift),
  ]
  private static let comparisons = Expression.sum([.init(.taps), .init(1, isSubtracted: true)])
}
