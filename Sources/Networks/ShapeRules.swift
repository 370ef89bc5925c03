import Symbolics

// Which inputs an operation takes, and what comes out. Sizes of maps come from `OutputSize` alone; what an operation asks
// of its own inputs stands beside it in `Operations`.

extension Operation {
  /// The output shape for these inputs, batch first.
  ///
  /// - Parameter path: the layer's name, for errors.
  /// - Throws: ``ShapeError``: impossible options, wrong rank or channels, a window that does not fit, sizes beyond
  ///   `Int`.
  public func output(for inputs: [Shape], at path: String = "") throws(ShapeError) -> Shape {
    try validate(inputs, at: path)
    switch self {
    case .convolution(let layer):
      return try output(for: inputs, map: layer.window.map(over: inputs[0], at: path), at: path)
    case .maxPool(let window), .averagePool(let window):
      return try output(for: inputs, map: window.map(over: inputs[0], at: path), at: path)
    case .transposedConvolution(let layer):
      return try output(for: inputs, map: layer.map(over: inputs[0], at: path), at: path)
    default: return try output(for: inputs, map: nil, at: path)
    }
  }

  /// The window that moves over the map, if there is one; that of a transposed convolution moves over its output.
  public var window: Window? {
    switch self {
    case .convolution(let convolution): convolution.window
    case .maxPool(let window), .averagePool(let window): window
    default: nil
    }
  }

  /// The output shape once the size of the output map is known; only operations with a ``window`` have a use for it, and
  /// transposed convolutions. The inputs must have passed ``validate(_:at:)``.
  public func output(for inputs: [Shape], map: Extents?, at path: String) throws(ShapeError) -> Shape {
    let input = inputs[0]
    switch self {
    case .convolution(let layer):
      return layer.window.output(batch: input.batch, channels: layer.outputChannels, map ?? 1)
    case .transposedConvolution(let layer):
      let convolution = layer.convolution
      return convolution.window.output(
        batch: input.batch, channels: convolution.outputChannels, map ?? 1)
    case .maxPool(let window), .averagePool(let window):
      return window.output(batch: input.batch, channels: input.channels, map ?? 1)
    case .globalAveragePool:
      return Shape([input.batch, input.channels] + input.dimensions.dropFirst(2).map { _ in 1 })
    case .adaptiveAveragePool(let size):
      return Shape(
        [input.batch, input.channels] + OutputSize.Axis.axes(input.rank - 2).map { size[$0] })
    case .linear(let layer): return layer.output(for: input)
    case .matrixProduct(let product): return try product.output(for: inputs, at: path)
    case .attention(let attention): return attention.output(for: inputs)
    case .recurrent(let layer): return try layer.output(for: input, at: path)
    case .embedding(let table): return table.output(for: input)
    case .learned(let learned): return try learned.output(for: input, at: path)
    case .norm, .activation, .softmax: return input
    case .elementwise:
      var output = input
      for other in inputs.dropFirst() { output = try Shape.broadcast(output, other, at: path) }
      return output
    case .reduction(let reduction): return reduction.output(for: input)
    case .concatenation(let axis): return try Shape.concatenated(inputs, along: axis, at: path)
    case .resize(let resize): return try resize.output(for: inputs, at: path)
    case .view(let view): return try view.output(for: inputs, at: path)
    case .uncounted(let operation): return operation.output
    }
  }
}

extension Shape {
  /// The shape of two tensors combined value by value: axes are matched from the last, and one of size 1 is repeated.
  static func broadcast(_ first: Shape, _ second: Shape, at path: String) throws(ShapeError) -> Shape {
    if first.dimensions == second.dimensions { return first }
    let (long, short) = first.rank >= second.rank ? (first, second) : (second, first)
    var sizes = long.dimensions
    let offset = long.rank - short.rank
    for (axis, size) in short.dimensions.enumerated() where size != sizes[axis + offset] {
      guard size == 1 || sizes[axis + offset] == 1 else {
        throw .sumMismatch(path: path, first: first, second: second)
      }
      sizes[axis + offset] = max(size, sizes[axis + offset])
    }
    return Shape(sizes, long.layout)
  }

