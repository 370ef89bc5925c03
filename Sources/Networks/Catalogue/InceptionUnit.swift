// What the networks with inception modules are made of: a convolution and a rectifier, with a batch normalisation between
// them since the second version. torchvision calls it BasicConv2d; its rectifier is a function.

extension Module {
  /// Adds a convolution, its normalisation and its rectifier as a module of their own.
  ///
  /// - Parameters:
  ///   - kernel: the window, which may be oblong.
  ///   - isPadded: whether the map keeps its size at stride 1.
  ///   - isNormalised: with a batch normalisation; else with a bias.
  @discardableResult
  mutating func appendUnit(
    _ name: String, _ inputChannels: Int, _ outputChannels: Int, kernel: Extents = 1, stride: Int = 1,
    isPadded: Bool = true, isNormalised: Bool = true, from source: Source? = nil
  ) -> Source {
    let padding = isPadded ? Extents(kernel.height / 2, kernel.width / 2) : 0
    let window = Operation.Window(kernel: kernel, stride: Extents(all: stride), padding: padding)
    var unit = Module(.group)
    unit.append(
      "conv", .convolution(inputChannels, outputChannels, window: window, hasBias: !isNormalised))
    if isNormalised { unit.append("bn", .batchNorm(outputChannels)) }
    unit.append("relu", .relu, call: .function)
    return append(name, .module(unit), from: source.map { [$0] })
  }
}
