import Testing

@testable import Importing

@Suite("Problems of texts, at their places")
struct TextProblemTests {
  /// The error of a text, which must lie at its mark.
  private func problem(of marked: String, sourceLocation: SourceLocation = #_sourceLocation) -> TextProblem? {
    let text = MarkedText(marked)
    do throws(ImportError) {
      _ = try Value.read(text.bytes, file: "f.yaml")
      Issue.record("no error", sourceLocation: sourceLocation)
    } catch {
      #expect(error.file == "f.yaml", sourceLocation: sourceLocation)
      #expect(
        error.line == text.line && error.column == text.column,
        "found at \(error.line ?? 0):\(error.column ?? 0), \(error.problem)", sourceLocation: sourceLocation)
      if case .text(let problem) = error.problem { return problem }
      Issue.record("another problem: \(error)", sourceLocation: sourceLocation)
    }
    return nil
  }

  private func place(_ line: Int, _ column: Int) -> FilePlace {
    FilePlace(file: "f.yaml", line: line, column: column)
  }

  @Test("Syntax, in the library's words")
  func syntax() {
    #expect(
      problem(of: "a: 1\nb: ▸- 2\n")
        == .syntax("block sequence on the same line as a mapping key", opened: nil))
    #expect(problem(of: "宽: ▸`x`") == .syntax("plain scalar cannot start with '`'", opened: nil))
    #expect(problem(of: "- a\n▸b: c") == .syntax("invalid scalar at the end of block sequence", opened: nil))
    #expect(
      problem(of: "a: {b: 1,▸, c: 2}") == .syntax("did not find expected node content", opened: place(1, 4)))
  }

  @Test("An open bracket is named where it stands")
  func unclosed() {
    #expect(problem(of: "layers: ▸[1, 2") == .unclosed)
    #expect(problem(of: "a: 1\nlayers: ▸[1, 2\nb: {c: 3}\n") == .unclosed)
    #expect(problem(of: "layers:\n  - conv: ▸{out: 6, kernel: 5\n  - tanh\n") == .unclosed)
    #expect(problem(of: "▸{\"a\": {\"b\": 1}") == .unclosed)
  }

  @Test("Bytes that are no text")
  func bytes() {
    #expect(problem(of: "a: 1\nb: x▸\u{0}y") == .controlCharacter(0))
    #expect(problem(of: "a: ▸\u{1B}[0m") == .controlCharacter(0x1B))
    #expect(problem(of: "▸") == .empty)
    #expect(problem(of: "▸# a comment\n\n") == .empty)
    for (bytes, column) in [
      ([0x61, 0x3A, 0x20, 0xC3, 0xA9, 0xFF] as [UInt8], 5), ([0xC3], 1), ([0xFF, 0xFE, 0x61, 0], 1),
    ] {
      #expect(throws: FilePlace(file: "f", line: 1, column: column).error(.notUTF8)) {
        try Value.read(bytes, file: "f")
      }
    }
  }

  @Test("One document, no tags, known anchors")
  func features() {
    #expect(problem(of: "--- a\n▸--- b\n") == .secondDocument)
    #expect(problem(of: "a: 1\n...\n▸b: 2") == .secondDocument)
    #expect(problem(of: "a: !!str ▸5") == .tag)
    #expect(problem(of: "a: !x ▸[5]") == .tag)
    #expect(problem(of: "a: ▸*x") == .unknownAnchor("x"))
    #expect(problem(of: "a: &x [▸*x]") == .unknownAnchor("x"))
  }

  @Test("Keys")
  func keys() {
    #expect(problem(of: "a: 1\nb: 2\n▸a: 3") == .duplicateKey("a", first: place(1, 1)))
    #expect(problem(of: "{\"a\": 1, ▸\"\\u0061\": 3}") == .duplicateKey("a", first: place(1, 2)))
    #expect(problem(of: "? ▸[a]\n: b") == .keyIsNoName)
    #expect(problem(of: "? ▸{a: b}\n: b") == .keyIsNoName)
    #expect(problem(of: "a: &x 1\n▸*x : 2") == .keyIsNoName)
    #expect(problem(of: "▸~: 2") == .keyIsNoName)
  }

  @Test("Values within values have a bound, which holds exactly")
  func depth() throws {
    let most = Value.maximumDepth
    let deepest = String(repeating: "[", count: most) + String(repeating: "]", count: most)
    _ = try Value.read(Array(deepest.utf8), file: "f")
    #expect(problem(of: String(repeating: "[", count: most) + "▸[" + "x") == .tooDeep(most: most))
    _ = try Value.read(
      Array(
        ("- &a " + String(repeating: "[", count: most - 1) + String(repeating: "]", count: most - 1)
          + "\n- *a").utf8), file: "f")
    #expect(
      problem(
        of: "- &a ▸" + String(repeating: "[", count: most - 1) + String(repeating: "]", count: most - 1)
          + "\n- [*a]")
        == .tooDeep(most: most))
  }

  @Test("Aliases that multiply are stopped by their count")
  func laughs() throws {
    var text = "a0: &a0 x\n"
    for index in 1...30 {
      let names = Array(repeating: "*a\(index - 1)", count: 9).joined(separator: ", ")
      text += "a\(index): &a\(index) [\(names)]\n"
    }
    let bytes = Array(text.utf8)
    #expect {
      try Value.read(bytes, file: "f")
    } throws: { error in
      (error as? ImportError)?.problem == .text(.tooManyValues(most: Value.mostValues))
    }
  }

  @Test("Size and line length have bounds")
  func bounds() {
    let line = [UInt8](repeating: UInt8(ascii: "a"), count: Value.longestLine + 1)
    #expect(throws: FilePlace(file: "f", line: 2, column: 1).error(.lineTooLong(most: Value.longestLine))) {
      try Value.read(Array("a\n".utf8) + line, file: "f")
    }
    let large = [UInt8](repeating: 0x0A, count: TextFile.maximumSize + 1)
    #expect(throws: ImportError(file: "f", problem: .text(.tooLarge(most: TextFile.maximumSize)))) {
      try Value.read(large, file: "f")
    }
  }

  @Test("Blank lines within a scalar have a bound, others have none", arguments: ["\n", "\r\n", "\n  "])
  func blankLines(_ line: String) throws {
    let most = Value.mostBlankLines
    for (opening, closing) in [("'b", "'"), ("\"b", "\""), ("b", ""), ("|\n  b", ""), (">-\n  b", "")] {
      let end = line.hasPrefix("\r") ? "\r\n  c" : "\n  c"
      let lines = String(repeating: line, count: most)
      let text = try Value.read(Array("a: \(opening)\(lines)\(end)\(closing)".utf8), file: "f").mapping["a"]?
        .string
      #expect(text?.contains("c") == true)
      #expect {
        try Value.read(Array("a: \(opening)\(lines + line)\(end)\(closing)".utf8), file: "f")
      } throws: { error in
        (error as? ImportError)?.problem == .text(.tooManyBlankLines(most: most))
      }
    }
    _ = try Value.read(Array(("a: b" + String(repeating: line, count: 1000) + "\nb: c").utf8), file: "f")
  }

  @Test("A file that is not there, a folder")
  func files() {
    for path in ["/nowhere/f.yaml", "/"] {
      #expect {
        try TextFile.bytes(of: path)
      } throws: { error in
        if case .unreadable(let words)? = (error as? ImportError)?.problem { !words.isEmpty } else { false }
      }
    }
  }
}
