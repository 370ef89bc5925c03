import Networks
import Symbolics

extension Convention {
  /// Multiply-adds of convolutions, linear layers and matrix products, nothing else: how papers count, as in table 1 of
  /// He, Zhang, Ren, Sun ("FLOPs (multiply-adds)"). Unit: MAC.
  public static let paper = Convention(
    "paper", unit: .mac,
    rules: [
      Rule(.convolution, .macs, source: .residualLearning.at(.table("1"))),
      Rule(.linear, .macs, source: .residualLearning.at(.table("1"))),
    ])

  /// The same operations, two for each multiply-add. Unit: FLOP.
  public static let paperFlops = Convention(
    "paper-flops", unit: .flop,
    rules: [
      Rule(.convolution, .product([2, .macs]), source: .operationCounts),
      Rule(.linear, .product([2, .macs]), source: .operationCounts),
    ])
}
