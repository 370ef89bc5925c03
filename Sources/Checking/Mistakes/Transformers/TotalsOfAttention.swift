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

  /// 注意力合计: 34359738368 right below QKᵀ and AV with the same number each: a total without a sum that is one of the two.
  mutating func checkTotalsOfTwoProducts() {
    var byHome: [Int: [Entry]]?
    for (place, line) in enumeratedLines(with: AttentionTotals.total)
    where place >= 2 && line.row == nil && line.range.count <= 160 {
      guard !AttentionTotals.partial.isOn(line, of: working.bytes),
        let number = totalOfAttention(on: line), !isReported(number.range)
      else { continue }
      let found = byHome ?? entriesByHome()
      byHome = found
      guard let first = found[place - 2], let second = found[place - 1], first.count == 1, second.count == 1,
        isOf(.scores, first[0]) && isOf(.weightedValues, second[0])
          || isOf(.weightedValues, first[0]) && isOf(.scores, second[0]),
        let one = first[0].claim, let two = second[0].claim, one.value == two.value, one.value >= 1_000,
        LinkChecker.isWithin(
          LinkChecker.tolerance(of: number.numeral, isApproximate: true), one.value, number.numeral.value),
        isAsserted(number.range, on: line), let right = try? one.value.multiplied(by: .two)
      else { continue }
      findings.append(
        Draft(
          mistake: .oneOfTwoAttentionProducts, alternatives: [.partsOmitted, .totalDoesNotAddUp],
          range: number.range, claimed: number.numeral.value, correct: right))
      markWrong(at: number.range)
    }
  }

  /// The number behind "Attention total:", 两项合计：, or "Total:", which no sum precedes.
  private func totalOfAttention(on line: TextLine) -> StatedNumber? {
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: line.range.upperBound)
    while joint.take(AttentionTotals.both) {}
    guard joint.take(AttentionTotals.total) else { return nil }
    while joint.take(AttentionTotals.between) {}
    guard joint.take(AttentionTotals.signs) else { return nil }
    joint.skipBlanks()
    return numbers(on: line).first { $0.range.lowerBound == joint.at }
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
  static let both: PhraseSet = [
    "attention", "attn", "both products", "both", "the two", "scores and values", "-", "*", "注意力部分", "注意力计算",
    "注意力", "两个矩阵乘", "两项", "两者", "两步", "二者",
  ]
  static let between: PhraseSet = [
    "of both", "for attention", "of attention", "attention", "flops", "macs", "cost", "计算量", "运算量",
  ]
  static let signs: PhraseSet = [":", "：", "=", "≈", "为", "是", "约"]
  static let partial: PhraseSet = [
    "without", "except", "excluding", "exclud", "before", "only", "so far", "besides", "不含", "不计", "除", "之前",
    "仅", "只",
    "暂", "其中",
  ]
  static let total: PhraseSet = [
    "total", "sum", "altogether", "in all", "together", "合计", "总计", "总和", "总共", "共计", "一共",
  ]
}
