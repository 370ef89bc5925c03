import Checking
import Derivations
import Symbolics

/// What a correction calculates, so that it is shown once.
struct CorrectionKey: Hashable {
  let subject: String
  let value: Rational
}

extension FeedbackWriter {
  /// The right calculation for a finding: the step that gives the right value, or else the working of the left side that
  /// was printed. A finding whose right value is neither has none: it would be another calculation.
  func correction(_ finding: Finding) -> (key: CorrectionKey, calculation: Calculation)? {
    guard let correct = finding.correct else { return nil }
    if let about = finding.about, let (step, derivation) = step(about, giving: correct) {
      let writer = SolutionWriter(derivation, part: derivation.root, wording: wording, detail: .steps)
      let path = Subject(about).path
      let subject = path.isEmpty ? step.quantity.name : path + "." + step.quantity.name
      let label = wording.string(.labelCorrection, ["about": .inlines(wording.about(subject))])
      return (
        CorrectionKey(subject: subject, value: correct), Calculation(label: label, rows: writer.rows(step))
      )
    }
    for case (name: "left", value: .expression(let left)) in finding.arguments {
      guard (try? left.evaluated()) == correct, left != Expression(correct) else { continue }
      var rows = [Calculation.Row(left, .equal, left.linesBetween.first ?? Expression(correct))]
      rows += left.linesBetween.dropFirst().map { .init(nil, .equal, $0) }
      if !left.linesBetween.isEmpty { rows.append(.init(nil, .equal, Expression(correct))) }
      rows[rows.count - 1].isResult = true
      let label = wording.string(.labelLeftSide)
      return (CorrectionKey(subject: "", value: correct), Calculation(label: label, rows: rows))
    }
    return nil
  }

  /// The step of this subject whose value is the right one; a line about multiply-adds may count in FLOPs.
  private func step(_ about: String, giving value: Rational) -> (Step, Derivation)? {
    let subject = Subject(about)
    guard let quantity = subject.quantity else { return nil }
    for derivation in derivations {
      guard let part = derivation.part(at: subject.path) else { continue }
      for candidate in [quantity, .flops, .macs] {
        if let step = part.step(candidate), step.value == value { return (step, derivation) }
      }
    }
    return nil
  }
}
