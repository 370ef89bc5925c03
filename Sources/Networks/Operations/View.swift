extension Operation {
  /// Values laid out anew, left out, or filled up with zeros: nothing is computed.
  public enum View: Hashable, Sendable {
    /// Everything behind the batch as one vector.
    case flatten
    /// A map as a sequence of its positions: `[N, C, H, W]` becomes `[N, H·W, C]`.
    case positionsAsTokens
    /// The channels moved behind the map: `[N, C, H, W]` becomes `[N, H, W, C]`.
    case channelsLast
    /// The channels moved before the map.
    case channelsFirst
    /// A map `[N, H, W, F]`, filled up to whole windows, as the tokens of each window: `[N, N_w, w², F]`.
    case windows(Extents)
    /// A map `[N, H, W, F]`, filled up likewise, as grids of so many positions that are spread over the whole map, as far
    /// apart as there are windows along an axis: `[N, N_w, w², F]`.
    case grids(Extents)
    /// Windows laid out as the map that comes in second, what was filled up cut off.
    case asSecond
    /// The middle of a map, as large as the map that comes in second.
    case cropped
    /// Squares of neighbours as one position: `[N, H, W, F]` becomes `[N, ⌈H/s⌉, ⌈W/s⌉, s²·F]`.
    case neighbours(Int)
    /// So many cached tokens put in front of a sequence: `[N, T, F]` becomes `[N, T + P, F]`.
    case behindCached(Int)
    /// One token of each sequence: `[N, T, F]` becomes `[N, F]`.
    case oneToken
    /// The features of a sequence head by head: `[N, T, A·d]` becomes `[N, A, T, d]`.
    case heads(Int)
    /// Heads side by side again.
    case mergedHeads
    /// One of equal parts along an axis.
    case part(of: Int, axis: Int)
    /// So many values along an axis, the others left out.
    case slice(axis: Int, count: Int)
    /// So many copies side by side along an axis.
    case repeated(Int, axis: Int)
    /// The groups of channels mixed: the shape stays.
    case shuffle
    /// The axes in another order.
    case permuted([Int], Shape.Layout? = nil)
    /// Any other arrangement with the batch in front, by the sizes behind it.
    case arranged([Int], Shape.Layout? = nil)
    /// Whatever comes in, a tensor of exactly this shape.
    case fixed(Shape)
  }

  /// An operation that is known by name only: it is counted as nothing, and said to be.
  public struct Uncounted: Hashable, Sendable {
    /// The name of the operation in its own format.
    public var name: String
    /// What comes out.
    public var output: Shape

    /// An operation of a name and an output.
    public init(_ name: String, output: Shape) {
      self.name = name
      self.output = output
    }
  }
}

extension Operation.View {
  /// The names of all of them, as wording looks them up.
  public static let names = [
    "flatten", "positions-as-tokens", "channels-last", "channels-first", "windows", "grids", "as-second",
    "cropped",
    "neighbours", "behind-cached", "one-token", "heads", "merged-heads", "part", "slice",
    "repeated", "shuffle", "permuted", "arranged", "fixed",
  ]

  /// The name without options: `windows`.
  public var name: String {
    switch self {
    case .flatten: "flatten"
    case .positionsAsTokens: "positions-as-tokens"
    case .channelsLast: "channels-last"
    case .channelsFirst: "channels-first"
    case .windows: "windows"
    case .grids: "grids"
    case .asSecond: "as-second"
    case .cropped: "cropped"
    case .neighbours: "neighbours"
    case .oneToken: "one-token"
    case .behindCached: "behind-cached"
    case .heads: "heads"
    case .mergedHeads: "merged-heads"
    case .part: "part"
    case .slice: "slice"
    case .repeated: "repeated"
    case .shuffle: "shuffle"
    case .permuted: "permuted"
    case .arranged: "arranged"
    case .fixed: "fixed"
    }
  }

