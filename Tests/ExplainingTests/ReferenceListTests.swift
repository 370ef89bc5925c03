import Checking
import Derivations
import Explaining
import Networks
import Symbolics
import Testing

@Suite("Reference lists")
struct ReferenceListTests {
  @Test("every entry of every list is there in every language", arguments: Language.allCases)
  func lists(language: Language) throws {
    let wording = try WordingFile.wording(language)
    let networks = Crude.text(ReferenceLists.networks(wording).blocks)
    for name in Catalogue.names { #expect(networks.contains("`\(name)`")) }
    let conventions = Crude.text(ReferenceLists.conventions(wording).blocks)
    for convention in Convention.all { #expect(conventions.contains("`\(convention.name)`")) }
    let mistakes = Crude.text(ReferenceLists.mistakes(wording).blocks)
    for mistake in Mistake.allCases { #expect(mistakes.contains("`\(mistake.rawValue)`")) }
    let formulas = ReferenceLists.formulas(wording)
    #expect(calculations(in: formulas.blocks).count == Formula.all.count)
    for text in [networks, conventions, mistakes, Crude.text(formulas.blocks)] {
      #expect(!text.contains("<<") && !text.contains("symbol.") && !text.contains("rule."))
    }
  }

  @Test("every step of every network has its rule in words", arguments: Catalogue.names)
  func rules(name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let known = Set(WordingIdentifiers.all)
    for convention in [.paper, .everyOperation, Convention.all[name.utf8.count % Convention.all.count]] {
      for layer in try derive(network, convention: convention).layers {
        for step in layer.part.steps {
          let rule = step.id.dropLast(step.quantity.name.count + 1)
          #expect(known.contains("rule." + rule), "\(step.id)")
        }
      }
    }
  }

  @Test("examples of mistakes: the right line holds wherever it is plain arithmetic")
  func examples() throws {
    var checked = 0
    let arithmetic = Mistake.allCases.prefix { $0 != .prefixSlip }
    let wording = try WordingFile.wording(.english)
    for mistake in Mistake.allCases {
      for (kind, isRight) in [("example", false), ("example-right", true)] {
        let text = Crude.text(wording.inlines(identifier: "mistake.\(mistake.rawValue).\(kind)"))
        let sides = text.split(separator: "=").map { String($0) }
        guard sides.count == 2, let left = try? PlainText.read(sides[0]),
          let right = try? PlainText.read(sides[1]),
          let leftValue = try? left.evaluated(), let rightValue = try? right.evaluated()
        else { continue }
        // A line with a wrong concept may be worked out rightly.
        if isRight || arithmetic.contains(mistake) {
          #expect((leftValue == rightValue) == isRight, "\(text)")
        }
        checked += 1
      }
    }
    #expect(checked >= 30)
  }

  @Test(
    "the checker finds the mistake in its example and none in the right line", arguments: Language.allCases)
  func examplesAreFound(language: Language) throws {
    let wording = try WordingFile.wording(language)
    var series = Checker.Series(Checker())
    for mistake in Mistake.allCases {
      #expect(!mistake.example(wording).isEmpty)
      let isFound = mistake.isFoundInExample(wording, &series)
      if mistake.obstacle == nil { #expect(isFound, "\(mistake.rawValue)") }
      let right = Crude.text(wording.inlines(identifier: "mistake.\(mistake.rawValue).example-right"))
      let findings = series.diagnose(HandCalculation(right)).findings
      #expect(!findings.contains { $0.mistake == mistake }, "\(right)")
    }
  }

  @Test(
    "the manual says of every kind how it shows, and whether it is found or why not",
    arguments: Language.allCases)
  func manual(language: Language) throws {
    let wording = try WordingFile.wording(language)
    let found = Crude.text(wording.inlines(.mistakeFound))
    let blocks = ReferenceLists.mistakes(wording).blocks.dropFirst().map { Crude.text($0) }
    try #require(blocks.count == 6 * Mistake.allCases.count)
    var series = Checker.Series(Checker())
    for (index, mistake) in Mistake.allCases.enumerated() {
      #expect((blocks[6 * index + 5] == found) == mistake.isFoundInExample(wording, &series))
    }
    #expect(Set(Mistake.allCases.indices.map { blocks[6 * $0 + 3] }).count == Mistake.allCases.count)
  }

  @Test("closed forms say what they assume and what they give", arguments: Language.allCases)
  func closedForms(language: Language) throws {
    let network = try #require(Catalogue.network(named: "resnet50"))
    let forms = try ClosedForms(network, keeping: [.height, .width])
    let form = try forms.form(of: .macs)
    let blocks = ClosedFormText.blocks(
      form, letters: forms.letters, of: forms.derivation, wording: try WordingFile.wording(language))
    let text = Crude.text(blocks)
    #expect(text.contains("4089184256") && text.contains("32"))
    let sentence = ClosedFormText.sentence(
      .sizeIsFixed(path: "fc"), for: .macs, wording: try WordingFile.wording(language))
    #expect(Crude.text(sentence).contains("`fc`"))
  }
}
