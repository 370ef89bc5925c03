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

  /// What is said of numbers that do not add up. A block that was counted once for three is another thing.
  private static let mistakesOfSums: [Mistake] = [
    .totalDoesNotAddUp, .addendsDoNotMatchParts, .digitChanged, .digitsTransposed,
  ]

  private func quantityOfResult(_ entry: Entry) -> Noun? {
    switch entry.claimUnit {
    case .parameters: .parameters
    case .macs: .macs
    case .flops: .flops
    case .none: entry.subject.quantity
    default: nil
    }
  }
}
