import Symbolics

/// 2·d·f for the three matrices of a gated feed-forward layer that the text names, whatever its sizes are called.
extension Calculation {
  mutating func checkGatedMatrices(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) && claim.label.words.contains(.gated) {
      guard !claim.label.saysOperations, !claim.label.surroundings.contains(.feedForwardMatrix),
        claim.sizes[.innerWidth] == nil || claim.sizes[.width] == nil, namesThree(claim),
        case .product? = claim.expression, let factors = claim.threeFactors,
        let right = PartWeights.product(3, factors.0, factors.1)
      else { continue }
      report(.ffnMatrixMissing, claim, correct: right)
    }
  }

  /// Whether "gate, up and down" stands before the claim, and not "each".
  private func namesThree(_ claim: ModelClaim) -> Bool {
    let line = lines[claim.place]
    let sentence = sentence(around: claim.range.lowerBound, on: line)
    guard !mentions(on: line, in: sentence).contains(where: { $0.noun == .each }) else { return false }
    return line.mentions.contains { mention in
      mention.noun == .model(.gated) && mention.range.upperBound <= claim.range.lowerBound
        && Phrases.contains(["down"], in: mention.range, of: working.bytes)
    }
  }
}

extension ModelClaim {
  /// The two sizes of 2×d×f.
  fileprivate var threeFactors: (Int, Int)? {
    let numbers = factors.compactMap { $0.integer }
    guard numbers.count == 3, numbers.contains(2) else { return nil }
    let sizes = numbers.filter { $0 >= 64 }
    return sizes.count == 2 && sizes[0] != sizes[1] ? (sizes[0], sizes[1]) : nil
  }
}
