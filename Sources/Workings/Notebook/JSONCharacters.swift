/// The characters of a JSON string with the bytes of the file that each stands for.
struct JSONCharacters {
  private let bytes: [UInt8]
  private let end: Int
  private var at: Int

  /// The string between its quotation marks.
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = range.upperBound
  }

  /// A piece of text: a byte as it stands, or a character that was escaped.
  enum Piece {
    case byte(UInt8, from: Int)
    case character([UInt8], from: Range<Int>)
  }

  /// The next piece; nil at the end.
  mutating func next() -> Piece? {
    guard at < end else { return nil }
    let byte = bytes[at]
    guard byte == UInt8(ascii: "\\"), at + 1 < end else {
      defer { at += 1 }
      return .byte(byte, from: at)
    }
    let start = at
    let scalar: Unicode.Scalar
    switch bytes[at + 1] {
    case UInt8(ascii: "u"): scalar = unicode()
    case let sign:
      scalar = JSONCharacters.escapes[sign] ?? Unicode.Scalar(sign)
      at += 2
    }
    return .character(Array(String(scalar).utf8), from: start..<at)
  }

  private static let escapes: [UInt8: Unicode.Scalar] = [
    UInt8(ascii: "n"): "\n", UInt8(ascii: "t"): "\t", UInt8(ascii: "r"): "\r", UInt8(ascii: "b"): " ",
    UInt8(ascii: "f"): " ",
  ]

  /// `\u00d7`, or a pair of halves.
  private mutating func unicode() -> Unicode.Scalar {
    guard let first = unit(at: at) else {
      at = min(at + 2, end)
      return "\u{FFFD}"
    }
    at += 6
    // A zero byte or another control character is no text.
    if first < 0x20, first != 0x0A, first != 0x09 { return " " }
    if let scalar = Unicode.Scalar(first) { return scalar }
    guard first < 0xDC00, let second = unit(at: at), (0xDC00..<0xE000).contains(second) else {
      return "\u{FFFD}"
    }
    at += 6
    return Unicode.Scalar(0x10000 + (UInt32(first) - 0xD800) << 10 + UInt32(second) - 0xDC00) ?? "\u{FFFD}"
  }

  private func unit(at place: Int) -> UInt16? {
    guard place + 6 <= end, bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") else {
      return nil
    }
    return UInt16(String(decoding: bytes[place + 2..<place + 6], as: UTF8.self), radix: 16)
  }
}
