extension Operation {
  /// Whose numbers a layer works with.
  public enum Weights: UInt8, Hashable, Sendable {
    /// Its own.
    case own
    /// Those of another layer, where they were counted already: a head that shares the table of the embedding.
    case shared
  }

  /// A fully connected layer: weights of the shape `[F_out, F_in]`, applied to the last axis of every row.
  public struct Linear: Hashable, Sendable {
    /// Input features.
    public var inputFeatures: Int
    /// Output features.
    public var outputFeatures: Int
    /// Whether one bias an output feature is added.
    public var hasBias: Bool
    /// Whose matrix it is; a bias is always the layer's own.
    public var weights: Weights

    /// A fully connected layer with all its options.
    public init(_ inputFeatures: Int, _ outputFeatures: Int, hasBias: Bool = true, weights: Weights = .own) {
      self.inputFeatures = inputFeatures
      self.outputFeatures = outputFeatures
      self.hasBias = hasBias
      self.weights = weights
    }
  }

  /// A product of two tensors that are both computed: `[…, m, k]` and `[…, k, p]`, or `[…, p, k]` if the second is
  /// transposed. The axes before the last two are the same, or 1 in one of them.
  public struct MatrixProduct: Hashable, Sendable {
    /// Whether the second tensor holds its rows as columns, as in QKᵀ.
    public var transposesSecond: Bool

    /// A product of two tensors.
    public init(transposesSecond: Bool = false) { self.transposesSecond = transposesSecond }
  }
}

extension Operation.Linear {
  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    try Operation.require([("F_in", inputFeatures), ("F_out", outputFeatures)], at: path)
    guard input.rank >= 2 else { throw .rankMismatch(path: path, expected: 2, found: input.rank) }
    // The error of a map that was not laid out as a vector is about its axes, not about its width.
    guard input.layout != .map else { throw .rankMismatch(path: path, expected: 2, found: input.rank) }
    guard input.features == inputFeatures else {
      throw .channelMismatch(path: path, expected: inputFeatures, found: input.features)
    }
  }

  func output(for input: Shape) -> Shape {
    let shape = input.replacing(axis: input.rank - 1, by: outputFeatures)
    return input.layout == .scores || input.layout == .windowScores ? Shape(shape.dimensions, .plain) : shape
  }
}

extension Operation.MatrixProduct {
  /// Rows, inner size and columns.
  public func sizes(_ first: Shape, _ second: Shape) -> (rows: Int, inner: Int, columns: Int) {
    let columns = second.dimensions[second.rank - (transposesSecond ? 2 : 1)]
    return (first.dimensions[first.rank - 2], first.features, columns)
  }

  func validate(_ inputs: [Shape], at path: String) throws(ShapeError) {
    let (first, second) = (inputs[0], inputs[1])
    for shape in inputs where shape.rank < 2 {
      throw .rankMismatch(path: path, expected: 2, found: shape.rank)
    }
    let inner = second.dimensions[second.rank - (transposesSecond ? 1 : 2)]
    guard first.features == inner else {
      throw .channelMismatch(path: path, expected: first.features, found: inner)
    }
    _ = try Shape.broadcast(
      Shape(Array(first.dimensions.dropLast(2)), .plain), Shape(Array(second.dimensions.dropLast(2)), .plain),
      at: path)
  }

  func output(for inputs: [Shape], at path: String) throws(ShapeError) -> Shape {
    let (rows, _, columns) = sizes(inputs[0], inputs[1])
    let leading = try Shape.broadcast(
      Shape(Array(inputs[0].dimensions.dropLast(2)), .plain),
      Shape(Array(inputs[1].dimensions.dropLast(2)), .plain), at: path)
    let layout: Shape.Layout
    switch inputs[0].layout {
    case .heads: layout = transposesSecond ? .scores : .heads
    case .scores: layout = .heads
    case .windowHeads: layout = transposesSecond ? .windowScores : .windowHeads
    case .windowScores: layout = .windowHeads
    case let other: layout = other
    }
    let dimensions = leading.dimensions + [rows, columns]
    return Shape(dimensions, leading.rank + 2 == inputs[0].rank ? layout : .plain)
  }
}
