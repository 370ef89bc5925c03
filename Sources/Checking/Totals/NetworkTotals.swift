import Derivations
import Networks
import Symbolics

/// What a text claims for the whole network, held against the network's own and its other valid forms.
extension Calculation {
  mutating func checkNetworkTotals() {
    // "pruned", "10 classes", CIFAR: another network than the catalogue's, whose totals are not known.
    guard let forms, !lines.contains(where: { speaksOfVariant($0) }) else { return }
    let facts = forms.facts
    // What a network of tokens costs goes by a token, a sequence, a batch or a run: its operations have no one total.
    let isOfTokens = facts.derivation.network.inputs.contains { $0.layout == .tokens }
    var claims = totalClaims().filter { !isOfTokens || $0.quantity == .parameters && isNamedTotal($0) }
    var structured: [Int: [TotalTerm]] = [:]
    for claim in claims {
      guard let entry = claim.entry, claim.quantity != .parameters, let terms = totalTerms(of: entry) else {
        continue
      }
      structured[entry] = terms
      // A sum that gives a right total has the right parts, whatever they are taken for.
      let isRight = entries[entry].value.map { isRightTotal($0, of: entries[entry], forms) } ?? false
      if !isRight, isTotal(terms, claim) { checkStructure(of: entry, terms, facts) }
    }
    judge(&claims, forms)
    checkMixedTotals(claims, forms)
    for claim in claims {
      guard let entry = claim.entry, let terms = structured[entry], isTotal(terms, claim),
        !claim.isToolTotal, !isAccepted(claim, forms)
      else { continue }
      attribute(claim, terms, facts)
    }
    if totals.isEmpty { attributeBareClaim(claims, forms) }
    checkGapsOfTotals(forms)
  }

  /// Whether a value is the network's total in some recognised way of counting.
  private func isRightTotal(_ value: Rational, of entry: Entry, _ forms: KnownForms) -> Bool {
    forms.costs.contains(value) || entry.subject.quantity == nil && forms.parameters.contains(value)
      || forms.textbookTotals.contains(value) || forms.toolTotals.contains { $0.total == value }
  }

  /// Whether a number of parameters is called the network's own, and no part, no training and no size of it.
  private func isNamedTotal(_ claim: TotalClaim) -> Bool {
    guard claim.isSpecific, !claim.isLooselyNamed, claim.entry == nil, claim.numeral.value >= 1_000_000,
      !flagged.contains(claim.range.lowerBound),
      let line = line(at: claim.range.lowerBound)
    else { return false }
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    return !mentions(on: line, in: sentence).contains { $0.noun.modelWord != nil }
  }

  /// Whether a sum is the network's: the words say so, or it holds blocks or the classifier.
  func isTotal(_ terms: [TotalTerm], _ claim: TotalClaim) -> Bool {
    let known = terms.filter { if case .unknown = $0.kind { false } else { true } }
    return claim.isSpecific ? !known.isEmpty : known.count >= 2
  }

  // MARK: - Finding the claims

