/// What a layer computes, with all that its cost depends on. One case a kind; the options are values.
public enum Operation: Hashable, Sendable {
  /// A two-dimensional convolution.
  case convolution(Convolution)
  /// A fully connected layer.
  case linear(Linear)
  /// Batch normalisation with scale and shift over this many channels.
  case batchNorm(channels: Int)
  /// The rectifier `max(0, x)`.
  case relu
  /// The largest value of each window.
  case maxPool(Window)
  /// The mean over each whole map, which becomes 1×1.
  case globalAveragePool
  /// Two tensors added value by value: the end of a residual branch.
  case add
  /// Everything behind the batch laid out as one vector.
  case flatten

  /// A square or oblong window that moves over the map.
  public struct Window: Hashable, Sendable {
    /// Height and width of the window in positions.
    public var kernel: Pair
    /// Step between two windows.
    public var stride: Pair
    /// Positions added on each side.
    public var padding: Pair
    /// Spacing of the window's taps, 1 for a dense window.
    public var dilation: Pair

    /// A window with all its options.
    public init(kernel: Pair, stride: Pair = 1, padding: Pair = 0, dilation: Pair = 1) {
      self.kernel = kernel
      self.stride = stride
      self.padding = padding
      self.dilation = dilation
    }
  }

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

    /// A convolution with all its options.
    public init(
      _ inputChannels: Int, _ outputChannels: Int, window: Window, groups: Int = 1, hasBias: Bool = false
    ) {
      self.inputChannels = inputChannels
      self.outputChannels = outputChannels
      self.window = window
      self.groups = groups
      self.hasBias = hasBias
    }
  }

  /// A fully connected layer: weights of the shape `[F_out, F_in]`.
  public struct Linear: Hashable, Sendable {
    /// Input features.
    public var inputFeatures: Int
    /// Output features.
    public var outputFeatures: Int
    /// Whether one bias an output feature is added.
    public var hasBias: Bool

    /// A fully connected layer with all its options.
    public init(_ inputFeatures: Int, _ outputFeatures: Int, hasBias: Bool = true) {
      self.inputFeatures = inputFeatures
      self.outputFeatures = outputFeatures
      self.hasBias = hasBias
    }
  }
}

extension Operation {
  /// The kind of an operation, without its options.
  public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
    /// A two-dimensional convolution.
    case convolution
    /// A fully connected layer.
    case linear
    /// Batch normalisation.
    case batchNorm
    /// The rectifier.
    case relu
    /// The largest value of each window.
    case maxPool
    /// The mean over each whole map.
    case globalAveragePool
    /// Two tensors added.
    case add
    /// A map laid out as a vector.
    case flatten

    /// The name that JSON carries: `conv2d`.
    public var name: String {
      switch self {
      case .convolution: "conv2d"
      case .linear: "linear"
      case .batchNorm: "batch-norm"
      case .relu: "relu"
      case .maxPool: "max-pool"
      case .globalAveragePool: "global-average-pool"
      case .add: "add"
      case .flatten: "flatten"
      }
    }
  }

  /// What kind of operation it is.
  public var kind: Kind {
    switch self {
    case .convolution: .convolution
    case .linear: .linear
    case .batchNorm: .batchNorm
    case .relu: .relu
    case .maxPool: .maxPool
    case .globalAveragePool: .globalAveragePool
    case .add: .add
    case .flatten: .flatten
    }
  }
}

/// A height and a width. An integer literal means both.
public struct Pair: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// Along the height.
  public var height: Int
  /// Along the width.
  public var width: Int

  /// A height and a width.
  public init(_ height: Int, _ width: Int) {
    self.height = height
    self.width = width
  }

  /// The same size along both axes.
  public init(integerLiteral value: Int) { self.init(value, value) }
}
