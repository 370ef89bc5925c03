import Symbolics

/// "× 32 layers = ~5B parameters for a 7B model": the sentence itself says what the total should have been.
extension Calculation {
  mutating func checkNominalTotals() {
    guard forms == nil, let nominal = NominalSizes.sizes(of: self)?.parameters,
      let room = try? nominal.divided(by: Rational(10))
    else { return }
    for line in lines where line.mentions.contains(where: { $0.noun == .model(.layers) }) {
      let sides = line.lone + line.chains.flatMap { $0.sides.dropFirst() }
      guard sides.contains(where: { isModel($0, on: line) }) else { continue }
      for side in sides where side.unit == .parameters {
        guard let claim = side.claim, claim.scale == .billion, !isModel(side, on: line),
          !LinkChecker.isWithin(room, claim.value, nominal)
        else { continue }
        findings.append(
          Draft(
            mistake: .networkTotalWrong, range: side.located.range, claimed: claim.value, correct: nominal))
      }
    }
  }

  /// Whether a number names the model: "a 7B model", 7B模型.
  private func isModel(_ side: Chain.Side, on line: TextLine) -> Bool {
    guard let claim = side.claim, claim.scale == .billion else { return false }
    let end = side.located.range.upperBound
    let behind = working.text(from: end, to: min(line.range.upperBound, end + 8)).drop { " -的".contains($0) }
    return behind.hasPrefix("model") || behind.hasPrefix("模型")
  }
}