  func validate(_ inputs: [Shape], at path: String) throws(ShapeError) {
    let input = inputs[0]
    switch self {
    case .flatten:
      guard input.rank >= 2 else { throw .rankMismatch(path: path, expected: 4, found: input.rank) }
    case .positionsAsTokens, .channelsLast, .channelsFirst: try Operation.require(rank: 4, input, at: path)
    case .windows(let size), .grids(let size):
      try Operation.require(rank: 4, input, at: path)
      try Operation.require([("w_h", size.height), ("w_w", size.width)], at: path)
    case .cropped:
      for shape in inputs { try Operation.require(rank: 4, shape, at: path) }
      guard inputs[1].height <= input.height, inputs[1].width <= input.width else {
        throw .sumMismatch(path: path, first: input, second: inputs[1])
      }
    case .neighbours(let side):
      try Operation.require(rank: 4, input, at: path)
      try Operation.require([("s", side)], at: path)
    case .behindCached(let past):
      guard input.rank >= 3 else { throw .rankMismatch(path: path, expected: 3, found: input.rank) }
      try Operation.require([("T_past", past)], atLeast: 0, at: path)
    case .oneToken, .mergedHeads:
      guard input.rank >= 3 else { throw .rankMismatch(path: path, expected: 3, found: input.rank) }
    case .heads(let heads):
      guard input.rank >= 3 else { throw .rankMismatch(path: path, expected: 3, found: input.rank) }
      guard heads > 0, input.features % heads == 0 else {
        throw .impossibleOption(path: path, option: "A", value: heads)
      }
    case .part(let parts, let axis):
      guard input.dimensions.indices.contains(axis) else {
        throw .rankMismatch(path: path, expected: axis + 1, found: input.rank)
      }
      guard parts > 0, input.dimensions[axis] % parts == 0 else {
        throw .impossibleOption(path: path, option: "parts", value: parts)
      }
    case .slice(let axis, let count):
      guard input.dimensions.indices.contains(axis) else {
        throw .rankMismatch(path: path, expected: axis + 1, found: input.rank)
      }
      guard count > 0, count <= input.dimensions[axis] else {
        throw .impossibleOption(path: path, option: "count", value: count)
      }
    case .repeated(let copies, let axis):
      guard input.dimensions.indices.contains(axis) else {
        throw .rankMismatch(path: path, expected: axis + 1, found: input.rank)
      }
      try Operation.require([("copies", copies)], at: path)
    case .permuted(let order, _):
      guard order.sorted() == Array(input.dimensions.indices) else {
        throw .rankMismatch(path: path, expected: order.count, found: input.rank)
      }
    case .shuffle, .asSecond, .arranged, .fixed: break
    }
  }

  func output(for inputs: [Shape], at path: String) throws(ShapeError) -> Shape {
    let input = inputs[0]
    let sizes = input.dimensions
    func product(_ factors: some Sequence<Int>) throws(ShapeError) -> Int {
      guard let product = Shape.product(factors) else { throw .overflow(path: path) }
      return product
    }
    switch self {
    case .flatten: return Shape([input.batch, try product(sizes.dropFirst())], .vector)
    case .positionsAsTokens:
      return Shape([sizes[0], try product(sizes[2...]), sizes[1]], .sequence)
    case .channelsLast: return Shape([sizes[0], sizes[2], sizes[3], sizes[1]], .mapLast)
    case .channelsFirst: return Shape([sizes[0], sizes[3], sizes[1], sizes[2]], .map)
    case .windows(let size), .grids(let size):
      let count = try product([
        sizes[1].dividedRoundingUp(by: size.height), sizes[2].dividedRoundingUp(by: size.width),
      ])
      return Shape([sizes[0], count, try product([size.height, size.width]), sizes[3]], .windows)
    case .asSecond: return inputs[1]
    case .cropped: return Shape([sizes[0], sizes[1], inputs[1].height, inputs[1].width], .map)
    case .neighbours(let side):
      return Shape(
        [
          sizes[0], sizes[1].dividedRoundingUp(by: side), sizes[2].dividedRoundingUp(by: side),
          try product([side, side, sizes[3]]),
        ], .mapLast)
    case .behindCached(let past):
      guard let tokens = Operation.sum([sizes[sizes.count - 2], past]) else { throw .overflow(path: path) }
      return input.replacing(axis: sizes.count - 2, by: tokens)
    case .oneToken: return Shape(Array(sizes.dropLast(2)) + [input.features])
    case .heads(let heads):
      let leading = Array(sizes.dropLast(2))
      return Shape(
        leading + [heads, sizes[sizes.count - 2], input.features / heads],
        input.layout == .windows ? .windowHeads : input.rank == 3 ? .heads : .plain)
    case .mergedHeads:
      let leading = Array(sizes.dropLast(3))
      let count = sizes.count
      return Shape(
        leading + [sizes[count - 2], try product([sizes[count - 3], sizes[count - 1]])],
        input.layout == .windowHeads ? .windows : input.layout == .heads ? .sequence : .plain)
    case .part(let parts, let axis): return input.replacing(axis: axis, by: sizes[axis] / parts)
    case .slice(let axis, let count): return input.replacing(axis: axis, by: count)
    case .repeated(let copies, let axis):
      return input.replacing(axis: axis, by: try product([copies, sizes[axis]]))
    case .shuffle: return input
    case .permuted(let order, let layout): return Shape(order.map { sizes[$0] }, layout ?? .plain)
    case .arranged(let sizes, let layout): return Shape([input.batch] + sizes, layout)
    case .fixed(let shape): return shape
    }
  }
}

extension Int {
  /// ⌈self/divisor⌉ of positive numbers, without overflow.
  func dividedRoundingUp(by divisor: Int) -> Int { self / divisor + (self % divisor == 0 ? 0 : 1) }
}
