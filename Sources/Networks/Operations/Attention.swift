extension Operation {
  /// The core of attention: the scores QKᵀ of every query with every key, their softmax, and the mean of the values.
  ///
  /// It takes queries `[…, T, A·d_k]`, keys `[…, T_k, A_kv·d_k]` and values `[…, T_k, A_kv·d_v]`, or one tensor that
  /// holds the three side by side. Every query head does its own products, however many share a key head.
  public struct Attention: Hashable, Sendable {
    /// Query heads A.
    public var heads: Int
    /// Heads of the keys and values; fewer than ``heads`` where heads share them.
    public var keyHeads: Int
    /// Features of a query and a key in one head.
    public var keyWidth: Int
    /// Features of a value in one head.
    public var valueWidth: Int
    /// Cached tokens that are keys and values too, besides those that come in.
    public var past: Int
    /// Which keys a query sees.
    public var mask: Mask
    /// Features that are cached for each token instead of its keys and values, where those are computed anew from them.
    public var latentWidth: Int?

    /// Which keys a query sees. The products are counted for all of them, as they are computed; what a mask could save is
    /// another quantity.
    public enum Mask: Hashable, Sendable {
      /// All.
      case none
      /// Its own and those before it.
      case causal
      /// Its own and so many before it less one.
      case window(Int)
    }

    /// The core of attention with all its options.
    public init(
      heads: Int, keyHeads: Int? = nil, keyWidth: Int, valueWidth: Int? = nil, past: Int = 0,
      mask: Mask = .none, latentWidth: Int? = nil
    ) {
      self.heads = heads
      self.keyHeads = keyHeads ?? heads
      self.keyWidth = keyWidth
      self.valueWidth = valueWidth ?? keyWidth
      self.past = past
      self.mask = mask
      self.latentWidth = latentWidth
    }
  }
}

extension Operation.Attention {
  /// Features of all heads together: of the queries, the keys, the values, and what comes out.
  public func widths() -> (queries: Int, keys: Int, values: Int, output: Int)? {
    guard let queries = Shape.product([heads, keyWidth]), let keys = Shape.product([keyHeads, keyWidth]),
      let values = Shape.product([keyHeads, valueWidth]), let output = Shape.product([heads, valueWidth])
    else { return nil }
    return (queries, keys, values, output)
  }

  /// The number of keys that come in.
  public func incomingKeys(_ inputs: [Shape]) -> Int {
    let keys = inputs.count > 1 ? inputs[1] : inputs[0]
    return keys.dimensions[keys.rank - 2]
  }

  func validate(_ inputs: [Shape], at path: String) throws(ShapeError) {
    try Operation.require(
      [("A", heads), ("A_kv", keyHeads), ("d_k", keyWidth), ("d_v", valueWidth)], at: path)
    try Operation.require([("T_past", past)], atLeast: 0, at: path)
    guard heads % keyHeads == 0 else {
      throw .impossibleOption(path: path, option: "A_kv", value: keyHeads)
    }
    guard inputs.count == 1 || inputs.count == 3 else {
      throw .inputCountMismatch(path: path, expected: 3, found: inputs.count)
    }
    for shape in inputs where shape.rank < 3 {
      throw .rankMismatch(path: path, expected: 3, found: shape.rank)
    }
    guard let widths = widths(), let all = Operation.sum([widths.queries, widths.keys, widths.values]) else {
      throw .overflow(path: path)
    }
    let expected = inputs.count == 1 ? [all] : [widths.queries, widths.keys, widths.values]
    for (shape, width) in zip(inputs, expected) where shape.features != width {
      throw .channelMismatch(path: path, expected: width, found: shape.features)
    }
    guard inputs.count == 3 else { return }
    for shape in inputs.dropFirst()
    where shape.dimensions.dropLast(2) != inputs[0].dimensions.dropLast(2) {
      throw .sumMismatch(path: path, first: inputs[0], second: shape)
    }
    guard inputs[1].dimensions.dropLast() == inputs[2].dimensions.dropLast() else {
      throw .sumMismatch(path: path, first: inputs[1], second: inputs[2])
    }
  }

  func output(for inputs: [Shape]) -> Shape {
    inputs[0].replacing(axis: inputs[0].rank - 1, by: widths()?.output ?? 0)
  }
}
