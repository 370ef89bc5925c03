@testable import Checking
import Explaining
import Symbolics
import Testing

private func finding(
  _ mistake: Mistake, about: String? = nil, claimed: Rational? = nil, correct: Rational? = nil,
  arguments: [(name: String, value: Finding.Argument)] = []
) -> Finding {
  Finding(
    mistake: mistake, alternatives: [], severity: .error,
    place: Place(bytes: 0..<1, line: 1, column: 1, endLine: 1, endColumn: 2), about: about, claimed: claimed,
    correct: correct, arguments: arguments, fix: nil)
}

@Suite("The words of findings")
struct FindingTextTests {
  private static let everything: [(name: String, value: Finding.Argument)] = [
    ("left", .expression(.product([3, 3]))), ("factor", .number(3)), ("ratio", .number(10)),
    ("expected", .number(9)), ("count", .number(2)), ("noun", .word("noun.block")),
    ("other-size", .number(14)),
    ("line", .number(4)), ("quantity", .word("noun.stride")), ("other", .quotation("a <b> c")),
    ("gap", .number(5)),
    ("case", .word("addend.missing")), ("low", .number(1)), ("high", .number(2)), ("all", .number(53)),
  ]

  @Test("every message reads well with all values, with some and with none", arguments: Mistake.allCases)
  func fills(mistake: Mistake) throws {
    let findings = [
      finding(mistake), finding(mistake, claimed: 7), finding(mistake, correct: 9),
      finding(mistake, about: "conv1.macs", claimed: 7, correct: 9),
      finding(mistake, about: "conv1.macs", claimed: 7, correct: 9, arguments: Self.everything),
      finding(mistake, arguments: Self.everything),
    ]
    for language in Language.allCases {
      let wording = try WordingFile.wording(language)
      for finding in findings {
        let text = FindingText(finding, wording: wording)
        let message = Crude.text(text.message)
        #expect(message.hasSuffix(".") || message.hasSuffix("。"), "\(message)")
        for sign in ["<<", ">>", "[[", "]]", "||", "  ", " .", " ,", "：。", "，。", "，，", "..", "。。", ":."] {
          #expect(!message.contains(sign), "\(sign): \(message)")
        }
        #expect(message.first?.isLowercase != true, "\(message)")
        #expect(!Crude.text(text.name).isEmpty && !Crude.text(text.correction).isEmpty)
      }
    }
  }

  @Test("alternatives are named")
  func alternatives() throws {
    var finding = finding(.factorSwapped, claimed: 7, correct: 9)
    finding.alternatives = [.digitsTransposed, .digitChanged]
    let text = FindingText(finding, wording: try WordingFile.wording(.english))
    #expect(
      Crude.text(text.full).hasSuffix(
        "The numbers would also fit: Two digits changed places or One digit is wrong."))
  }

  @Test("a general name is no explanation beside a particular one")
  func generalAlternatives() throws {
    let wording = try WordingFile.wording(.english)
    var finding = finding(.digitChanged, claimed: 7, correct: 9)
    finding.alternatives = [.productSlip]
    #expect(FindingText(finding, wording: wording).alternatives.isEmpty)
    finding.alternatives = [.formulaDoesNotGiveResult, .digitsTransposed]
    #expect(
      Crude.text(FindingText(finding, wording: wording).alternatives).hasSuffix(
        "fit: Two digits changed places."))
  }

  @Test("the same number of layers with and without shortcuts is said once")
  func equalCounts() throws {
    let finding = finding(
      .blockCountWrong, claimed: 54, correct: 33,
      arguments: [("all", .number(33)), ("noun", .word("noun.block"))])
    let text = FindingText(finding, wording: try WordingFile.wording(.english))
    #expect(Crude.text(text.message) == "It says 54 blocks; there are 33.")
  }
}
