public import Derivations
public import Networks
import Symbolics

/// Reads a working, compares it with the derivation and names what went wrong.
///
///     let diagnosis = Checker().diagnose(HandCalculation("ResNet-50: (7×7×3×64)×(112×112) = 118,013,952"))
///     diagnosis.verdict   // .right
///
/// The order is that of a careful reader: the arithmetic of each link first, then the formula for its layer, then the
/// convention, then the total. A right answer in any recognised convention or variant is never called wrong.
public struct Checker: Sendable {
  private let network: Network?
  private let convention: Convention

  /// A checker for workings about a network, or about the networks that the text names.
  public init(network: Network? = nil, convention: Convention = .paper) {
    self.network = network
    self.convention = convention
  }

  /// What is right and wrong in a working.
  public func diagnose(_ working: HandCalculation) -> Diagnosis {
    let lines = Scanner.lines(of: working)
    var known: [String: NetworkFacts] = [:]
    for line in lines {
      for name in line.networks where !name.name.isEmpty && known[name.name] == nil {
        known[name.name] = facts(of: Catalogue.network(named: name.name))
      }
    }
    for facts in Array(known.values) {
      for variant in facts.derivation.network.variants where known[variant] == nil {
        known[variant] = self.facts(of: Catalogue.network(named: variant))
      }
    }
    let given = facts(of: network)
    for variant in network?.variants ?? [] where known[variant] == nil {
      known[variant] = facts(of: Catalogue.network(named: variant))
    }
    var calculations = Segmentation.calculations(
      of: working, lines: lines, network: network, facts: { known[$0] }, given: given)
    var links = LinkChecker(working)
    for index in calculations.indices { calculations[index].check(with: &links) }
    return Report(working: working, convention: convention).diagnosis(of: calculations)
  }

  private func facts(of network: Network?) -> NetworkFacts? {
    guard let network, let derivation = try? derive(network) else { return nil }
    return NetworkFacts(derivation)
  }
}

extension Calculation {
  /// Runs all checks in their order.
  mutating func check(with links: inout LinkChecker) {
    readChains(with: &links)
    checkLayerFormulas()
    checkInputLayer()
    checkCounts()
    checkSameCosts()
    checkShortcuts()
    checkConventions()
    checkPartsOfSums()
    checkNetworkTotals()
    settleStatuses()
  }
}
