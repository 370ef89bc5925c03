import Derivations
import Symbolics

extension Calculation {
  /// Settles what became of each chain once everything is known.
  mutating func settleStatuses() {
    for index in entries.indices {
      if entries[index].status == .right, entries[index].usesWrongValue { entries[index].status = .carriedForward }
    }
    for finding in findings where finding.severity == .error {
      for index in entries.indices
      where entries[index].status != .wrong && entries[index].chain.range.overlaps(finding.range) {
        entries[index].status = .wrong
      }
    }
  }
}

/// Brings the results of all calculations into one diagnosis, with lines and columns.
struct Report: Sendable {
  let working: HandCalculation
  let convention: Convention

  func diagnosis(of calculations: [Calculation]) -> Diagnosis {
    var finder = PlaceFinder(working)
    var statements: [Statement] = []
    var findings: [Finding] = []
    var totals: [Attribution] = []
    for calculation in calculations {
      for entry in calculation.entries.sorted(by: { $0.chain.range.lowerBound < $1.chain.range.lowerBound }) {
        statements.append(statement(entry, calculation, &finder))
      }
      // A stable order: by place, then as found.
      let drafts = calculation.findings.enumerated().sorted {
        ($0.element.range.lowerBound, $0.offset) < ($1.element.range.lowerBound, $1.offset)
      }.map { $0.element }
      findings += drafts.map { finding($0, &finder) }
      totals += calculation.totals.map { located($0, &finder) }
    }
    let network = calculations.lazy.compactMap { $0.facts?.derivation.network }.first
    return Diagnosis(
      network: network, convention: convention, statements: statements, findings: findings, totals: totals)
  }

  private func statement(_ entry: Entry, _ calculation: Calculation, _ finder: inout PlaceFinder) -> Statement {
    Statement(
      place: finder.place(of: entry.chain.range), reading: reading(entry.chain), about: calculation.about(entry),
      status: entry.status)
  }

  /// The chain in plain notation, as it was understood.
  private func reading(_ chain: Chain) -> String {
    let plain = PlainText(style: .plain)
    var bytes: [UInt8] = []
    for (index, side) in chain.sides.enumerated() {
      if index > 0 { bytes += Array(chain.signs[index - 1].spelling.utf8) }
      plain.write(side.located.expression, to: &bytes)
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func finding(_ draft: Calculation.Draft, _ finder: inout PlaceFinder) -> Finding {
    Finding(
      mistake: draft.mistake, alternatives: draft.alternatives, severity: draft.severity,
      place: finder.place(of: draft.range), about: draft.about, claimed: draft.claimed, correct: draft.correct,
      arguments: draft.arguments, fix: draft.fix)
  }

  private func located(_ total: Attribution, _ finder: inout PlaceFinder) -> Attribution {
    var total = total
    total.place = finder.place(of: total.place.bytes)
    for index in total.contributions.indices {
      total.contributions[index].place = finder.place(of: total.contributions[index].place.bytes)
    }
    return total
  }
}

extension Token.Sign {
  /// The sign with blanks around it.
  fileprivate var spelling: String {
    switch self {
    case .equal: " = "
    case .approximately: " ≈ "
    case .arrow: " → "
    case .comparison: " ? "
    }
  }
}

extension Diagnosis {
  /// Whether anything is wrong.
  public var verdict: Verdict {
    if findings.contains(where: { $0.severity == .error }) { return .wrong }
    let wasChecked = statements.contains { $0.status == .right || $0.status == .carriedForward || $0.status == .wrong }
    return wasChecked || !totals.isEmpty ? .right : .nothingToCheck
  }
}
