/// A note in which everything that Markdown would misread, or that stands for something else, has been replaced by marks:
/// mathematics, because `$x*y*z$` would lose its stars, and inline values.
///
/// A mark is a number between two characters of Unicode's private use area; it survives the parse as text. Code is left
/// as it is.
struct NoteScanner {
  /// What a mark stands for.
  enum Item: Equatable {
    /// Mathematics between dollars; the range is what stands within them.
    case math(Range<Int>, isDisplay: Bool)
    /// The words of an inline value.
    case value(Range<Int>)
  }

  /// A replaced stretch of the note.
  struct Mark {
    let item: Item
    let range: Range<Int>
  }

  /// A fenced block.
  struct Fence {
    /// The line of the opening fence, from 0.
    let line: Int
    /// From the opening fence to the end of the closing one's line.
    let range: Range<Int>
    /// What stands behind the opening fence.
    let info: String
    /// Whether a fence closes it.
    var isClosed = true
  }

  let text: NoteText
  /// The Markdown that cmark reads.
  private(set) var markdown: [UInt8] = []
  /// For each line of ``markdown`` the line of the note, from 0.
  private(set) var lines: [Int] = []
  private(set) var marks: [Mark] = []
  private(set) var fences: [Fence] = []
  /// HTML comments.
  private(set) var comments: [Range<Int>] = []
  private(set) var problems: [NoteProblem] = []

  private var position: Int
  private var source: [UInt8] { text.bytes }

  init(_ text: NoteText, from start: Int) {
    self.text = text
    position = start
    markdown.reserveCapacity(text.bytes.count)
    lines.append(text.line(at: start))
    var isAtLineStart = true
    while position < text.bytes.count {
      if isAtLineStart, let end = fenceEnd() {
        if let content = mathematics(until: end) { maskBlock(content, to: end) } else { copy(to: end) }
      } else {
        step()
      }
      isAtLineStart = text.bytes[position - 1] == UInt8(ascii: "\n")
    }
  }

  // MARK: Fences

  /// The end of the fenced block that opens on this line, if one does; it is noted.
  private mutating func fenceEnd() -> Int? {
    guard let opening = fence(on: text.line(at: position)) else { return nil }
    let first = text.line(at: position)
    for index in text.lineStarts.indices.dropFirst(first + 1) {
      guard let closing = fence(on: index), closing.sign == opening.sign, closing.count >= opening.count,
        closing.info.isEmpty
      else { continue }
      let end = index + 1 < text.lineStarts.count ? text.lineStarts[index + 1] : source.count
      fences.append(Fence(line: first, range: position..<end, info: opening.info))
      return end
    }
    problems.append(
      text.problem(
        at: opening.start, .error, "the fenced block is not closed",
        help: [
          "Put \(String(repeating: Character(UnicodeScalar(opening.sign)), count: opening.count)) alone on a line behind it."
        ]))
    fences.append(
      Fence(line: first, range: position..<source.count, info: opening.info, isClosed: false))
    return source.count
  }

  /// What stands within the fence just read, if it is one of mathematics, as GitHub and MyST write formulas that stand alone.
  private mutating func mathematics(until end: Int) -> Range<Int>? {
    guard let fence = fences.last, fence.info == "math", fence.isClosed, source[position] != UInt8(ascii: ">")
    else { return nil }
    let last = text.line(at: end - 1)
    guard last > fence.line + 1, self.fence(on: last) != nil else { return nil }
    fences.removeLast()
    return text.lineStarts[fence.line + 1]..<text.lineStarts[last]
  }

  /// Replaces a block, whose line's end stays.
  private mutating func maskBlock(_ content: Range<Int>, to end: Int) {
    let stop = source[end - 1] == UInt8(ascii: "\n") ? end - 1 : end
    mask(.math(content, isDisplay: true), to: stop)
    copy(to: end)
  }

