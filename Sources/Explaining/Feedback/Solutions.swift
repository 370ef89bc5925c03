public import Checking
public import Derivations
import Symbolics

/// The full solution behind each finding: the sizes of its layer, the formula, the numbers put in, the result, and where
/// the formula was published.
///
///     let solutions = Solutions(diagnosis, wording: wording, derivations: [derivation])
///     solutions[0]?.calculation.rows.count
public struct Solutions: Sendable {
  /// The solution behind one finding.
  public struct Solution: Sendable {
    /// The right calculation.
    public var calculation: Calculation
    /// Where its formula was published; empty where the person's own left side is worked out.
    public var source: [Inline]
  }

  private let solutions: [Solution?]

  /// The solutions behind the findings of a diagnosis.
  ///
  /// - Parameter derivations: the networks that the working is about.
  public init(_ diagnosis: Diagnosis, wording: Wording, derivations: [Derivation]) {
    let writer = FeedbackWriter(
      diagnosis: diagnosis, text: [], file: "", wording: wording, derivations: derivations)
    solutions = diagnosis.findings.map { writer.solution($0) }
  }

  /// The solution behind a finding by its place in the diagnosis; nil where there is none, as for a hint.
  public subscript(index: Int) -> Solution? { solutions.indices.contains(index) ? solutions[index] : nil }
}

extension FeedbackWriter {
  fileprivate func solution(_ finding: Finding) -> Solutions.Solution? {
    if finding.isHint { return nil }
    guard let (step, part, derivation) = step(behind: finding) else {
      return correction(finding).map { Solutions.Solution(calculation: $0.calculation, source: []) }
    }
    var writer = SolutionWriter(derivation, part: derivation.root, wording: wording, detail: .steps)
    let isCost = !step.quantity.isSize && step.quantity != .parameters
    let rows = (isCost && part.parts.isEmpty ? writer.sizeRows(part) : []) + writer.rows(step)
    let subject = part.path.isEmpty ? step.quantity.name : part.path + "." + step.quantity.name
    let label = wording.string(.labelCorrection, ["about": .inlines(wording.about(subject))])
    return Solutions.Solution(
      calculation: Calculation(label: label, rows: rows),
      source: wording.inlines(.formulaSource, ["publication": .inlines(wording.inlines(step.source))]))
  }

  /// The step that a finding is about, whatever value was taken for the right one.
  private func step(behind finding: Finding) -> (Step, Part, Derivation)? {
    guard let about = finding.about else { return nil }
    let subject = Subject(about)
    guard let quantity = subject.quantity else { return nil }
    for derivation in derivations {
      guard let part = derivation.part(at: subject.path) else { continue }
      let candidates = [quantity, .flops, .macs].compactMap { part.step($0) }
      // A line about multiply-adds may count in FLOPs.
      if let step = candidates.first(where: { $0.value == finding.correct }) ?? part.step(quantity) {
        return (step, part, derivation)
      }
    }
    return nil
  }
}
