/// A name that ends in a number, from which the names of a repeated node count on: `0`, `encoder_layer_0`, `block1-1`.
public struct NumberedName: Hashable, Sendable {
  /// What stands before the number; empty where the name is nothing but a number.
  public let stem: String
  /// The number.
  public let number: Int

  /// Reads a name or a path; nil if it does not end in a decimal number of `Int` without leading zeros.
  ///
  ///     NumberedName("encoder_layer_10")?.number   // 10
  public init?(_ name: String) {
    let bytes = name.utf8
    let digits = bytes.reversed().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
    guard digits > 0 else { return nil }
    let start = bytes.index(bytes.endIndex, offsetBy: -digits)
    guard digits == 1 || bytes[start] != UInt8(ascii: "0"), let number = Int(name[start...]) else {
      return nil
    }
    self.stem = String(name[..<start])
    self.number = number
  }

  /// The name of a later copy, or nil if its number is beyond `Int`: the first copy is number 0.
  public func name(ofCopy copy: Int) -> String? {
    let (sum, overflow) = number.addingReportingOverflow(copy)
    return overflow ? nil : stem + "\(sum)"
  }
}
