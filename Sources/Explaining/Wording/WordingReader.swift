/// Reads a file of wording: lines first, then the pieces of each text.
struct WordingReader {
  let file: String
  let bytes: [UInt8]
  private(set) var texts: [String: [Piece]] = [:]
  private(set) var errors: [WordingError] = []
  private var lines: [String: Int] = [:]

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// An entry as it stands in the file: where it begins, and its text with continuation lines.
  private struct Entry {
    var identifier: String
    var line: Int
    var column: Int
    var text: [UInt8]
    /// Where each line of the text begins: offset in `text`, line and column in the file.
    var origins: [(offset: Int, line: Int, column: Int)]
  }

  mutating func read() {
    let expected = WordingIdentifiers.all
    texts.reserveCapacity(expected.count)
    var entry: Entry?
    var line = 1
    var start = 0
    while start < bytes.count {
      var end = start
      while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
      read(start..<end, line: line, entry: &entry)
      start = end + 1
      line += 1
    }
    finish(&entry)
    for identifier in expected where lines[identifier] == nil {
      note(.missingIdentifier(identifier), line, 1)
    }
  }

  private mutating func read(_ range: Range<Int>, line: Int, entry: inout Entry?) {
    let content = trimmed(range)
    if content.isEmpty || bytes[range.lowerBound] == UInt8(ascii: "#") { return }
    if content.lowerBound > range.lowerBound, entry != nil {
      join(content, line: line, column: content.lowerBound - range.lowerBound + 1, to: &entry)
      return
    }
    finish(&entry)
    guard let equal = bytes[content].firstIndex(of: UInt8(ascii: "=")) else {
      return note(.noEqualSign, line, content.lowerBound - range.lowerBound + 1)
    }
    let name = trimmed(content.lowerBound..<equal)
    let text = unquoted(trimmed(equal + 1..<content.upperBound))
    entry = Entry(
      identifier: String(decoding: bytes[name], as: UTF8.self), line: line,
      column: name.lowerBound - range.lowerBound + 1, text: Array(bytes[text]),
      origins: [(0, line, text.lowerBound - range.lowerBound + 1)])
  }

  /// Joins a continuation line: with a blank, except between two Han characters, which are set without.
  private func join(_ content: Range<Int>, line: Int, column: Int, to entry: inout Entry?) {
    guard var joined = entry else { return }
    entry = nil
    let isHan = (joined.text.last ?? 0) >= 0x80 && bytes[content.lowerBound] >= 0xE3
    if !joined.text.isEmpty, !isHan { joined.text.append(UInt8(ascii: " ")) }
    joined.origins.append((joined.text.count, line, column))
    joined.text += bytes[content]
    entry = joined
  }

  private mutating func finish(_ entry: inout Entry?) {
    guard let done = entry else { return }
    entry = nil
    if let first = lines[done.identifier] {
      return note(.duplicateIdentifier(done.identifier, firstLine: first), done.line, done.column)
    }
    lines[done.identifier] = done.line
    guard let known = WordingIdentifiers.placeholders(of: done.identifier) else {
      return note(.unknownIdentifier(done.identifier), done.line, done.column)
    }
    if done.text.isEmpty { return note(.emptyText(done.identifier), done.line, done.column) }
    guard String(validating: done.text, as: UTF8.self) != nil else {
      return note(.notUTF8, done.line, done.column)
    }
    var parser = PieceParser(done.text, known: known)
    let pieces = parser.parse()
    for problem in parser.problems {
      let origin = done.origins.last { $0.offset <= problem.offset } ?? (0, done.line, done.column)
      note(problem.reason, origin.line, origin.column + problem.offset - origin.offset)
    }
    texts[done.identifier] = pieces
  }

  private mutating func note(_ reason: WordingError.Reason, _ line: Int, _ column: Int) {
    errors.append(WordingError(file: file, line: line, column: column, reason: reason))
  }

  /// Quotation marks around a whole text keep its blanks at both ends.
  private func unquoted(_ range: Range<Int>) -> Range<Int> {
    let quote = UInt8(ascii: "\"")
    guard range.count >= 2, bytes[range.lowerBound] == quote, bytes[range.upperBound - 1] == quote else {
      return range
    }
    return range.lowerBound + 1..<range.upperBound - 1
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var (low, high) = (range.lowerBound, range.upperBound)
    func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0D }
    while low < high, isBlank(bytes[low]) { low += 1 }
    while low < high, isBlank(bytes[high - 1]) { high -= 1 }
    return low..<high
  }
}
