import Symbolics

extension UnitReader {
  /// `2.2 Ms`: the seconds in a megasecond, nil for other words. `ms` is a thousandth of a second.
  static func megaseconds(_ word: Range<Int>, in bytes: [UInt8]) -> Rational? {
    guard word.count == 2, bytes[word.lowerBound + 1] == UInt8(ascii: "s") else { return nil }
    return bytes[word.lowerBound] == UInt8(ascii: "M") ? 1_000_000 : nil
  }
}
