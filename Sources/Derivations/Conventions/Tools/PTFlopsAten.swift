import Networks
import Symbolics

extension Convention {
  /// ptflops with its second backend: products and convolutions as PyTorch dispatches them, with their biases. Unit: MAC.
  public static let ptflopsAten = Convention(
    "ptflops-aten", unit: .mac,
    tool: Tool(
      package: "ptflops", version: "0.7.5", call: "get_model_complexity_info(model, size, backend='aten')"),
    quirks: [
      Quirk(name: "fused-attention-missing", place: "ptflops/aten_ops.py"),
      Quirk(name: "all-else-silent", place: "ptflops/aten_ops.py"),
    ],
    rules: Rule.all(
      [.convolution, .transposedConvolution, .linear], [.multiplyAdds(), .bias()],
      source: .ptflops.at(.file("ptflops/aten_ops.py")))
      + [Rule(.matrixProduct, [.multiplyAdds()], source: .ptflops.at(.file("ptflops/aten_ops.py")))])
}
