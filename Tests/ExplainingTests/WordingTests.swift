import Checking
import Explaining
import Testing

/// A file with every text, each made of its own placeholders, and some lines replaced or added.
private func file(_ changes: [String: String] = [:], more: [String] = []) -> [UInt8] {
  let lines = WordingIdentifiers.all.map { name in
    name + " = "
      + (changes[name] ?? "x "
        + (WordingIdentifiers.placeholders(of: name) ?? []).map { "<<\($0)>>" }.joined())
  }
  return Array((lines + more).joined(separator: "\n").utf8)
}

private func text(_ pattern: String, _ values: WordingValues) throws -> String {
  let wording = try Wording(
    language: .english, file: "w.txt", bytes: file(["mistake.product-slip.message": pattern]))
  return Crude.text(wording.inlines(identifier: "mistake.product-slip.message", values))
}

@Suite("Wording")
struct WordingTests {
  @Test("a file made of the known texts and placeholders has no error")
  func completeFile() {
    #expect(Wording.errors(file: "w.txt", bytes: file()).isEmpty)
  }

  @Test("a text that is taken out is missed by name")
  func missing() {
    let lines = String(decoding: file(), as: UTF8.self).split(separator: "\n")
    for (index, identifier) in WordingIdentifiers.all.enumerated() where index % 23 == 0 {
      let rest = lines.filter { !$0.hasPrefix(identifier + " =") }.joined(separator: "\n")
      let errors = Wording.errors(file: "w.txt", bytes: Array(rest.utf8))
      #expect(errors.map { $0.reason } == [.missingIdentifier(identifier)])
    }
  }

  @Test(
    "errors name their place",
    arguments: [
      ("total = a\ntotal = b", 2, 1, WordingError.Reason.duplicateIdentifier("total", firstLine: 1)),
      ("# c\n\nno.such = a", 3, 1, .unknownIdentifier("no.such")),
      ("total", 1, 1, .noEqualSign),
      ("total =", 1, 1, .emptyText("total")),
      ("total = 数 <<x>>", 1, 13, .unknownPlaceholder("x", known: [])),
      ("figure.title = <<network>> <<netwrok>>", 1, 30, .unknownPlaceholder("netwrok", known: ["network"])),
      ("figure.title = <<network", 1, 16, .unclosed("<<")),
      ("figure.title = a [[<<network>>", 1, 18, .unclosed("[[")),
      ("figure.title = **a", 1, 16, .unclosed("**")),
      ("figure.title = `a", 1, 16, .unclosed("`")),
      ("figure.title = <<network|a>>", 1, 18, .malformedPlaceholder("network|a")),
      ("total = a\n  b <<x>>", 2, 7, .unknownPlaceholder("x", known: [])),
    ])
  func places(text: String, line: Int, column: Int, reason: WordingError.Reason) {
    let errors = Wording.errors(file: "w.txt", bytes: Array(text.utf8)).filter {
      if case .missingIdentifier = $0.reason { false } else { true }
    }
    #expect(errors == [WordingError(file: "w.txt", line: line, column: column, reason: reason)])
  }

  @Test("messages say where, what and what to do")
  func messages() {
    let error = WordingError(
      file: "wording.en.txt", line: 3, column: 9, reason: .unknownPlaceholder("colour", known: ["network"]))
    #expect(
      error.description
        == "wording.en.txt:3:9: no value is given for <<colour>> here; this text may use <<network>>")
  }

  @Test("bytes that are not UTF-8 are refused")
  func notUTF8() {
    let errors = Wording.errors(file: "w.txt", bytes: [0x61, 0x3D, 0xFF])
    #expect(errors.map { $0.reason }.first == .notUTF8)
  }

  @Test("values, forms, optional parts, bold and code")
  func filling() throws {
    #expect(try text("a <<claimed>> b", ["claimed": .number(7)]) == "a 7 b")
    #expect(try text("<<count>> <<count|block|blocks>>", ["count": .number(1)]) == "1 block")
    #expect(try text("<<count>> <<count|block|blocks>>", ["count": .number(4)]) == "4 blocks")
    #expect(try text("a[[, not <<claimed>>]].", [:]) == "a.")
    #expect(try text("a[[, not <<claimed>>]].", ["claimed": .number(2)]) == "a, not 2.")
    #expect(try text("[[<<claimed>> and <<correct>>||<<correct>>||none]]", ["correct": .number(3)]) == "3")
    #expect(try text("[[<<claimed>>||none]]", [:]) == "none")
    #expect(try text("**<<claimed>>** in `a*b`", ["claimed": .number(5)]) == "**5** in `a*b`")
    #expect(try text("3 < 4 * 5 [6] | 7", [:]) == "3 < 4 * 5 [6] | 7")
    #expect(try text("\" a \"", [:]) == " a ")
  }

  @Test("lines that go on: a blank between words, none between Han characters")
  func continuation() throws {
    #expect(try text("one\n  two", [:]) == "one two")
    #expect(try text("一，\n  二", [:]) == "一，二")
  }

  @Test("a person's text is put in as it is, never read as wording")
  func userText() throws {
    #expect(try text("<<other>>", ["other": "<<claimed>> [[x]] **y**"]) == "<<claimed>> [[x]] **y**")
  }
}
