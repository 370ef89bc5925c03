import Symbolics

/// The share of an addend of the sum above: "The first dense layer has 59% of them (401536)" below `… + 401536 + … = 421642`.
extension Calculation {
  mutating func checkSharesOfSums() {
    for (place, line) in enumeratedLines(with: SumShares.wholes)
    where place > 0 && line.row == nil && line.holdsPercent && line.range.count <= 512 {
      let measures = measures(on: line)
      for index in measures.indices where measures[index].numeral.scale == .percent {
        guard let part = partBeside(index, measures, on: line), part.numeral.value > 99,
          let whole = sum(with: part.numeral.value, above: place),
          let right = try? part.numeral.value.divided(by: whole), case let share = measures[index],
          !isReported(share.range), isAsserted(share.range, on: line),
          let room = try? share.numeral.loosePlace.multiplied(by: 6).divided(by: 10),
          !LinkChecker.isWithin(max(room, share.numeral.lastPlace), right, share.numeral.value)
        else { continue }
        let names = NamesOfShares.names(right, share.numeral)
        findings.append(
          Draft(
            mistake: names[0], alternatives: Array(names.dropFirst()), range: share.range,
            claimed: share.numeral.value, correct: right))
      }
    }
  }

  /// 401536 of "59% of them (401536)".
  private func partBeside(_ place: Int, _ measures: [Measure], on line: TextLine) -> Measure? {
    guard place + 1 < measures.count else { return nil }
    let (share, part) = (measures[place], measures[place + 1])
    var joint = Joint(working.bytes, from: share.range.upperBound, to: part.range.lowerBound)
    _ = joint.take(SumShares.percent)
    guard joint.take(SumShares.wholes) else { return nil }
    _ = joint.takeUnits()
    guard joint.take(Joint.opening) else { return nil }
    joint.skipBlanks()
    var tail = Joint(working.bytes, from: part.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    return joint.isAtEnd && part.numeral.scale == .one && tail.take(Joint.closing) ? part : nil
  }

  /// The total of the nearest sum above that has a number among its addends.
  private func sum(with part: Rational, above place: Int) -> Rational? {
    for line in lines[max(0, place - 4)..<place].reversed() where line.row == nil {
      for chain in line.chains.reversed() {
        guard let claim = chain.sides.last?.claim, claim.scale == .one else { continue }
        for side in chain.sides {
          guard case .sum(let terms) = side.located.expression, terms.count >= 2,
            terms.contains(where: { !$0.isSubtracted && Claim.numeral(of: $0.value)?.value == part }),
            let total = try? side.located.expression.evaluated(), total == claim.value
          else { continue }
          return total
        }
      }
    }
    return nil
  }
}

private enum SumShares {
  static let wholes: PhraseSet = [
    "of them", "of the total", "of all", "of the parameters", "of the network", "of the model", "of the sum",
    "的参数", "的总量",
  ]
  static let percent: PhraseSet = ["%", "\\%", "％"]
}
