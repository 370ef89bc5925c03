import Symbolics

/// "That saves 14.1% of the weights" below "Ratio: 8,768/62,208 = 0.141": what is left is taken for what is saved.
extension Calculation {
  mutating func checkSavingsBelowRatios() {
    for (place, line) in enumeratedLines(with: RatioSavings.savings)
    where line.row == nil && line.range.count <= 4_096 && line.holdsPercent {
      let bytes = working.bytes
      guard let word = RatioSavings.savings.first(on: line, of: bytes),
        let claim = measures(on: line).first(where: {
          $0.numeral.scale == .percent && $0.range.lowerBound >= word.lowerBound
            && $0.range.lowerBound <= word.upperBound + 24
        }), !isReported(claim.range),
        case let sentence = sentence(around: claim.range.lowerBound, on: line),
        !RatioSavings.otherwise.isIn(sentence, of: bytes),
        let left = ratio(above: place, claim.range.lowerBound), isAsserted(claim.range, on: line),
        let saved = try? Rational.one.subtracting(left),
        let room = try? claim.numeral.lastPlace.multiplied(by: Rational(6, over: 10)),
        let wide = try? claim.numeral.lastPlace.multiplied(by: 2),
        LinkChecker.isWithin(room, left, claim.numeral.value),
        !LinkChecker.isWithin(wide, saved, claim.numeral.value)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, alternatives: [.formulaDoesNotGiveResult],
          range: claim.range,
          claimed: claim.numeral.value, correct: saved))
    }
  }

  /// A ratio below 1 that is worked out right above, and called one.
  private func ratio(above place: Int, _ end: Int) -> Rational? {
    for entry in entries(above: place + 1).suffix(3).reversed()
    where entry.chain.range.upperBound <= end && entry.home + 3 >= place && entry.home < lines.count {
      guard entry.status == .right,
        case .quotient(let less, let more)? = entry.workingSide?.located.expression,
        Claim.numeral(of: less) != nil, Claim.numeral(of: more) != nil, let value = entry.value, value < .one,
        let label = labelOfPart(entry), RatioSavings.ratios.isIn(label, of: working.bytes)
      else { continue }
      return value
    }
    return nil
  }
}

private enum RatioSavings {
  static let savings: PhraseSet = [
    "saves", "saving of", "a saving", "reduction of", "reduced by", "节省", "省了", "减少",
  ]
  static let ratios: PhraseSet = ["ratio", "之比", "比值", "比例", "占比"]
  static let otherwise: PhraseSet = [
    "not ", "n't", "only needs", "to ", "left", "remain", "of what", "if ", "不", "剩", "仅需", "如果", "到",
  ]
}
