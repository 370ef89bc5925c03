extension Operation {
  /// A table with one row of features for each word of a vocabulary: `[N, T]` becomes `[N, T, F]`.
  public struct Embedding: Hashable, Sendable {
    /// Rows of the table: the size of the vocabulary.
    public var rows: Int
    /// Features of a row.
    public var features: Int
    /// Whose table it is.
    public var weights: Weights

    /// A table with all its options.
    public init(_ rows: Int, _ features: Int, weights: Weights = .own) {
      self.rows = rows
      self.features = features
      self.weights = weights
    }
  }

  /// Learned numbers that are joined to what passes through, without a matrix.
  public enum Learned: Hashable, Sendable {
    /// Tokens put in front of a sequence: a class token.
    case tokens(Int, features: Int)
    /// A table of positions whose row is added to each token; `past` tokens stand before the first one. Without a number
    /// of rows there is one for each token, whatever comes in: a table that is made for the size of the image.
    case positions(rows: Int? = nil, features: Int, past: Int = 0)
    /// A factor for each channel or feature: layer scale.
    case scale(Int)
    /// A bias on the scores for each offset of two places in a window, and each head.
    case relativeBias(window: Extents, heads: Int)
    /// A bias on the scores for each bucket of distances, and each head.
    case distanceBias(buckets: Int, heads: Int)
    /// Any other tensor, by its shape.
    case tensor([Int])

    /// The factors of the number of its values, without their letters; none is negative in a valid one.
    var sizes: [Int] {
      switch self {
      case .tokens(let count, let features): [count, features]
      case .positions(let rows, let features, _): [rows ?? 1, features]
      case .scale(let size): [size]
      case .relativeBias(let window, let heads): [window.height, window.width, heads]
      case .distanceBias(let buckets, let heads): [buckets, heads]
      case .tensor(let sizes): sizes
      }
    }
  }
}

extension Operation.Embedding {
  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    try Operation.require([("V", rows), ("F", features)], at: path)
    guard input.rank >= 1 else { throw .rankMismatch(path: path, expected: 2, found: input.rank) }
  }

  func output(for input: Shape) -> Shape {
    Shape(input.dimensions + [features], input.rank == 2 ? .sequence : .plain)
  }
}

extension Operation.Learned {
  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    for size in sizes where size < 1 { throw .impossibleOption(path: path, option: "d", value: size) }
    switch self {
    case .tokens(_, let features), .positions(_, let features, _):
      guard input.rank >= 3 else { throw .rankMismatch(path: path, expected: 3, found: input.rank) }
      guard input.features == features else {
        throw .channelMismatch(path: path, expected: features, found: input.features)
      }
    case .scale, .relativeBias, .distanceBias, .tensor: break
    }
    if case .positions(let rows, _, let past) = self {
      guard past >= 0 else { throw .impossibleOption(path: path, option: "T_past", value: past) }
      guard let tokens = Operation.sum([input.dimensions[input.rank - 2], past]) else {
        throw .overflow(path: path)
      }
      if let rows, tokens > rows { throw .sequenceTooLong(path: path, tokens: tokens, rows: rows) }
    }
  }

  func output(for input: Shape, at path: String) throws(ShapeError) -> Shape {
    guard case .tokens(let count, _) = self else { return input }
    let axis = input.rank - 2
    guard let tokens = Operation.sum([input.dimensions[axis], count]) else { throw .overflow(path: path) }
    return input.replacing(axis: axis, by: tokens)
  }
}
