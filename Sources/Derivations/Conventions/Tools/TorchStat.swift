import Networks
import Symbolics

extension Convention {
  /// torchstat's Flops: multiply-adds with the biases of convolutions, batch normalisation, activations and poolings of modules.
  /// It stops at a linear layer on more than vectors. Unit: MAC.
  public static let torchstat = Convention(
    "torchstat", unit: .mac,
    tool: Tool(package: "torchstat", version: "0.0.7", call: "stat(model, (3, 224, 224)), Flops"),
    quirks: [
      Quirk(name: "last-call-only", place: "torchstat/model_hook.py"),
      Quirk(name: "rows-refused", place: "torchstat/compute_flops.py"),
      Quirk(name: "adaptive-pools-missing", place: "torchstat/compute_flops.py"),
    ],
    rules: [
      Rule(
        .convolution, [.multiplyAdds(when: .asModule), .bias(when: .asModule)],
        source: .torchstat.at(.file("torchstat/compute_flops.py"))),
      Rule(
        .linear, [.multiplyAdds(when: .asModule, .ofVectors)],
        source: .torchstat.at(.file("torchstat/compute_flops.py"))),
      Rule(
        .batchNorm,
        [
          Term("batch-norm", .perInput(2), when: .affine, .asModule),
          Term("batch-norm", .perInput(1), when: .notAffine, .asModule),
        ], source: .torchstat.at(.file("torchstat/compute_flops.py"))),
      Rule(
        .resize,
        [Term("resize", .quotient(.outputElements, .channels), when: .asModule)],
        source: .torchstat.at(.file("torchstat/compute_flops.py"))),
    ]
      // Of a module that is called several times, only the last call stays.
      + Rule.each(
        [.relu, .relu6, .leakyRelu, .prelu, .maxPool, .averagePool], .perInput(1),
        when: .asModule, .lastCall, source: .torchstat.at(.file("torchstat/compute_flops.py"))),
    unknown: [Unknown(.linear, when: .asModule, .notOfVectors)])
}
