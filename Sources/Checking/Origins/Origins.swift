public import Derivations
public import Networks
import Symbolics

/// Where a number that is stated of a network may come from: conventions, quantities, other forms and mistakes that give
/// it, the likeliest first.
///
///     let origins = try Origins(of: ClaimedNumber("4.1G")!, in: resnet50)
///     origins.explanations.first?.name    // paper
public struct Origins: Sendable {
  /// The number as it was read; where its unit was guessed, with it.
  public let claim: ClaimedNumber
  /// The network's derivation.
  public let derivation: Derivation
  /// What gives the number, exactly or to its digits, best first.
  public let explanations: [Origin]
  /// Where nothing does: the counts nearest to it, by their ratio.
  public let nearest: [Origin]

  /// Looks for all that gives a number.
  ///
  /// - Parameter inputs: the shapes that go in; the usual ones if they are left out.
  /// - Throws: ``DerivationError``: as ``Derivations/compare(_:inputs:conventions:)``.
  public init(of claim: ClaimedNumber, in network: Network, inputs: [Shape]? = nil) throws(DerivationError) {
    let counts = OriginCounts(try compare(network, inputs: inputs))
    derivation = counts.derivation
    var best: (claim: ClaimedNumber, found: [Origin])?
    for reading in claim.readings {
      let found = Origins.explanations(of: reading, counts)
      if found.isEmpty { continue }
      if best == nil { best = (reading, found) }
      // A mistake in the likeliest unit is less likely than a right count in another one.
      if found.contains(where: { $0.kind != .mistake }) {
        best = (reading, found)
        break
      }
    }
    self.claim = best?.claim ?? claim.readings.first { $0.numeral.scale == .giga } ?? claim
    explanations = best?.found ?? []
    nearest = best == nil ? Origins.nearest(to: self.claim, counts) : []
  }

  /// How many counts are named where none fits.
  private static let nearestCount = 5

  private static func explanations(of claim: ClaimedNumber, _ counts: OriginCounts) -> [Origin] {
    var found: [(origin: Origin, order: [Int])] = []
    for (rank, rule) in OriginRule.all.enumerated() {
      for var origin in rule.origins(counts, claim) where claim.allows(origin) {
        guard let fit = claim.fit(of: origin.value), fit == .exact || claim.digits >= rule.digits else {
          continue
        }
        // Where the right count has the same digits, nothing went wrong.
        if let correct = origin.correct, claim.fit(of: correct) != nil { continue }
        if fit == .cutOff, !rule.isPublished { continue }
        if found.contains(where: { origin.repeats($0.origin) }) { continue }
        origin.fit = fit
        found.append(
          (
            origin,
            [fit == .exact ? 0 : 1, rank, claim.agrees(with: origin) ? 0 : 1, fit.rawValue, found.count]
          )
        )
      }
    }
    return found.sorted { $0.order.lexicographicallyPrecedes($1.order) }.map { $0.origin }
  }

  private static func nearest(to claim: ClaimedNumber, _ counts: OriginCounts) -> [Origin] {
    var found: [(origin: Origin, distance: Double)] = []
    for rule in OriginRule.all where rule.isPublished {
      for origin in rule.origins(counts, claim) where claim.allows(origin) {
        let ratio = origin.value.approximation / claim.numeral.value.approximation
        if found.contains(where: { $0.origin.value == origin.value }) { continue }
        found.append((origin, ratio < 1 ? 1 / ratio : ratio))
      }
    }
    return found.sorted { $0.distance < $1.distance }.prefix(nearestCount).map { $0.origin }
  }
}

extension Origin {
  /// Whether a likelier explanation says the same already. Conventions that agree are all named; what is right for a part
  /// does not speak against a mistake in the whole.
  fileprivate func repeats(_ earlier: Origin) -> Bool {
    guard value == earlier.value, reason != .convention else { return false }
    return reason == earlier.reason || !earlier.isOfPart
  }

  /// Whether it is a count of a part only.
  private var isOfPart: Bool { reason == .part || reason == .component }
}

extension ClaimedNumber {
  /// Whether the unit that was written allows such a quantity at all. FLOPs are often said of multiply-adds, and
  /// multiply-adds now and then of FLOPs.
  fileprivate func allows(_ origin: Origin) -> Bool {
    switch unit {
    case nil: true
    case .multiplyAdds, .flops: origin.unit != nil
    case .parameters: origin.quantity == .parameters || origin.quantity == .activeParameters
    case .bytes: origin.quantity == .bytes
    }
  }

  /// Whether the unit that was written is the origin's own.
  public func agrees(with origin: Origin) -> Bool {
    switch unit {
    case .multiplyAdds: origin.unit == .mac
    case .flops: origin.unit == .flop
    case nil, .parameters, .bytes: true
    }
  }
}

/// A source of origins, as a value. All of them stand in ``all``, the likelier before the less likely.
struct OriginRule: Sendable {
  /// How many digits a number must show before it says anything here: the more there is to fit, the more.
  let digits: Int
  /// Whether the counts are those that are published of a network: so they may be quoted with digits cut off, and are
  /// worth naming where nothing fits.
  var isPublished = false
  /// All that the rule gives for a network; of rules that look at the number, what gives this one.
  let origins: @Sendable (OriginCounts, ClaimedNumber) -> [Origin]

  static let all: [OriginRule] = [
    .paper, .parameters, .conventions, .quantities, .otherForms, .otherInputs, .batches, .parts,
    .magnitude, .factorOfTwo, .binaryPrefix, .shortcuts, .sameBlocks, .omissions, .attention, .tiedHead,
    .groups,
    .otherBlockCounts, .otherNetworks, .digitSlips, .everyLayer, .layers, .oneLayer,
  ]
}
