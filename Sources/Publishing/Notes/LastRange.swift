extension StringProtocol {
  /// The last place of a text of ASCII, byte by byte.
  func range(ofLast text: StaticString) -> Range<Index>? {
    let bytes = Array(utf8)
    let count = text.utf8CodeUnitCount
    guard count <= bytes.count else { return nil }
    for start in (0...bytes.count - count).reversed() where bytes.has(text, at: start) {
      let low = utf8.index(startIndex, offsetBy: start)
      return low..<utf8.index(low, offsetBy: count)
    }
    return nil
  }
}
