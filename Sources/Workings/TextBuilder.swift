import Checking

/// The text of a working in the making, with the bytes of the file that each stretch of it stands for.
struct TextBuilder {
  /// The text so far.
  private(set) var bytes: [UInt8] = []
  private(set) var spans: [SourceMap.Span] = []

  /// Adds a copy of one byte of the file.
  mutating func copy(_ byte: UInt8, from offset: Int) {
    bytes.append(byte)
    if let last = spans.last, last.file.upperBound == offset, last.text.count == last.file.count {
      spans[spans.count - 1].text = last.text.lowerBound..<bytes.count
      spans[spans.count - 1].file = last.file.lowerBound..<offset + 1
    } else {
      spans.append(SourceMap.Span(text: bytes.count - 1..<bytes.count, file: offset..<offset + 1))
    }
  }

  /// Adds text that stands for a range of the file: a character for its entity. Text that is put in has an empty range.
  mutating func put(_ text: some Sequence<UInt8>, for file: Range<Int>) {
    let start = bytes.count
    bytes.append(contentsOf: text)
    guard bytes.count > start else { return }
    spans.append(SourceMap.Span(text: start..<bytes.count, file: file))
  }
}

/// Text that was taken out of a file.
struct ReadText {
  var bytes: [UInt8]
  var origin: SourceMap
}
