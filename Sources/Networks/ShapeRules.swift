import Symbolics

// Which inputs an operation takes, and what comes out. Sizes of maps come from `OutputSize` alone.

extension Operation {
  /// The output shape for these inputs, batch first.
  ///
  /// - Parameter path: the layer's name, for errors.
  /// - Throws: ``ShapeError``: impossible options, wrong rank or channels, a window that does not fit, sizes beyond
  ///   `Int`.
  public func output(for inputs: [Shape], at path: String = "") throws(ShapeError) -> Shape {
    try validate(inputs, at: path)
    guard let window, let input = inputs.first else {
      return try output(for: inputs, map: nil, at: path)
    }
    let map = Pair(
      try window.positions(along: .height, of: input, at: path),
      try window.positions(along: .width, of: input, at: path))
    return try output(for: inputs, map: map, at: path)
  }

  /// The window that moves over the map, if there is one.
  public var window: Window? {
    switch self {
    case .convolution(let convolution): convolution.window
    case .maxPool(let window): window
    case .linear, .batchNorm, .relu, .globalAveragePool, .add, .flatten: nil
    }
  }

  /// The output shape once the size of the output map is known; only operations with a ``window`` have a use for it.
  /// The inputs must have passed ``validate(_:at:)``.
  public func output(for inputs: [Shape], map: Pair?, at path: String) throws(ShapeError) -> Shape {
    let input = inputs.first ?? Shape([])
    switch self {
    case .convolution(let convolution):
      return Shape([input.batch, convolution.outputChannels, map?.height ?? 1, map?.width ?? 1])
    case .maxPool: return Shape([input.batch, input.channels, map?.height ?? 1, map?.width ?? 1])
    case .globalAveragePool: return Shape([input.batch, input.channels, 1, 1])
    case .linear(let linear): return Shape([input.batch, linear.outputFeatures])
    case .batchNorm, .relu, .add: return input
    case .flatten:
      var features = 1
      for size in input.dimensions.dropFirst() {
        let (product, overflow) = features.multipliedReportingOverflow(by: size)
        guard !overflow else { throw .overflow(path: path) }
        features = product
      }
      return Shape([input.batch, features])
    }
  }
}

// MARK: - Validation

extension Operation {
  /// Refuses options and inputs for which the operation is not defined.
  public func validate(_ inputs: [Shape], at path: String) throws(ShapeError) {
    let wanted = self == .add ? 2 : 1
    guard inputs.count == wanted, let input = inputs.first else {
      throw .inputCountMismatch(path: path, expected: wanted, found: inputs.count)
    }
    for shape in inputs {
      guard shape.rank > 0, shape.dimensions.allSatisfy({ $0 > 0 }) else { throw .emptyInput(shape) }
    }
    switch self {
    case .convolution(let convolution): try convolution.validate(input, at: path)
    case .maxPool(let window): try window.validate(input, at: path)
    case .globalAveragePool: try Operation.require(rank: 4, input, at: path)
    case .linear(let linear):
      try Operation.require([("F_in", linear.inputFeatures), ("F_out", linear.outputFeatures)], at: path)
      try Operation.require(rank: 2, input, at: path)
      try Operation.require(channels: linear.inputFeatures, input, at: path)
    case .batchNorm(let channels):
      try Operation.require([("C", channels)], at: path)
      guard input.rank >= 2 else { throw .rankMismatch(path: path, expected: 4, found: input.rank) }
      try Operation.require(channels: channels, input, at: path)
    case .add:
      guard input == inputs[1] else { throw .sumMismatch(path: path, first: input, second: inputs[1]) }
    case .flatten:
      guard input.rank >= 2 else { throw .rankMismatch(path: path, expected: 4, found: input.rank) }
    case .relu: break
    }
  }

  static func require(rank: Int, _ input: Shape, at path: String) throws(ShapeError) {
    guard input.rank == rank else { throw .rankMismatch(path: path, expected: rank, found: input.rank) }
  }

  static func require(channels: Int, _ input: Shape, at path: String) throws(ShapeError) {
    guard input.channels == channels else {
      throw .channelMismatch(path: path, expected: channels, found: input.channels)
    }
  }

  static func require(
    _ options: [(name: String, value: Int)], atLeast least: Int = 1, at path: String
  ) throws(ShapeError) {
    for option in options where option.value < least {
      throw .impossibleOption(path: path, option: option.name, value: option.value)
    }
  }
}

extension Operation.Convolution {
  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    try Operation.require([("C_in", inputChannels), ("C_out", outputChannels), ("G", groups)], at: path)
    guard inputChannels % groups == 0, outputChannels % groups == 0 else {
      throw .impossibleOption(path: path, option: "G", value: groups)
    }
    try window.validate(input, at: path)
    try Operation.require(channels: inputChannels, input, at: path)
  }
}

extension Operation.Window {
  /// How many positions the window has along an axis of an input that it fits into.
  func positions(along axis: OutputSize.Axis, of input: Shape, at path: String) throws(ShapeError) -> Int {
    let value: Rational
    do throws(ArithmeticError) {
      value = try OutputSize.value(of: self, along: axis, size: input[axis])
    } catch { throw .overflow(path: path) }
    guard let size = value.integer else { throw .overflow(path: path) }
    return size
  }

  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    try Operation.require(rank: 4, input, at: path)
    for axis in OutputSize.Axis.allCases {
      let symbols = OutputSize.Symbols(self, axis)
      let (kernel, dilation) = (self.kernel[axis], self.dilation[axis])
      try Operation.require(
        [
          (symbols.kernel.description, kernel), (symbols.stride.description, stride[axis]),
          (symbols.dilation.description, dilation),
        ], at: path)
      try Operation.require([(symbols.padding.description, padding[axis])], atLeast: 0, at: path)
      // At 128 bits neither side can overflow: each is at most 2^126 for sizes of 63 bits.
      let reach = Int128(dilation) * (Int128(kernel) - 1) + 1
      let padded = Int128(input[axis]) + 2 * Int128(padding[axis])
      guard reach <= padded else {
        throw .windowTooLarge(
          path: path, size: input[axis], kernel: Int(exactly: reach) ?? .max, padding: padding[axis])
      }
    }
  }
}
