import Derivations
import Explaining
import Foundation
import Networks
import Testing

@testable import Publishing

/// The page of LeNet-5 in every format and language as it was last looked at. After a change that is meant,
/// `LONGHAND_RECORD=1 swift test --filter GoldenTests` writes the files anew, and fails in the run that does.
@Suite struct GoldenTests {
  /// A way of writing the page, and the ending of its file.
  struct Writing: Sendable, CustomStringConvertible {
    var language: Language
    var format: Format
    var flavour = MarkdownFlavour.portable
    var ending: String

    var description: String { "lenet5.\(language.rawValue).\(ending)" }
  }

  static let writings: [Writing] = Language.allCases.flatMap { language -> [Writing] in
    [
      Writing(language: language, format: .text, ending: "txt"),
      Writing(language: language, format: .html, ending: "html"),
      Writing(language: language, format: .latex, ending: "tex"),
      Writing(language: language, format: .notebook, ending: "ipynb"),
    ]
      + MarkdownFlavour.allCases.filter { language == .english || $0 == .portable }.map {
        Writing(language: language, format: .markdown, flavour: $0, ending: "\($0.rawValue).md")
      }
  }

  @Test(arguments: writings) func thePageIsAsItWas(_ writing: Writing) throws {
    let templates = Templates()
    let derivation = try derive(try #require(Catalogue.network(named: "lenet5")))
    let solution = try WorkedSolution(
      derivation, wording: templates.wording(writing.language), growth: derivation.growth())
    let document = try templates.document(
      named: "worked-solution", language: writing.language, fragments: solution.fragments)
    let bytes = try Publisher(templates: templates)
      .render(document, as: writing.format, width: 80, flavour: writing.flavour)
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Golden/\(writing)")
    if ProcessInfo.processInfo.environment["LONGHAND_RECORD"] == "1" {
      try Data(bytes).write(to: file)
      Issue.record("recorded \(writing)")
      return
    }
    let recorded = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    let text = String(decoding: bytes, as: UTF8.self)
    if text == recorded { return }
    let (new, old) = (text.split(separator: "\n"), recorded.split(separator: "\n"))
    let line = zip(new, old).enumerated().first { $0.element.0 != $0.element.1 }
    Issue.record(
      """
      \(writing) differs\(line.map { " in line \($0.offset + 1), now: \($0.element.0.prefix(200))" } ?? " in length"); \
      LONGHAND_RECORD=1 records it anew
      """)
  }
}
