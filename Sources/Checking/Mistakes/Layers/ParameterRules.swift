import Derivations
import Networks
import Symbolics

/// Wrong formulas for the parameters of a layer.
extension LayerRule {
  /// The weights without C_in.
  static let weightChannelsMissing = LayerRule(
    mistake: .inputChannelsMissing, quantity: .parameters, biases: .once
  ) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.inputs != 1, sizes.area > 1 else { return nil }
    return .product(sizes.kernel + [sizes.outputs])
  }

  /// The weights without C_out.
  static let weightOutputsMissing = LayerRule(mistake: .outputChannelsMissing, quantity: .parameters) {
    layer in
    guard let sizes = ConvolutionSizes(layer), sizes.outputs != 1, sizes.area > 1, sizes.groups == 1 else {
      return nil
    }
    return .product(sizes.kernel + [sizes.inputs])
  }

  /// The weights without the kernel's area.
  static let weightAreaMissing = LayerRule(
    mistake: .kernelAreaMissing, quantity: .parameters, biases: .once
  ) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.area > 1, sizes.inputs != 1 else { return nil }
    return .product([sizes.inputs, sizes.outputs])
  }

  /// The weights with the kernel's side for its area: 3·C_in·C_out for a 3×3 kernel.
  static let weightSideForArea = LayerRule(
    mistake: .kernelAreaMissing, quantity: .parameters, biases: .once
  ) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.area > 1, sizes.groups == 1,
      sizes.window.kernel.height == sizes.window.kernel.width
    else { return nil }
    return .product([sizes.kernel[0], sizes.inputs, sizes.outputs])
  }

  /// The input's size as the kernel's.
  static let inputSizeAsKernel = LayerRule(
    mistake: .inputSizeAsKernel, quantity: .parameters, biases: .once
  ) { layer in
    guard let sizes = ConvolutionSizes(layer) else { return nil }
    let input = layer.part.inputs[0]
    guard input.height != sizes.window.kernel.height else { return nil }
    return .product([
      Expression(Rational(input.height)), Expression(Rational(input.width)), sizes.inputs, sizes.outputs,
    ])
  }

  /// A depthwise layer's weights with C·C.
  static let depthwiseWeightsAsDense = LayerRule(
    mistake: .depthwiseAsDense, quantity: .parameters, biases: .once
  ) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.isDepthwise else { return nil }
    return .product(sizes.kernel + [sizes.allInputs, sizes.outputs])
  }

  /// A grouped layer's weights as those of a dense one.
  static let groupedWeightsAsDense = LayerRule(
    mistake: .groupsIgnored, quantity: .parameters, biases: .once
  ) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.groups > 1 else { return nil }
    return .product(sizes.kernel + [sizes.allInputs, sizes.outputs])
  }

  /// A bias for each input instead of each output.
  static let biasOfInputs = LayerRule(mistake: .biasCountWrong, quantity: .parameters) { layer in
    guard let (weights, inputs, outputs) = layer.weights, inputs != outputs, inputs != 1 else { return nil }
    return .sum(of: [weights, Expression(Rational(inputs))])
  }

  /// One bias for the whole layer.
  static let biasOfOne = LayerRule(mistake: .biasCountWrong, quantity: .parameters) { layer in
    guard let (weights, _, outputs) = layer.weights, outputs != 1 else { return nil }
    return .sum(of: [weights, 1])
  }

  /// A bias for each output value.
  static let biasPerPosition = LayerRule(mistake: .biasPerPosition, quantity: .parameters) { layer in
    guard let sizes = ConvolutionSizes(layer), sizes.positions > 1 else { return nil }
    return .sum(of: [
      .product(sizes.kernel + [sizes.inputs, sizes.outputs]), .product([sizes.outputs] + sizes.map),
    ])
  }

  /// One number a channel for a normalisation that has two.
  static let normParameters = LayerRule(mistake: .normCountWrong, quantity: .parameters) { layer in
    guard case .layer(.norm(let norm)) = layer.part.kind, norm.hasScale, norm.hasShift else { return nil }
    return .product([1, Expression(Rational(norm.channels))])
  }
}

extension NetworkFacts.Layer {
  /// The weights of a convolution or a fully connected layer as a product, with its inputs and outputs.
  fileprivate var weights: (product: Expression, inputs: Int, outputs: Int)? {
    switch part.kind {
    case .layer(.linear(let linear)):
      let sizes = [Expression(Rational(linear.inputFeatures)), Expression(Rational(linear.outputFeatures))]
      return (.product(sizes), linear.inputFeatures, linear.outputFeatures)
    case .layer(.convolution(let convolution)):
      guard let sizes = ConvolutionSizes(self) else { return nil }
      return (
        .product(sizes.kernel + [sizes.inputs, sizes.outputs]), convolution.inputChannels,
        convolution.outputChannels
      )
    default: return nil
    }
  }
}
