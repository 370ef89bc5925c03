import Symbolics

/// The width of all heads in the scores of one: 每个头 QK^T: `256×256×512` for 8 heads of 64.
extension Calculation {
  mutating func checkScoresOfHeads(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) && claim.expression != nil {
      guard claim.label.words.containsAny(of: [ModelWords(.scores), ModelWords(.weightedValues)]),
        let width = claim.sizes[.width], let heads = claim.sizes[.heads], heads > 1, width % heads == 0,
        isSquareTimes(Rational(width), claim.factors), case let line = lines[claim.place],
        case let label = line.stretch(before: claim.range.lowerBound, atMost: 48),
        let one = HeadScores.one.first(in: label, of: working.bytes),
        !HeadScores.all.isIn(one.upperBound..<max(one.upperBound, line.range.upperBound), of: working.bytes),
        !isReported(claim.range), isAsserted(claim.range, on: line),
        let right = try? claim.value.divided(by: Rational(heads))
      else { continue }
      report(
        .headsMultipliedAgain, claim, correct: right, alternatives: [.factorSwapped, .extraFactor],
        arguments: [("factor", .number(Rational(heads)))])
    }
  }

  /// n·n·d, with or without a 2 in front.
  private func isSquareTimes(_ width: Rational, _ factors: [Rational]) -> Bool {
    var factors = factors
    if factors.count == 4, factors[0] == .two { factors.removeFirst() }
    guard factors.count == 3, factors.count(where: { $0 == width }) == 1,
      let place = factors.firstIndex(of: width)
    else { return false }
    factors.remove(at: place)
    return factors[0] == factors[1] && factors[0] >= 16
  }
}

private enum HeadScores {
  static let one: PhraseSet = [
    "each head", "per head", "per-head", "one head", "a single head", "every head", "每个头", "每头", "单个头", "单头",
    "一个头", "每个注意力头",
  ]
  static let all: PhraseSet = [
    "all heads", "together", "heads together", "in all", "divided", "/ ", "÷", "所有头", "全部", "合计", "一共", "共",
    "除以",
  ]
}
