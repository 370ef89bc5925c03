import Derivations
import Networks
import Symbolics

/// Wrong formulas for the operations of a convolution.
extension LayerRule {
  /// The weights given as operations.
  static let outputPositionsMissing = LayerRule(
    mistake: .outputPositionsMissing, quantity: .macs, biases: .once
  ) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.positions > 1 else { return nil }
    return .product(sizes.kernel + [sizes.inputs, sizes.outputs])
  }

  /// k·k·C_out·H·W without C_in.
  static let inputChannelsMissing = LayerRule(
    mistake: .inputChannelsMissing, quantity: .macs, biases: .everywhere
  ) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.inputs != 1 else { return nil }
    return .product(sizes.kernel + [sizes.outputs] + sizes.map)
  }

  /// k·k·C_in·H·W without C_out.
  static let outputChannelsMissing = LayerRule(mistake: .outputChannelsMissing, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.outputs != 1 else { return nil }
    return .product(sizes.kernel + [sizes.inputs] + sizes.map)
  }

  /// C_in·C_out·H·W for a kernel of more than one position.
  static let kernelAreaMissing = LayerRule(mistake: .kernelAreaMissing, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.area > 1 else { return nil }
    return .product([sizes.inputs, sizes.outputs] + sizes.map)
  }

  /// k·k·C_in·C_out·H, with one side of the map only: `7×7×3×64×112`.
  static let outputSideMissing = LayerRule(
    mistake: .outputPositionsMissing, quantity: .macs, biases: .once
  ) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.map.count == 2, sizes.map[0] == sizes.map[1],
      sizes.positions > 9
    else { return nil }
    return .product(sizes.kernel + [sizes.inputs, sizes.outputs, sizes.map[0]])
  }

  /// k·C_in·C_out·H·W: the kernel's side for its area.
  static let kernelSideForArea = LayerRule(mistake: .kernelAreaMissing, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.area > 1, sizes.kernel[0] == sizes.kernel[1] else {
      return nil
    }
    return .product([sizes.kernel[0], sizes.inputs, sizes.outputs] + sizes.map)
  }

  /// The input's positions in a layer with a stride.
  static let inputSizeForOutputSize = LayerRule(mistake: .inputSizeForOutputSize, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), layer.part.inputs[0].height != layer.part.output.height else {
      return nil
    }
    let input = layer.part.inputs[0]
    return .product(
      sizes.kernel + [
        sizes.inputs, sizes.outputs, Expression(Rational(input.height)), Expression(Rational(input.width)),
      ])
  }

  /// Padding added to the output's size.
  static let paddingCounted = LayerRule(mistake: .paddingCountedInOutput, quantity: .macs) { layer in
    ConvolutionSizes(layer)?.macs(growingMapBy: 2)
  }

  /// The size of a map without padding in a padded layer.
  static let paddingForgotten = LayerRule(mistake: .paddingForgotten, quantity: .macs) { layer in
    ConvolutionSizes(layer)?.macs(growingMapBy: -2)
  }

  /// A depthwise layer with C·C.
  static let depthwiseAsDense = LayerRule(mistake: .depthwiseAsDense, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.isDepthwise else { return nil }
    return .product(sizes.kernel + [sizes.allInputs, sizes.outputs] + sizes.map)
  }

  /// A grouped layer as a dense one.
  static let groupsIgnored = LayerRule(mistake: .groupsIgnored, quantity: .macs) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.groups > 1 else { return nil }
    return .product(sizes.kernel + [sizes.allInputs, sizes.outputs] + sizes.map)
  }
}

/// The sizes of a convolution as factors of a formula.
struct ConvolutionSizes: Sendable {
  let kernel: [Expression]
  /// The input channels that each output channel sees.
  let inputs: Expression
  /// All input channels.
  let allInputs: Expression
  let outputs: Expression
  let map: [Expression]
  let area: Int
  let positions: Int
  let groups: Int
  /// Whether each input channel is a group of its own.
  let isDepthwise: Bool
  let window: Operation.Window

  init?(_ layer: NetworkFacts.Layer) {
    guard case .layer(.convolution(let convolution)) = layer.part.kind, convolution.window.axisCount == 2,
      let taps = convolution.window.taps,
      let positions = Shape.product([layer.part.output.height, layer.part.output.width])
    else { return nil }
    window = convolution.window
    kernel = [Expression(Rational(window.kernel.height)), Expression(Rational(window.kernel.width))]
    inputs = Expression(Rational(convolution.inputChannels / max(1, convolution.groups)))
    allInputs = Expression(Rational(convolution.inputChannels))
    outputs = Expression(Rational(convolution.outputChannels))
    map = [Expression(Rational(layer.part.output.height)), Expression(Rational(layer.part.output.width))]
    area = taps
    self.positions = positions
    groups = convolution.groups
    isDepthwise = groups > 1 && groups == convolution.inputChannels
  }

  /// The multiply-adds on a map that is wrong by so many times the padding.
  func macs(growingMapBy times: Int) -> Expression? {
    guard window.padding.height > 0, case .number(let height) = map[0], case .number(let width) = map[1],
      let rows = try? height.value.adding(Rational(times * window.padding.height)),
      let columns = try? width.value.adding(Rational(times * window.padding.width)), rows > 0, columns > 0
    else { return nil }
    return .product(kernel + [inputs, outputs, Expression(rows), Expression(columns)])
  }
}
