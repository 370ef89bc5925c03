/// The sizes of a tensor, batch first: `[N, C, H, W]` for images, `[N, T, F]` for the states of tokens.
public struct Shape: Hashable, Sendable {
  /// The size along each axis, outermost first. Units: positions, channels, tokens or features.
  public let dimensions: [Int]
  /// What the axes are, so that a formula can call them by their letters.
  public let layout: Layout

  /// A shape from its sizes. Without a layout it is the usual one for so many axes: features, a sequence, a map.
  public init(_ dimensions: [Int], _ layout: Layout? = nil) {
    self.dimensions = dimensions
    self.layout = layout ?? Layout.usual(forRank: dimensions.count)
  }

  /// What the axes of a tensor are.
  public enum Layout: UInt8, Hashable, Sendable, CaseIterable {
    /// Features: N, F.
    case vector
    /// Numbers of tokens in a vocabulary: N, T.
    case tokens
    /// The states of tokens: N, T, F.
    case sequence
    /// Channels over one axis: N, C, L.
    case signal
    /// Channels over a map: N, C, H, W.
    case map
    /// Channels over a video or a volume: N, C, T, H, W.
    case volume
    /// A map with its features last: N, H, W, F.
    case mapLast
    /// The states of tokens, window by window: N, N_w, T, F.
    case windows
    /// Heads apart from each other: N, A, T, F.
    case heads
    /// Heads apart from each other, window by window: N, N_w, A, T, F.
    case windowHeads
    /// A score for each pair of tokens: N, A, T, T_k.
    case scores
    /// Scores, window by window: N, N_w, A, T, T_k.
    case windowScores
    /// A batch of anything.
    case plain
    /// Values that are the same for every input: no axis is a batch.
    case constant

    /// The layout that so many axes have where nothing else is said.
    public static func usual(forRank rank: Int) -> Layout {
      switch rank {
      case 2: .vector
      case 3: .sequence
      case 4: .map
      case 5: .volume
      default: .plain
      }
    }
  }

  /// The number of axes.
  public var rank: Int { dimensions.count }
  /// The batch size N; 1 where there is no batch.
  public var batch: Int { layout == .constant ? 1 : dimensions.first ?? 1 }
  /// The size of the second axis: the channels C of an image, or the features F of a vector.
  public var channels: Int { dimensions.count > 1 ? dimensions[1] : 1 }
  /// The spatial height, 1 for a vector.
  public var height: Int { dimensions.count > 3 ? dimensions[2] : 1 }
  /// The spatial width, 1 for a vector.
  public var width: Int { dimensions.count > 3 ? dimensions[3] : 1 }
  /// The size of the last axis: the features of each row.
  public var features: Int { dimensions.last ?? 1 }

  /// The number of values, or nil if it is beyond `Int`.
  public var elements: Int? { Shape.product(dimensions) }

  /// The product of sizes, or nil if it is beyond `Int`.
  public static func product(_ sizes: some Sequence<Int>) -> Int? {
    var product = 1
    for size in sizes {
      let (next, overflow) = product.multipliedReportingOverflow(by: size)
      guard !overflow else { return nil }
      product = next
    }
    return product
  }

  /// The shape with another size along one axis.
  public func replacing(axis: Int, by size: Int) -> Shape {
    guard dimensions.indices.contains(axis) else { return self }
    var sizes = dimensions
    sizes[axis] = size
    return Shape(sizes, layout)
  }
}

/// Why a network cannot be given an input. The path names the layer.
public enum ShapeError: Error, Hashable, Sendable {
  /// The layer's window does not fit into its padded input: `size + 2·padding < kernel`. The kernel is given with its
  /// dilation: what it reaches over.
  case windowTooLarge(path: String, size: Int, kernel: Int, padding: Int)
  /// The layer expects another number of channels or features.
  case channelMismatch(path: String, expected: Int, found: Int)
  /// The layer expects another number of axes.
  case rankMismatch(path: String, expected: Int, found: Int)
  /// Two tensors that are combined value by value, or laid side by side, have shapes that do not go together.
  case sumMismatch(path: String, first: Shape, second: Shape)
  /// The layer takes another number of tensors.
  case inputCountMismatch(path: String, expected: Int, found: Int)
  /// An option for which the layer is not defined, by its symbol: a stride `S` of 0, groups `G` that do not divide the
  /// channels.
  case impossibleOption(path: String, option: String, value: Int)
  /// The table of positions has fewer rows than there are tokens, cached ones included.
  case sequenceTooLong(path: String, tokens: Int, rows: Int)
  /// A size is zero or negative.
  case emptyInput(Shape)
  /// A size is too large to be multiplied out.
  case overflow(path: String)

  /// The path of the layer that it is about, if it is about one.
  public var path: String? {
    switch self {
    case .windowTooLarge(let path, _, _, _), .channelMismatch(let path, _, _), .rankMismatch(let path, _, _),
      .sumMismatch(let path, _, _), .inputCountMismatch(let path, _, _), .impossibleOption(let path, _, _),
      .sequenceTooLong(let path, _, _), .overflow(let path):
      path
    case .emptyInput: nil
    }
  }
}
