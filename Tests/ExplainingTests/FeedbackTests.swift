import Checking
import Derivations
import Explaining
import Networks
import Symbolics
import Testing

@Suite("Feedback")
struct FeedbackTests {
  private static let working = """
    ResNet-50 by hand, in multiply-adds:
    conv1: 7×7×3×64×112×112 = 118,013,592
    fc: 2048×1000 = 2,048,000
    Total of ResNet-50: 4,000,000,000 MACs
    """

  private func feedback(
    _ text: String, _ language: Language, derivations: [Derivation] = []
  ) throws -> Feedback {
    let bytes = Array(text.utf8)
    return Feedback(
      Checker().diagnose(HandCalculation(bytes)), text: bytes, file: "homework.md",
      wording: try WordingFile.wording(language), derivations: derivations)
  }

  @Test("all pieces are there, nothing is left unfilled", arguments: Language.allCases)
  func completes(language: Language) throws {
    let network = try #require(Catalogue.network(named: "resnet50"))
    let feedback = try feedback(Self.working, language, derivations: [derive(network)])
    #expect(Set(feedback.fragments.keys) == Set(Feedback.fragmentNames))
    for (name, fragment) in feedback.fragments {
      let text = Crude.text(fragment)
      #expect(!text.contains("<<") && !text.contains("[[") && !text.contains("mistake."), "\(name)")
    }
  }

  @Test("a wrong number is struck out, the right one stands beside it with its working")
  func marks() throws {
    let network = try #require(Catalogue.network(named: "resnet50"))
    let feedback = try feedback(Self.working, .english, derivations: [derive(network)])
    let text = Crude.text(try #require(feedback.fragments["findings"]))
    #expect(text.contains("homework.md:2 > conv1: 7×7×3×64×112×112 = {-118,013,592-} {+118013952+}"))
    #expect(text.contains("147×64×12544"))
  }

  @Test("a right working is called right and has nothing else to say", arguments: Language.allCases)
  func right(language: Language) throws {
    let feedback = try feedback("ResNet-50, conv1: 7×7×3×64×112×112 = 118,013,952", language)
    for name in ["findings", "carried-forward", "attribution", "unchecked"] {
      #expect(Crude.text(try #require(feedback.fragments[name])).isEmpty, "\(name)")
    }
  }

  @Test("a very long line is cut around its marks, between characters")
  func longLine() throws {
    let noise = String(repeating: "字", count: 20_000)
    let feedback = try feedback(noise + " conv1: 7×7×3×64 = 9,409 " + noise, .chinese)
    let text = Crude.text(try #require(feedback.fragments["findings"]))
    #expect(text.contains("9,409") && !text.contains("\u{FFFD}"))
    #expect(text.utf8.count < 4_000)
  }

  @Test(
    "attribution: the table's amounts lead from the right total to the claim", arguments: Language.allCases)
  func attribution(language: Language) throws {
    let bytes = Array(Self.working.utf8)
    let diagnosis = Checker().diagnose(HandCalculation(bytes))
    let feedback = Feedback(
      diagnosis, text: bytes, file: "homework.md", wording: try WordingFile.wording(language))
    for case .figure(let figure) in blocks(of: feedback.fragments["attribution"]) {
      guard case .waterfall(let start, let contributions, let end, _, _, _) = figure.kind else { continue }
      var sum = start.value
      for item in contributions { sum = try sum.adding(item.value) }
      #expect(sum == end.value)
    }
    #expect(!diagnosis.totals.isEmpty)
  }

  @Test("a sum of a number that is corrected further up is not corrected by itself")
  func keepsEquationsTrue() throws {
    let working =
      "ResNet-50, conv1: 7×7×3×64×112×112 = 118,013,592\n\nTotal: 118,013,592 + 2,048,000 = 130,000,000"
    let bytes = Array(working.utf8)
    let diagnosis = Checker().diagnose(HandCalculation(bytes))
    let kept = diagnosis.withTrueCorrections(in: bytes)
    let last = try #require(diagnosis.statements.last { $0.sides.count > 1 })
    #expect(diagnosis.findings.contains { last.place.bytes.overlaps($0.place.bytes) && $0.fix != nil })
    #expect(!kept.findings.contains { last.place.bytes.overlaps($0.place.bytes) && $0.fix != nil })
  }

  @Test("a working keeps the corrections that hold, and no others", arguments: ["", ".zh"])
  func sample(language: String) throws {
    let bytes = WordingFile.source("Docs/Examples/resnet101-working\(language).md")
    let diagnosis = Checker().diagnose(HandCalculation(bytes))
    let feedback = Feedback(
      diagnosis, text: bytes, file: "working.md", wording: try WordingFile.wording(.english))
    let text = Crude.text(try #require(feedback.fragments["corrected"]))
    #expect(text.contains("{-87,416,320-} {+118013952+}"))
    #expect(!text.contains("{-7,839,944,000-}") && !text.contains("{-54-} {+33+}×"))
  }
}
