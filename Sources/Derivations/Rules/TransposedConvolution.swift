import Networks
import Symbolics

/// Transposed convolutions: every input value is multiplied with a whole kernel and added into the output.
///
/// Dumoulin, Visin, "A guide to convolution arithmetic for deep learning", chapter 4: the forward pass is the backward
/// pass of a convolution, so that the `H × W` positions of the input are counted, not those of the output.
struct TransposedFormulas {
  let rule: String
  let axes: [OutputSize.Axis]
  let parameters: Formula
  let parametersWithBias: Formula
  let macs: Formula
  let flops: Formula

  static let all: [TransposedFormulas] = (1...3).map { TransposedFormulas(axisCount: $0) }

  private init(axisCount: Int) {
    rule = axisCount == 2 ? "transposed-conv" : "transposed-conv\(axisCount)d"
    axes = Operation.Window(kernel: 1, axisCount: axisCount).axes
    let source = Publication.convolutionArithmetic.at(.section("4"))
    let kernel = axes.map { $0.kernel }
    let channelsMade = Expression.quotient(.outputChannels, .groups)
    let weights = Expression.product(kernel + [.inputChannels, channelsMade])
    let positions = Expression.product(of: axes.map { .symbol($0.size) })
    parameters = Formula(rule, .parameters, when: .withoutBias, weights, source: source)
    parametersWithBias = Formula(
      rule, .parameters, when: .withBias, .sum(of: [weights, .outputChannels]), source: source)
    macs = Formula(
      rule, .macs, .product([.batch, .inputChannels, positions, .product(kernel + [channelsMade])]),
      source: source)
    flops = Formula.twicePerMultiplyAdd(rule)
  }

  var listed: [Formula] {
    let layer = Operation.TransposedConvolution(.init(1, 1, window: .init(kernel: 3, axisCount: axes.count)))
    return axes.map { .size(layer, along: $0, rule: rule) } + [parameters, parametersWithBias, macs, flops]
  }
}

extension Operation.TransposedConvolution {
  var formulas: TransposedFormulas {
    TransposedFormulas.all[max(1, min(convolution.window.axisCount, 3)) - 1]
  }

  func work(in layer: inout Working) throws(DerivationError) {
    let formulas = formulas
    convolution.bindOptions(in: &layer)
    layer.outputAxes = [.batch, .outputChannels] + formulas.axes.map { .symbol($0.output.symbol) }
    try layer.takeSizes(of: self, rule: formulas.rule)
    if convolution.weights == .own {
      try layer.take(convolution.hasBias ? formulas.parametersWithBias : formulas.parameters)
    }
    try layer.take(formulas.macs)
    try layer.take(formulas.flops)
  }
}
