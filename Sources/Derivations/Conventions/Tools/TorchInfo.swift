import Networks
import Symbolics

extension Convention {
  /// torchinfo's count: the parameters of each module that is called, times the positions of a convolution, times the batch for
  /// all else, however many rows a linear layer is applied to. Unit: MAC.
  public static let torchinfo = Convention(
    "torchinfo", unit: .mac,
    tool: Tool(package: "torchinfo", version: "1.8.0", call: "summary(model, input_data=x).total_mult_adds"),
    quirks: [
      Quirk(name: "rows-ignored", place: "torchinfo/layer_info.py"),
      Quirk(name: "parameters-for-operations", place: "torchinfo/layer_info.py"),
      Quirk(name: "functions-missing", place: "torchinfo/model_statistics.py"),
      Quirk(name: "embedding-table-counted", place: "torchinfo/layer_info.py"),
    ],
    rules: [
      Rule(
        .convolution, [.multiplyAdds(when: .asModule), .bias(when: .asModule)],
        source: .torchinfo.at(.file("torchinfo/layer_info.py"))),
      Rule(
        .transposedConvolution,
        [
          Term(
            Term.multiplyAddsName,
            .quotient(.product([.outputElements, .inputChannels, .taps]), .groups), when: .asModule),
          .bias(when: .asModule),
        ], source: .torchinfo.at(.file("torchinfo/layer_info.py"))),
      Rule(
        .linear,
        [
          Term(
            Term.multiplyAddsName, .product([.batch, .inputFeatures, .outputFeatures]), when: .asModule),
          Term("bias", .product([.batch, .outputFeatures]), when: .withBias, .asModule),
        ], source: .torchinfo.at(.file("torchinfo/layer_info.py"))),
      Rule(
        .recurrent, [Term(Term.multiplyAddsName, .product([.rows, .parameters]))],
        source: .torchinfo.at(.file("torchinfo/layer_info.py"))),
      Rule(
        .embedding, [Term("embedding", .product([.batch, .vocabulary, .features]), when: .asModule)],
        source: .torchinfo.at(.file("torchinfo/layer_info.py"))),
    ]
      + Rule.each(
        [.batchNorm, .prelu, .rmsNorm] + Operation.Kind.rowNorms, .product([.batch, .parameters]),
        when: .learns, .asModule, source: .torchinfo.at(.file("torchinfo/layer_info.py"))))
}
