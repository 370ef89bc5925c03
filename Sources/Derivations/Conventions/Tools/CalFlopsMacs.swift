import Networks
import Symbolics

extension Convention {
  /// calflops, its multiply-adds: convolutions, linear layers and products, without their biases. Unit: MAC.
  public static let calflopsMacs = Convention(
    "calflops-macs", unit: .mac,
    tool: Tool(
      package: "calflops", version: "0.3.2", call: "calculate_flops(model, input_shape=(1, 3, 224, 224))"),
    quirks: [
      Quirk(name: "einsum-without-macs", place: "calflops/pytorch_ops.py"),
      Quirk(name: "fused-attention-missing", place: "calflops/pytorch_ops.py"),
      Quirk(name: "operators-missing", place: "calflops/pytorch_ops.py"),
    ],
    rules: Rule.all(
      [.convolution, .linear], [.multiplyAdds()], source: .calflops.at(.file("calflops/pytorch_ops.py")))
      + [
        Rule(
          .matrixProduct, [.multiplyAdds(when: .asFunction), .multiplyAdds(when: .asMethod)],
          source: .calflops.at(.file("calflops/pytorch_ops.py")))
      ],
    unknown: [Unknown(.transposedConvolution)])
}
