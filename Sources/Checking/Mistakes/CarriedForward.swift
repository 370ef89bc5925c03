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
}
