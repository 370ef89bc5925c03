import Networks
import Symbolics

extension Convention {
  /// torchprofile's count: multiply-adds, one for each value that is normalised, multiplied or averaged, and the arithmetic of
  /// shapes that the trace holds. Unit: MAC.
  public static let torchprofile = Convention(
    "torchprofile", unit: .mac,
    tool: Tool(package: "torchprofile", version: "0.1.0", call: "profile_macs(model, x)"),
    quirks: [
      Quirk(name: "shape-arithmetic-counted", place: "torchprofile/handlers.py"),
      Quirk(name: "transposed-by-output", place: "torchprofile/handlers.py"),
      Quirk(name: "mm-missing", place: "torchprofile/handlers.py"),
    ],
    rules: Rule.all(
      [.convolution, .linear, .matrixProduct, .recurrent], [.multiplyAdds()],
      source: .torchprofile.at(.file("torchprofile/handlers.py")))
      + [
        Rule(
          .transposedConvolution,
          [Term(Term.multiplyAddsName, .product([.outputElements, .inputChannels, .taps]))],
          source: .torchprofile.at(.file("torchprofile/handlers.py"))),
        Rule(
          .attention, [.multiplyAdds(), Term("shape-arithmetic", 4, when: .inMultihead)],
          source: .torchprofile.at(.file("torchprofile/handlers.py"))),
        Rule(
          .learned, [Term("layer-scale", .perOutput(1), when: .layerScale)],
          source: .torchprofile.at(.file("torchprofile/handlers.py"))),
        Rule(
          .view,
          [
            Term("shape-arithmetic", 2, when: .windows, .asFunction),
            Term("shape-arithmetic", 1, when: .windows, .asModule),
            Term("shape-arithmetic", 1, when: .grids), Term("shape-arithmetic", 1, when: .positionsAsTokens),
          ], source: .torchprofile.at(.file("torchprofile/handlers.py"))),
        Rule(
          .resize, [Term("resize", .perOutput(4), when: .linear)],
          source: .torchprofile.at(.file("torchprofile/handlers.py"))),
      ]
      + Rule.each(
        [.batchNorm] + Operation.Kind.rowNorms, .perInput(1), when: .affine,
        source: .torchprofile.at(.file("torchprofile/handlers.py")))
      + Rule.each(
        Operation.Kind.globalPools + [.averagePool, .mean, .multiply, .leakyRelu], .perOutput(1),
        source: .torchprofile.at(.file("torchprofile/handlers.py"))),
    // Such layers cut their biases by arithmetic of shapes that the trace holds, as in Swin V2.
    unknown: [Unknown(.learned, when: .otherTensor)])
}
