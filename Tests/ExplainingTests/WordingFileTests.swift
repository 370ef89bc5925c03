import Explaining
import Testing

@Suite("The files of wording")
struct WordingFileTests {
  @Test("every text is there, none is superfluous, every placeholder is known", arguments: Language.allCases)
  func isComplete(language: Language) {
    let errors = Wording.errors(file: WordingFile.name(language), bytes: WordingFile.bytes(language))
    #expect(errors.isEmpty, "\(errors.map { $0.description }.joined(separator: "\n"))")
  }
}
