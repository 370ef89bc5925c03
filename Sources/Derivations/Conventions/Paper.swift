import Networks
import Symbolics

extension Convention {
  /// Multiply-adds of convolutions, linear layers and matrix products, nothing else: how papers count, as in table 1 of
  /// He, Zhang, Ren, Sun ("FLOPs (multiply-adds)"). Unit: MAC.
  public static let paper = Convention(
    "paper", unit: .mac,
    rules: multiplyAdds.map { Rule($0, [.multiplyAdds()], source: .residualLearning.at(.table("1"))) })

  /// The same operations, two for each multiply-add. Unit: FLOP.
  public static let paperFlops = Convention(
    "paper-flops", unit: .flop,
    rules: multiplyAdds.map { Rule($0, [.multiplyAdds(2)], source: .operationCounts) })

  /// The kinds of operations that multiply and add.
  static let multiplyAdds: [Operation.Kind] = [
    .convolution, .transposedConvolution, .linear, .matrixProduct, .attention, .recurrent,
  ]
}
