import Symbolics

/// Items of a line, each with its name and its number, and their total at its end: "conv1 156, conv2 2,416, fc 850; total
/// 3,422".
///
/// What is no item may stand among them, so that only exchanged digits, one wrong digit and powers of ten are told.
extension Calculation {
  mutating func checkItemTotals() {
    for line in lines
    where line.row == nil && line.lone.count >= 2 && line.range.count < 1_024
      && Calculation.itemTotals.mayBe(on: line)
    {
      guard let total = line.lone.last, let claim = total.claim, claim.lastPlace == .one, claim.value > 9_999,
        claim.scale == .one, isNamedTotal(total, on: line), !isReported(total.located.range)
      else { continue }
      let start = line.range.lowerBound
      var items: [(place: Int, numeral: Numeral)] = []
      for chain in line.chains where chain.range.lowerBound >= start && chain.hasEquality {
        guard let last = chain.sides.last, let result = last.claim else { continue }
        items.append((last.located.range.lowerBound, result))
      }
      for side in line.lone.dropLast() {
        guard let number = side.claim,
          side.unit == total.unit || side.unit == .none || side.unit == .parameters
        else { continue }
        items.append((side.located.range.lowerBound, number))
      }
      items = items.filter { $0.place < total.located.range.lowerBound && $0.numeral.value > 9 }
      guard items.count >= 3, items.allSatisfy({ $0.numeral.lastPlace == .one && $0.numeral.scale == .one }),
        let sum = NetworkFacts.sum(items.map { $0.numeral.value }), sum != claim.value,
        Digits.differ(sum, claim.value), !items.contains(where: { $0.numeral.value == claim.value })
      else { continue }
      let digits = Digits.of(claim.value).flatMap { Digits.slip(from: sum, to: $0, claim) } ?? []
      findings.append(
        Draft(
          mistake: .totalDoesNotAddUp, alternatives: digits.filter { $0 != .productSlip },
          range: total.located.range, claimed: claim.value, correct: sum, fix: Expression(sum)))
    }
  }

  /// Whether a number that ends a line stands behind a word for the total.
  private func isNamedTotal(_ side: Chain.Side, on line: TextLine) -> Bool {
    let place = side.located.range.lowerBound
    let before = line.stretch(before: place, atMost: 16)
    guard let word = Calculation.itemTotals.first(in: before, of: working.bytes),
      !working.bytes[word.upperBound..<max(word.upperBound, before.upperBound)].contains(where: {
        $0.isASCIIDigit
      })
    else { return false }
    var tail = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    return tail.isAtClauseEnd()
  }

  private static let itemTotals: PhraseSet = [
    "total", "sum", "altogether", "together", "in all", "合计", "总计", "共计", "总共", "一共", "总和",
  ]
}
