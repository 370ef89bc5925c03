import Networks
import Symbolics

extension Convention {
  /// calflops, its flops: two for each multiply-add, normalisations, activations, poolings and softmax by the values that go in,
  /// biases of convolutions but not of linear layers. Attention in one call and the operator @ are missing. Unit: FLOP.
  public static let calflops = Convention(
    "calflops", unit: .flop,
    tool: Tool(
      package: "calflops", version: "0.3.2", call: "calculate_flops(model, input_shape=(1, 3, 224, 224))"),
    quirks: [
      Quirk(name: "linear-bias-missing", place: "calflops/pytorch_ops.py"),
      Quirk(name: "relu6-missing", place: "calflops/pytorch_ops.py"),
      Quirk(name: "interpolation-by-size", place: "calflops/pytorch_ops.py"),
      Quirk(name: "einsum-four-digits", place: "calflops/pytorch_ops.py"),
      Quirk(name: "fused-attention-missing", place: "calflops/pytorch_ops.py"),
      Quirk(name: "operators-missing", place: "calflops/pytorch_ops.py"),
    ],
    rules: Rule.all(
      [.convolution], [.multiplyAdds(2), .bias()], source: .calflops.at(.file("calflops/pytorch_ops.py")))
      + [
        Rule(.linear, [.multiplyAdds(2)], source: .calflops.at(.file("calflops/pytorch_ops.py"))),
        Rule(
          .matrixProduct,
          [
            .multiplyAdds(2, when: .asFunction), .multiplyAdds(2, when: .asMethod),
            Term(Term.multiplyAddsName, .einsumOperations, when: .asEinsum),
          ], source: .calflops.at(.file("calflops/pytorch_ops.py"))),
        Rule(
          .batchNorm,
          [
            Term("batch-norm", .perInput(2), when: .affine),
            Term("batch-norm", .perInput(1), when: .notAffine),
          ], source: .calflops.at(.file("calflops/pytorch_ops.py"))),
        Rule(
          .softmax,
          [
            Term("softmax", .perInput(1), when: .asModule), Term("softmax", .perInput(1), when: .asFunction),
          ], source: .calflops.at(.file("calflops/pytorch_ops.py"))),
        Rule(
          .resize,
          [
            Term("resize", .perInput(1), when: .asModule),
            Term("resize", .quotient(.outputElements, .product([.batch, .channels])), when: .asFunction),
          ], source: .calflops.at(.file("calflops/pytorch_ops.py"))),
        Rule(
          .recurrent,
          [
            .multiplyAdds(2, when: .ofLSTM),
            Term("bias", .product([.rows, .gates, .hiddenFeatures, .biases]), when: .ofLSTM, .withBias),
            Term("cell", .product([2, .rows, .hiddenFeatures]), when: .ofLSTM),
          ], source: .calflops.at(.file("calflops/pytorch_ops.py"))),
        Rule(
          .relu6, [Term("relu6", .perInput(1), when: .asFunction)],
          source: .calflops.at(.file("calflops/pytorch_ops.py"))),
      ]
      + Operation.Kind.rowNorms.map {
        Rule(
          $0,
          [
            Term($0.termName, .perInput(5), when: .affine), Term($0.termName, .perInput(4), when: .notAffine),
          ], source: .calflops.at(.file("calflops/pytorch_ops.py")))
      }
      + Rule.each(
        [.relu, .leakyRelu, .prelu, .silu, .gelu] + Operation.Kind.pools, .perInput(1),
        source: .calflops.at(.file("calflops/pytorch_ops.py")))
      + [Operation.Kind.add, .multiply].map {
        Rule(
          $0,
          [
            Term($0.termName, .perOutput(1), when: .asFunction),
            Term($0.termName, .perOutput(1), when: .asMethod),
          ], source: .calflops.at(.file("calflops/pytorch_ops.py")))
      },
    unknown: [Unknown(.recurrent, when: .notOfLSTM), Unknown(.transposedConvolution)])
}