  /// The fence on a line: at least three backquotes or tildes behind blanks and signs of quotation.
  private func fence(on line: Int) -> (sign: UInt8, count: Int, start: Int, info: String)? {
    let bytes = text.line(line)
    guard
      let start = bytes.firstIndex(where: { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: ">") })
    else { return nil }
    let sign = bytes[start]
    guard sign == UInt8(ascii: "`") || sign == UInt8(ascii: "~") else { return nil }
    let run = bytes[start...].prefix { $0 == sign }
    let info = bytes[run.endIndex...]
    guard run.count >= 3, sign == UInt8(ascii: "~") || !info.contains(sign) else { return nil }
    return (sign, run.count, start, trimmed(String(decoding: info, as: UTF8.self)))
  }

  // MARK: Copying

  private mutating func copy(to end: Int) {
    while position < end {
      markdown.append(source[position])
      position += 1
      if source[position - 1] == UInt8(ascii: "\n") { lines.append(text.line(at: position)) }
    }
  }

  private mutating func mask(_ item: Item, to end: Int) {
    markdown.put("\u{E000}")
    markdown.put(marks.count)
    markdown.put("\u{E001}")
    marks.append(Mark(item: item, range: position..<end))
    position = end
  }

  private mutating func step() {
    switch source[position] {
    case UInt8(ascii: "\\"): copy(to: min(position + 2, source.count))
    case UInt8(ascii: "`"): copyCode()
    case UInt8(ascii: "$"): maskMathematics()
    case UInt8(ascii: "<") where source.has("<!--", at: position): copyComment()
    case 0xEE where source.has("\u{E000}", at: position) || source.has("\u{E001}", at: position):
      markdown.put("\u{FFFD}")
      position += 3
    default: copy(to: position + 1)
    }
  }

  /// The first place of `sign` before the paragraph ends.
  private func end(of sign: StaticString, from start: Int) -> Int? {
    var index = start
    while index < source.count {
      if source.has(sign, at: index) { return index }
      if source[index] == UInt8(ascii: "\n"), isBlankLine(at: index + 1) { return nil }
      index += 1
    }
    return nil
  }

  private func isBlankLine(at start: Int) -> Bool {
    for byte in source[min(start, source.count)...] {
      if byte == UInt8(ascii: "\n") { return true }
      if byte != 0x20, byte != 0x09, byte != UInt8(ascii: ">") { return false }
    }
    return true
  }

  private mutating func copyComment() {
    var index = position + 4
    while index < source.count, !source.has("-->", at: index) { index += 1 }
    guard index < source.count else {
      problems.append(
        text.problem(at: position, .error, "the comment is not closed", help: ["Put --> behind it."]))
      return copy(to: source.count)
    }
    comments.append(position..<index + 3)
    copy(to: index + 3)
  }

  /// Code is copied as it stands. Between single backquotes, `= …` is an inline value.
  private mutating func copyCode() {
    var run = 0
    while position + run < source.count, source[position + run] == UInt8(ascii: "`") { run += 1 }
    let start = position + run
    guard let end = endOfCode(from: start, run: run) else { return copy(to: start) }
    if run == 1, let words = valueWords(start..<end) { return mask(.value(words), to: end + 1) }
    copy(to: end + run)
  }

  /// Where the same number of backquotes stands again in the paragraph.
  private func endOfCode(from start: Int, run: Int) -> Int? {
    var probe = start
    while let next = end(of: "`", from: probe) {
      var length = 0
      while next + length < source.count, source[next + length] == UInt8(ascii: "`") { length += 1 }
      if length == run { return next }
      probe = next + length
    }
    return nil
  }

  /// What stands behind the sign of equality, if a word begins there.
  private func valueWords(_ range: Range<Int>) -> Range<Int>? {
    guard source[range].first == UInt8(ascii: "=") else { return nil }
    let rest = source[range].dropFirst().drop { $0 == 0x20 }
    guard let first = rest.first, first.isASCIILetter || first >= 0x80 else { return nil }
    return rest.startIndex..<range.upperBound
  }

  /// `$…$` without blanks inside its dollars, and `$$…$$`. As in pandoc, a dollar before a digit closes nothing, so that
  /// prices stay prices.
  private mutating func maskMathematics() {
    if source.has("$$", at: position) {
      guard let end = end(of: "$$", from: position + 2) else {
        problems.append(
          text.problem(
            at: position, .error, "the formula is not closed",
            help: ["Put $$ behind it, without blank lines between; write \\$ for a plain dollar."]))
        return copy(to: position + 2)
      }
      return mask(.math(position + 2..<end, isDisplay: true), to: end + 2)
    }
    guard position + 1 < source.count, !isBlank(source[position + 1]) else { return copy(to: position + 1) }
    var probe = position + 1
    while let end = end(of: "$", from: probe) {
      let next = end + 1 < source.count ? source[end + 1] : 0
      if end > position + 1, !isBlank(source[end - 1]), source[end - 1] != UInt8(ascii: "\\"),
        !next.isASCIIDigit
      {
        return mask(.math(position + 1..<end, isDisplay: false), to: end + 1)
      }
      probe = end + 1
    }
    copy(to: position + 1)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0A }

  /// A text that came back from cmark with its marks turned back into what was written.
  func restored(_ text: String) -> String {
    var result = ""
    for piece in NoteScanner.pieces(of: text, count: marks.count) {
      switch piece {
      case .text(let text): result += text
      case .mark(let index): result += self.text.text(marks[index].range)
      }
    }
    return result
  }

  /// A piece of a text that came back from cmark.
  enum Piece {
    case text(String)
    case mark(Int)
  }

  /// A text taken apart at its marks.
  static func pieces(of text: String, count: Int) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(of: "\u{E000}"),
      let end = rest[start...].firstIndex(of: "\u{E001}"),
      let index = Int(String(rest[rest.index(after: start)..<end])), index >= 0, index < count
    {
      if start > rest.startIndex { pieces.append(.text(String(rest[..<start]))) }
      pieces.append(.mark(index))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}

extension UInt8 {
  var isASCIILetter: Bool { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(self | 0x20) }
  var isASCIIDigit: Bool { (0x30...0x39).contains(self) }
}
