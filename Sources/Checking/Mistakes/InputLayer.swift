import Symbolics

extension Calculation {
  /// The input given operations of its own: an input tensor is read, nothing is computed.
  mutating func checkInputLayer() {
    for entry in entries {
      // "= 150,528 values" counts the input's values, and rightly so.
      guard entry.subject.target == .inputLayer, entry.subject.quantity?.isCost ?? false,
        entry.claimUnit != .other,
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

  private mutating func reportInputWork(_ value: Rational, _ range: Range<Int>) {
    findings.append(
      Draft(
        mistake: .inputLayerGivenWork, range: range, about: "input", claimed: value, correct: .zero, fix: 0))
  }
}
