import Derivations
import Symbolics

/// A sum over a block whose addends are not the parts calculated just above it.
extension Calculation {
  mutating func checkPartsOfSums() {
    guard forms != nil else { return }
    var scopeLine: Int?
    // Weights and operations are not added to each other.
    var (weights, operations) = (BlockParts(), BlockParts())
    func note(_ entry: Entry) {
      if countsWeights(entry) { weights.add(entry.claim?.value) } else { operations.add(entry.claim?.value) }
    }
    for index in entries.indices {
      let entry = entries[index]
      guard let scope = finder.scope(onLine: entry.home) else { continue }
      if scopeLine != scope.line {
        scopeLine = scope.line
        (weights, operations) = (BlockParts(), BlockParts())
        for part in partsOfBlock(before: index) ?? [] { note(entries[part]) }
      }
      if case .blocks = entry.subject.target {
        check(entry, against: operations, areWeights: false)
        check(entry, against: weights, areWeights: true)
      }
      if entry.chain.line >= scope.line, isPartOfBlock(entry) { note(entry) }
    }
  }

  private func countsWeights(_ entry: Entry) -> Bool {
    (entry.meaning?.quantity ?? (entry.subject.quantity == .parameters ? .parameters : .macs)) == .parameters
  }

  /// The parts of the block that is being described: each result with how often it occurs, and their sum.
  private struct BlockParts {
    private(set) var counts: [Rational: Int] = [:]
    private(set) var total = 0
    /// `nil` where it does not fit.
    private(set) var sum: Rational? = .zero

    mutating func add(_ value: Rational?) {
      guard let value else { return }
      counts[value, default: 0] += 1
      total += 1
      sum = sum.flatMap { try? $0.adding(value) }
    }
  }

  private mutating func check(_ entry: Entry, against parts: BlockParts, areWeights: Bool) {
    guard parts.total > 1, let sum = entry.workingSide?.located.firstSum, let addends = addends(of: sum),
      addends.allSatisfy({ addend in
        guard let claimed = entriesByClaim[addend.value]?.last else { return false }
        return countsWeights(entries[claimed]) == areWeights
      })
    else { return }
    var given: [Rational: Int] = [:]
    for addend in addends { given[addend.value, default: 0] += addend.count }
    // Sums of other things stand beside a block's, too: this one has most of its numbers from the parts.
    let foreign = given.keys.count { parts.counts[$0] == nil }
    guard foreign <= 1, given.count - foreign > foreign, given != parts.counts,
      let claimed = try? sum.expression.evaluated(), let correct = parts.sum
    else {
      return
    }
    // A sum that puts in what a wrong line above should have given is right.
    let isMended = given.keys.contains { used in
      parts.counts[used] == nil && parts.counts.keys.contains { isRightInstead(of: $0, used) }
    }
    if isMended { return }
    // What is right for the block is no mistake, whatever stands above.
    if case .blocks(let blocks) = entry.subject.target, let facts,
      blocks.contains(where: { facts.blocks[$0].rightValues.contains { $0.value == claimed } })
    {
      return
    }
    findings.append(
      Draft(
        mistake: .addendsDoNotMatchParts, range: sum.inner, about: about(entry), claimed: claimed,
        correct: correct))
    entry.misconception = .addendsDoNotMatchParts
    if entry.status != .wrong { entry.status = .wrong }
  }

  /// The entries of the block's layers, from where its description begins; norms and activations may be left out of a sum.
  func partsOfBlock(before index: Int) -> [Int]? {
    guard let scope = finder.scope(onLine: entries[index].home) else { return nil }
    // From here back to where the description begins; a chain may begin above the line that holds it.
    var parts: [Int] = []
    for other in (0..<index).reversed() {
      let entry = entries[other]
      if entry.line < scope.line { break }
      if entry.chain.line >= scope.line, isPartOfBlock(entry) { parts.append(other) }
    }
    return parts.reversed()
  }

  private func isPartOfBlock(_ entry: Entry) -> Bool {
    guard let facts, let claim = entry.claim?.value, !claim.isZero,
      case .layers(let layers) = entry.subject.target
    else { return false }
    return layers.contains { facts.layers[$0].noun == .convolution || facts.layers[$0].noun == .linear }
  }

  /// The addends of a sum as numbers with counts, nil if one is neither a number nor a count times a number.
  func addends(of sum: Located) -> [(value: Rational, count: Int)]? {
    guard case .sum(let terms) = sum.expression else { return nil }
    var addends: [(value: Rational, count: Int)] = []
    for term in terms {
      guard !term.isSubtracted else { return nil }
      switch term.value {
      case .number(let numeral): addends.append((numeral.value, 1))
      case .product(let factors):
        guard factors.count == 2, case .number(let first) = factors[0], case .number(let second) = factors[1]
        else {
          return nil
        }
        let (count, value) =
          first.value < second.value ? (first.value, second.value) : (second.value, first.value)
        guard let times = count.integer, times < 1_000 else { return nil }
        addends.append((value, times))
      default: return nil
      }
    }
    return addends
  }
}

extension Located {
  /// The expression itself if it is a sum, or the first sum among its factors.
  var firstSum: Located? {
    if case .sum = expression { return self }
    guard case .product = expression else { return nil }
    for operand in operands { if let sum = operand.firstSum { return sum } }
    return nil
  }

  /// The bytes from the first operand to the last, without brackets around them.
  var inner: Range<Int> {
    guard let first = operands.first, let last = operands.last else { return range }
    return first.range.lowerBound..<max(first.range.lowerBound, last.range.upperBound)
  }
}
