import Networks
import Symbolics

/// Convolutions: every output value is a dot product of the kernel with its window.
///
/// Goodfellow, Bengio, Courville, "Deep Learning", section 9.5: the sum of equation 9.8 has `K_h × K_w × C_in` terms for
/// each of the `C_out × H_out × W_out` values. With groups each value sees `C_in / G` channels.
struct ConvolutionFormulas {
  let rule: String
  let axes: [OutputSize.Axis]
  let sizes: SizeFormulas
  let parameters: Formula
  let parametersWithBias: Formula
  let macs: Formula
  let flops: Formula

  /// For windows over one, two or three axes.
  static let all: [ConvolutionFormulas] = (1...3).map { ConvolutionFormulas(axisCount: $0) }

  private init(axisCount: Int) {
    rule = axisCount == 2 ? "conv" : "conv\(axisCount)d"
    axes = Operation.Window(kernel: 1, axisCount: axisCount).axes
    sizes = SizeFormulas(rule)
    let source = Publication.deepLearning.at(.section("9.5"))
    let kernel = axes.map { $0.kernel }
    let channelsSeen = Expression.quotient(.inputChannels, .groups)
    let weights = Expression.product(kernel + [channelsSeen, .outputChannels])
    let positions = Expression.product(of: axes.map { .symbol($0.output.symbol) })
    parameters = Formula(rule, .parameters, when: .withoutBias, weights, source: source)
    parametersWithBias = Formula(
      rule, .parameters, when: .withBias, .sum(of: [weights, .outputChannels]), source: source)
    macs = Formula(
      rule, .macs, .product([.batch, .product(kernel + [channelsSeen]), .outputChannels, positions]),
      source: source)
    flops = Formula.twicePerMultiplyAdd(rule)
  }

  /// For the list of formulas.
  var listed: [Formula] {
    let sizes =
      axes.count == 2
      ? self.sizes.all : axes.map { .size(.init(kernel: 3, axisCount: axes.count), along: $0, rule: rule) }
    return sizes + [parameters, parametersWithBias, macs, flops]
  }
}

extension Operation.Convolution {
  var formulas: ConvolutionFormulas { ConvolutionFormulas.all[max(1, min(window.axisCount, 3)) - 1] }

  func work(in layer: inout Working) throws(DerivationError) {
    let formulas = formulas
    bindOptions(in: &layer)
    layer.outputAxes =
      [.batch, .outputChannels] + formulas.axes.map { .symbol($0.output.symbol) }
    try layer.takeSizes(of: window, by: formulas.sizes)
    if weights == .own { try layer.take(hasBias ? formulas.parametersWithBias : formulas.parameters) }
    try layer.take(formulas.macs)
    try layer.take(formulas.flops)
  }

  func bindOptions(in layer: inout Working) {
    layer.bind(.inputChannels, inputChannels, from: .option)
    layer.bindInput(channels: .inputChannels)
    layer.bind(.outputChannels, outputChannels, from: .option)
    layer.bind(.groups, groups, from: .option)
  }
}

extension Formula {
  /// FLOPs = 2×MACs: one multiplication and one addition.
  static func twicePerMultiplyAdd(_ rule: String) -> Formula {
    Formula(rule, .flops, .product([2, .macs]), source: .operationCounts)
  }
}
