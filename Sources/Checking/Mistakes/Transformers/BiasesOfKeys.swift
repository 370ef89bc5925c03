import Symbolics

/// The biases of queries, keys and values with the width of the queries for all three, where keys and values have fewer heads:
/// `QKV bias: 3584 + 2 × 3584` for 28 heads and 4 of keys.
extension Calculation {
  mutating func checkBiasesOfKeys(_ claims: [ModelClaim]) {
    for claim in claims where claim.sizes.isGrouped && isFree(claim) && claim.expression != nil {
      let part = PartWeights(sizes: claim.sizes)
      guard let query = claim.sizes.queryWidth, let key = claim.sizes.keyWidth, key < query,
        claim.value == PartWeights.product(3, query), let right = part.queryKeyValueBiases,
        let keyHeads = claim.sizes[.keyHeads],
        case let line = lines[claim.place],
        case let label = line.stretch(before: claim.range.lowerBound, atMost: 32),
        KeyBiasWords.biases.isIn(label, of: working.bytes), KeyBiasWords.all.isIn(label, of: working.bytes),
        claim.entry?.claimUnit != .bytes, !isReported(claim.range), isAsserted(claim.range, on: line)
      else { continue }
      report(
        .kvHeadsIgnored, claim, correct: right, alternatives: [.biasCountWrong],
        arguments: [("expected", .number(Rational(keyHeads)))])
    }
  }
}

private enum KeyBiasWords {
  static let biases: PhraseSet = ["bias", "偏置"]
  static let all: PhraseSet = ["qkv", "q, k", "q,k", "q/k", "q、k", "query, key"]
}
