import Derivations
import Networks
import Symbolics

extension Calculation {
  /// Settles what became of each chain once everything is known.
  mutating func settleStatuses() {
    for entry in entries where entry.status == .right && entry.usesWrongValue {
      entry.status = .carriedForward
    }
    markWrong()
  }

  /// The entries in the order of the text, in which nearly all of them are.
  var entriesInOrder: [Entry] {
    let isInOrder = entries.indices.dropFirst().allSatisfy {
      entries[$0 - 1].chain.range.lowerBound <= entries[$0].chain.range.lowerBound
    }
    return isInOrder ? entries : entries.sorted { $0.chain.range.lowerBound < $1.chain.range.lowerBound }
  }

  /// Marks the chains that an error lies on, in one sweep over both in the order of the text.
  private mutating func markWrong() {
    let errors = findings.filter { $0.severity == .error }.map { $0.range }.sorted {
      $0.lowerBound < $1.lowerBound
    }
    guard !errors.isEmpty else { return }
    var next = 0
    for entry in entriesInOrder {
      let range = entry.chain.range
      while next < errors.count, errors[next].upperBound <= range.lowerBound { next += 1 }
      var candidate = next
      while candidate < errors.count, errors[candidate].lowerBound < range.upperBound {
        if errors[candidate].overlaps(range) { entry.status = .wrong }
        candidate += 1
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
      for entry in calculation.entriesInOrder {
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

  private func statement(_ entry: Entry, _ calculation: Calculation, _ finder: inout PlaceFinder) -> Statement
  {
    Statement(
      place: finder.place(of: entry.chain.range), sides: entry.chain.sides.map { $0.located.expression },
      signs: entry.chain.signs, about: calculation.about(entry), status: entry.status)
  }

  private func finding(_ draft: Calculation.Draft, _ finder: inout PlaceFinder) -> Finding {
    Finding(
      mistake: draft.mistake, alternatives: draft.alternatives, severity: draft.severity,
      place: finder.place(of: draft.range), about: draft.about, claimed: draft.claimed,
      correct: draft.correct,
      arguments: working.origin == nil
        ? draft.arguments : draft.arguments.map { ($0.name, located($0, &finder)) },
      fix: draft.fix)
  }

  /// A line that a message speaks of is one of the person's file, too.
  private func located(
    _ argument: (name: String, value: Finding.Argument), _ finder: inout PlaceFinder
  ) -> Finding.Argument {
    guard argument.name == "line", case .number(let number) = argument.value,
      let line = working.lineStarts.indices.first(where: { Rational($0 + 1) == number })
    else { return argument.value }
    // What begins the line may have been put in; its place is that of what follows.
    let start = working.lineStarts[line]
    return .number(Rational(finder.place(of: start..<start + 1).line))
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

extension Diagnosis {
  /// Whether anything is wrong.
  public var verdict: Verdict {
    if findings.contains(where: { $0.severity == .error }) { return .wrong }
    let wasChecked = statements.contains {
      $0.status == .right || $0.status == .carriedForward || $0.status == .wrong
    }
    return wasChecked || !totals.isEmpty ? .right : .nothingToCheck
  }
}
