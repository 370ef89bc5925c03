/// The bytes of a note with its lines.
struct NoteText {
  /// The path, as it is shown.
  let file: String
  /// Valid UTF-8 with plain line ends and no byte order mark.
  let bytes: [UInt8]
  /// The offset at which each line begins.
  let lineStarts: [Int]

  /// Notes are pages of a course; anything larger is a mistake, and cmark's time grows faster than some inputs.
  static let largestSize = 256 << 10

  /// - Throws: ``NoteProblem`` for what is no text, with its place.
  init(file: String, bytes raw: [UInt8]) throws(NoteProblem) {
    guard raw.count <= NoteText.largestSize else {
      throw NoteProblem(
        file: file, "the note has more than \(NoteText.largestSize >> 10) KiB",
        help: ["Split it into several notes."])
    }
    self.file = file
    bytes = normalized(raw)
    var starts = [0]
    for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
    lineStarts = starts
    if let zero = bytes.firstIndex(of: 0) {
      throw problem(
        at: zero, .error, "this is no text: a byte is zero", help: ["Notes are Markdown in UTF-8."])
    }
    if let wrong = firstInvalidByte() {
      throw problem(at: wrong, .error, "what stands here is not UTF-8", help: ["Save the note in UTF-8."])
    }
  }

  /// The index of the line that holds an offset, from 0.
  func line(at offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line without its end; lines count from 0.
  func line(_ index: Int) -> ArraySlice<UInt8> {
    guard lineStarts.indices.contains(index) else { return [] }
    let end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : bytes.count
    return bytes[lineStarts[index]..<end]
  }

  /// The characters of a stretch.
  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range.clamped(to: 0..<bytes.count)], as: UTF8.self)
  }

  /// A problem at an offset.
  func problem(
    at offset: Int, _ severity: NoteProblem.Severity, _ message: String, help: [String] = []
  ) -> NoteProblem {
    let offset = min(max(offset, 0), bytes.count)
    let line = line(at: offset)
    let column = String(decoding: bytes[lineStarts[line]..<offset], as: UTF8.self).count + 1
    return NoteProblem(file: file, line: line + 1, column: column, severity, message, help: help)
  }

  private func firstInvalidByte() -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    var (decoder, iterator, offset) = (UTF8(), bytes.makeIterator(), 0)
    while case .scalarValue(let scalar) = decoder.decode(&iterator) { offset += UTF8.width(scalar) }
    return offset
  }
}
