import Symbolics

/// A line that is right, given an earlier wrong result: a consequence, not a new mistake.
extension Calculation {
  /// Notes what follows from an earlier slip, with the value that is right.
  mutating func noteCarriedForward(_ entry: Entry) {
    guard let side = entry.workingSide, let claim = entry.claim, let range = entry.claimRange,
      let source = wrongClaims.first(in: side.located.expression), source.right != nil,
      let corrected = wrongClaims.corrected(side.located.expression), let right = try? corrected.evaluated(),
      right != claim.value
    else { return }
    findings.append(
      Draft(
        mistake: .errorCarriedForward, severity: .note, range: range, about: about(entry),
        claimed: claim.value,
        correct: right, arguments: [("line", .number(Rational(source.line + 1)))]))
  }

  /// Notes what a chain goes on with on a later line than that of its slip: `= 2.52 million seconds`, then `= 29 days`.
  mutating func noteCarriedForward(_ entry: Entry, to side: Chain.Side) {
    guard let wrong = findings.last, wrong.severity == .error, let claimed = wrong.claimed, !claimed.isZero,
      entry.chain.range.overlaps(wrong.range), let claim = side.claim, let right = wrong.correct
    else { return }
    let line = working.line(at: wrong.range.lowerBound)
    guard working.line(at: side.located.range.lowerBound) > line,
      let ratio = try? right.divided(by: claimed), let correct = try? claim.value.multiplied(by: ratio)
    else { return }
    findings.append(
      Draft(
        mistake: .errorCarriedForward, severity: .note, range: side.located.range, about: about(entry),
        claimed: claim.value, correct: correct, arguments: [("line", .number(Rational(line + 1)))]))
  }

  /// Whether a calculation uses the result of a line above that was called wrong, so that the same slip is met once more:
  /// `FLOPs: 2×924,844,032` behind `MACs: 112×112×… = 924,844,032`.
  func isCarriedOn(_ entry: Entry) -> Bool {
    guard !wrongClaims.isEmpty, let side = entry.workingSide,
      let source = wrongClaims.first(in: side.located.expression)
    else { return false }
    return source.right != nil && source.line < working.line(at: side.located.range.lowerBound)
  }

  /// Makes the result of a wrong formula known to the lines that go on with it.
  mutating func takeForWrong(_ entry: Entry, right: Rational) {
    guard let claim = entry.claim, let range = entry.claimRange, claim.value >= 1_000 else { return }
    wrongClaims.insert(claim, right: right, line: working.line(at: range.lowerBound))
  }
}
