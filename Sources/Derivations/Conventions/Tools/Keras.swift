import Networks
import Symbolics

extension Convention {
  /// TensorFlow's registry of operations, as wrappers for Keras print it: two for each multiply-add, biases, poolings, softmax,
  /// sums and products value by value; neither batch normalisation nor rectifiers. Read, not run. Unit: FLOP.
  public static let keras = Convention(
    "keras", unit: .flop,
    tool: Tool(package: "tensorflow", version: "unrecorded", call: "tf.profiler float_operation"),
    quirks: [
      Quirk(name: "read-not-run", place: "tensorflow/python/profiler/internal/flops_registry.py"),
      Quirk(name: "batch-norm-missing", place: "tensorflow/python/profiler/internal/flops_registry.py"),
      Quirk(name: "relu-missing", place: "tensorflow/python/profiler/internal/flops_registry.py"),
    ],
    rules: Rule.all(
      [.convolution, .linear], [.multiplyAdds(2), .bias()],
      source: .tensorflow.at(.file("tensorflow/python/profiler/internal/flops_registry.py")))
      + [
        Rule(
          .matrixProduct, [.multiplyAdds(2, when: .notAsEinsum)],
          source: .tensorflow.at(.file("tensorflow/python/profiler/internal/flops_registry.py"))),
        Rule(
          .attention,
          [.multiplyAdds(2), Term("softmax", .product([5, Operation.Attention.scores]))],
          source: .tensorflow.at(.file("tensorflow/python/profiler/internal/flops_registry.py"))),
        Rule(
          .softmax, [Term("softmax", .perInput(5))],
          source: .tensorflow.at(.file("tensorflow/python/profiler/internal/flops_registry.py"))),
      ]
      + Rule.each(
        [.add, .multiply], .perOutput(1),
        source: .tensorflow.at(.file("tensorflow/python/profiler/internal/flops_registry.py")))
      + Rule.each(
        [.maxPool, .averagePool], .product([.taps, .outputElements]),
        source: .tensorflow.at(.file("tensorflow/python/profiler/internal/flops_registry.py")))
      + Rule.each(
        Operation.Kind.globalPools + [.mean], .perInput(1),
        source: .tensorflow.at(.file("tensorflow/python/profiler/internal/flops_registry.py"))),
    unknown: [Unknown(.transposedConvolution), Unknown(.recurrent)])
}
