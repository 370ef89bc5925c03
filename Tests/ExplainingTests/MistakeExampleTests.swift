import Checking
import Explaining
import Testing

/// The examples with which the list of mistakes explains itself are what the checker says they are.
@Suite("Examples of mistakes")
struct MistakeExampleTests {
  /// The kinds that can be told from the text alone: arithmetic, units and conventions.
  static let kinds = Array(Mistake.allCases.prefix { $0 != .inputLayerGivenWork })

  @Test("The wrong example holds the mistake, the right one none", arguments: kinds)
  func isFound(_ mistake: Mistake) throws {
    for language in Language.allCases {
      let wording = try WordingFile.wording(language)
      let wrong = Self.findings(in: mistake, "example", wording)
      #expect(
        wrong.contains { $0.mistake == mistake || $0.alternatives.contains(mistake) },
        "\(language): \(wrong.map(\.mistake.rawValue))")
      let right = Self.findings(in: mistake, "example-right", wording)
      #expect(right.isEmpty, "\(language): \(right.map(\.mistake.rawValue))")
    }
  }

  private static func findings(in mistake: Mistake, _ part: String, _ wording: Wording) -> [Finding] {
    let text = Crude.text(wording.inlines(identifier: "mistake.\(mistake.rawValue).\(part)"))
    return Checker().diagnose(HandCalculation(text)).findings
  }
}
