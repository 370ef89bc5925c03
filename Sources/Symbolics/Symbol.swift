/// A letter or a word that stands for a quantity: `K_h`, `C_in`, `MACs`, `input_channels`.
///
/// A symbol may carry an index, which the notations set as a subscript. The index may be the path of a layer:
/// `MACs_layer1.0.conv2`.
public struct Symbol: Hashable, Sendable {
  /// The letter or word itself, without its index: `K`.
  public let base: String
  /// The index, empty if there is none: `h`, `in`, `layer1.0.conv2`.
  public let index: String

  /// A symbol with an index. Both parts are taken as they are.
  public init(_ base: String, index: String = "") {
    self.base = base
    self.index = index
  }
}

extension Symbol: CustomStringConvertible {
  /// The plain spelling: `K_h`.
  public var description: String { index.isEmpty ? base : base + "_" + index }
}
