import Networks
import Symbolics
import Testing

@testable import Derivations

@Suite("Conventions and formulas")
struct ConventionTests {
  @Test("A convention is found in forgiving spelling")
  func names() {
    for convention in Convention.all { #expect(Convention.named(convention.name) == convention) }
    #expect(Convention.named("Paper FLOPs") == .paperFlops)
    #expect(Convention.named("everything") == nil)
    #expect(Convention.nearest(to: "papper") == "paper")
    #expect(Convention.nearest(to: "every-operaton") == "every-operation")
    #expect(Set(Convention.all.map(\.name)).count == Convention.all.count)
  }

  @Test("A convention has at most one rule for a kind of operation")
  func oneRule() {
    for convention in Convention.all {
      #expect(Set(convention.rules.map(\.kind)).count == convention.rules.count)
    }
  }

  @Test("A bias is counted where there is one")
  func bias() throws {
    func counted(_ hasBias: Bool, _ convention: Convention) throws -> Rational {
      let network = Network.of(
        [("conv", .convolution(2, 3, kernel: 1, hasBias: hasBias))], input: [2, 5, 7])
      return try derive(network, batch: 2, convention: convention).root.value(.counted)
    }
    #expect(try counted(false, .everyOperation) == Rational(2 * 2 * 2 * 3 * 35))
    #expect(try counted(true, .everyOperation) == Rational(2 * 2 * 2 * 3 * 35 + 2 * 3 * 35))
    #expect(try counted(true, .paper) == counted(false, .paper))
  }

  @Test("The list of formulas has every step of every layer, in every convention's letters")
  func formulas() throws {
    let listed = Set(Formula.all.map(\.id))
    for name in Catalogue.names {
      for layer in try derive(#require(Catalogue.network(named: name))).layers {
        for step in layer.part.steps where step.quantity != .counted { #expect(listed.contains(step.id)) }
      }
    }
    for formula in Formula.all {
      #expect(!formula.source.title.isEmpty && !formula.source.identifier.isEmpty, "\(formula.id)")
    }
  }
}
