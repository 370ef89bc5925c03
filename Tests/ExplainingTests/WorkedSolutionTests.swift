import Checking
import Derivations
import Explaining
import Networks
import Symbolics
import Testing

/// Every calculation in some blocks, wherever it stands.
func calculations(in blocks: [Block]) -> [Calculation] {
  blocks.flatMap { block -> [Calculation] in
    switch block {
    case .calculation(let calculation): [calculation]
    case .details(_, _, let inner): calculations(in: inner)
    case .list(_, let items): items.flatMap { calculations(in: $0) }
    default: []
    }
  }
}

func blocks(of fragment: Fragment?) -> [Block] {
  if case .blocks(let blocks) = fragment { blocks } else { [] }
}

private struct Case: Sendable, CustomTestStringConvertible {
  let network: String
  let detail: Detail
  let language: Language
  var testDescription: String { "\(network) \(detail) \(language.rawValue)" }

  /// Every network in one detail and language, which take turns, and two networks in all of them.
  static let all = Catalogue.names.enumerated().flatMap { index, name in
    Detail.allCases.enumerated().flatMap { level, detail in
      Language.allCases.enumerated().compactMap { place, language in
        let isTurn = index % Detail.allCases.count == level && index / 4 % Language.allCases.count == place
        let isWhole = name == "resnet18" || name == "mixtral-8x7b"
        return isTurn || isWhole ? Case(network: name, detail: detail, language: language) : nil
      }
    }
  }
}

