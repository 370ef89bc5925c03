// Parts that several families have in common. Names of layers are those of torchvision.

extension Module {
  /// A convolution without a bias, its batch norm, and an activation behind them unless the layer is linear: `name.0`,
  /// `name.1`, `name.2`. A depthwise one has as many groups as channels.
  @discardableResult
  mutating func appendConvolution(
    _ name: String, _ inputChannels: Int, _ outputChannels: Int, kernel: Int = 1, stride: Int = 1,
    groups: Int = 1, _ activation: Operation.Activation.Function? = nil, from inputs: [Source]? = nil
  ) -> Source {
    append(
      name + ".0",
      .convolution(inputChannels, outputChannels, kernel: kernel, stride: stride, groups: groups),
      from: inputs)
    let output = append(name + ".1", .batchNorm(outputChannels))
    guard let activation else { return output }
    return append(name + ".2", .activation(activation))
  }

  /// The two layers of a transformer's perceptron: `name.0`, `name.1`, and `name.3` behind the dropout.
  mutating func appendPerceptron(_ name: String, _ features: Int, hidden: Int) {
    append(name + ".0", .linear(features, hidden))
    append(name + ".1", .activation(.gelu))
    append(name + ".3", .linear(hidden, features))
  }

  /// Modules one behind the other, named by `stem` and a number that counts on from `first`. Equal neighbours become copies
  /// of one; so they must keep the shape of what they are given.
  mutating func append(chain modules: [Module], stem: String = "", from first: Int = 0) {
    var (rest, number) = (modules[...], first)
    while let module = rest.first {
      let copies = rest.prefix { $0 == module }.count
      append(stem + "\(number)", .module(module), repetitions: copies)
      number += copies
      rest = rest.dropFirst(copies)
    }
  }

  /// A factor for each channel, found from the means of all channels: equations 2 to 4 of Hu, Shen, Albanie, Sun, Wu,
  /// "Squeeze-and-Excitation Networks", arXiv:1709.01507. The two layers are written as 1×1 convolutions with biases.
  static func squeezeExcitation(
    _ channels: Int, squeezed: Int, _ activation: Operation.Activation.Function,
    gate: Operation.Activation.Function = .sigmoid
  ) -> Module {
    var module = Module(.group)
    module.append("avgpool", .globalAveragePool)
    module.append("fc1", .convolution(channels, squeezed, kernel: 1, hasBias: true))
    module.append("activation", .activation(activation))
    module.append("fc2", .convolution(squeezed, channels, kernel: 1, hasBias: true))
    let factors = module.append("scale_activation", .activation(gate))
    module.append("mul", .multiply, from: [factors, .input])
    return module
  }
}

/// How a network is made wider or deeper by a factor. Factors are percentages, so that nothing is rounded on the way.
enum Scaling {
  /// Channels times a factor, as the nearest multiple of `divisor`, unless that is more than a tenth too few: then the
  /// next one. The rule of the MobileNets' reference code.
  static func channels(_ channels: Int, percent: Int = 100, multipleOf divisor: Int = 8) -> Int {
    let hundredths = channels * percent
    let nearest = max(divisor, (hundredths + 50 * divisor) / (100 * divisor) * divisor)
    return 1000 * nearest < 9 * hundredths ? nearest + divisor : nearest
  }

  /// Layers times a factor, rounded up.
  static func layers(_ layers: Int, percent: Int) -> Int { (layers * percent + 99) / 100 }
}
