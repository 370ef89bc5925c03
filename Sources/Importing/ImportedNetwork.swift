public import Networks

/// A network from a file, with what is to be known of how it was read.
public struct ImportedNetwork: Sendable {
  /// The network.
  public var network: Network
  /// The shapes of its inputs, batch included, with which it was read. Networks whose file fixes the shapes within hold
  /// for these alone.
  public var shapes: [Shape]
  /// Operators that are counted as nothing because nothing is known of them but their name.
  public var notCounted: [NotCounted]
  /// Inputs that were given another size than the file fixes.
  public var resized: [String]
  /// How many convolutions have weights with which an exporter merged a batch normalisation: they have a bias each, and
  /// the network fewer parameters than the model that was exported.
  public var foldedNorms: Int

  /// An operator that is counted as nothing.
  public struct NotCounted: Hashable, Sendable {
    /// Its name, with its domain if that is not the standard's: `NonMaxSuppression`, `com.example.Fancy`.
    public var `operator`: String
    /// How often it occurs.
    public var count: Int

    /// An operator and how often it occurs.
    public init(operator: String, count: Int) {
      self.operator = `operator`
      self.count = count
    }
  }

  /// A network with what is to be known of how it was read.
  public init(
    network: Network, shapes: [Shape], notCounted: [NotCounted] = [], resized: [String] = [],
    foldedNorms: Int = 0
  ) {
    (self.network, self.shapes, self.notCounted) = (network, shapes, notCounted)
    (self.resized, self.foldedNorms) = (resized, foldedNorms)
  }
}
