import Symbolics

extension Calculation {
  /// The input given operations of its own: an input tensor is read, nothing is computed.
  mutating func checkInputLayer() {
    for index in entries.indices {
      let entry = entries[index]
      guard entry.subject.target == .inputLayer, entry.subject.quantity?.isCost ?? false,
        let value = entry.claim?.value ?? entry.value, !value.isZero, let range = entry.claimRange ?? entry.workingSide?.located.range
      else { continue }
      findings.append(
        Draft(
          mistake: .inputLayerGivenWork, range: range, about: "input", claimed: value, correct: .zero, fix: 0))
      entries[index].status = .wrong
    }
  }
}
