import Derivations
import Networks
import Symbolics

/// What a network's total counts wrongly: numbers of blocks, factors too many, lost positions, parts left out.
extension Calculation {
  /// Checks the structure of a total's expression. All addends must be understood before anything is called missing.
  mutating func checkStructure(of index: Int, _ terms: [TotalTerm], _ facts: NetworkFacts) {
    let blockTerms = terms.filter { $0.blocks != nil }
    if blockTerms.count == 1, let term = blockTerms.first, let blocks = term.blocks {
      check(blocks, term, terms, facts)
    }
    reportContents(terms, facts)
    reportMissingParts(of: index, terms, facts)
  }

  /// A stage or a block in the sum, and layers of it too.
  private mutating func reportContents(_ terms: [TotalTerm], _ facts: NetworkFacts) {
    var containers: [String] = []
    for term in terms { if case .part(let path) = term.kind, !path.isEmpty { containers.append(path) } }
    guard !containers.isEmpty else { return }
    let contents = terms.filter { term in
      guard case .layer(let layer) = term.kind else { return false }
      return containers.contains { facts.layers[layer].path.hasPrefix($0 + ".") }
    }
    guard let first = contents.first, let last = contents.last else { return }
    let all = NetworkFacts.sum(terms.map { $0.used })
    let twice = NetworkFacts.sum(contents.map { $0.used })
    findings.append(
      Draft(
        mistake: .containerCountedWithContents,
        range: first.range.lowerBound..<max(first.range.upperBound, last.range.upperBound), claimed: all,
        correct: twice.flatMap { try? all?.subtracting($0) }))
  }

  // MARK: - Blocks

  private mutating func check(
    _ blocks: BlockTerm, _ term: TotalTerm, _ terms: [TotalTerm], _ facts: NetworkFacts
  ) {
    if let count = blocks.blockCount, let range = blocks.countRange, count != Rational(facts.blockCount) {
      findings.append(
        Draft(
          mistake: .blockCountWrong, range: range, claimed: count, correct: Rational(facts.blockCount),
          arguments: [("noun", .word("noun.block")), ("all", .number(Rational(facts.blockCount)))],
          fix: Expression(Rational(facts.blockCount))))
    }
    if let extra = blocks.extraFactor {
      findings.append(
        Draft(
          mistake: .extraFactor, range: blocks.counts[extra].range, claimed: blocks.counts[extra].value,
          correct: .one,
          arguments: [("factor", .number(blocks.counts[extra].value))]))
    }
    // More copies than any stage has blocks: blocks of different stages are taken as one.
    if let count = blocks.blockCount, count > Rational(facts.blocksPerStage.max() ?? 0) {
      reportSameBlocks(term, facts)
    }
    guard case .sum(let sum, let addends) = blocks.core else { return }
    reportLostPositions(addends, blocks, facts)
    reportMissingProjections(sum, addends, terms, facts)
  }

  private mutating func reportLostPositions(
    _ addends: [BlockTerm.Addend], _ blocks: BlockTerm, _ facts: NetworkFacts
  ) {
    var claimed = Rational.zero
    var correct = Rational.zero
    var range: Range<Int>?
    for addend in addends {
      guard case .weights(let layer) = addend.kind else { continue }
      claimed = (try? claimed.adding(addend.value)) ?? claimed
      correct = (try? correct.adding(facts.layers[layer].macs)) ?? correct
      range = (range?.lowerBound ?? addend.range.lowerBound)..<addend.range.upperBound
    }
    guard let range else { return }
    findings.append(
      Draft(
        mistake: .outputPositionsMissing, range: range, about: facts.blocks[blocks.block].part.path + ".macs",
        claimed: claimed, correct: correct))
  }

  private mutating func reportSameBlocks(_ term: TotalTerm, _ facts: NetworkFacts) {
    let costs = facts.blocks.map { facts.macs(ofBlock: $0).all }
    guard let low = costs.min(), let high = costs.max(), low != high,
      !findings.contains(where: { $0.mistake == .allBlocksTakenSame })
    else { return }
    findings.append(
      Draft(
        mistake: .allBlocksTakenSame, range: term.range,
        arguments: [("noun", .word("noun.block")), ("low", .number(low)), ("high", .number(high))]))
  }

