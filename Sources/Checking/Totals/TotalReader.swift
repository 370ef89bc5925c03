import Derivations
import Symbolics

/// Reads the expression of a network's total: which addend stands for which part.
extension Calculation {
  /// The addends of a total, or nil for anything but a sum.
  func totalTerms(of index: Int) -> [TotalTerm]? {
    guard let facts, let side = entries[index].workingSide, case .sum(let terms) = side.located.expression
    else { return nil }
    var result: [TotalTerm] = []
    // The paths of the parts that addends stand for.
    var taken: Set<String> = []
    for (term, located) in zip(terms, side.located.operands) {
      guard let value = try? located.expression.evaluated() else { return nil }
      var read = totalTerm(located, value, before: index, facts)
      if case .unknown = read.kind { read.kind = kind(ofValue: value, facts, besides: taken) }
      if term.isSubtracted { read.used = value.negated }
      switch read.kind {
      case .layer(let layer): taken.insert(facts.layers[layer].path)
      case .part(let path): taken.insert(path)
      default: break
      }
      result.append(read)
    }
    return result
  }

  private func totalTerm(_ located: Located, _ value: Rational, before index: Int, _ facts: NetworkFacts)
    -> TotalTerm
  {
    var term = TotalTerm(kind: .unknown, range: located.range, used: value)
    if let entry = earlierEntry(claiming: value, before: index), isReference(located.expression) {
      term.entry = entry
      term.kind = kind(of: entries[entry], entry, facts)
      if case .blocks(var blocks) = term.kind {
        blocks.counts = []
        term.kind = .blocks(blocks)
      }
    }
    if case .unknown = term.kind, let blocks = blockTerm(located, before: index, facts) {
      term.kind = .blocks(blocks)
    }
    return term
  }

  private func earlierEntry(claiming value: Rational, before index: Int) -> Int? {
    guard let claiming = entriesByClaim[value] else { return nil }
    // They stand in their order, so that the last one before is found by halving.
    var low = 0
    var high = claiming.count
    while low < high {
      let middle = (low + high) / 2
      if claiming[middle] < index { low = middle + 1 } else { high = middle }
    }
    return low > 0 ? claiming[low - 1] : nil
  }

  /// A bare number, perhaps once: `1 × 118,013,952`.
  private func isReference(_ expression: Expression) -> Bool {
    switch expression {
    case .number: return true
    case .product(let factors):
      var others = 0
      for factor in factors {
        guard case .number(let numeral) = factor else { return false }
        if numeral.value != .one { others += 1 }
      }
      return others == 1
    default: return false
    }
  }

  private func kind(of entry: Entry, _ index: Int, _ facts: NetworkFacts) -> TotalTerm.Kind {
    switch entry.subject.target {
    case .inputLayer: return .input
    case .layers(let candidates):
      if let layer = entry.meaning?.layer, candidates.contains(layer) { return .layer(layer) }
      if candidates.count == 1 || entry.subject.isSpecific, let first = candidates.first {
        return .layer(first)
      }
      if let layer = entry.meaning?.layer { return .layer(layer) }
      return .unknown
    case .blocks(let candidates):
      guard let block = candidates.first else { return .unknown }
      return .blocks(BlockTerm(counts: [], core: .entry(index), block: block))
    case .stage(let stage): return .part(facts.stages[stage].path)
    case .network, .none:
      if let meaning = entry.meaning { return meaning.layer.map { .layer($0) } ?? .part(meaning.path) }
      return .unknown
    }
  }

  /// The layer or the stage that costs so much and that no other addend stands for yet.
  private func kind(ofValue value: Rational, _ facts: NetworkFacts, besides taken: Set<String>)
    -> TotalTerm.Kind
  {
    for index in facts.layers.indices where facts.layers[index].multiplicity == 1 {
      let isRight = facts.layers[index].rightValues.contains {
        $0.value == value && $0.quantity != .parameters
      }
      if isRight, !taken.contains(facts.layers[index].path) { return .layer(index) }
    }
    for index in facts.stages.indices {
      let isRight = facts.stages[index].rightValues.contains { $0.value == value && $0.factor > 0 }
      if isRight, !taken.contains(facts.stages[index].path) { return .part(facts.stages[index].path) }
    }
    return .unknown
  }

  // MARK: - Blocks

  /// Reads `16 × (2 × (… + …))` and `(3 × 231,211,008) × 4`: counts around a core.
  private func blockTerm(_ located: Located, before index: Int, _ facts: NetworkFacts) -> BlockTerm? {
    var counts: [(value: Rational, range: Range<Int>)] = []
    var core: BlockTerm.Core?
    var block = 0
    guard collect(located, before: index, facts, &counts, &core, &block), let core else { return nil }
    return BlockTerm(counts: counts, core: core, block: block)
  }

  private func collect(
    _ located: Located, before index: Int, _ facts: NetworkFacts,
    _ counts: inout [(value: Rational, range: Range<Int>)],
    _ core: inout BlockTerm.Core?, _ block: inout Int
  ) -> Bool {
    switch located.expression {
    case .product:
      for operand in located.operands where !collect(operand, before: index, facts, &counts, &core, &block) {
        return false
      }
      return true
    case .number(let numeral):
      if let entry = earlierEntry(claiming: numeral.value, before: index), numeral.value > 1_000 {
        guard core == nil, case .blocks(let candidates) = entries[entry].subject.target else { return false }
        core = .entry(entry)
        block = candidates.first ?? 0
        return true
      }
      guard numeral.value <= 1_000, numeral.value.isInteger else { return false }
      if numeral.value != .one { counts.append((numeral.value, located.range)) }
      return true
    case .sum:
      guard core == nil, let (fitting, addends) = bestBlock(for: located, facts) else { return false }
      core = .sum(located, addends)
      block = fitting
      return true
    default: return false
    }
  }

  /// The distinct block whose layers most of a sum's addends are; at least two must be convolutions of it.
  private func bestBlock(for sum: Located, _ facts: NetworkFacts) -> (Int, [BlockTerm.Addend])? {
    var best: (block: Int, addends: [BlockTerm.Addend], hits: Int)?
    for (index, block) in facts.blocks.enumerated() {
      let addends = sum.operands.map { addend($0, of: block, facts) }
      let hits = addends.filter {
        switch $0.kind {
        case .cost, .weights: true
        default: false
        }
      }.count
      if hits >= 2, hits > best?.hits ?? 0 { best = (index, addends, hits) }
    }
    return best.map { ($0.block, $0.addends) }
  }

  private func addend(_ located: Located, of block: NetworkFacts.Block, _ facts: NetworkFacts)
    -> BlockTerm.Addend
  {
    let value = (try? located.expression.evaluated()) ?? .zero
    var kind = BlockTerm.Addend.Kind.unknown
    for index in block.layers {
      let layer = facts.layers[index]
      let rights = layer.rightValues
      if let right = rights.first(where: { $0.value == value && $0.factor > 0 }) {
        kind = .cost(index, factor: right.factor)
        break
      }
      if layer.noun == .convolution,
        rights.contains(where: { $0.value == value && $0.quantity == .parameters })
      {
        kind = .weights(index)
        break
      }
      if layer.noun != .convolution, rights.contains(where: { $0.value == value && $0.quantity == .counted })
      {
        kind = .uncounted(index)
      }
    }
    return BlockTerm.Addend(kind: kind, value: value, range: located.range)
  }
}
