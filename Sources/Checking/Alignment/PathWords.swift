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
      var (hasDigit, hasDot) = (false, false)
      while at < range.upperBound {
        let byte = bytes[at]
        let isDot =
          byte == UInt8(ascii: ".") && at + 1 < range.upperBound && bytes[at + 1].isASCIIWordByte
        // `block2-1`: a hyphen between two numbers of a path.
        let isHyphen =
          byte == UInt8(ascii: "-") && hasDot && bytes[at - 1].isASCIIDigit && at + 1 < range.upperBound
          && bytes[at + 1].isASCIIDigit
        // LaTeX writes `down\_proj`.
        let isEscape =
          byte == UInt8(ascii: "\\") && at + 1 < range.upperBound && bytes[at + 1] == UInt8(ascii: "_")
        guard byte.isASCIIWordByte || isDot || isHyphen || isEscape else { break }
        hasDot = hasDot || isDot
        hasDigit = hasDigit || byte.isASCIIDigit
        at += 1
      }
      if hasDigit || hasDot, at - start <= 64 { found.append(start..<at) }
    }
    return found
  }

  /// A word as programs write it.
  static func name(_ word: Range<Int>, in working: HandCalculation) -> String {
    guard working.bytes[word].contains(UInt8(ascii: "\\")) else { return working.text(word) }
    return String(decoding: working.bytes[word].filter { $0 != UInt8(ascii: "\\") }, as: UTF8.self)
  }
}
