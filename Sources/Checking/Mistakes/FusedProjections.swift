import Symbolics

/// 3 × 768 × 2304 for a layer 768→2304 that makes Q, K and V at once: its outputs are three times as many already.
extension Calculation {
  mutating func checkFusedProjections(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) && claim.label.surroundings.contains(.queryKeyValue) {
      guard let (input, output) = featuresOfArrow(for: claim), input > 0, output > input, output % input == 0,
        let right = PartWeights.product(input, output),
        let wrong = PartWeights.product(output / input, input, output), claim.isValue(wrong)
      else { continue }
      let factor = Rational(output / input)
      report(.extraFactor, claim, correct: right, arguments: [("factor", .number(factor))])
    }
  }
}
