import Symbolics

extension Operation {
  /// A convolution: weights of the shape `[C_out, C_in / groups, K_h, K_w]`.
  public struct Convolution: Hashable, Sendable {
    /// Input channels.
    public var inputChannels: Int
    /// Output channels.
    public var outputChannels: Int
    /// The window.
    public var window: Window
    /// The number of groups; each sees `C_in / groups` channels.
    public var groups: Int
    /// Whether one bias an output channel is added.
    public var hasBias: Bool
    /// Whose kernels it works with, and whose bias: a head that runs over several maps has one set of them.
    public var weights: Weights

    /// A convolution with all its options.
    public init(
      _ inputChannels: Int, _ outputChannels: Int, window: Window, groups: Int = 1, hasBias: Bool = false,
      weights: Weights = .own
    ) {
      self.inputChannels = inputChannels
      self.outputChannels = outputChannels
      self.window = window
      self.groups = groups
      self.hasBias = hasBias
      self.weights = weights
    }
  }

  /// A transposed convolution: weights of the shape `[C_in, C_out / groups, K_h, K_w]`. Each input position spreads one
  /// kernel over the output.
  public struct TransposedConvolution: Hashable, Sendable {
    /// Channels, window, groups and bias; the stride spreads the input.
    public var convolution: Convolution
    /// Rows and columns added to the output on one side.
    public var outputPadding: Extents

    /// A transposed convolution with all its options.
    public init(_ convolution: Convolution, outputPadding: Extents = 0) {
      self.convolution = convolution
      self.outputPadding = outputPadding
    }
  }
}

extension Operation.Convolution {
  func validateOptions(at path: String) throws(ShapeError) {
    try Operation.require([("C_in", inputChannels), ("C_out", outputChannels), ("G", groups)], at: path)
    guard inputChannels % groups == 0, outputChannels % groups == 0 else {
      throw .impossibleOption(path: path, option: "G", value: groups)
    }
  }

  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    try validateOptions(at: path)
    try window.validate(input, at: path)
    try Operation.require(channels: inputChannels, input, at: path)
  }
}

extension Operation.TransposedConvolution {
  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    try convolution.validateOptions(at: path)
    let window = convolution.window
    try Operation.require(rank: window.axisCount + 2, input, at: path)
    try Operation.require(channels: convolution.inputChannels, input, at: path)
    for axis in window.axes {
      let symbols = OutputSize.Symbols(window, axis)
      try Operation.require(
        [
          (symbols.kernel.description, window.kernel[axis]),
          (symbols.stride.description, window.stride[axis]),
          (symbols.dilation.description, window.dilation[axis]),
        ], at: path)
      try Operation.require(
        [
          (symbols.padding.description, window.padding[axis]),
          (symbols.paddingAfter.description, window.paddingAfter[axis]),
          ("P_out", outputPadding[axis]),
        ], atLeast: 0, at: path)
    }
  }

  /// The size of the output map: every input position spreads its kernel `stride` apart.
  func map(over input: Shape, at path: String) throws(ShapeError) -> Extents {
    var map: Extents = 1
    for axis in convolution.window.axes {
      let value: Rational
      do throws(ArithmeticError) {
        value = try OutputSize.value(of: self, along: axis, size: input[axis])
      } catch { throw .overflow(path: path) }
      guard let size = value.integer else { throw .overflow(path: path) }
      guard size > 0 else {
        throw .windowTooLarge(
          path: path, size: input[axis], kernel: convolution.window.kernel[axis],
          padding: convolution.window.padding[axis])
      }
      map[axis] = size
    }
    return map
  }
}
