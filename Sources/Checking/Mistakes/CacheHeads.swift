import Symbolics

/// The heads of the queries in the cache of keys and values, where these have fewer.
///
/// A token leaves 2·L·A_kv·d_k values in the cache (Ainslie and others, "GQA").
extension Calculation {
  mutating func checkCacheHeads(_ claims: [ModelClaim]) {
    for claim in claims where isFree(claim) && claim.label.words.contains(.cache) && claim.sizes.isGrouped {
      guard !claim.label.words.containsAny(of: [ModelWords(.multiHead), ModelWords(.attention)]),
        let heads = claim.sizes[.heads], let keyHeads = claim.sizes[.keyHeads],
        claim.multipliesQueryHeads(heads, keyHeads),
        let right = try? claim.value.multiplied(by: Rational(keyHeads)).divided(by: Rational(heads))
      else { continue }
      report(.kvHeadsIgnored, claim, correct: right, arguments: [("expected", .number(Rational(keyHeads)))])
    }
  }
}

extension ModelClaim {
  /// Whether the product has the heads, or the width, of the queries where those of the keys belong.
  fileprivate func multipliesQueryHeads(_ heads: Int, _ keyHeads: Int) -> Bool {
    guard case .product? = expression else { return false }
    let factors = factors.compactMap { $0.integer }
    if keyHeads > 2, factors.contains(keyHeads) { return false }
    if let key = sizes.keyWidth, factors.contains(key), key != sizes[.headWidth] { return false }
    let layers = sizes[.layers] ?? 0
    guard layers > 0, factors.contains(layers) else { return false }
    if let width = sizes.queryWidth, factors.contains(width) { return true }
    let usual = factors.first { [64, 80, 96, 128, 192, 256].contains($0) && $0 != layers && $0 != heads }
    guard let headWidth = sizes[.headWidth] ?? usual, factors.contains(headWidth) else { return false }
    return factors.filter { $0 == heads }.count > (layers == heads ? 1 : 0)
  }
}
