/// Sets decoded text beside the source that it was decoded from, so that each character knows its bytes.
///
/// The parser tells where a text begins and ends in the source, not where its characters stand. Both are walked together:
/// they differ only at character references (`&times;`, `&#215;`), line ends, and tags that have no meaning where they are.
struct CharacterReferences {
  /// The source from where the text begins; it may go on behind it.
  let source: UnsafeBufferPointer<UInt8>
  let range: Range<Int>
  /// The text with its characters decoded.
  let text: UnsafeBufferPointer<UInt8>

  private var at: Int
  private var done = 0

  init(source: UnsafeBufferPointer<UInt8>, range: Range<Int>, text: UnsafeBufferPointer<UInt8>) {
    self.source = source
    self.range = range.clamped(to: 0..<source.count)
    self.text = text
    at = self.range.lowerBound
  }

  /// The next piece: bytes of the text, and the bytes of the source that they stand for; nil at the end.
  mutating func next() -> (text: Range<Int>, source: Range<Int>)? {
    while done < text.count {
      guard at < range.upperBound else { return take(text.count - done, from: 0) }
      let (wanted, written) = (text[done], source[at])
      if written == UInt8(ascii: "&"), let length = referenceLength() {
        return take(length.text, from: length.source)
      }
      if written == wanted { return take(1, from: 1) }
      switch written {
      case UInt8(ascii: "\r") where wanted == UInt8(ascii: "\n"): return take(1, from: 1)
      case UInt8(ascii: "<"): passTag()
      // A byte that is no text, as the parser replaced it.
      case 0 where wanted == 0xEF: return take(min(3, text.count - done), from: 1)
      default: at += 1
      }
    }
    return nil
  }

  private mutating func take(_ count: Int, from length: Int) -> (text: Range<Int>, source: Range<Int>) {
    defer {
      done += count
      at += length
    }
    return (done..<done + count, at..<at + length)
  }

  /// Passes a tag or a comment that left nothing behind.
  private mutating func passTag() {
    while at < range.upperBound, source[at] != UInt8(ascii: ">") { at += 1 }
    at = min(at + 1, range.upperBound)
  }

  /// The bytes of the reference that begins here and of what it became; nil where the `&` is only a sign.
  private func referenceLength() -> (text: Int, source: Int)? {
    var end = at + 1
    // The longest name has 31 letters.
    while end < range.upperBound, end - at < 40, isNameByte(source[end]) || source[end] == UInt8(ascii: "#") {
      end += 1
    }
    guard end > at + 1 else { return nil }
    let hasEnd = end < range.upperBound && source[end] == UInt8(ascii: ";")
    if text[done] == UInt8(ascii: "&"), source[at + 1] != UInt8(ascii: "#") {
      // `&amp;` or the sign itself.
      guard end - at >= 4, source[at + 1] | 0x20 == UInt8(ascii: "a"),
        source[at + 2] | 0x20 == UInt8(ascii: "m"),
        source[at + 3] | 0x20 == UInt8(ascii: "p")
      else { return nil }
      return (
        1, source.count > at + 4 && at + 4 < range.upperBound && source[at + 4] == UInt8(ascii: ";") ? 5 : 4
      )
    }
    let first = scalarLength(at: done)
    let lengths = hasEnd ? [end + 1 - at] : Array((2...max(2, end - at)).reversed())
    for length in lengths {
      // A few references stand for two characters.
      for count in [first, first + scalarLength(at: done + first)]
      where goesOn(text: done + count, source: at + length) {
        return (count, length)
      }
    }
    return (first, hasEnd ? end + 1 - at : end - at)
  }

  /// Whether text and source agree from here on, as far as one look tells.
  private func goesOn(text place: Int, source offset: Int) -> Bool {
    guard offset < range.upperBound else { return place >= text.count }
    guard place < text.count else { return source[offset] == UInt8(ascii: "<") }
    switch source[offset] {
    case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: "\r"): return true
    default: return source[offset] == text[place]
    }
  }

  private func scalarLength(at place: Int) -> Int {
    guard place < text.count else { return 0 }
    let length =
      switch text[place] {
      case ..<0x80: 1
      case ..<0xE0: 2
      case ..<0xF0: 3
      default: 4
      }
    return min(length, text.count - place)
  }

  private func isNameByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
