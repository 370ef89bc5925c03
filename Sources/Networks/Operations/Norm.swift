extension Operation {
  /// A normalisation, with a learned scale and shift for each channel or feature where it has them.
  public struct Norm: Hashable, Sendable {
    /// Over what mean and variance are taken.
    public var kind: Kind
    /// The channels or features that have a scale and a shift of their own.
    public var channels: Int
    /// The groups of a group normalisation.
    public var groups: Int
    /// Whether there is a learned scale.
    public var hasScale: Bool
    /// Whether there is a learned shift.
    public var hasShift: Bool
    /// Whether the features are the last axis, as in sequences, rather than the second, as in maps.
    public var isOverLast: Bool

    /// Over what mean and variance are taken.
    public enum Kind: UInt8, Hashable, Sendable, CaseIterable {
      /// A channel over the batch.
      case batch
      /// The features of a row.
      case layer
      /// The features of a row, without the mean.
      case rms
      /// Groups of channels.
      case group
      /// A channel of one image.
      case instance
      /// Neighbouring channels: local response normalisation. Nothing is learned.
      case localResponse
    }

    /// A normalisation with all its options.
    public init(
      _ kind: Kind, _ channels: Int, groups: Int = 1, hasScale: Bool = true, hasShift: Bool = true,
      isOverLast: Bool? = nil
    ) {
      self.kind = kind
      self.channels = channels
      self.groups = groups
      self.hasScale = hasScale && kind != .localResponse
      self.hasShift = hasShift && kind != .localResponse && kind != .rms
      self.isOverLast = isOverLast ?? (kind == .layer || kind == .rms)
    }
  }
}

extension Operation.Norm {
  func validate(_ input: Shape, at path: String) throws(ShapeError) {
    try Operation.require([("C", channels), ("G", groups)], at: path)
    guard input.rank >= 2 else { throw .rankMismatch(path: path, expected: 4, found: input.rank) }
    guard channels % groups == 0 else { throw .impossibleOption(path: path, option: "G", value: groups) }
    let found = isOverLast ? input.features : input.channels
    guard found == channels else { throw .channelMismatch(path: path, expected: channels, found: found) }
  }
}
