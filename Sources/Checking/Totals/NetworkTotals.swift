import Derivations
import Symbolics

/// Claims of a network's total, in a calculation or in a sentence.
struct TotalClaim: Sendable {
  /// Where the number stands.
  var range: Range<Int>
  /// The number.
  var numeral: Numeral
  var isApproximate: Bool
  var quantity: Quantity
  /// The entry that calculates it, if there is one.
  var entry: Int?
  /// Whether the words name the network.
  var isSpecific: Bool
}

enum NetworkTotals {
  /// The right totals of a network: multiply-adds or FLOPs, with whatever else a consistent count may hold.
  static func right(_ facts: NetworkFacts, _ quantity: Quantity) -> [Rational] {
    quantity == .parameters ? parameters(facts) : costs(facts)
  }

  private static func parameters(_ facts: NetworkFacts) -> [Rational] {
    var norms = Rational.zero
    for layer in facts.layers where layer.noun == .norm {
      norms = (try? norms.adding(layer.parameters.multiplied(by: Rational(layer.multiplicity)))) ?? norms
    }
    // Running means and variances are as many again and are not trained; some counts leave norms out.
    return [facts.parameters, try? facts.parameters.adding(norms), try? facts.parameters.subtracting(norms)].compactMap { $0 }
  }

  /// Sums of multiply-adds at 1 or 2 with norms at 0, 1, 2, 4, activations at 0, 1, 2 and pools, sums and biases or not.
  private static func costs(_ facts: NetworkFacts) -> [Rational] {
    var sums: [Rational] = [facts.macs] + ((try? facts.macs.multiplied(by: .two)).map { [$0] } ?? [])
    for noun in [Noun.norm, .activation, .globalPool, .pool, .addition] {
      var choices: [Rational] = [.zero]
      for layer in facts.layers where layer.noun == noun {
        for right in RightValues.entries(for: layer) where right.quantity == .counted {
          if let total = sameRule(right, of: layer, over: facts), !choices.contains(total) { choices.append(total) }
        }
      }
      // The plain counts stay in front.
      sums = choices.flatMap { choice in sums.compactMap { try? $0.adding(choice) } }
    }
    return sums
  }

  /// The network's total for a kind of layer if each is counted by the rule that gave `right` for one of them.
  private static func sameRule(
    _ right: RightValues.Entry, of sample: NetworkFacts.Layer, over facts: NetworkFacts
  ) -> Rational? {
    guard let place = RightValues.entries(for: sample).firstIndex(where: { $0.value == right.value && $0.quantity == .counted })
    else { return nil }
    var total = Rational.zero
    for layer in facts.layers where layer.noun == sample.noun {
      let entries = RightValues.entries(for: layer)
      guard entries.indices.contains(place),
        let cost = try? entries[place].value.multiplied(by: Rational(layer.multiplicity)), let sum = try? total.adding(cost)
      else { return nil }
      total = sum
    }
    return total
  }
}

extension Calculation {
  mutating func checkNetworkTotals() {
    guard let facts else { return }
    let claims = totalClaims()
    var structured: [Int: [TotalTerm]] = [:]
    for claim in claims {
      guard let entry = claim.entry, claim.quantity != .parameters, let terms = totalTerms(of: entry) else { continue }
      structured[entry] = terms
      if isTotal(terms, claim) { checkStructure(of: entry, terms, facts) }
    }
    judge(claims, facts)
    for claim in claims {
      guard let entry = claim.entry, let terms = structured[entry], isTotal(terms, claim),
        !isRight(claim, rightTotals(of: claim.quantity))
      else { continue }
      attribute(claim, terms, facts)
    }
    if totals.isEmpty { attributeBareClaim(claims, facts) }
  }

  /// Whether a sum is the network's: the words say so, or it holds blocks or the classifier.
  private func isTotal(_ terms: [TotalTerm], _ claim: TotalClaim) -> Bool {
    let known = terms.filter { if case .unknown = $0.kind { false } else { true } }
    return claim.isSpecific ? !known.isEmpty : known.count >= 2
  }

