import Symbolics

/// "The embedding is 26.6% of all parameters" where it is 21.0% of them and 26.6% of the others: the part was divided by the rest.
extension Calculation {
  mutating func checkSharesOfParts(_ works: [LabelledWork]) {
    let bytes = working.bytes
    for (place, line) in enumeratedLines(with: PartShares.wholes)
    where line.row == nil && line.range.count <= 4_096 && line.holdsPercent {
      for measure in measures(on: line) where measure.numeral.scale == .percent && !isReported(measure.range)
      {
        let sentence = sentence(around: measure.range.lowerBound, on: line)
        let front = sentence.lowerBound..<max(sentence.lowerBound, measure.range.lowerBound)
        guard PartShares.wholes.isIn(sentence, of: bytes), !PartShares.otherwise.isIn(sentence, of: bytes),
          let part = LabelledPart(named: front, of: bytes), part.isOfWhole,
          let (value, whole) = partAndWhole(part, works, before: place),
          let share = try? value.divided(by: whole), let rest = try? whole.subtracting(value), rest > .zero,
          let ofRest = try? value.divided(by: rest),
          let room = try? measure.numeral.lastPlace.divided(by: .two),
          LinkChecker.isWithin(room, ofRest, measure.numeral.value),
          !LinkChecker.isWithin(measure.numeral.lastPlace, share, measure.numeral.value),
          isAsserted(measure.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .conclusionContradictsNumbers, alternatives: [.formulaDoesNotGiveResult],
            range: measure.range, claimed: measure.numeral.value, correct: share))
      }
    }
  }

  /// The one result for a part, and the last total above a line.
  private func partAndWhole(_ part: LabelledPart, _ works: [LabelledWork], before place: Int)
    -> (value: Rational, whole: Rational)?
  {
    var (value, whole) = (Rational?.none, Rational?.none)
    for work in works
    where work.home <= place && (work.unit == .none || work.unit == .parameters) && work.formula != nil {
      switch LabelledPart(named: work.label, of: working.bytes) {
      case .total?: whole = work.claim.value
      case part?:
        if let value, value != work.claim.value { return nil }
        value = work.claim.value
      default: break
      }
    }
    guard let value, let whole, value < whole else { return nil }
    return (value, whole)
  }
}

private enum PartShares {
  static let wholes: PhraseSet = [
    "of all parameters", "of the parameters", "of the total", "of total parameters", "of all the parameters",
    "占总参数", "占全部参数", "占参数总量", "总参数的",
  ]
  static let otherwise: PhraseSet = [
    "and the head", "with the head", "rest", "other", "compared", "relative", "extra", "more", "on top",
    "less",
    "together", "其余", "其他", "相当于", "多", "合计", "输出层和",
  ]
}
