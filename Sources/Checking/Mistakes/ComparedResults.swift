import Symbolics

/// A result that a sign compares with another number: `16.1 GB + 6.0 GB = 22.1 GB > 24 GB`.
extension Calculation {
  mutating func checkComparedResults() {
    for line in lines
    where line.row == nil && !line.lone.isEmpty && !line.chains.isEmpty && line.lone.count < 32 {
      for chain in line.chains where chain.hasEquality {
        guard let result = chain.sides.last, let claim = result.claim,
          let bound = line.lone.first(where: {
            $0.located.range.lowerBound >= result.located.range.upperBound
          }),
          let limit = bound.claim, result.unit == bound.unit, result.unit != .none || claim.hasScaleWord,
          claim.hasScaleWord == limit.hasScaleWord, claim.scale != .percent, limit.scale != .percent,
          let saysMore = sign(from: result.located.range.upperBound, to: bound.located.range.lowerBound),
          (claim.value > limit.value) != saysMore, isFar(claim.value, limit.value),
          isAlone(bound, on: line), !isReported(chain.range)
        else { continue }
        let range = result.located.range.lowerBound..<bound.located.range.upperBound
        guard isAsserted(range, on: line) else { continue }
        findings.append(
          Draft(
            mistake: .conclusionContradictsNumbers, range: range, claimed: claim.value,
            arguments: [("other", .number(limit.value))]))
      }
    }
  }

  /// What a sign between two numbers says: the first is more (`true`) or less (`false`).
  private func sign(from start: Int, to end: Int) -> Bool? {
    guard start < end, end - start <= 24 else { return nil }
    var joint = Joint(working.bytes, from: start, to: end)
    joint.skipMarkup()
    _ = joint.takeUnits()
    joint.skipMarkup()
    let saysMore: Bool
    if joint.take(ComparedSigns.more) {
      saysMore = true
    } else if joint.take(ComparedSigns.less) {
      saysMore = false
    } else {
      return nil
    }
    joint.skipMarkup()
    return joint.isAtEnd ? saysMore : nil
  }

  /// Two numbers that are rounded to be alike contradict nothing.
  private func isFar(_ first: Rational, _ second: Rational) -> Bool {
    guard let gap = try? first.subtracting(second).magnitude.multiplied(by: 20) else { return false }
    return gap > max(first.magnitude, second.magnitude)
  }

  /// Whether nothing is calculated with the second number: `22 GB > 4 GB × 6`, `< 8 B/param`.
  private func isAlone(_ side: Chain.Side, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    joint.skipMarkup()
    return !joint.take(ComparedSigns.operators)
  }
}

private enum ComparedSigns {
  static let more: PhraseSet = [">", "≥", "\\gt", "\\ge"]
  static let less: PhraseSet = ["<", "≤", "\\lt", "\\le"]
  static let operators: PhraseSet = [
    "×", "*", "/", "+", "-", "−", "÷", "·", "^", "per", "each", "\\times", "\\cdot", "<", ">", "每", "x",
  ]
}
