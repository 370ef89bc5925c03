import Networks
import Symbolics

extension Convention {
  /// PyTorch's own counter, on the meta device or on CUDA: two for each multiply-add, nothing else. Unit: FLOP.
  public static let flopcounter = Convention(
    "flopcounter", unit: .flop,
    tool: Tool(package: "torch", version: "2.13.0", call: "FlopCounterMode().get_total_flops()"),
    quirks: [
      Quirk(name: "fused-attention-missing-on-cpu", place: "torch/utils/flop_counter.py"),
      Quirk(name: "causal-ignored", place: "torch/utils/flop_counter.py"),
      Quirk(name: "all-else-silent", place: "torch/utils/flop_counter.py"),
    ],
    rules: multiplyAdds.map {
      Rule($0, [.multiplyAdds(2)], source: .torch.at(.file("torch/utils/flop_counter.py")))
    })
}
