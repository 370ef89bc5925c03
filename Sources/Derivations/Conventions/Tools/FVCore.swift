import Networks
import Symbolics

extension Convention {
  /// fvcore's count: multiply-adds (it calls them flops), normalisations and adaptive poolings. Attention that PyTorch does in
  /// one call is missing, and einsum has four digits. Unit: MAC.
  public static let fvcore = Convention(
    "fvcore", unit: .mac,
    tool: Tool(package: "fvcore", version: "0.1.5.post20221221", call: "FlopCountAnalysis(model, x).total()"),
    quirks: [
      Quirk(name: "called-flops-but-multiply-adds", place: "fvcore/nn/flop_count.py"),
      Quirk(name: "norms-counted", place: "fvcore/nn/jit_handles.py"),
      Quirk(name: "fused-attention-missing", place: "fvcore/nn/flop_count.py"),
      Quirk(name: "einsum-four-digits", place: "fvcore/nn/jit_handles.py"),
      Quirk(name: "unsupported-listed", place: "fvcore/nn/jit_analysis.py"),
    ],
    rules: Rule.all(
      [.convolution, .transposedConvolution, .linear], [.multiplyAdds()],
      source: .fvcore.at(.file("fvcore/nn/jit_handles.py")))
      + [
        Rule(
          .matrixProduct,
          [
            .multiplyAdds(when: .notAsEinsum),
            Term(Term.multiplyAddsName, .floor(.quotient(.einsumOperations, 2)), when: .asEinsum),
          ], source: .fvcore.at(.file("fvcore/nn/jit_handles.py"))),
        Rule(
          .batchNorm,
          [
            Term("batch-norm", .perInput(2), when: .affine),
            Term("batch-norm", .perInput(1), when: .notAffine),
          ], source: .fvcore.at(.file("fvcore/nn/jit_handles.py"))),
        Rule(
          .resize,
          [Term("resize", .perOutput(1), when: .nearest), Term("resize", .perOutput(4), when: .linear)],
          source: .fvcore.at(.file("fvcore/nn/jit_handles.py"))),
      ]
      + Operation.Kind.rowNorms.map {
        Rule(
          $0,
          [
            Term($0.termName, .perInput(5), when: .affine), Term($0.termName, .perInput(4), when: .notAffine),
          ], source: .fvcore.at(.file("fvcore/nn/jit_handles.py")))
      }
      + Rule.each(
        Operation.Kind.globalPools, .perInput(1), source: .fvcore.at(.file("fvcore/nn/jit_handles.py"))))
}
