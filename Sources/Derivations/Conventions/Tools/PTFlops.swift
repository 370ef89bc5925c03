import Networks
import Symbolics

extension Convention {
  /// ptflops with its first backend: hooks on modules and patched functions, so that a module that calls a patched function
  /// counts twice. nn.MultiheadAttention has a formula of its own. Unit: MAC.
  public static let ptflops = Convention(
    "ptflops", unit: .mac,
    tool: Tool(
      package: "ptflops", version: "0.7.5", call: "get_model_complexity_info(model, size, backend='pytorch')"),
    quirks: [
      Quirk(name: "module-and-function-counted", place: "ptflops/pytorch_engine.py"),
      Quirk(name: "multihead-by-own-formula", place: "ptflops/pytorch_ops.py"),
      Quirk(name: "exact-types-only", place: "ptflops/pytorch_engine.py"),
      Quirk(name: "operators-missing", place: "ptflops/pytorch_ops.py"),
      Quirk(name: "fused-attention-missing", place: "ptflops/pytorch_ops.py"),
    ],
    rules: Rule.all(
      [.convolution, .transposedConvolution, .linear],
      [.multiplyAdds(when: .asModule), .bias(when: .asModule)],
      source: .ptflops.at(.file("ptflops/pytorch_ops.py")))
      + [
        Rule(
          .matrixProduct, [.multiplyAdds(when: .asFunction), .multiplyAdds(when: .asMethod)],
          source: .ptflops.at(.file("ptflops/pytorch_ops.py"))),
        Rule(.attention, multihead, source: .ptflops.at(.file("ptflops/pytorch_ops.py"))),
        Rule(
          .layerNorm, [Term("layer-norm", .perInput(1), when: .overFeatures, .asModule)],
          source: .ptflops.at(.file("ptflops/pytorch_ops.py"))),
        Rule(
          .softmax,
          [
            Term("softmax", .perInput(1), when: .asModule), Term("softmax", .perInput(1), when: .asFunction),
          ], source: .ptflops.at(.file("ptflops/pytorch_ops.py"))),
        Rule(
          .resize,
          [Term("resize", .perOutput(2), when: .asModule), Term("resize", .perOutput(1), when: .asFunction)],
          source: .ptflops.at(.file("ptflops/pytorch_ops.py"))),
        Rule(
          .recurrent,
          [
            .multiplyAdds(when: .ofLSTM),
            Term("bias", .product([.rows, .gates, .hiddenFeatures, .biases]), when: .ofLSTM, .withBias),
            Term("cell", .product([10, .rows, .hiddenFeatures]), when: .ofLSTM),
          ], source: .ptflops.at(.file("ptflops/pytorch_ops.py"))),
        Rule(
          .relu6, [Term("relu6", .perInput(1), when: .asModule)],
          source: .ptflops.at(.file("ptflops/pytorch_ops.py"))),
        Rule(
          .leakyRelu, [Term("leaky-relu", .perInput(1), when: .asModule)],
          source: .ptflops.at(.file("ptflops/pytorch_ops.py"))),
        Rule(.silu, [Term("silu", .perInput(1))], source: .ptflops.at(.file("ptflops/pytorch_ops.py"))),
      ]
      + [Operation.Kind.batchNorm, .groupNorm, .instanceNorm].map {
        Rule(
          $0,
          [
            Term($0.termName, .perInput(2), when: .affine, .asModule),
            Term($0.termName, .perInput(1), when: .notAffine, .asModule),
          ], source: .ptflops.at(.file("ptflops/pytorch_ops.py")))
      }
      // A module of these calls a function that is counted, too.
      + ([.relu, .gelu, .prelu] + Operation.Kind.pools).map {
        Rule(
          $0,
          [
            Term($0.termName, .perInput(2), when: .asModule),
            Term($0.termName, .perInput(1), when: .asFunction),
          ], source: .ptflops.at(.file("ptflops/pytorch_ops.py")))
      }
      + [Operation.Kind.add, .multiply].map {
        Rule(
          $0,
          [
            Term($0.termName, .perOutput(1), when: .asFunction),
            Term($0.termName, .perOutput(1), when: .asMethod),
          ], source: .ptflops.at(.file("ptflops/pytorch_ops.py")))
      },
    unknown: [Unknown(.recurrent, when: .notOfLSTM)])

  /// The hook of nn.MultiheadAttention: scaling of the queries, projections, biases, scores, softmax, values, and the
  /// output with its bias. E = A×d_k features go in and out.
  private static let multihead = [
    Term("multihead-scaling", .product([.rows, .tokens, width]), when: .inMultihead),
    Term(
      "multihead-projections",
      .product([
        .rows, .sum(of: [.tokens, .keys, .keys]), .power(width, 2),
      ]), when: .inMultihead),
    Term(
      "multihead-bias", .product([.rows, .sum(of: [.tokens, .keys, .keys]), width]), when: .inMultihead),
    .multiplyAdds(when: .inMultihead),
    Term("multihead-softmax", Operation.Attention.scores, when: .inMultihead),
    Term(
      "multihead-output", .product([.rows, .tokens, width, .sum(of: [width, 1])]), when: .inMultihead),
  ]
  private static let width = Expression.product([.heads, .keyWidth])
}
