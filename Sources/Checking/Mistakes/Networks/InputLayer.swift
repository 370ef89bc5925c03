import Symbolics

extension Calculation {
  /// The input given operations of its own: an input tensor is read, nothing is computed.
  mutating func checkInputLayer() {
    for entry in entries {
      // "= 150,528 values" counts the input's values, and rightly so.
      guard entry.subject.target == .inputLayer, countsWork(entry), !countsValues(entry),
        let value = entry.claim?.value ?? entry.value, !value.isZero,
        let range = entry.claimRange ?? entry.workingSide?.located.range
      else { continue }
      reportInputWork(value, range)
      entry.status = .wrong
    }
    guard facts != nil else { return }
    for (place, line) in lines.enumerated() where line.traits.contains(.cost) {
      for side in line.lone where side.unit == .flops || side.unit == .macs {
        guard let claim = side.claim, claim.value > 1_000,
          finder.subject(of: side.located.range.lowerBound, onLine: place).target == .inputLayer
        else { continue }
        reportInputWork(claim.value, side.located.range)
      }
    }
  }

  /// Whether the words or the unit say operations.
  private func countsWork(_ entry: Entry) -> Bool {
    entry.claimUnit == .flops || entry.claimUnit == .macs || entry.subject.quantity?.isCost ?? false
  }

  /// Whether something else than operations is counted behind the result.
  private func countsValues(_ entry: Entry) -> Bool {
    guard entry.claimUnit == .other, let end = entry.claimRange?.upperBound else { return false }
    let behind = end..<min(end + 16, working.bytes.count)
    return !Phrases.contains(["operation", "次运算", "运算量", "ops"], in: behind, of: working.bytes)
  }

  private mutating func reportInputWork(_ value: Rational, _ range: Range<Int>) {
    findings.append(
      Draft(
        mistake: .inputLayerGivenWork, range: range, about: "input", claimed: value, correct: .zero, fix: 0))
  }
}
