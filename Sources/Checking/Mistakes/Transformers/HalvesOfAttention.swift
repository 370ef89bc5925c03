import Symbolics

/// A sum right below the parts of an attention layer that has only one of its two products, which are equal: `QKᵀ: … = 8.6
/// GFLOPs`, `softmax·V: … = 8.6 GFLOPs`, `projections: … = 68.7 GFLOPs`, `sum: 8.6 + 68.7 = 77.3 GFLOPs`.
extension Calculation {
  mutating func checkHalvesOfAttention() {
    for entry in entries where entry.status != .wrong && entry.home >= 3 {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression,
        (2...8).contains(terms.count), entry.home < lines.count, let claim = entry.claim
      else { continue }
      let line = lines[entry.home]
      guard line.row == nil, line.range.count < 256, HalvesOfAttention.totals.isOn(line, of: working.bytes),
        !HalvesOfAttention.leavings.isOn(line, of: working.bytes),
        let parts = partsOfAttention(above: entry.home, terms.count + 1), let half = parts.half,
        let addends = addends(of: terms), isMissing(half, of: parts.all, in: addends, claim.writtenFactor),
        !isReported(entry.chain.range), isAsserted(side.located.range, on: line),
        let right = try? claim.value.adding(half)
      else { continue }
      findings.append(
        Draft(
          mistake: .oneOfTwoAttentionProducts, alternatives: [.addendsDoNotMatchParts, .partsOmitted],
          range: side.located.range, claimed: claim.value, correct: right))
      entry.status = .wrong
    }
  }

  private func addends(of terms: [Expression.Term]) -> [Rational]? {
    var addends: [Rational] = []
    for term in terms {
      guard !term.isSubtracted, let numeral = Claim.numeral(of: term.value) else { return nil }
      addends.append(numeral.value)
    }
    return addends
  }

  /// The results of so many lines right above a place, and the equal ones of the scores and of the weighted sum.
  private func partsOfAttention(above place: Int, _ count: Int) -> (all: [Rational], half: Rational?)? {
    guard place >= count else { return nil }
    var (all, scores, sums) = ([Rational](), Rational?.none, Rational?.none)
    for line in lines[(place - count)..<place] {
      guard line.row == nil, line.chains.count == 1, line.range.count < 512,
        let value = line.chains[0].sides.last?.claim?.value,
        !HalvesOfAttention.both.isOn(line, of: working.bytes)
      else { return nil }
      all.append(value)
      let isScores = HalvesOfAttention.scores.isOn(line, of: working.bytes)
      let isSum = HalvesOfAttention.sums.isOn(line, of: working.bytes)
      if isScores, !isSum { scores = value }
      if isSum, !isScores { sums = value }
    }
    return (all, scores == sums ? scores : nil)
  }

  /// Whether a sum has all parts but one of two halves, in the unit of its result or written out.
  private func isMissing(
    _ half: Rational, of parts: [Rational], in addends: [Rational], _ unit: Rational
  ) -> Bool {
    var rest = parts
    for addend in addends {
      let scaled = try? addend.multiplied(by: unit)
      guard let place = rest.firstIndex(where: { $0 == addend || $0 == scaled }) else { return false }
      rest.remove(at: place)
    }
    return rest == [half]
  }
}

private enum HalvesOfAttention {
  static let totals: PhraseSet = ["total", "sum", "together", "合计", "总", "一共", "共"]
  static let leavings: PhraseSet = [
    "without", "w/o", "exclud", "except", "ignor", "omit", "not count", "leaving", "不含", "不计", "除", "忽略",
    "未计", "不算",
  ]
  static let scores: PhraseSet = ["qk", "q·k", "q k", "score", "q×k", "打分", "分数"]
  static let sums: PhraseSet = [
    "softmax·v", "softmax v", "·v", "av", "a·v", "pv", "weighted", "× v", "×v", "加权",
  ]
  static let both: PhraseSet = ["both", "together", "total", "sum:", "合计", "两", "qk + av", "qk+av"]
}
