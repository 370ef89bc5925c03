/// Reads a file of wording: lines first, then the pieces of each text.
struct WordingReader {
  let file: String
  private(set) var errors: [WordingError] = []
  /// The texts in the order of ``WordingIdentifiers/all``; empty where one is missing.
  private(set) var texts: [[Piece]]
  private let bytes: [UInt8]
  private var lines: [Int]
  private var unknownLines: [String: Int] = [:]

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
    texts = Array(repeating: [], count: WordingIdentifiers.all.count)
    lines = Array(repeating: 0, count: WordingIdentifiers.all.count)
  }

  /// An entry as it stands in the file: where it begins, and the text of each of its lines.
  private struct Entry {
    var identifier: String
    var place: (line: Int, column: Int)
    var text: Range<Int>
    var more: [(text: Range<Int>, line: Int)] = []
    var lineStart: Int
  }

  mutating func read() {
    if !isUTF8() { return }
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
    for (index, identifier) in WordingIdentifiers.all.enumerated() where lines[index] == 0 {
      note(.missingIdentifier(identifier), line, 1)
    }
  }

  private mutating func isUTF8() -> Bool {
    if String(validating: bytes, as: UTF8.self) != nil { return true }
    note(.notUTF8, 1, 1)
    return false
  }

  private mutating func read(_ range: Range<Int>, line: Int, entry: inout Entry?) {
    let content = trimmed(range)
    if content.isEmpty || bytes[range.lowerBound] == UInt8(ascii: "#") { return }
    if content.lowerBound > range.lowerBound, entry != nil {
      entry?.more.append((content, line))
      return
    }
    finish(&entry)
    guard let equal = bytes[content].firstIndex(of: UInt8(ascii: "=")) else {
      return note(.noEqualSign, line, column(of: content.lowerBound, in: range.lowerBound))
    }
    let name = trimmed(content.lowerBound..<equal)
    entry = Entry(
      identifier: String(decoding: bytes[name], as: UTF8.self),
      place: (line, column(of: name.lowerBound, in: range.lowerBound)),
      text: unquoted(trimmed(equal + 1..<content.upperBound)), lineStart: range.lowerBound)
  }

  private mutating func finish(_ entry: inout Entry?) {
    guard let done = entry else { return }
    entry = nil
    let (line, column) = done.place
    guard let index = WordingIdentifiers.index[done.identifier] else {
      if let first = unknownLines[done.identifier] {
        return note(.duplicateIdentifier(done.identifier, firstLine: first), line, column)
      }
      unknownLines[done.identifier] = line
      return note(.unknownIdentifier(done.identifier), line, column)
    }
    if lines[index] > 0 {
      return note(.duplicateIdentifier(done.identifier, firstLine: lines[index]), line, column)
    }
    lines[index] = line
    if done.text.isEmpty, done.more.isEmpty { return note(.emptyText(done.identifier), line, column) }
    texts[index] = pieces(of: done, known: WordingIdentifiers.placeholders[index])
  }

  /// The pieces of a text. One of several lines is joined first: with a blank, except between two Han characters, which
  /// are set without.
  private mutating func pieces(of entry: Entry, known: [String]) -> [Piece] {
    if entry.more.isEmpty {
      var parser = PieceParser(bytes, entry.text, known: known)
      let pieces = parser.parse()
      for problem in parser.problems {
        note(problem.reason, entry.place.line, column(of: problem.offset, in: entry.lineStart))
      }
      return pieces
    }
    var joined = Array(bytes[entry.text])
    var origins = [(offset: 0, start: entry.text.lowerBound, line: entry.place.line)]
    for (text, line) in entry.more {
      let isHan = (joined.last ?? 0) >= 0x80 && bytes[text.lowerBound] >= 0xE3
      if !joined.isEmpty, !isHan { joined.append(UInt8(ascii: " ")) }
      origins.append((joined.count, text.lowerBound, line))
      joined += bytes[text]
    }
    var parser = PieceParser(joined, 0..<joined.count, known: known)
    let pieces = parser.parse()
    for problem in parser.problems {
      guard let origin = origins.last(where: { $0.offset <= problem.offset }) else { continue }
      let position = min(origin.start + problem.offset - origin.offset, bytes.count)
      note(problem.reason, origin.line, column(of: position, in: startOfLine(at: origin.start)))
    }
    return pieces
  }

  private mutating func note(_ reason: WordingError.Reason, _ line: Int, _ column: Int) {
    errors.append(WordingError(file: file, line: line, column: column, reason: reason))
  }

  private func startOfLine(at position: Int) -> Int {
    var start = position
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }

  /// The column of a byte in its line, in characters.
  private func column(of position: Int, in lineStart: Int) -> Int {
    position == lineStart ? 1 : String(decoding: bytes[lineStart..<position], as: UTF8.self).count + 1
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
