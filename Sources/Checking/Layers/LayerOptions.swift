import Symbolics

/// Words that say how many filters a layer has, beside the words for what it counts.
enum LayerOptions {
  /// Whether a number stands before "filters", "kernels": `Conv 5×5, 50 filters`, 50 个卷积核.
  static func isCounted(_ word: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard filters.isIn(word, of: bytes) else { return false }
    let start = max(0, word.lowerBound - 8)
    var at = bytes.skipBlanksBack(from: word.lowerBound, to: start)
    // 个 is E4 B8 AA.
    if at >= 3, bytes[at - 3..<at].elementsEqual([0xE4, 0xB8, 0xAA]) {
      at = bytes.skipBlanksBack(from: at - 3, to: start)
    }
    return at > 0 && bytes[at - 1].isASCIIDigit
  }

  private static let filters: PhraseSet = ["filter", "kernel", "卷积核", "滤波器", "过滤器"]
}
