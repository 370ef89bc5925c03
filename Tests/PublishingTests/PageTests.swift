import Derivations
import Explaining
import Foundation
import Networks
import Publishing
import Testing

/// The worked solution of a network of the catalogue, through the built-in template.
func solution(_ network: String, _ language: Language) throws -> Document {
  let templates = Templates()
  let derivation = try derive(try #require(Catalogue.network(named: network)))
  let solution = try WorkedSolution(derivation, wording: templates.wording(language))
  return try templates.document(named: "worked-solution", language: language, fragments: solution.fragments)
}

@Suite struct PageTests {
  /// Set `LONGHAND_PAGES=folder` to look at the pages.
  @Test(arguments: Language.allCases) func samplePagesCanBeLookedAt(_ language: Language) throws {
    let publisher = try Publisher(templates: Templates())
    for (name, document) in [
      ("sample", sampleDocument(language)), ("resnet18", try solution("resnet18", language)),
      ("resnet50", try solution("resnet50", language)),
    ] {
      for format in Format.allCases {
        let bytes = publisher.render(document, as: format, width: 100)
        #expect(bytes.last == UInt8(ascii: "\n"))
        #expect(String(validating: bytes, as: UTF8.self) != nil)
        if let folder = ProcessInfo.processInfo.environment["LONGHAND_PAGES"] {
          try Data(bytes).write(
            to: URL(filePath: "\(folder)/\(name).\(language.rawValue).\(format.rawValue)"))
        }
      }
    }
  }
}
