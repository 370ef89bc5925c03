import Explaining
import Foundation
import Publishing
import Testing

@Suite struct PageTests {
  /// Set `LONGHAND_PAGES=folder` to look at the sample pages.
  @Test(arguments: Language.allCases) func samplePagesCanBeLookedAt(_ language: Language) throws {
    let publisher = try Publisher(templates: Templates())
    let document = sampleDocument(language)
    for format in Format.allCases {
      let bytes = publisher.render(document, as: format, colour: true)
      if let folder = ProcessInfo.processInfo.environment["LONGHAND_PAGES"] {
        try Data(bytes).write(to: URL(filePath: "\(folder)/sample.\(language.rawValue).\(format.rawValue)"))
      }
    }
  }
}
