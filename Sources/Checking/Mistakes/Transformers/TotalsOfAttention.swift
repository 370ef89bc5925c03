import Symbolics

/// A total that takes one of the two products of attention, which are worked out one below the other and cost the same:
/// `projections + QKᵀ + output` where QKᵀ and AV stand above.
extension Calculation {
  mutating func checkTotalsOfAttention() {
    guard lines.contains(where: { line in line.mentions.contains { $0.noun == .model(.weightedValues) } })
    else { return }
    for (index, entry) in entries.enumerated() where entry.status == .right && entry.home < lines.count {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count >= 2,
        let range = entry.claimRange, let claim = entry.claim,
        AttentionTotals.total.isIn(
          lines[entry.home].stretch(before: side.located.range.lowerBound, atMost: 32), of: working.bytes),
        !AttentionTotals.partial.isOn(lines[entry.home], of: working.bytes)
      else { continue }
      var addends = terms.compactMap { $0.isSubtracted ? nil : Claim.numeral(of: $0.value)?.value }
      guard addends.count == terms.count else { continue }
      let above = entries[max(0, index - 8)..<index].filter { entry.home - $0.home <= 12 }
      guard let scores = above.first(where: { isOf(.scores, $0) }),
        let values = above.first(where: { isOf(.weightedValues, $0) }), scores !== values,
        let each = scores.claim?.value, each >= 1_000, values.claim?.value == each,
        addends.count(where: { $0 == each }) == 1
      else { continue }
      // All parts from the first addend on are taken, but for one of the two.
      guard let first = above.firstIndex(where: { $0.claim.map { addends.contains($0.value) } ?? false })
      else { continue }
      var left = 0
      for part in above[first...] {
        guard let value = part.claim?.value else { continue }
        if let place = addends.firstIndex(of: value) { addends.remove(at: place) } else { left += 1 }
      }
      guard left == 1, addends.isEmpty, !isReported(entry.chain.range),
        isAsserted(range, on: lines[entry.home]), let right = try? claim.value.adding(each)
      else { continue }
      findings.append(
        Draft(
          mistake: .oneOfTwoAttentionProducts, alternatives: [.partsOmitted], range: range,
          claimed: claim.value, correct: right))
      entry.status = .wrong
    }
  }

  /// Whether a chain is labelled as one of the two products, and not as both.
  private func isOf(_ word: ModelWord, _ entry: Entry) -> Bool {
    let line = lines[min(entry.home, lines.count - 1)]
    let other: ModelWord = word == .scores ? .weightedValues : .scores
    let end = entry.claimRange?.lowerBound ?? entry.chain.range.lowerBound
    func names(_ word: ModelWord) -> Bool {
      line.mentions.contains { $0.noun == .model(word) && $0.range.lowerBound < end }
    }
    return names(word) && !names(other)
  }
}

private enum AttentionTotals {
  static let partial: PhraseSet = [
    "without", "except", "excluding", "exclud", "before", "only", "so far", "besides", "不含", "不计", "除", "之前",
    "仅", "只",
    "暂", "其中",
  ]
  static let total: PhraseSet = [
    "total", "sum", "altogether", "in all", "together", "合计", "总计", "总和", "总共", "共计", "一共",
  ]
}
