import Derivations
import Networks
import Symbolics

/// Writes the gap of a total as a sum of named contributions.
///
/// Each addend is walked from the value that was used to the right value of what it stands for, one correction at a
/// time; the amounts of the way add up by construction. What is not understood stays in the remainder.
extension Calculation {
  mutating func attribute(_ claim: TotalClaim, _ terms: [TotalTerm], _ facts: NetworkFacts) {
    guard let index = claim.entry, let printed = entries[index].value,
      let correct = try? facts.macs.multiplied(by: Rational(conventionFactor))
    else { return }
    var items: [Ledger.Item] = []
    var evaluation = Ledger(from: claim.numeral.value)
    if let slip = entries[index].slip { evaluation.move(to: printed, because: slip.mistake, at: claim.range) }
    items += evaluation.items
    for term in terms { items += walk(term, facts) }
    for part in isUnderstood(terms, facts) ? missingParts(in: terms, facts) : [] {
      var ledger = Ledger(from: .zero)
      ledger.move(
        to: scaled(part.value(.macs)), because: .partsOmitted, at: entries[index].chain.range,
        about: part.path)
      items += ledger.items
    }
    append(items, claim, correct)
  }

  /// A wrong total without a calculation: all of the gap is its remainder.
  mutating func attributeBareClaim(_ claims: [TotalClaim], _ forms: KnownForms) {
    guard let claim = claims.last(where: { $0.quantity == .macs }) ?? claims.last else { return }
    let (facts, tolerance) = (forms.facts, claim.tolerance)
    let right = forms.totals(of: claim.quantity)
    let isPlain = right.contains(claim.numeral.value, within: tolerance)
    if isPlain || claim.isToolTotal,
      let match = (isPlain ? right.values : forms.toolTotals.map { $0.total })
        .first(where: { LinkChecker.isWithin(tolerance, $0, claim.numeral.value) })
    {
      // Rounded rightly: there is no gap to explain.
      append([], claim, match, isRight: true)
    } else if findings.contains(where: { $0.range == claim.range && $0.mistake == .networkTotalWrong }) {
      let value = claim.quantity == .parameters ? facts.parameters : facts.macs
      let factor = claim.quantity == .parameters ? 1 : conventionFactor
      if let correct = try? value.multiplied(by: Rational(factor)) { append([], claim, correct) }
    }
  }

  private mutating func append(
    _ items: [Ledger.Item], _ claim: TotalClaim, _ correct: Rational, isRight: Bool = false
  ) {
    guard var remainder = try? claim.numeral.value.subtracting(correct) else { return }
    for item in items {
      guard let rest = try? remainder.subtracting(item.amount) else { return }
      remainder = rest
    }
    totals.append(
      Attribution(
        quantity: claim.quantity, network: facts?.derivation.network.name,
        place: Place(bytes: claim.range, line: 0, column: 0, endLine: 0, endColumn: 0),
        claimed: claim.numeral.value,
        correct: correct, isRight: isRight,
        contributions: items.map {
          Attribution.Contribution(
            mistake: $0.mistake, place: Place(bytes: $0.range, line: 0, column: 0, endLine: 0, endColumn: 0),
            about: $0.about, amount: $0.amount)
        }, remainder: remainder))
  }

  private func scaled(_ macs: Rational) -> Rational? { try? macs.multiplied(by: Rational(conventionFactor)) }

  // MARK: - The way of one addend

  private func walk(_ term: TotalTerm, _ facts: NetworkFacts) -> [Ledger.Item] {
    var ledger = Ledger(from: term.used)
    switch term.kind {
    case .unknown: return []
    case .input: ledger.move(to: .zero, because: .inputLayerGivenWork, at: term.range, about: "input")
    case .layer(let layer): walk(&ledger, layer: layer, term, facts)
    case .part(let path):
      guard let part = facts.derivation.part(at: path) else { return [] }
      if let index = term.entry { correct(&ledger, entry: index, times: .one) }
      // A part's right sum in the other convention; anything else is not understood and stays in the remainder.
      let right = part.value(.macs)
      if ledger.current == right || ledger.current == (try? right.multiplied(by: .two)) {
        ledger.move(to: scaled(right), because: .mixedConventions, at: term.range, about: path)
      }
    case .blocks(let blocks): walk(&ledger, blocks, term, facts)
    }
    return ledger.hasFailed ? [] : ledger.items
  }

  private func walk(_ ledger: inout Ledger, layer: Int, _ term: TotalTerm, _ facts: NetworkFacts) {
    let target = facts.layers[layer]
    if let index = term.entry { correct(&ledger, entry: index, times: .one) }
    // What the paper's convention does not count (pools, norms) is a matter of convention, not of arithmetic.
    let reason = term.entry.flatMap { entries[$0].misconception } ?? .mixedConventions
    ledger.move(to: scaled(target.macs), because: reason, at: term.range, about: target.path)
  }

  /// Corrects the arithmetic of an earlier result that was taken up so many times.
  private func correct(_ ledger: inout Ledger, entry index: Int, times: Rational) {
    guard let slip = entries[index].slip, let right = entries[index].rightValue,
      let range = entries[index].claimRange
    else {
      return
    }
    ledger.move(
      to: try? right.multiplied(by: times), because: slip.mistake, at: range, about: about(entries[index]))
  }