  // MARK: - Finding the claims

  private func totalClaims() -> [TotalClaim] {
    var claims: [TotalClaim] = []
    for (index, entry) in entries.enumerated() where entry.subject.target == .network || isTotalByItsParts(index) {
      guard let claim = entry.claim, let range = entry.claimRange, claim.value > 1_000, entry.claimUnit.allowsCount,
        !derivesFromTotal(entry)
      else { continue }
      claims.append(
        TotalClaim(
          range: range, numeral: claim, isApproximate: entry.chain.signs.last == .approximately,
          quantity: quantity(entry.subject.quantity), entry: index, isSpecific: entry.subject.isSpecific))
    }
    for (place, line) in lines.enumerated() {
      for side in line.lone {
        if let claim = proseClaim(side, on: line, place) { claims.append(claim) }
      }
    }
    return claims.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether a calculation goes on from the network's total: bytes, batches, shares. Its result is another quantity.
  private func derivesFromTotal(_ entry: Entry) -> Bool {
    guard let side = entry.workingSide else { return false }
    if case .sum = side.located.expression { return false }
    let right = [facts?.macs, facts?.parameters].compactMap { $0 }
    var found = false
    LinkChecker.forEachNumeral(of: side.located.expression) { numeral in
      let tolerance = LinkChecker.tolerance(of: numeral, isApproximate: false)
      found = found || right.contains { LinkChecker.isWithin(tolerance, $0, numeral.value) }
    }
    return found && !isDoubled(side.located.expression)
  }

  /// 2 × the multiply-adds is the same total in FLOPs.
  private func isDoubled(_ expression: Expression) -> Bool {
    guard case .product(let factors) = expression, factors.count == 2 else { return false }
    return factors.contains { if case .number(let numeral) = $0 { numeral.value == .two } else { false } }
  }

  /// Whether a sum joins blocks with a layer outside all blocks: then it is the network's, whatever the words say.
  private func isTotalByItsParts(_ index: Int) -> Bool {
    guard let facts, entries[index].subject.quantity != .parameters, let terms = totalTerms(of: index) else { return false }
    return terms.contains { $0.blocks != nil }
      && terms.contains { if case .layer(let layer) = $0.kind { facts.layers[layer].block == nil } else { false } }
  }

  private func quantity(_ noun: Noun?) -> Quantity { noun == .parameters ? .parameters : .macs }

  /// "ResNet-101 needs about 7.8 G FLOPs": a number in a sentence that names the network and the quantity.
  private func proseClaim(_ side: Chain.Side, on line: TextLine, _ place: Int) -> TotalClaim? {
    guard let numeral = side.claim, numeral.value >= 100_000, side.unit.allowsCount else { return nil }
    let range = side.located.range
    let subject = finder.subject(of: range.lowerBound, onLine: place)
    guard subject.target == .network, subject.range.map({ line.range.contains($0.lowerBound) }) ?? false else { return nil }
    let sentence = sentence(around: range.lowerBound, on: line)
    let words = mentions(on: line, in: sentence)
    let noun: Noun? =
      switch side.unit {
      case .flops: .flops
      case .macs: .macs
      case .parameters: .parameters
      default: words.last { $0.noun.isQuantity && $0.range.lowerBound < range.lowerBound }?.noun
        ?? words.first { $0.noun.isQuantity }?.noun
      }
    guard let noun else { return nil }
    return TotalClaim(
      range: range, numeral: numeral, isApproximate: side.isApproximate, quantity: quantity(noun), entry: nil,
      isSpecific: subject.isSpecific)
  }

  // MARK: - Judging them

  private mutating func judge(_ claims: [TotalClaim], _ facts: NetworkFacts) {
    for quantity in [Quantity.macs, .parameters] {
      let right = rightTotals(of: quantity)
      var last: TotalClaim?
      for claim in claims where claim.quantity == quantity {
        if isRight(claim, right) { continue }
        if let earlier = unitSlip(of: claim, last: last, right) {
          reportUnitSlip(claim, earlier)
          continue
        }
        guard isPlausible(claim, right) else { continue }
        last = claim
      }
      if let last { reportWrongTotal(last, quantity, facts) }
    }
  }

  /// Whether a claim agrees with a right total to its digits. A figure quoted in a sentence may be cut off instead of
  /// rounded, as the papers' own are: 3.8 G for 3,857,973,248.
  func isRight(_ claim: TotalClaim, _ right: [Rational]) -> Bool {
    let half = LinkChecker.tolerance(of: claim.numeral, isApproximate: claim.isApproximate)
    let tolerance = claim.entry == nil && !half.isZero ? claim.numeral.lastPlace : half
    return right.contains { LinkChecker.isWithin(tolerance, $0, claim.numeral.value) }
  }

  /// The number that a claim repeats with another magnitude: the total calculated before, or the true one.
  private func unitSlip(of claim: TotalClaim, last: TotalClaim?, _ right: [Rational]) -> Rational? {
    guard claim.numeral.scale != .one else { return nil }
    for candidate in [last?.numeral.value].compactMap({ $0 }) + right.prefix(2) {
      if Magnitude.power(from: candidate, to: claim.numeral) != nil || hasPowerOfTen(candidate, claim.numeral) {
        return candidate
      }
    }
    return nil
  }

  /// 7.8亿 against 7,839,944,000: two digits agree, and the magnitude does not.
  private func hasPowerOfTen(_ value: Rational, _ claim: Numeral) -> Bool {
    guard let tenth = try? claim.lastPlace.multiplied(by: 10), tenth <= claim.value else { return false }
    for power in [Rational(10), Rational(100), Rational(1_000), Rational(10_000)] {
      for candidate in [try? value.divided(by: power), try? value.multiplied(by: power)] {
        if let candidate, LinkChecker.isWithin(claim.lastPlace, candidate, claim.value) { return true }
      }
    }
    return false
  }

  private mutating func reportUnitSlip(_ claim: TotalClaim, _ value: Rational) {
    let mistake: Mistake = claim.numeral.scale.isChinese ? .yiUnitSlip : .prefixSlip
    findings.append(
      Draft(
        mistake: mistake, alternatives: [.powerOfTenSlip], range: claim.range, about: claim.quantity.name,
        claimed: claim.numeral.value, correct: value))
  }

  /// A number without the network's name beside it must be near the total to be taken for it.
  private func isPlausible(_ claim: TotalClaim, _ right: [Rational]) -> Bool {
    if claim.isSpecific { return true }
    if let entry = claim.entry, let terms = totalTerms(of: entry), isTotal(terms, claim) { return true }
    guard let right = right.first else { return false }
    let ratio = claim.numeral.value.approximation / right.approximation
    return ratio > 0.4 && ratio < 2.6
  }

  private mutating func reportWrongTotal(_ claim: TotalClaim, _ quantity: Quantity, _ facts: NetworkFacts) {
    let factor = quantity == .parameters ? 1 : conventionFactor
    let value = quantity == .parameters ? facts.parameters : facts.macs
    findings.append(
      Draft(
        mistake: .networkTotalWrong, range: claim.range, about: quantity.name, claimed: claim.numeral.value,
        correct: try? value.multiplied(by: Rational(factor)),
        arguments: variants.first.map { variant in
          [("expected", .number(quantity == .parameters ? variant.parameters : variant.macs))]
        } ?? []))
  }

  /// Operations for a multiply-add in most of the working's lines.
  var conventionFactor: Int {
    var (single, double) = (0, 0)
    for entry in entries {
      if entry.meaning?.factor == 2 { double += 1 } else if entry.meaning?.factor == 1 { single += 1 }
    }
    return double > single ? 2 : 1
  }
}

extension Unit {
  /// Whether a number with this unit may be a network's total.
  fileprivate var allowsCount: Bool {
    switch self {
    case .none, .flops, .macs, .parameters, .other: true
    case .bytes, .tokens, .time: false
    }
  }
}
