import Symbolics

/// A number of biases that is multiplied by the positions: 偏置数 56×56×128. A filter has one bias, wherever it stands.
extension Calculation {
  mutating func checkBiasesPerPosition() {
    for entry in entries where entry.status == .right && entry.misconception == nil {
      guard let side = entry.workingSide, case .product = side.located.expression, entry.home < lines.count
      else {
        continue
      }
      let factors = Factors.written(in: side.located.expression)
      guard factors.count == 3, let channels = channelsBesideSquare(factors) else { continue }
      let (line, place) = (lines[entry.home], entry.chain.range.lowerBound)
      let start = max(line.range.lowerBound, place - 40)
      guard start < place, line.range.count <= 1_024,
        let word = Calculation.biasCounts.first(in: start..<place, of: working.bytes),
        working.text(from: word.upperBound, to: place).allSatisfy({ " ：:=为是有共".contains($0) }),
        !Calculation.ownBiases.isOn(line, of: working.bytes), !isReported(entry.chain.range)
      else { continue }
      findings.append(
        Draft(
          mistake: .biasPerPosition, range: side.located.range, claimed: entry.value, correct: channels))
      entry.status = .wrong
      entry.misconception = .biasPerPosition
    }
  }

  /// The third of three factors of which two are equal and next to each other.
  private func channelsBesideSquare(_ factors: [Rational]) -> Rational? {
    if factors[0] == factors[1], factors[0] >= 4, factors[2] != factors[0] { return factors[2] }
    if factors[1] == factors[2], factors[1] >= 4, factors[0] != factors[1] { return factors[0] }
    return nil
  }

  private static let biasCounts: PhraseSet = [
    "偏置数", "偏置个数", "偏置参数量", "偏置参数", "number of biases", "bias parameters", "bias params",
  ]
  private static let ownBiases: PhraseSet = [
    "untied", "locally", "局部连接", "不共享", "每个位置", "position embedding",
  ]
}
