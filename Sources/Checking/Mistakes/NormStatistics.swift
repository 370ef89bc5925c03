import Symbolics

/// "4 × 64 = 256 trainable parameters" for a batch normalisation: the running mean and variance are counted, which no
/// training step changes.
extension Calculation {
  mutating func checkNormStatistics() {
    for entry in entries where entry.misconception == nil && entry.status != .wrong {
      guard let value = entry.value, let side = entry.workingSide, let claim = entry.claimRange,
        lines.indices.contains(entry.home),
        lines[entry.home].mentions.contains(where: { $0.noun == .norm }),
        Factors.written(in: side.located.expression).sorted(by: <).first == 4,
        Factors.written(in: side.located.expression).count == 2, saysTrainable(behind: claim.upperBound),
        let right = try? value.divided(by: .two)
      else { continue }
      findings.append(
        Draft(mistake: .normCountWrong, range: side.located.range, claimed: value, correct: right))
      entry.status = .wrong
      entry.misconception = .normCountWrong
    }
  }

  private func saysTrainable(behind place: Int) -> Bool {
    let behind = working.text(from: place, to: min(place + 24, working.bytes.count)).lowercased()
      .drop { " 个".contains($0) }
    return ["trainable", "learnable", "learned", "可训练", "可学习"].contains { behind.hasPrefix($0) }
  }
}