  /// The shape of tensors laid side by side along an axis.
  static func concatenated(_ inputs: [Shape], along axis: Int, at path: String) throws(ShapeError) -> Shape {
    var sum = 0
    for shape in inputs {
      guard shape.rank == inputs[0].rank,
        shape.replacing(axis: axis, by: 1).dimensions
          == inputs[0].replacing(axis: axis, by: 1).dimensions
      else { throw .sumMismatch(path: path, first: inputs[0], second: shape) }
      guard let next = Operation.sum([sum, shape.dimensions[axis]]) else { throw .overflow(path: path) }
      sum = next
    }
    return inputs[0].replacing(axis: axis, by: sum)
  }
}

// MARK: - Validation

extension Operation {
  /// How many tensors it takes.
  private var inputCounts: ClosedRange<Int> {
    switch self {
    case .matrixProduct: 2...2
    case .attention: 1...3
    case .elementwise(let function):
      function == .add ? 2...2 : function.takesSeveral ? 1...2 : 1...1
    case .concatenation: 1...Int.max
    case .resize(let resize): resize.size == .likeSecond ? 2...2 : 1...1
    case .view(.asSecond), .view(.cropped): 2...2
    case .uncounted: 1...Int.max
    default: 1...1
    }
  }

  /// Refuses options and inputs for which the operation is not defined.
  public func validate(_ inputs: [Shape], at path: String) throws(ShapeError) {
    let counts = inputCounts
    guard counts.contains(inputs.count) else {
      throw .inputCountMismatch(path: path, expected: counts.lowerBound, found: inputs.count)
    }
    for shape in inputs {
      guard shape.rank > 0, shape.dimensions.allSatisfy({ $0 > 0 }) else { throw .emptyInput(shape) }
    }
    let input = inputs[0]
    switch self {
    case .convolution(let layer): try layer.validate(input, at: path)
    case .transposedConvolution(let layer): try layer.validate(input, at: path)
    case .maxPool(let window), .averagePool(let window): try window.validate(input, at: path)
    case .globalAveragePool:
      guard (3...5).contains(input.rank) else {
        throw .rankMismatch(path: path, expected: 4, found: input.rank)
      }
    case .adaptiveAveragePool(let size):
      guard (3...5).contains(input.rank) else {
        throw .rankMismatch(path: path, expected: 4, found: input.rank)
      }
      for axis in OutputSize.Axis.axes(input.rank - 2) {
        try Operation.require([(axis.size.description + "_out", size[axis])], at: path)
      }
    case .linear(let layer): try layer.validate(input, at: path)
    case .matrixProduct(let product): try product.validate(inputs, at: path)
    case .attention(let attention): try attention.validate(inputs, at: path)
    case .recurrent(let layer): try layer.validate(input, at: path)
    case .embedding(let table): try table.validate(input, at: path)
    case .learned(let learned): try learned.validate(input, at: path)
    case .norm(let norm): try norm.validate(input, at: path)
    case .reduction(let reduction): try reduction.validate(input, at: path)
    case .concatenation(let axis):
      guard input.dimensions.indices.contains(axis) else {
        throw .rankMismatch(path: path, expected: axis + 1, found: input.rank)
      }
    case .resize(let resize): try resize.validate(inputs, at: path)
    case .view(let view): try view.validate(inputs, at: path)
    case .activation(let activation):
      try Operation.require([("parameters", activation.parameters)], atLeast: 0, at: path)
    case .softmax, .elementwise, .uncounted: break
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

  /// A sum of sizes, or nil if it is beyond `Int`.
  static func sum(_ sizes: [Int]) -> Int? {
    var sum = 0
    for size in sizes {
      let (next, overflow) = sum.addingReportingOverflow(size)
      guard !overflow else { return nil }
      sum = next
    }
    return sum
  }
}
