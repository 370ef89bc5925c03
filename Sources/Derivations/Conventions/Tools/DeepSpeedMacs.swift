import Networks
import Symbolics

extension Convention {
  /// DeepSpeed, its multiply-adds: convolutions, linear layers and products, without their biases. Unit: MAC.
  public static let deepspeedMacs = Convention(
    "deepspeed-macs", unit: .mac,
    tool: Tool(package: "deepspeed", version: "0.19.8", call: "get_model_profile(model, (1, 3, 224, 224))"),
    quirks: [
      Quirk(name: "einsum-without-macs", place: "deepspeed/profiling/flops_profiler/profiler.py")
    ],
    rules: Rule.all(
      [.convolution, .transposedConvolution, .linear], [.multiplyAdds()],
      source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py")))
      + [
        Rule(
          .attention, [.multiplyAdds()],
          source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
        Rule(
          .matrixProduct, [.multiplyAdds(when: .notAsEinsum)],
          source: .deepspeed.at(.file("deepspeed/profiling/flops_profiler/profiler.py"))),
      ])
}
