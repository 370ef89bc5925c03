/// Cuts a text into lines, and lines of many kilobytes into pieces, so that the cost of a line stays bounded.
enum Segments {
  /// From here on a line is cut at the next end of a sentence.
  private static let comfortable = 2_048
  /// From here on it is cut at the next blank between words, or behind a comma.
  private static let most = 8_192
  /// From here on it is cut at the next blank, or anywhere. A sum of thousands of addends is read as a whole until then.
  private static let longest = 131_072

  static func cut(_ bytes: [UInt8], lineStarts: [Int]) -> [HandCalculation.Segment] {
    var segments: [HandCalculation.Segment] = []
    segments.reserveCapacity(lineStarts.count)
    for (index, start) in lineStarts.enumerated() {
      var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
      if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
      var at = start
      var isTorn = false
      while end - at > comfortable {
        guard let (next, tears) = pieceEnd(from: at, to: end, in: bytes) else { break }
        segments.append(HandCalculation.Segment(range: at..<next, isTorn: isTorn || tears))
        at = next
        isTorn = tears
      }
      segments.append(HandCalculation.Segment(range: at..<max(at, end), isTorn: isTorn))
    }
    return segments
  }

  /// Where the piece that begins at an offset ends, nil if it goes on to the end of the line.
  private static func pieceEnd(from start: Int, to end: Int, in bytes: [UInt8]) -> (Int, isTorn: Bool)? {
    var at = start + comfortable
    let limit = min(end, start + longest)
    while at < limit {
      if bytes[at] == UInt8(ascii: ";") { return (at + 1, false) }
      if bytes[at] == UInt8(ascii: "."), at + 1 < end, bytes[at + 1] == UInt8(ascii: " ") {
        return (at + 1, false)
      }
      // 。 is E3 80 82.
      if bytes[at] == 0xE3, at + 2 < end, bytes[at + 1] == 0x80, bytes[at + 2] == 0x82 {
        return (at + 3, false)
      }
      if at - start >= most, bytes[at] == UInt8(ascii: " "), partsWords(at, to: end, in: bytes) {
        return (at + 1, false)
      }
      at += 1
    }
    guard limit < end else { return nil }
    while at < end, bytes[at] != UInt8(ascii: " "), at - start < longest + most { at += 1 }
    // Never inside a character.
    at = bytes.skip(from: at, to: end) { $0 & 0xC0 == 0x80 }
    return at < end ? (at, true) : nil
  }

  /// Whether no calculation goes on over a blank: behind a comma, or between two words.
  private static func partsWords(_ blank: Int, to end: Int, in bytes: [UInt8]) -> Bool {
    guard blank > 0, blank + 1 < end else { return false }
    if bytes[blank - 1] == UInt8(ascii: ",") { return true }
    return bytes[blank - 1].isASCIILetter && bytes[blank + 1].isASCIILetter
  }
}
