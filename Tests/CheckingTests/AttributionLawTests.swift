import Derivations
import Networks
import Symbolics
import Testing

@testable import Checking

/// Law 5: contributions plus remainder equal the gap.
@Suite("The gap of a total")
struct AttributionLawTests {
  @Test("Contributions and remainder add up to the gap", arguments: residualNetworks + otherNetworks)
  func addsUp(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let facts = NetworkFacts(try derive(network))
    var series = Checker.Series(Checker(network: network))
    var random = SplitMix(seed: 7)
    var explained = 0
    for _ in 0..<12 {
      let text = RandomTotal.text(of: network, facts, &random)
      let diagnosis = series.diagnose(HandCalculation(text))
      for total in diagnosis.totals {
        var sum = total.remainder
        for contribution in total.contributions { sum = try sum.adding(contribution.amount) }
        #expect(try sum == total.claimed.subtracting(total.correct), "\(text)")
        if total.remainder == 0, !total.contributions.isEmpty { explained += 1 }
      }
      if isPlainlyNamed(name) { #expect(!diagnosis.totals.isEmpty, "\(text)") }
    }
    // Where a network is a row of units that have no name among people, some gaps stay open.
    if isPlainlyNamed(name) {
      let least = name.hasPrefix("resnet") ? 7 : 3
      #expect(explained >= least, "\(explained) of 12 explained without a remainder")
    }
  }

  @Test("A right total has no gap", arguments: residualNetworks + otherNetworks)
  func hasNoGap(_ name: String) throws {
    let network = try #require(Catalogue.network(named: name))
    let facts = NetworkFacts(try derive(network))
    let plain = PlainText(style: .grouped)
    let parts = facts.derivation.root.addends
    let sum = plain.text(.sum(of: parts.map { Expression($0) }))
    let text =
      "The total of \(network.title) in multiply-adds:\n\(sum) = \(plain.text(Expression(facts.macs)))\n"
    let diagnosis = Checker(network: network).diagnose(HandCalculation(text))
    #expect(diagnosis.findings.isEmpty)
    if isPlainlyNamed(name) {
      #expect(diagnosis.totals.map(\.remainder) == [0])
      #expect(diagnosis.totals.map(\.correct) == [facts.macs])
    }
  }

  private func isPlainlyNamed(_ name: String) -> Bool {
    ["resnet", "wide", "lenet", "alexnet", "vgg"].contains { name.hasPrefix($0) }
  }
}

/// A total of a network with mistakes made at random: wrong results, wrong counts, missing and doubled parts.
enum RandomTotal {
  static func text(of network: Network, _ facts: NetworkFacts, _ random: inout SplitMix) -> String {
    let plain = PlainText(style: .grouped)
    var lines = ["# \(network.title), multiply-adds"]
    var addends: [Rational] = []
    for part in facts.derivation.root.pieces where !part.value(.macs).isZero && part.repetitions == 1 {
      var claim = part.value(.macs)
      if random.below(3) == 0 { claim = (try? claim.adding(Rational(1 + random.below(1_000_000)))) ?? claim }
      if let step = part.step(.macs) {
        lines.append("\(part.path): \(plain.text(step.substituted)) = \(plain.text(Expression(claim)))")
      }
      if random.below(4) > 0 || addends.isEmpty { addends.append(claim) }
    }
    var total = NetworkFacts.sum(addends) ?? .zero
    if random.below(2) == 0 { total = (try? total.adding(Rational(1 + random.below(90_000_000)))) ?? total }
    lines.append("The total of \(network.title):")
    lines.append("\(plain.text(.sum(of: addends.map { Expression($0) }))) = \(plain.text(Expression(total)))")
    return lines.joined(separator: "\n")
  }
}

extension Part {
  /// What a person adds up: stages, blocks and layers; of plain groups what is in them.
  fileprivate var pieces: [Part] {
    parts.flatMap { part in
      if case .module(.group) = part.kind, part.repetitions == 1 { part.pieces } else { [part] }
    }
  }

  /// The multiply-adds of these pieces, copies multiplied.
  fileprivate var addends: [Rational] {
    pieces.compactMap { part in
      part.use == .training ? nil : try? part.value(.macs).multiplied(by: Rational(part.copies(for: .macs)))
    }.filter { !$0.isZero }
  }
}

/// A small deterministic generator.
struct SplitMix: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  mutating func below(_ bound: Int) -> Int { Int(next() % UInt64(bound)) }
}

/// The networks whose workings the checker knows all about.
let residualNetworks = Catalogue.names.filter { $0.hasPrefix("resnet") }

/// One network of every other family of CNNs in the catalogue.
let otherNetworks: [String] = {
  var families: Set<String> = []
  return Catalogue.names.filter { name in
    let family = String(name.prefix { $0.isLetter })
    guard !name.hasPrefix("resnet"), Catalogue.network(named: name)?.usualInput.count == 3,
      !["vit", "deit", "swin", "maxvit", "clip", "unet"].contains(family)
    else { return false }
    return families.insert(family).inserted
  }
}()
