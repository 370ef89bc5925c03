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
            mistake: .formulaDoesNotGiveResult, alternatives: [.productSlip],
            range: chain.sides[1].located.range, claimed: claim.value, correct: value,
            arguments: [("left", .expression(chain.sides[0].located.expression))]))
      }
    }
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
  static let comma: PhraseSet = [",", "，"]
}