  private mutating func reportMissingProjections(
    _ sum: Located, _ addends: [BlockTerm.Addend], _ terms: [TotalTerm], _ facts: NetworkFacts
  ) {
    let hasProjection = addends.contains { addend in
      switch addend.kind {
      case .cost(let layer, _), .weights(let layer): facts.layers[layer].isShortcut
      default: false
      }
    }
    let isElsewhere = terms.contains { term in
      if case .layer(let layer) = term.kind { facts.layers[layer].isShortcut } else { false }
    }
    let (main, all) = facts.macsOfBlocks
    guard !hasProjection, !isElsewhere, main != all, let missing = try? all.subtracting(main),
      !findings.contains(where: { $0.mistake == .shortcutProjectionMissing })
    else { return }
    findings.append(
      Draft(
        mistake: .shortcutProjectionMissing, range: sum.range, about: "downsample", claimed: .zero,
        correct: missing))
  }

  // MARK: - Parts left out

  /// The parts of the network with multiply-adds that a total must hold and does not: single layers and, where the total
  /// goes by stages, stages.
  func missingParts(in terms: [TotalTerm], _ facts: NetworkFacts) -> [Part] {
    let hasBlocks = terms.contains { $0.blocks != nil }
    return facts.piecesOfTotal.filter { part in
      guard !part.value(.macs).isZero else { return false }
      if hasBlocks, case .module = part.kind { return false }
      return !terms.contains { term in
        switch term.kind {
        case .layer(let layer):
          return facts.layers[layer].path == part.path || facts.layers[layer].path.hasPrefix(part.path + ".")
        case .part(let path): return path == part.path || path.hasPrefix(part.path + ".")
        default: return false
        }
      }
    }
  }

  /// Whether a total is understood well enough to say what it lacks: every addend is known, and it goes by blocks or stages.
  func isUnderstood(_ terms: [TotalTerm], _ facts: NetworkFacts) -> Bool {
    var goesByParts = facts.isPlain
    for term in terms {
      switch term.kind {
      case .unknown: return false
      case .blocks, .part: goesByParts = true
      default: break
      }
    }
    return goesByParts
  }

  private mutating func reportMissingParts(of index: Int, _ terms: [TotalTerm], _ facts: NetworkFacts) {
    guard isUnderstood(terms, facts), let side = entries[index].workingSide else { return }
    let missing = missingParts(in: terms, facts)
    // A sum over some layers of a plain network is a total of these.
    if facts.isPlain, let gap = NetworkFacts.sum(missing.map { $0.value(.macs) }),
      let half = try? facts.macs.divided(by: .two),
      gap > half
    {
      return
    }
    for part in missing {
      findings.append(
        Draft(
          mistake: .partsOmitted, range: side.located.range, about: part.path + ".macs", claimed: .zero,
          correct: part.value(.macs)))
    }
  }
}

extension NetworkFacts {
  /// Whether the network is a row of layers, without blocks and stages.
  fileprivate var isPlain: Bool { blocks.isEmpty && stages.isEmpty }

  /// What a total adds up: the parts of the network, or of a plain one its layers.
  fileprivate var piecesOfTotal: [Part] {
    guard isPlain else { return derivation.root.parts }
    return derivation.root.parts.flatMap { part in
      if case .module(.group) = part.kind, part.repetitions == 1 { part.parts } else { [part] }
    }
  }
}

extension Calculation {
  /// Whether a sum holds nothing but fully connected layers of a network with convolutions, or nothing but convolutions
  /// where the words say so: "the three dense layers together", 三个全连接层合计. That is a share, not the total.
  func isSumOfOneKind(_ index: Int) -> Bool {
    guard let facts, let terms = totalTerms(of: index) else { return false }
    var kinds: Set<Noun> = []
    for term in terms {
      guard case .layer(let layer) = term.kind else { return false }
      kinds.insert(facts.layers[layer].noun)
    }
    guard kinds.count == 1, let kind = kinds.first,
      facts.layers.contains(where: { $0.noun != kind && !$0.macs.isZero })
    else { return false }
    let home = entries[index].home
    return kind == .linear
      || lines.indices.contains(home) && lines[home].mentions.contains { $0.noun == kind }
  }
}
