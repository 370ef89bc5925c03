/// Tells a line's text from what stands before it: list markers, heading signs, quotation marks.
enum LineStart {
  /// The bytes behind the marker, and whether the marker makes the line a heading. Where a calculation on the line above
  /// may go on, `+ M` is a term of it.
  static func body(
    of line: Range<Int>, in bytes: [UInt8], mayGoOn: Bool
  ) -> (range: Range<Int>, isHeading: Bool) {
    var at = line.lowerBound
    var isHeading = isSectionCommand(line, in: bytes)
    // Quotes may nest and may hold a list item; three rounds are enough for what people write.
    for _ in 0..<3 {
      at = skipBlank(from: at, to: line.upperBound, in: bytes)
      guard let end = marker(at: at, to: line.upperBound, in: bytes),
        !(mayGoOn && bytes[at] == UInt8(ascii: "+") && isTerm(end..<line.upperBound, in: bytes))
      else { break }
      if bytes[at] == UInt8(ascii: "#") { isHeading = true }
      at = end
    }
    return (at..<line.upperBound, isHeading)
  }

  /// Whether what follows a `+` may be a term: no two words stand in it.
  private static func isTerm(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard let first = range.first, bytes[first] < 0x80, !isLabelled(range, in: bytes) else { return false }
    return !range.dropFirst().dropLast().contains { index in
      bytes[index] == UInt8(ascii: " ") && bytes[index - 1].isASCIILetter && bytes[index + 1].isASCIILetter
    }
  }

  /// `+ FFN: 2 × 256 × 1024 = 524,288`: an item with its name and its own calculation.
  private static func isLabelled(_ range: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard let first = range.first(where: { bytes[$0] != UInt8(ascii: " ") }), bytes[first].isASCIILetter
    else {
      return false
    }
    let limit = min(range.upperBound, first + 32)
    let end = bytes.skip(from: first, to: limit) { $0.isASCIIWordByte || $0 == UInt8(ascii: " ") }
    // `+ Attention → 3,145,728`, `+ MLP — 8,388,608`
    if arrows.contains(where: { bytes[end..<range.upperBound].starts(with: $0) }) { return true }
    guard end < limit,
      bytes[end] == UInt8(ascii: ":") || bytes[end...].starts(with: [0xEF, 0xBC, 0x9A]),
      let sign = bytes[end..<min(range.upperBound, end + 96)].firstIndex(of: UInt8(ascii: "="))
    else { return false }
    return sign > end + 1
  }

  /// →, —, –
  private static let arrows: [[UInt8]] = [[0xE2, 0x86, 0x92], [0xE2, 0x80, 0x94], [0xE2, 0x80, 0x93]]

  private static func isSectionCommand(_ line: Range<Int>, in bytes: [UInt8]) -> Bool {
    guard !line.isEmpty, bytes[line.lowerBound] == UInt8(ascii: "\\") else { return false }
    return headings.contains { bytes[line].starts(with: $0) }
  }

  private static let headings: [[UInt8]] = ["\\chapter", "\\section", "\\subsection", "\\paragraph"].map {
    Array($0.utf8)
  }

  private static func skipBlank(from start: Int, to end: Int, in bytes: [UInt8]) -> Int {
    bytes.skip(from: start, to: end) { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// Whether a marker stands before the text of a line.
  static func isMarked(_ start: Int, _ line: Range<Int>, in bytes: [UInt8]) -> Bool {
    skipBlank(from: line.lowerBound, to: start, in: bytes) < start
  }

  /// The end of the marker that begins at an offset, nil if there is none.
  private static func marker(at start: Int, to end: Int, in bytes: [UInt8]) -> Int? {
    guard start < end else { return nil }
    switch bytes[start] {
    case UInt8(ascii: "#"):
      return bytes.skip(from: start, to: end) { $0 == UInt8(ascii: "#") }
    case UInt8(ascii: ">"): return start + 1
    case UInt8(ascii: "-"), UInt8(ascii: "*"), UInt8(ascii: "+"):
      guard start + 1 < end, bytes[start + 1] == UInt8(ascii: " ") else { return nil }
      // `+ 1,605,632` carries on the sum of the line above; an item of a list begins with a word.
      let next = skipBlank(from: start + 1, to: end, in: bytes)
      let isTerm = next < end && (bytes[next].isASCIIDigit || bytes[next] == UInt8(ascii: "("))
      return bytes[start] == UInt8(ascii: "+") && isTerm ? nil : start + 2
    case UInt8(ascii: "\\"):
      let item = Array("\\item".utf8)
      guard start + item.count <= end, bytes[start..<start + item.count].elementsEqual(item) else {
        return nil
      }
      return start + item.count
    case UInt8(ascii: "("): return bracketed(at: start, to: end, in: bytes)
    default: return enumerated(at: start, to: end, in: bytes)
    }
  }

  /// `(1) ` or `(a) `, not followed by an operator.
  private static func bracketed(at start: Int, to end: Int, in bytes: [UInt8]) -> Int? {
    var at = start + 1
    while at < end, at - start <= 3, bytes[at].isASCIIDigit || bytes[at].isASCIILetter { at += 1 }
    guard at > start + 1, at + 1 < end, bytes[at] == UInt8(ascii: ")"), bytes[at + 1] == UInt8(ascii: " ")
    else { return nil }
    let next = skipBlank(from: at + 1, to: end, in: bytes)
    guard next < end else { return nil }
    switch bytes[next] {
    case UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "="),
      UInt8(ascii: "^"), 0xC3, 0xE2:
      return nil
    case UInt8(ascii: "x"), UInt8(ascii: "X"): return nil
    default: return at + 1
    }
  }

  /// `1. `, `12)`, `a. `, `3、`; a digit behind the dot makes it a number.
  private static func enumerated(at start: Int, to end: Int, in bytes: [UInt8]) -> Int? {
    var at = start
    if bytes[at].isASCIILetter {
      at += 1
    } else {
      while at < end, at - start < 3, bytes[at].isASCIIDigit { at += 1 }
    }
    guard at > start, at < end else { return nil }
    let isLetter = bytes[start].isASCIILetter
    switch bytes[at] {
    case UInt8(ascii: "."), UInt8(ascii: ")"):
      guard at + 1 < end else { return nil }
      let next = bytes[at + 1]
      if next == UInt8(ascii: " ") || (next >= 0xE3 && !isLetter) { return at + 1 }
      return nil
    case 0xE3 where !isLetter && at + 2 < end && bytes[at + 1] == 0x80 && bytes[at + 2] == 0x81: return at + 3
    default: return nil
    }
  }
}
