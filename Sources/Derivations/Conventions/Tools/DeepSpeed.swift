import Networks
import Symbolics

extension Convention {
  /// DeepSpeed's profiler, its flops: two for each multiply-add, normalisations, activations, poolings and softmax by the values
  /// that go in, biases of convolutions but not of linear layers. Unit: FLOP.
  public static let deepspeed = Convention(
    "deepspeed", unit: .flop,
    tool: Tool(package: "deepspeed", version: "0.19.8", call: "get_model_profile(model, (1, 3, 224, 224))"),
    quirks: [
      Quirk(name: "linear-bias-missing", place: "deepspeed/profiling/flops_profiler/profiler.py"),
      Quirk(name: "relu6-missing", place: "deepspeed/profiling/flops_profiler/profiler.py"),
      Quirk(name: "interpolation-by-size", place: "deepspeed/profiling/flops_profiler/profiler.py"),
      Quirk(name: "einsum-four-digits", place: "deepspeed/profiling/flops_profiler/profiler.py"),
      Quirk(name: "einsum-without-macs", place: "deepspeed/profiling/flops_profiler/profiler.py"),
    ],
    rules: Rule.all(
      [.convolution, .transposedConvolution], [.multiplyAdds(2), .bias()],
      source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py")))
      + [
        Rule(
          .linear, [.multiplyAdds(2)],
          source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
        Rule(
          .matrixProduct,
          [
            .multiplyAdds(2, when: .notAsEinsum),
            Term(Term.multiplyAddsName, .einsumOperations, when: .asEinsum),
          ], source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
        Rule(
          .attention, [.multiplyAdds(2)],
          source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
        Rule(
          .batchNorm,
          [
            Term("batch-norm", .perInput(2), when: .affine),
            Term("batch-norm", .perInput(1), when: .notAffine),
          ], source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
        Rule(
          .softmax,
          [
            Term("softmax", .perInput(1), when: .asModule), Term("softmax", .perInput(1), when: .asFunction),
          ], source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
        Rule(
          .resize,
          [
            Term("resize", .perOutput(1), when: .asModule),
            Term("resize", .quotient(.outputElements, .product([.batch, .channels])), when: .asFunction),
          ], source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
        Rule(
          .recurrent,
          [
            .multiplyAdds(2, when: .ofLSTM),
            Term("bias", .product([.rows, .gates, .hiddenFeatures, .biases]), when: .ofLSTM, .withBias),
            Term("cell", .product([2, .rows, .hiddenFeatures]), when: .ofLSTM),
          ], source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
        Rule(
          .relu6, [Term("relu6", .perInput(1), when: .asFunction)],
          source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
      ]
      + Operation.Kind.rowNorms.map {
        Rule(
          $0,
          [
            Term($0.termName, .perInput(5), when: .affine), Term($0.termName, .perInput(4), when: .notAffine),
          ], source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py")))
      }
      + Rule.each(
        [.relu, .leakyRelu, .prelu, .silu, .gelu] + Operation.Kind.pools, .perInput(1),
        source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py")))
      + [Operation.Kind.add, .multiply].map {
        Rule(
          $0,
          [
            Term($0.termName, .perOutput(1), when: .asFunction),
            Term($0.termName, .perOutput(1), when: .asMethod),
          ], source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py")))
      },
    unknown: [Unknown(.recurrent, when: .notOfLSTM)])
}
