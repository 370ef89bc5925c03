import Symbolics

/// A total that is the sum of all results of its quantity above it, whichever lines a rule took for its parts: it is right.
extension Calculation {
  /// Whether a number without a calculation of its own is the sum of all parameters, multiply-adds or FLOPs that were worked
  /// out before it.
  func isSumOfAllAbove(_ draft: Draft) -> Bool {
    guard Self.mistakesOfSums.contains(draft.mistake), let claimed = draft.claimed, claimed.isInteger,
      claimed > 999
    else { return false }
    var sums: [(quantity: Noun, sum: Rational, count: Int)] = []
    for entry in entries.prefix(512) {
      if entry.chain.range.overlaps(draft.range), entry.workingSide != nil { return false }
      guard entry.chain.range.upperBound <= draft.range.lowerBound, entry.workingSide != nil,
        let claim = entry.claim, claim.lastPlace == .one, let quantity = quantityOfResult(entry)
      else { continue }
      guard let index = sums.firstIndex(where: { $0.quantity == quantity }) else {
        sums.append((quantity, claim.value, 1))
        continue
      }
      guard let sum = try? sums[index].sum.adding(claim.value) else { return false }
      sums[index] = (quantity, sum, sums[index].count + 1)
    }
    return sums.contains { $0.count > 1 && $0.sum == claimed }
  }

  /// Whether a total is that of the parts as they should be: `590,592`, `590,952` for 590,592, and a total of twice 590,592. The
  /// digits of the part were written wrongly, as is told there.
  func isTotalOfRightParts(_ draft: Draft) -> Bool {
    guard draft.mistake == .totalDoesNotAddUp || draft.mistake == .addendsDoNotMatchParts,
      let claimed = draft.claimed, let gap = try? draft.correct?.subtracting(claimed), !gap.isZero,
      !entries.contains(where: { $0.workingSide != nil && $0.chain.range.overlaps(draft.range) })
    else { return false }
    var all = Rational.zero
    // Of rounded parts rounding is left.
    let thousands = try? claimed.divided(by: 1_000)
    let isRounded = thousands?.isInteger ?? false
    func explains(_ slip: Rational) -> Bool {
      if slip == gap { return true }
      guard isRounded, let room = try? gap.magnitude.divided(by: 10) else { return false }
      return LinkChecker.isWithin(room, slip, gap)
    }
    for other in findings.prefix(256)
    where other.severity == .error && other.range.upperBound <= draft.range.lowerBound
      && draft.range.lowerBound - other.range.upperBound < 4_096
    {
      guard let wrong = other.claimed, let right = other.correct, let slip = try? wrong.subtracting(right),
        !slip.isZero
      else { continue }
      if explains(slip) { return true }
      guard let sum = try? all.adding(slip) else { return false }
      all = sum
    }
    return explains(all)
  }

  /// What is said of numbers that do not add up. A block that was counted once for three is another thing.
  private static let mistakesOfSums: [Mistake] = [
    .totalDoesNotAddUp, .addendsDoNotMatchParts, .digitChanged, .digitsTransposed,
  ]

  /// What a result counts: the word that stands between it and the calculation before it, its unit, or what its line is about.
  func quantityOfResult(_ entry: Entry) -> Noun? {
    // `params = 3·3·16 = 144` has the word within.
    let start = entry.workingSide?.located.range.lowerBound ?? entry.chain.range.lowerBound
    if let line = line(at: start) {
      let previous =
        line.chains.last { $0.range.upperBound <= start }?.range.upperBound ?? line.range.lowerBound
      let label = line.mentions.last {
        previous <= $0.range.lowerBound && $0.range.upperBound <= start && Self.countedNouns.contains($0.noun)
      }
      if let label { return label.noun }
    }
    switch entry.claimUnit {
    case .parameters: return .parameters
    case .macs: return .macs
    case .flops: return .flops
    case .none: return entry.subject.quantity
    default: return nil
    }
  }

  static let countedNouns: [Noun] = [.parameters, .macs, .flops]
}
