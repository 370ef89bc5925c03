import Explaining
import Symbolics

@testable import Publishing

/// Commands that know a few words, so that sites can be built without the tool.
struct StubCommands: NoteCommands {
  /// How often a directive or a value was run.
  var runs = 0

  func subject(of words: [String]) -> NoteSubject? {
    guard words.first == "derive", words.count > 1, words[1] == "net" else { return nil }
    return NoteSubject(network: "net", path: words.count > 3 ? words[3] : "")
  }

  mutating func run(_ directive: NoteDirective) throws(NoteFault) -> NoteResult {
    runs += 1
    switch directive.words[0] {
    case "derive":
      var result = NoteResult(
        Document(
          language: directive.surroundings.language, title: [.text("A network")],
          blocks: [.heading(level: 3, anchor: "conv1", [.code("conv1")]), .paragraph([.text("derived")])]))
      result.subject = subject(of: directive.words)
      result.formulas = ["conv.macs"]
      return result
    case "file":
      _ = try directive.surroundings.file(directive.words[1])
      return NoteResult(Document(language: .english, title: []))
    case "wrong":
      return NoteResult(
        Document(language: .english, title: []), mistakes: [.init(line: 2, column: 3, message: "wrong")])
    default: throw NoteFault("no such command", help: ["Try derive."])
    }
  }

  mutating func value(_ words: [String], _ surroundings: NoteSurroundings) throws(NoteFault) -> NoteValue {
    runs += 1
    guard words == ["seven"] else { throw NoteFault("no such value") }
    return NoteValue([.number(7)], plain: "7")
  }
}
