/// Whose way of counting is followed: per kind of operation the rule used, or none.
public struct Convention: Hashable, Sendable {
  /// The name on the command line: `paper`.
  public let name: String
  /// What one unit of the total is.
  public let unit: Unit

  /// The unit of a total.
  public enum Unit: Hashable, Sendable {
    /// One multiply-add.
    case mac
    /// One floating-point operation; a multiply-add is two.
    case flop
  }
}
