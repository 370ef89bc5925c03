import Symbolics

/// Whole numbers below a bound: `n ≤ √357,913,941 = 18,918`, `n < 10⁶/7 …`. How many there may be at most is rounded down,
/// how many there must be at least is rounded up.
extension LinkChecker {
  /// Whether a claim is the last whole number that an inequality before the link allows.
  func agreesWithBound(_ link: PlainLink) -> Bool {
    guard link.left.isCompound, link.claim.lastPlace == .one, !link.value.isInteger,
      let isLower = boundBefore(link.chain.sides[0].located.range.lowerBound)
    else { return false }
    return link.claim.value == (isLower ? link.value.ceiling : link.value.floor)
  }

  /// Whether ≥ (`true`) or ≤ (`false`) stands right before a place.
  private func boundBefore(_ place: Int) -> Bool? {
    let end = around.back(from: place)
    let line = around.lineStart(of: end)..<end
    for (signs, isLower) in LinkChecker.bounds where signs.contains(where: { working.ends(line, with: $0) }) {
      return isLower
    }
    return nil
  }

  private static let bounds: [([StaticString], isLower: Bool)] = [
    (["≤", "<=", "<", "\\le", "\\leq", "\\leqslant", "⩽", "\\lt"], false),
    (["≥", ">=", ">", "\\ge", "\\geq", "\\geqslant", "⩾", "\\gt"], true),
  ]
}
