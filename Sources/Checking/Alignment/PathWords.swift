/// Finds the names that programs give to layers: `layer1.0.conv2`, `conv1`, `fc`, `conv4_x`.
enum PathWords {
  /// The words with a digit or a dot inside, as bytes.
  static func words(in bytes: [UInt8], _ range: Range<Int>) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at].isASCIILetter, at == range.lowerBound || !bytes[at - 1].isASCIIWordByte else {
        at += 1
        continue
      }
      let start = at
      var hasDigit = false
      while at < range.upperBound {
        let byte = bytes[at]
        let isDot =
          byte == UInt8(ascii: ".") && at + 1 < range.upperBound && bytes[at + 1].isASCIIWordByte
        guard byte.isASCIIWordByte || isDot else { break }
        hasDigit = hasDigit || byte.isASCIIDigit
        at += 1
      }
      if hasDigit, at - start <= 64 { found.append(start..<at) }
    }
    return found
  }
}
