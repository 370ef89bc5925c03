import Derivations
import Networks
import Symbolics
import Testing

@testable import Checking

/// Law 4: every mistake, applied to every step that it fits, changes the value, is found, on its line, under its own name
/// or among the alternatives.
@Suite("Every mistake is found again")
struct MistakeLawTests {
  @Test("A wrong result of a right calculation", arguments: Catalogue.names)
  func findsSlips(_ name: String) throws {
    let facts = NetworkFacts(try derive(#require(Catalogue.network(named: name))))
    let plain = PlainText(style: .grouped)
    var count = 0
    for layer in facts.layers {
      for step in layer.part.steps where step.quantity == .macs || step.quantity == .parameters {
        for rule in SlipRule.all {
          guard let wrong = rule.inject(step.substituted, step.value), wrong.isInteger else { continue }
          #expect(wrong != step.value, "\(rule.mistake.rawValue) changes \(step.id)")
          let text = "A layer:\n\(plain.text(step.substituted)) = \(plain.text(Expression(wrong)))\n"
          let findings = Checker().diagnose(HandCalculation(text)).findings
          let isFound = findings.contains {
            $0.place.line == 2 && ($0.mistake == rule.mistake || $0.alternatives.contains(rule.mistake))
              || $0.place.line == 2 && explains(rule.mistake, $0)
          }
          #expect(isFound, "\(rule.mistake.rawValue): \(text) \(findings.map(\.mistake.rawValue))")
          count += 1
        }
      }
    }
    #expect(count > 100)
  }

  /// A slip in a product's digits may be exactly another, more telling mistake: then the more telling name is right.
  private func explains(_ mistake: Mistake, _ finding: Finding) -> Bool {
    let telling: Set<Mistake> = [
      .factorDroppedInEvaluation, .extraFactorInEvaluation, .factorSwapped, .powerOfTenSlip, .digitsTransposed, .digitChanged,
    ]
    return telling.contains(mistake) && telling.contains(finding.mistake)
  }

  @Test("A wrong formula for a layer", arguments: Catalogue.names)
  func findsMisconceptions(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let facts = NetworkFacts(try derive(network))
    let plain = PlainText(style: .grouped)
    var count = 0
    for layer in facts.layers {
      for rule in LayerRule.all {
        guard let wrong = rule.inject(layer), let value = try? wrong.evaluated() else { continue }
        let right = rule.quantity == .parameters ? layer.parameters : layer.macs
        guard value != right, !isRightAnyway(value, layer, rule.quantity) else { continue }
        let word = rule.quantity == .parameters ? "parameters" : "multiply-adds"
        let text = """
          # \(network.title)
          \(layer.path), \(word): \(plain.text(wrong)) = \(plain.text(Expression(value)))
          """
        let findings = Checker(network: network).diagnose(HandCalculation(text)).findings
        let isFound = findings.contains {
          $0.place.line == 2 && ($0.mistake == rule.mistake || $0.alternatives.contains(rule.mistake))
        }
        #expect(isFound, "\(rule.mistake.rawValue): \(text) \(findings.map(\.mistake.rawValue))")
        count += 1
      }
    }
    #expect(count > 50)
  }

  /// Whether the wrong formula happens to give what another recognised count gives: then nobody can call it wrong.
  private func isRightAnyway(_ value: Rational, _ layer: NetworkFacts.Layer, _ quantity: Quantity) -> Bool {
    RightValues.entries(for: layer).contains { $0.value == value && ($0.quantity == .parameters) == (quantity == .parameters) }
  }

  @Test("A wrong number of blocks, convolutions or norms", arguments: Catalogue.names)
  func findsWrongCounts(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let facts = NetworkFacts(try derive(network))
    let convolutions = facts.count(of: .convolution)
    for (claim, right, mistake) in [
      ("\(network.title) has %@ residual blocks.", facts.blockCount, Mistake.blockCountWrong),
      ("\(network.title) has %@ convolutional layers.", convolutions.main, .layerCountWrong),
      ("\(network.title)共有%@个残差块。", facts.blockCount, .blockCountWrong),
      ("\(network.title)有%@个卷积层。", convolutions.all, .layerCountWrong),
    ] {
      for (number, isRight) in [(right, true), (right * 2 + 1, false)] {
        let pieces = claim.split(separator: "%@", omittingEmptySubsequences: false)
        let text = pieces[0] + "\(number)" + pieces[1]
        let findings = Checker(network: network).diagnose(HandCalculation(String(text))).findings
        #expect(findings.contains { $0.mistake == mistake } == !isRight, "\(text)")
      }
    }
  }
}
