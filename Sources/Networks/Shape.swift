/// The sizes of a tensor, batch first: `[N, C, H, W]` for images, `[N, F]` after flattening.
public struct Shape: Hashable, Sendable {
  /// The size along each axis, outermost first. Units: positions or channels.
  public let dimensions: [Int]

  /// A shape from its sizes.
  public init(_ dimensions: [Int]) { self.dimensions = dimensions }

  /// The number of axes.
  public var rank: Int { dimensions.count }
  /// The batch size N.
  public var batch: Int { dimensions.first ?? 1 }
  /// The channels C of an image, or the features F of a vector.
  public var channels: Int { dimensions.count > 1 ? dimensions[1] : 1 }
  /// The spatial height, 1 for a vector.
  public var height: Int { dimensions.count > 3 ? dimensions[2] : 1 }
  /// The spatial width, 1 for a vector.
  public var width: Int { dimensions.count > 3 ? dimensions[3] : 1 }
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
  /// Two tensors that are added have different shapes.
  case sumMismatch(path: String, first: Shape, second: Shape)
  /// The layer takes another number of tensors.
  case inputCountMismatch(path: String, expected: Int, found: Int)
  /// An option for which the layer is not defined, by its symbol: a stride `S` of 0, groups `G` that do not divide the
  /// channels.
  case impossibleOption(path: String, option: String, value: Int)
  /// A size is zero or negative.
  case emptyInput(Shape)
  /// A size is too large to be multiplied out.
  case overflow(path: String)
}
