import Derivations
import Networks
import Symbolics
import Testing

@testable import Checking

/// Law 4: every mistake, applied to every step that it fits, changes the value, is found, on its line, under its own name
/// or among the alternatives.
@Suite("Every mistake is found again")
struct MistakeLawTests {
  /// Wrong lines gathered into one text, so that a network is derived once for all of them.
  private struct Lines {
    var text: [String] = []
    var expected: [(line: Int, mistake: Mistake)] = []

    mutating func add(_ line: String, _ mistake: Mistake) {
      // A right line between two wrong ones, so that no result can be taken for a copy of the line above.
      text += ["1 + 1 = 2", line]
      expected.append((text.count, mistake))
    }

    func unfound(by checker: Checker, or accepts: (Mistake, Finding) -> Bool = { _, _ in false }) -> [String]
    {
      let findings = checker.diagnose(HandCalculation(text.joined(separator: "\n"))).findings
      var byLine: [Int: [Finding]] = [:]
      for finding in findings { byLine[finding.place.line, default: []].append(finding) }
      return expected.compactMap { line, mistake in
        let here = byLine[line] ?? []
        let isFound = here.contains {
          $0.mistake == mistake || $0.alternatives.contains(mistake) || accepts(mistake, $0)
        }
        return isFound ? nil : "\(mistake.rawValue): \(text[line - 1]) → \(here.map(\.mistake.rawValue))"
      }
    }
  }

  @Test("A wrong result of a right calculation", arguments: residualNetworks)
  func findsSlips(_ name: String) throws {
    let facts = NetworkFacts(try derive(#require(Catalogue.network(named: name))))
    let plain = PlainText(style: .grouped)
    var lines = Lines()
    for layer in facts.layers {
      for step in layer.part.steps where step.quantity == .macs || step.quantity == .parameters {
        for rule in SlipRule.all {
          guard let wrong = rule.inject(step.substituted, step.value), wrong.isInteger else { continue }
          #expect(wrong != step.value, "\(rule.mistake.rawValue) changes \(step.id)")
          lines.add("\(plain.text(step.substituted)) = \(plain.text(Expression(wrong)))", rule.mistake)
        }
      }
    }
    #expect(lines.expected.count > 100)
    #expect(lines.unfound(by: Checker(), or: explains) == [])
  }

  /// A slip in a product's digits may be exactly another, more telling mistake: then the more telling name is right.
  private func explains(_ mistake: Mistake, _ finding: Finding) -> Bool {
    let telling: Set<Mistake> = [
      .factorDroppedInEvaluation, .extraFactorInEvaluation, .factorSwapped, .powerOfTenSlip,
      .digitsTransposed, .digitChanged,
    ]
    return telling.contains(mistake) && telling.contains(finding.mistake)
  }

  @Test("A wrong formula for a layer", arguments: residualNetworks + otherNetworks)
  func findsMisconceptions(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    var known = KnownNetworks()
    let worked = known.forms(of: network, statedSides: [])
    let forms = try #require(worked)
    let facts = forms.facts
    let plain = PlainText(style: .grouped)
    var lines = Lines()
    // A network of hundreds of layers is told by some of them.
    let step = max(1, facts.layers.count / 60)
    for (index, layer) in facts.layers.enumerated() where index % step == 0 || index < 20 {
      // A name without a number is a word like any other.
      guard layer.path.utf8.contains(where: { (0x30...0x39).contains($0) }) else { continue }
      for rule in LayerRule.all {
        guard let wrong = rule.inject(layer), let value = try? wrong.evaluated() else { continue }
        let right = rule.quantity == .parameters ? layer.parameters : layer.macs
        let subject = Subject(
          target: .layers([index]), quantity: rule.quantity == .parameters ? .parameters : .macs)
        guard value != right, !isRightAnyway(value, layer, rule.quantity),
          !forms.isRightForVariantsLayer(value, subject)
        else { continue }
        let word = rule.quantity == .parameters ? "parameters" : "multiply-adds"
        lines.add(
          "\(layer.path), \(word): \(plain.text(wrong)) = \(plain.text(Expression(value)))", rule.mistake)
      }
    }
    #expect(lines.expected.count > 8)
    #expect(lines.unfound(by: Checker(network: network)) == [])
  }

  /// Whether the wrong formula happens to give what another recognised count gives: then nobody can call it wrong.
  private func isRightAnyway(_ value: Rational, _ layer: NetworkFacts.Layer, _ quantity: Quantity) -> Bool {
    layer.rightValues.contains {
      $0.value == value && ($0.quantity == .parameters) == (quantity == .parameters)
    }
  }

  @Test("A right line for each layer raises nothing", arguments: residualNetworks + otherNetworks)
  func accusesNoRightLine(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let facts = NetworkFacts(try derive(network))
    let plain = PlainText(style: .grouped)
    var lines = ["# \(network.title)"]
    for layer in facts.layers {
      for step in layer.part.steps where step.quantity == .macs || step.quantity == .parameters {
        let word = step.quantity == .parameters ? "parameters" : "multiply-adds"
        lines.append(
          "\(layer.path), \(word): \(plain.text(step.substituted)) = \(plain.text(Expression(step.value)))")
      }
    }
    let findings = Checker(network: network).diagnose(HandCalculation(lines.joined(separator: "\n"))).findings
    #expect(findings.map { "\($0.mistake.rawValue): \(lines[$0.place.line - 1])" } == [])
  }

  @Test("A wrong number of blocks, convolutions or norms", arguments: residualNetworks)
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