  private func walk(_ ledger: inout Ledger, _ blocks: BlockTerm, _ term: TotalTerm, _ facts: NetworkFacts) {
    var multiplier = Rational.one
    for count in blocks.counts { multiplier = (try? multiplier.multiplied(by: count.value)) ?? multiplier }
    let base: Rational?
    var hasProjection = false
    switch blocks.core {
    case .sum(_, let addends):
      base = walk(&ledger, addends, multiplier, blocks, facts)
      hasProjection = addends.contains {
        if case .cost(let layer, _) = $0.kind { facts.layers[layer].isShortcut } else { false }
      }
    case .entry(let index):
      base = walk(&ledger, entry: index, multiplier, blocks, facts)
      hasProjection = base == scaled(facts.macs(ofBlock: facts.blocks[blocks.block]).all)
    }
    guard let base else { return }
    let count = blocks.blockCount ?? .one
    let countRange = blocks.countRange ?? term.range
    if let extra = blocks.extraFactor {
      ledger.move(to: try? count.multiplied(by: base), because: .extraFactor, at: blocks.counts[extra].range)
    }
    let total = Rational(facts.blockCount)
    ledger.move(to: try? total.multiplied(by: base), because: .blockCountWrong, at: countRange)
    let (main, all) = facts.macsOfBlocks
    ledger.move(to: scaled(hasProjection ? all : main), because: .allBlocksTakenSame, at: term.range)
    ledger.move(to: scaled(all), because: .shortcutProjectionMissing, at: term.range, about: "downsample")
  }

  /// A block written out: positions put back, norms taken out. Gives the cost of one block as then counted.
  private func walk(
    _ ledger: inout Ledger, _ addends: [BlockTerm.Addend], _ multiplier: Rational, _ blocks: BlockTerm,
    _ facts: NetworkFacts
  ) -> Rational? {
    let path = facts.blocks[blocks.block].part.path
    var values = addends.map { $0.value }
    // One move a reason, however many addends it concerns.
    for reason in [Mistake.outputPositionsMissing, .mixedConventions] {
      var place: Range<Int>?
      for (index, addend) in addends.enumerated() {
        switch addend.kind {
        case .weights(let layer) where reason == .outputPositionsMissing,
          .cost(let layer, _) where reason == .mixedConventions:
          guard let right = scaled(facts.layers[layer].macs) else { return nil }
          values[index] = right
        case .uncounted where reason == .mixedConventions: values[index] = .zero
        case .unknown: return nil
        default: continue
        }
        place = (place?.lowerBound ?? addend.range.lowerBound)..<addend.range.upperBound
      }
      guard let place else { continue }
      let total = NetworkFacts.sum(values).flatMap { try? $0.multiplied(by: multiplier) }
      ledger.move(to: total, because: reason, at: place, about: path)
    }
    return NetworkFacts.sum(values)
  }

  /// A block's earlier result: its slip, its factor, its addends, the slips of its parts, its shortcut.
  private func walk(
    _ ledger: inout Ledger, entry index: Int, _ multiplier: Rational, _ blocks: BlockTerm,
    _ facts: NetworkFacts
  ) -> Rational? {
    func times(_ value: Rational?) -> Rational? { value.flatMap { try? $0.multiplied(by: multiplier) } }
    let entry = entries[index]
    correct(&ledger, entry: index, times: multiplier)
    guard let side = entry.workingSide else { return nil }
    let block = facts.macs(ofBlock: facts.blocks[blocks.block])
    if entry.value == scaled(block.main) || entry.value == scaled(block.all) {
      return settle(&ledger, entry.value, block, times, side.located.range)
    }
    guard let sum = side.located.firstSum, let sumValue = try? sum.expression.evaluated(),
      let parts = partsOfBlock(before: index), !parts.isEmpty,
      let claimed = NetworkFacts.sum(parts.compactMap { entries[$0].claim?.value })
    else { return nil }
    ledger.move(
      to: times(sumValue), because: .mixedConventions, at: side.located.factorTwo ?? side.located.range)
    ledger.move(to: times(claimed), because: .addendsDoNotMatchParts, at: sum.inner)
    var running = claimed
    for part in parts {
      guard let claim = entries[part].claim?.value, let right = rightCost(of: part, facts),
        let next = try? running.subtracting(claim).adding(right), let range = entries[part].claimRange
      else { return nil }
      running = next
      let reason = entries[part].slip?.mistake ?? entries[part].misconception ?? .mixedConventions
      ledger.move(to: times(running), because: reason, at: range, about: about(entries[part]))
    }
    return settle(&ledger, running, block, times, side.located.range)
  }

  private func settle(
    _ ledger: inout Ledger, _ value: Rational?, _ block: (main: Rational, all: Rational),
    _ times: (Rational?) -> Rational?, _ range: Range<Int>
  ) -> Rational? {
    guard value == scaled(block.main), block.main != block.all else { return value }
    let place = findings.first { $0.mistake == .shortcutProjectionMissing }?.range ?? range
    ledger.move(to: times(scaled(block.all)), because: .shortcutProjectionMissing, at: place)
    return scaled(block.all)
  }

  /// The right cost of the layer that an entry is about.
  private func rightCost(of index: Int, _ facts: NetworkFacts) -> Rational? {
    if let layer = entries[index].meaning?.layer { return scaled(facts.layers[layer].macs) }
    if case .layers(let candidates) = entries[index].subject.target, let layer = candidates.first {
      return scaled(facts.layers[layer].macs)
    }
    return nil
  }
}
