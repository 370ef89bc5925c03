import Explaining

/// A note that was read but not rendered: what other pages must know of it.
struct Note {
  /// The path within the notes, `convolution.md`.
  let path: String
  let text: NoteText
  let scan: NoteScanner
  let title: String
  let language: Language
  /// The parts of networks that its directives derive, in their order.
  var subjects: [NoteSubject] = []

  /// The page's path within the site.
  var page: String { Note.page(of: path) }

  /// `a/b.md` becomes `a/b.html`.
  static func page(of path: String) -> String { path.dropLast(3) + ".html" }

  /// Whether a file's name is that of a note.
  static func isNote(_ path: String) -> Bool { path.hasSuffix(".md") && path.utf8.count > 3 }

  /// Reads a note.
  ///
  /// - Throws: ``NoteProblem`` if there is no text or no front matter that can be read. Other problems are in ``scan``.
  init(path: String, shown file: String, bytes: [UInt8], language: Language) throws(NoteProblem) {
    text = try NoteText(file: file, bytes: bytes)
    let front = try FrontMatter(text)
    scan = NoteScanner(text, from: front.end)
    self.path = path
    self.language = front.language ?? language
    if let title = front.title {
      self.title = trimmed(title)
    } else if let heading = Note.heading(text, from: front.end, scan) {
      title = heading
    } else {
      throw NoteProblem(
        file: file, line: 1, column: 1, .error, "the note has no title",
        help: ["Begin it with a heading, # Title, or with front matter: ---, title: Title, ---."])
    }
  }

  /// The words of the first heading of level 1.
  private static func heading(_ text: NoteText, from start: Int, _ scan: NoteScanner) -> String? {
    for (offset, line) in text.lineStarts.enumerated() where line >= start {
      guard text.line(offset).starts(with: "# ".utf8),
        !scan.fences.contains(where: { $0.range.contains(line) })
      else { continue }
      var words = trimmed(String(decoding: text.line(offset).dropFirst(2), as: UTF8.self))
      while words.hasSuffix("#") { words.removeLast() }
      let plain = trimmed(words.filter { $0 != "`" && $0 != "*" && $0 != "$" })
      if !plain.isEmpty { return plain }
    }
    return nil
  }

  /// The directives of the note: the fences whose info begins with `longhand`.
  var directives: [(fence: NoteScanner.Fence, words: [String], body: [UInt8], bodyLine: Int)] {
    scan.fences.compactMap { fence in
      guard Note.isDirective(fence.info), fence.isClosed else { return nil }
      return directive(fence)
    }
  }

  static func isDirective(_ info: String) -> Bool { info == "longhand" || info.hasPrefix("longhand ") }

  /// The first line with words is the command line; the lines below it are the body.
  private func directive(
    _ fence: NoteScanner.Fence
  ) -> (fence: NoteScanner.Fence, words: [String], body: [UInt8], bodyLine: Int) {
    let last = text.line(at: max(fence.range.lowerBound, fence.range.upperBound - 1))
    // The closing fence is none of the body; an unclosed block ends with the note and is an error already.
    var line = fence.line + 1
    while line < last, text.line(line).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { line += 1 }
    guard line < last else { return (fence, [], [], line) }
    let words = Note.words(String(decoding: text.line(line), as: UTF8.self))
    var body: [UInt8] = []
    for index in line + 1..<max(last, line + 1) {
      body += text.line(index)
      body.append(UInt8(ascii: "\n"))
    }
    return (fence, words, body, line + 1)
  }

  /// A command line taken apart at blanks; quotation marks keep blanks in a word.
  static func words(_ line: String) -> [String] {
    var words: [String] = []
    var word: String?
    var quotation: Character?
    for character in line {
      if let open = quotation {
        if character == open { quotation = nil } else { word = (word ?? "") + String(character) }
      } else if character == "\"" || character == "'" {
        quotation = character
        word = word ?? ""
      } else if character.isWhitespace {
        if let complete = word { words.append(complete) }
        word = nil
      } else {
        word = (word ?? "") + String(character)
      }
    }
    return word.map { words + [$0] } ?? words
  }
}
