import Networks
import Symbolics

extension Convention {
  /// thop's count: modules of exactly the types it knows; normalisations at four for each value. Functions, operators and
  /// nn.MultiheadAttention count nothing. Unit: MAC.
  public static let thop = Convention(
    "thop", unit: .mac,
    tool: Tool(package: "thop", version: "0.1.1.post2209072238", call: "profile(model, inputs=(x,))"),
    quirks: [
      Quirk(name: "norms-counted-twice", place: "thop/vision/calc_func.py"),
      Quirk(name: "exact-types-only", place: "thop/profile.py"),
      Quirk(name: "functions-missing", place: "thop/profile.py"),
      Quirk(name: "transposed-by-output", place: "thop/vision/calc_func.py"),
    ],
    rules: Rule.all(
      [.convolution, .linear], [.multiplyAdds(when: .asModule)],
      source: .thop.at(.file("thop/vision/basic_hooks.py")))
      + [
        Rule(
          .transposedConvolution,
          [
            Term(
              Term.multiplyAddsName,
              .quotient(.product([.outputElements, .inputChannels, .taps]), .groups), when: .asModule)
          ], source: .thop.at(.file("thop/vision/basic_hooks.py"))),
        Rule(
          .layerNorm,
          [
            Term("layer-norm", .perInput(4), when: .affine, .overFeatures, .asModule),
            Term("layer-norm", .perInput(2), when: .notAffine, .overFeatures, .asModule),
          ], source: .thop.at(.file("thop/vision/basic_hooks.py"))),
        Rule(
          .averagePool, [Term("average-pool", .perOutput(1), when: .asModule)],
          source: .thop.at(.file("thop/vision/basic_hooks.py"))),
        Rule(
          .prelu, [Term("prelu", .perInput(1), when: .asModule)],
          source: .thop.at(.file("thop/vision/basic_hooks.py"))),
        Rule(
          .softmax,
          [
            Term(
              "softmax",
              .product([
                .rows, .sum([.init(.product([3, .innerSize])), .init(1, isSubtracted: true)]),
              ]), when: .asModule)
          ], source: .thop.at(.file("thop/vision/basic_hooks.py"))),
        Rule(
          .resize,
          [
            Term("resize", .perOutput(1), when: .nearest, .asModule),
            Term("resize", .perOutput(11), when: .linear, .asModule),
          ], source: .thop.at(.file("thop/vision/basic_hooks.py"))),
        Rule(
          .recurrent,
          [
            .multiplyAdds(when: .ofLSTM),
            Term("cell", .product([16, .rows, .hiddenFeatures]), when: .ofLSTM),
          ], source: .thop.at(.file("thop/vision/basic_hooks.py"))),
      ]
      + [Operation.Kind.batchNorm, .instanceNorm].map {
        Rule(
          $0,
          [
            Term($0.termName, .perInput(4), when: .affine, .asModule),
            Term($0.termName, .perInput(2), when: .notAffine, .asModule),
          ], source: .thop.at(.file("thop/vision/basic_hooks.py")))
      }
      + Rule.each(
        Operation.Kind.globalPools, .sum(of: [.inputElements, .outputElements]), when: .asModule,
        source: .thop.at(.file("thop/vision/basic_hooks.py"))),
    unknown: [Unknown(.recurrent, when: .notOfLSTM)])
}