  private func totalClaims() -> [TotalClaim] {
    var claims: [TotalClaim] = []
    let named = placeOfName
    for index in entries.indices {
      guard let claim = calculatedClaim(index) else { continue }
      if claim.range.lowerBound < named, entries[index].workingSide != nil, !holdsKnownTerms(claim) {
        continue
      }
      claims.append(claim)
    }
    for (place, line) in lines.enumerated() where line.traits.contains(.large) {
      for side in line.lone where side.traits.contains(.large) {
        if let claim = proseClaim(side, on: line, place) { claims.append(claim) }
      }
    }
    return claims.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// Whether a chain names a part of the network as what it counts: `Params_classifier = …`.
  private func isNamedPart(_ entry: Entry, _ facts: NetworkFacts) -> Bool {
    guard case .symbol(let symbol) = entry.chain.sides[0].located.expression, !symbol.index.isEmpty else {
      return false
    }
    return facts.targets[symbol.index].map { $0 != .network }
      ?? facts.layers.contains { $0.path.hasPrefix(symbol.index + ".") }
  }

  /// The total that a chain calculates: a sum that holds parts of the network, or `total = 4.09 G`.
  private func calculatedClaim(_ index: Int) -> TotalClaim? {
    let entry = entries[index]
    guard let facts, entry.claimUnit.allowsCount, let claim = entry.claim, let range = entry.claimRange,
      claim.value > 1_000
    else { return nil }
    if entry.chain.countsOwnWay || isNamedPart(entry, facts) || startsFromTotal(entry) { return nil }
    let isTotal: Bool
    if let side = entry.workingSide {
      guard case .sum = side.located.expression else { return doubledTotal(entry, range, claim) }
      // A sum over a block or a stage is right or wrong as that, not as the network's.
      if let path = entry.meaning?.path, !path.isEmpty { return nil }
      isTotal =
        isTotalByItsParts(index)
        || entry.subject.target == .network && holdsSingleLayers(index) && !isSumOfOneKind(index)
          && !isLabelledAsPart(entry)
    } else {
      guard let line = line(at: range.lowerBound) else { return nil }
      isTotal =
        entry.subject.target == .network && entry.chain.sides[0].isSymbolic && entry.subject.quantity != nil
        && isPlain(around: range, on: line) && !isLabelledAsPart(entry) && !isDenied(range, on: line)
        && !isNamedAsPart(entry, on: line)
        // `D = 1024` is a size.
        && (forms?.sizes == nil || claim.value >= 1_000_000)
    }
    guard isTotal, let line = line(at: range.lowerBound),
      !mayBeOfAnother(
        sentence(around: range.lowerBound, on: line), on: line, at: range, knowsClasses: true),
      !isOfVariation(range, on: line), !isOfSomeParts(entry, facts), !isHeadedAsBlock(entry),
      !isBelowPart(entry.home, claim)
    else { return nil }
    return TotalClaim(
      range: range, numeral: claim, isApproximate: entry.chain.signs.last == .approximately,
      quantity: quantity(entry.subject.quantity), isLooselyNamed: entry.subject.quantity == nil,
      saysMultiplyAdds: entry.claimUnit == .macs
        || entry.subject.quantity == .macs && entry.claimUnit != .flops,
      entry: index, isSpecific: entry.subject.isSpecific, saysFlops: entry.claimUnit == .flops)
  }

  /// Whether the words before a calculation on its line name a part that no subject is known for: "mlp: 96·384 + …".
  private func isLabelledAsPart(_ entry: Entry) -> Bool {
    guard let line = line(at: entry.chain.range.lowerBound) else { return false }
    let start = sentence(around: entry.chain.range.lowerBound, on: line).lowerBound
    let label = start..<max(start, entry.chain.range.lowerBound)
    return line.mentions.contains { mention in
      label.contains(mention.range.lowerBound)
        && (mention.noun.modelWord.map { ModelWords.parts.contains($0) } ?? false)
    } || Phrases.contains(Calculation.partLabels, in: label, of: working.bytes)
  }

  private static let partLabels: [StaticString] = [
    "pointwise", "depthwise", "encoder", "decoder", "tower", "branch", "stem", "attention", "逐点", "逐通道",
    "编码器", "解码器", "分支",
  ]

  /// `2 × 4,089,184,256 = 8,178,368,512`: the total in FLOPs.
  private func doubledTotal(_ entry: Entry, _ range: Range<Int>, _ claim: Numeral)
    -> TotalClaim?
  {
    guard entry.meaning?.path.isEmpty ?? false, entry.subject.target == .network else { return nil }
    return TotalClaim(
      range: range, numeral: claim, isApproximate: false, quantity: quantity(entry.subject.quantity),
      entry: nil,
      isSpecific: entry.subject.isSpecific, isDoubling: true)
  }

  /// Whether a sum holds a layer outside all blocks, as a network's total must and a sum over blocks does not.
  private func holdsSingleLayers(_ index: Int) -> Bool {
    guard let facts, let terms = totalTerms(of: index) else { return false }
    return terms.contains {
      switch $0.kind {
      case .layer(let layer): facts.layers[layer].block == nil
      case .input: true
      default: false
      }
    }
  }

  /// Whether a sum joins blocks with a layer outside all blocks: then it is the network's, whatever the words say.
  private func isTotalByItsParts(_ index: Int) -> Bool {
    guard let facts, entries[index].subject.quantity != .parameters, let terms = totalTerms(of: index) else {
      return false
    }
    return terms.contains { $0.blocks != nil }
      && terms.contains {
        if case .layer(let layer) = $0.kind { facts.layers[layer].block == nil } else { false }
      }
  }

  func quantity(_ noun: Noun?) -> Quantity { noun == .parameters ? .parameters : .macs }

  // MARK: - Judging them

  private mutating func judge(_ claims: inout [TotalClaim], _ forms: KnownForms) {
    for quantity in [Quantity.macs, .parameters] {
      var last: TotalClaim?
      for index in claims.indices where claims[index].quantity == quantity {
        let claim = claims[index]
        let isPlain = isAccepted(claim, forms)
        if !isPlain, isRightForPart(claim) { continue }
        claims[index].isToolTotal = isToolTotal(claim, forms, isPlain: isPlain)
        if isPlain || claims[index].isToolTotal {
          remarkOnClassifier(claim, forms)
          continue
        }
        let right = forms.totals(of: quantity).values
        if let earlier = unitSlip(of: claim, last: last, right) {
          reportUnitSlip(claim, earlier)
          continue
        }
        if isOfConvolutions(claim, forms) || isWellKnown(claim, forms) { continue }
        guard isPlausible(claim, right) else { continue }
        last = claim
      }
      if let last, !isExplained(last, forms) { reportWrongTotal(last, quantity, forms) }
    }
  }

  /// Whether another finding tells all that is wrong with a total: a slip of the arithmetic in a sum that is right, or the
  /// factor of 2 on the wrong side.
  private func isExplained(_ claim: TotalClaim, _ forms: KnownForms) -> Bool {
    if let entry = claim.entry.map({ entries[$0] }), entry.slip != nil, let right = entry.rightValue,
      forms.parameters.contains(right) || isRightTotal(right, of: entry, forms)
    {
      return true
    }
    return findings.contains { $0.mistake == .macFlopRatioReversed && $0.range.overlaps(claim.range) }
  }

  func isAccepted(_ claim: TotalClaim, _ forms: KnownForms) -> Bool {
    let isOfMultiplyAdds = claim.saysMultiplyAdds && claim.quantity == .macs
    if isRight(claim, isOfMultiplyAdds ? forms.multiplyAdds : forms.totals(of: claim.quantity)) {
      return true
    }
    if isNominal(claim, forms) || FamilySizes.holds(claim, of: forms.facts.derivation.network.name)
      || isForOtherClasses(claim, forms)
    {
      return true
    }
    if claim.quantity == .parameters, leavesOutBiases(claim), isRight(claim, forms.parametersWithoutBiases) {
      return true
    }
    if claim.quantity == .macs, !isOfMultiplyAdds || claim.entry != nil, isRight(claim, forms.textbookTotals)
    {
      return true
    }
    guard claim.isLooselyNamed else { return false }
    return isRight(claim, forms.totals(of: claim.quantity == .macs ? .parameters : .macs))
  }

  /// Whether a number without a calculation is right for a layer, a block or a stage: then it is not taken for the total.
  private func isRightForPart(_ claim: TotalClaim) -> Bool {
    guard claim.entry == nil, let forms else { return false }
    let tolerance = LinkChecker.tolerance(of: claim.numeral, isApproximate: true)
    let value = claim.numeral.value
    // Where the quantity stands apart, the number may be of the other one.
    if claim.quantity == .parameters || claim.isLooselyNamed,
      forms.parametersOfParts.contains(value, within: tolerance)
    {
      return true
    }
    return (claim.quantity != .parameters || claim.isLooselyNamed)
      && forms.costsOfParts.contains(value, within: tolerance)
  }

  /// Whether a claim agrees with a right total to its digits. A figure quoted in a sentence may be cut off instead of
  /// rounded, as the papers' own are: 3.8 G for 3,857,973,248.
  func isRight(_ claim: TotalClaim, _ right: KnownValues) -> Bool {
    right.contains(claim.numeral.value, within: claim.tolerance)
  }

  /// The number that a claim repeats with another magnitude: the total calculated before, or the true one.
  private func unitSlip(of claim: TotalClaim, last: TotalClaim?, _ right: [Rational]) -> Rational? {
    guard claim.numeral.scale != .one else { return nil }
    for candidate in [last?.numeral.value].compactMap({ $0 }) + right.prefix(2) {
      if Magnitude.power(from: candidate, to: claim.numeral) != nil
        || hasPowerOfTen(candidate, claim.numeral, to: claim.numeral.lastPlace)
        // 410 亿 has two digits, not three.
        || claim.isSpecific && hasPowerOfTen(candidate, claim.numeral, to: claim.coarsePlace)
      {
        return candidate
      }
    }
    return nil
  }

  /// 4.1亿 against 4,089,184,256: two digits agree, and the magnitude does not.
  private func hasPowerOfTen(_ value: Rational, _ claim: Numeral, to place: Rational) -> Bool {
    guard let tenth = try? place.multiplied(by: 10), tenth <= claim.value else { return false }
    for power in [Rational(10), Rational(100), Rational(1_000), Rational(10_000)] {
      for candidate in [try? value.divided(by: power), try? value.multiplied(by: power)] {
        if let candidate, LinkChecker.isWithin(place, candidate, claim.value) { return true }
      }
    }
    return false
  }

  private mutating func reportUnitSlip(_ claim: TotalClaim, _ value: Rational) {
    let isPrefix = (Magnitude.power(from: value, to: claim.numeral) ?? 3) % 3 == 0
    let mistake: Mistake =
      claim.numeral.scale.isChinese ? .yiUnitSlip : isPrefix ? .prefixSlip : .powerOfTenSlip
    // 2556 万，也就是 2.556 亿: what the line itself contradicts is found by now.
    guard !findings.contains(where: { $0.range == claim.range && $0.mistake == mistake }) else { return }
    findings.append(
      Draft(
        mistake: mistake, alternatives: [isPrefix ? .powerOfTenSlip : .prefixSlip], range: claim.range,
        about: claim.quantity.name,
        claimed: claim.numeral.value, correct: value))
  }

  /// A number without the network's name beside it must be near the total to be taken for it.
  private func isPlausible(_ claim: TotalClaim, _ right: [Rational]) -> Bool {
    // What is a thousandth of the total is a part of it; what is far from it, of another network.
    if let right = right.first {
      let ratio = claim.numeral.value.approximation / right.approximation
      if claim.entry == nil ? ratio < 0.04 || ratio > 25 : ratio < 0.001 || ratio > 1_000 { return false }
      // "Adapter: … = 99,136 parameters" below a line about ResNet-50: other lines than those that name the network, or say
      // that they sum up, may be about anything.
      if let line = line(at: claim.range.lowerBound), line.networks.isEmpty, !line.isHeading {
        let most = line.mentions.contains { $0.noun == .total } ? 50.0 : 8.0
        if ratio > most || ratio < 1 / most { return false }
      }
    }
    if claim.isSpecific { return true }
    // A sum over blocks or stages is the network's; one over single layers may be a total of these.
    if let entry = claim.entry, let terms = totalTerms(of: entry), isTotal(terms, claim),
      terms.contains(where: { $0.isPartOrBlocks })
    {
      return true
    }
    guard let right = right.first else { return false }
    let ratio = claim.numeral.value.approximation / right.approximation
    return ratio > 0.4 && ratio < 2.6
  }

  private mutating func reportWrongTotal(_ claim: TotalClaim, _ quantity: Quantity, _ forms: KnownForms) {
    // A total of which nothing says what it counts is one of what it is near.
    let quantity = quantity == .macs && isNearParameters(claim, forms.facts) ? .parameters : quantity
    func value(_ facts: NetworkFacts) -> Rational { quantity == .parameters ? facts.parameters : facts.macs }
    let factor = Rational(quantity == .parameters ? 1 : conventionFactor)
    let name = forms.facts.derivation.network.name
    let right = try? value(forms.facts).multiplied(by: factor)
    // Of the other forms the one that the claim may have meant; one with the same number is none.
    let others = forms.variants.filter { $0.derivation.network.name != name }
      .compactMap { try? value($0).multiplied(by: factor) }.filter { $0 != right }
    let other = others.min { claim.distance(to: $0) < claim.distance(to: $1) }
    findings.append(
      Draft(
        mistake: .networkTotalWrong, alternatives: right.flatMap { claim.numeral.slip(from: $0) } ?? [],
        range: claim.range, about: quantity.name, claimed: claim.numeral.value,
        correct: right, arguments: other.map { [("expected", .number($0))] } ?? []))
  }

  /// Whether a total whose line names no quantity is, but for three hundredths, the parameters.
  private func isNearParameters(_ claim: TotalClaim, _ facts: NetworkFacts) -> Bool {
    guard let line = line(at: claim.range.lowerBound), !line.mentions.contains(where: { $0.noun.isQuantity }),
      claim.entry.map({ entries.indices.contains($0) && entries[$0].claimUnit == .none }) ?? true
    else { return false }
    return TrainingNumbers.isNear(claim.numeral.value, facts.parameters)
  }
}
