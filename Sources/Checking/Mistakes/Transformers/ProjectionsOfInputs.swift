import Symbolics

/// 3·d² for queries, keys and values together, where the latter have fewer heads: `QKV: 3 × 4096 × 4096` for Llama-3-8B.
///
/// The 3 has to be written: with a quarter of the heads 2·d·(d + 2k) is as much, the FLOPs of the right matrices.
extension Calculation {
  mutating func checkProjectionsOfInputs(_ claims: [ModelClaim]) {
    for claim in claims where claim.sizes.isGrouped && isFree(claim) && claim.expression != nil {
      let part = PartWeights(sizes: claim.sizes)
      guard claim.label.words.contains(.queryKeyValue),
        !claim.label.words.containsAny(of: Calculation.besidesInputs),
        let first = claim.terms.first, first.factors.contains(3), let query = part.query, !query.isZero,
        let wrong = PartWeights.sum(query, query, query),
        let times = try? first.value.divided(by: wrong), claim.multiples.contains(times),
        let right = part.queryKeyValue.flatMap({ try? $0.multiplied(by: times) }),
        let correct = correct(right, claim, times), !repeatsHeads(claim),
        !isToldOtherwise(.kvHeadsIgnored, claim), isAsserted(claim.range, on: lines[claim.place])
      else { continue }
      report(
        .kvHeadsIgnored, claim, correct: correct,
        arguments: [("expected", .number(Rational(claim.sizes[.keyHeads] ?? 1)))])
    }
  }

  /// The right value of the product alone, or with its biases: `3 × d² + 3 × d`.
  private func correct(_ right: Rational, _ claim: ModelClaim, _ times: Rational) -> Rational? {
    let terms = claim.terms
    if terms.count == 1 { return right }
    guard terms.count == 2, times == .one, terms[1].value == PartWeights.product(3, claim.sizes.queryWidth)
    else { return nil }
    return PartWeights.sum(right, PartWeights(sizes: claim.sizes).queryKeyValueBiases)
  }

  private static let besidesInputs = ModelWords([
    .cache, .scores, .weightedValues, .outputProjection, .multiHead, .feedForward, .gated, .perHead,
  ])
}