@Suite("Worked solutions")
struct WorkedSolutionTests {
  @Test(
    "every network in every detail and language is complete and has no placeholder left", arguments: Case.all)
  private func completes(item: Case) throws {
    let derivation = try derive(try #require(Catalogue.network(named: item.network)))
    let solution = try WorkedSolution(
      derivation, wording: WordingFile.wording(item.language), detail: item.detail)
    #expect(Set(solution.fragments.keys) == Set(WorkedSolution.fragmentNames))
    for (name, fragment) in solution.fragments {
      let text = Crude.text(fragment)
      #expect(!text.contains("<<") && !text.contains("[[") && !text.contains("||"), "\(name)")
      // Without options there are no analyses and no growth, and one bar makes no picture.
      if ["analyses", "figure", "growth"].contains(name) { continue }
      #expect(text.isEmpty == (name == "stages" && item.detail == .totals), "\(name)")
      // An identifier without a text would stand in for it.
      #expect(!text.contains("given.") && !text.contains("operation.") && !text.contains("note."), "\(name)")
    }
  }

  @Test("A head that runs only in training is said to, and has a dash where its shapes are not known")
  func trainingOnly() throws {
    let network = try #require(Catalogue.network(named: "inception_v3"))
    func stages(_ input: Shape?) throws -> String {
      let solution = try WorkedSolution(
        derive(network, input: input), wording: WordingFile.wording(.english), detail: .stages)
      return try Crude.text(#require(solution.fragments["stages"]))
    }
    #expect(try stages(nil).contains("used only in training") && !stages(nil).contains("–"))
    #expect(try stages(Shape([1, 3, 75, 75])).contains("–"))
  }

  @Test(
    "each row of each calculation has the value of the row above",
    arguments: Array(Catalogue.names.enumerated().filter { $0.offset % 3 == 0 }.map { $0.element }))
  func rowsAreEqual(name: String) throws {
    let derivation = try derive(try #require(Catalogue.network(named: name)))
    // Conventions take turns.
    for convention in [.paper, Convention.all[name.utf8.count % Convention.all.count]] {
      let derivation = try derive(derivation.network, convention: convention)
      let solution = try WorkedSolution(derivation, wording: WordingFile.wording(.english))
      let all = calculations(
        in: blocks(of: solution.fragments["stages"]) + blocks(of: solution.fragments["sum"]))
      #expect(all.count > 3)
      for calculation in all {
        var value: Rational?
        for row in calculation.rows {
          if row.left != nil { value = nil }
          guard let right = try? row.right.evaluated() else { continue }
          if let value { #expect(right == value, "\(calculation.label)") }
          value = right
        }
        #expect(calculation.rows.last?.isResult == true)
      }
    }
  }

  @Test("every number of a sum's formula is a result shown elsewhere", arguments: ["resnet18", "resnet50"])
  func addendsAreShown(name: String) throws {
    let derivation = try derive(try #require(Catalogue.network(named: name)))
    let solution = try WorkedSolution(derivation, wording: WordingFile.wording(.english))
    let all = calculations(
      in: blocks(of: solution.fragments["stages"]) + blocks(of: solution.fragments["sum"]))
    let text = Crude.text(solution.fragments["stages"] ?? .blocks([]))
    for calculation in all {
      for row in calculation.rows {
        for symbol in symbols(row.right) where symbol.base == "MACs" && !symbol.index.isEmpty {
          let value = try #require(derivation.part(at: symbol.index)).value(.macs)
          #expect(text.contains("\(value)"), "\(symbol)")
        }
      }
    }
  }

  private func symbols(_ expression: Expression) -> [Symbol] {
    if case .symbol(let symbol) = expression { [symbol] } else { expression.operands.flatMap { symbols($0) } }
  }

  @Test("a layer alone, a copy of a block, and a path that is none")
  func layers() throws {
    let derivation = try derive(try #require(Catalogue.network(named: "resnet101")))
    let wording = try WordingFile.wording(.english)
    let conv = try WorkedSolution(derivation, wording: wording, layer: "layer3.7.conv2")
    #expect(Crude.text(try #require(conv.fragments["introduction"])).contains("115605504"))
    let block = try WorkedSolution(derivation, wording: wording, layer: "layer1.0")
    #expect(Crude.text(try #require(block.fragments["stages"])).contains("layer1.0.downsample.0"))
    #expect(throws: WorkedSolutionError.noSuchPart("layer9")) {
      try WorkedSolution(derivation, wording: wording, layer: "layer9")
    }
  }

  @Test("a size that is rounded down says from what")
  func rounding() throws {
    let derivation = try derive(try #require(Catalogue.network(named: "resnet18")))
    let solution = try WorkedSolution(derivation, wording: WordingFile.wording(.english), layer: "conv1")
    let all = calculations(in: blocks(of: solution.fragments["stages"]))
    let rows = try #require(all.first).rows.map { Crude.math($0.right) + " " + Crude.text($0.note) }
    #expect(
      rows.prefix(5) == [
        "(⌊(H + 2×P − K_h)/S⌋ + 1) formula",
        "(⌊(224 + 2×3 − 7)/2⌋ + 1) input height 224, padding 3, kernel height 7, stride 2", "(⌊223/2⌋ + 1) ",
        "(111 + 1) rounded down: 111.5(one)", "112 ",
      ])
  }

  @Test("a size that is rounded up says so")
  func roundingUp() throws {
    let derivation = try derive(try #require(Catalogue.network(named: "squeezenet1_0")))
    let solution = try WorkedSolution(
      derivation, wording: WordingFile.wording(.english), layer: "features.6")
    let all = calculations(in: blocks(of: solution.fragments["stages"]))
    let notes = try #require(all.first).rows.map { Crude.text($0.note) }
    #expect(notes.contains { $0.hasPrefix("rounded up: 25.5") }, "\(notes)")
  }

  @Test("different height and width are derived each by itself")
  func oblong() throws {
    let network = try #require(Catalogue.network(named: "resnet18"))
    let derivation = try derive(network, input: Shape([1, 3, 224, 160]))
    let solution = try WorkedSolution(derivation, wording: WordingFile.wording(.english), layer: "conv1")
    let text = Crude.text(blocks(of: solution.fragments["stages"]))
    #expect(text.contains("⌊159/2⌋ + 1") && text.contains("⌊223/2⌋ + 1"))
  }
}
