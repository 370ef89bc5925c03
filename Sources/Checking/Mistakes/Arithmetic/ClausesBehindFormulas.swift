import Symbolics

/// A formula in one letter, its value, and behind it what the letter is: `4d² = 1,048,576 for d = 512`.
extension Calculation {
  mutating func checkClausesBehindFormulas() {
    for line in lines(with: ClauseBehind.words) where line.chains.count >= 2 && line.range.count < 1_024 {
      for (chain, next) in zip(line.chains, line.chains.dropFirst()) {
        guard chain.sides.count == 2, chain.signs[0] == .equal, chain.traits.contains(.symbolic),
          next.sides.count == 2, next.signs[0] == .equal, let claim = chain.sides[1].claim,
          case .symbol(let letter) = next.sides[0].located.expression, letter.base.utf8.count == 1,
          let size = next.sides[1].claim, size.scale == .one, size.lastPlace == .one, size.value >= .two,
          claim.lastPlace == .one, claim.scale == .one, claim.value >= 1_000,
          chain.sides[0].isCompound, chain.sides[1].unit == .none, next.sides[1].unit == .none,
          let value = try? chain.sides[0].located.expression.evaluated(with: {
            $0 == letter ? size.value : nil
          }),
          value != claim.value, value.isInteger,
          stands(ClauseBehind.words, between: chain.range.upperBound, and: next.range.lowerBound),
          Joint(working.bytes, from: next.range.upperBound, to: line.range.upperBound).isAtClauseEnd(),
          !isReported(chain.range), isAsserted(chain.sides[1].located.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .formulaDoesNotGiveResult,
            alternatives: (try? claim.value.multiplied(by: .two)) == value
              ? [.factorDroppedInEvaluation, .productSlip] : [.productSlip],
            range: chain.sides[1].located.range, claimed: claim.value, correct: value,
            arguments: [("left", .expression(chain.sides[0].located.expression))]))
      }
    }
  }

  /// `4d² = 4,194,304 for d = 1024; 8d² = 4,194,304`: the next formula in the letter, where nothing gives it another value.
  mutating func checkFormulasBehindClauses() {
    for line in lines(with: ClauseBehind.words) where line.chains.count >= 3 && line.range.count < 1_024 {
      for place in line.chains.indices.dropFirst(2) {
        let (first, clause, next) = (line.chains[place - 2], line.chains[place - 1], line.chains[place])
        guard first.traits.contains(.symbolic), clause.sides.count == 2, clause.signs[0] == .equal,
          case .symbol(let letter) = clause.sides[0].located.expression, letter.base.utf8.count == 1,
          let size = clause.sides[1].claim, size.scale == .one, size.lastPlace == .one, size.value >= .two,
          clause.sides[1].unit == .none,
          !line.chains[(place + 1)...].contains(where: { chain in
            if case .symbol = chain.sides[0].located.expression { true } else { false }
          }),
          let claim = value(of: first, letter, size), claim.value == claim.right,
          let (stated, right) = value(of: next, letter, size), stated != right, right.isInteger,
          stands(ClauseBehind.words, between: first.range.upperBound, and: clause.range.lowerBound),
          stands(ClauseBehind.partings, between: clause.range.upperBound, and: next.range.lowerBound),
          Joint(working.bytes, from: next.range.upperBound, to: line.range.upperBound).isAtClauseEnd(),
          !isReported(next.range), isAsserted(next.sides[1].located.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .formulaDoesNotGiveResult,
            alternatives: (try? stated.multiplied(by: .two)) == right
              ? [.factorDroppedInEvaluation, .productSlip] : [.productSlip],
            range: next.sides[1].located.range, claimed: stated, correct: right,
            arguments: [("left", .expression(next.sides[0].located.expression))]))
      }
    }
  }

  /// What a formula in one letter is said to be, and what it is.
  private func value(
    of chain: Chain, _ letter: Symbol, _ size: Numeral
  ) -> (value: Rational, right: Rational)? {
    guard chain.sides.count == 2, chain.signs[0] == .equal, chain.sides[0].isCompound,
      chain.sides[0].isSymbolic, chain.sides[1].unit == .none, let claim = chain.sides[1].claim,
      claim.lastPlace == .one, claim.scale == .one, claim.value >= 1_000,
      let value = try? chain.sides[0].located.expression.evaluated(with: {
        $0 == letter ? size.value : nil
      })
    else { return nil }
    return (claim.value, value)
  }

  /// Whether one of some words is all that stands between two places.
  private func stands(_ words: PhraseSet, between start: Int, and end: Int) -> Bool {
    guard start < end, end - start <= 16 else { return false }
    var joint = Joint(working.bytes, from: start, to: end)
    _ = joint.take(ClauseBehind.comma)
    guard joint.take(words) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }
}

private enum ClauseBehind {
  static let words: PhraseSet = ["for", "with", "when", "where", "if", "at"]
  static let partings: PhraseSet = [
    "; and", ", and", "; while", ";", "；", ",", "，", "and", "whereas", "while", "而", "、",
  ]
  static let comma: PhraseSet = [",", "，"]
}
