import Symbolics

/// A total whose one addend is worked out on the way, with a sign of equality that is only that addend's:
/// `138M = 14.7M conv + 4096 × 25088 = 102.8M + 16.8M + 4.1M fc`, `774M = 36·12·1280² = 708M + 64.3M + 1.3M`.
extension LinkChecker {
  /// Whether a link is one of such a chain, where the total is the sum of its addends.
  func worksOutAddendAside(_ link: PlainLink) -> Bool {
    let sides = link.chain.sides
    guard sides.count == 3, let total = sides[0].claim, sides[1].isCompound,
      link.chain.signs[1] == .equal || link.chain.signs[1] == .approximately,
      case .sum(let rest) = sides[2].located.expression, rest.count <= 16
    else { return false }
    var before: [Expression] = []
    if case .sum(let terms) = sides[1].located.expression {
      guard terms.count <= 16, terms.allSatisfy({ !$0.isSubtracted }) else { return false }
      before = terms.map { $0.value }
    } else {
      before = [sides[1].located.expression]
    }
    guard let last = before.popLast(), last.isWorkedOut, let value = try? last.evaluated(),
      rest.allSatisfy({ !$0.isSubtracted })
    else { return false }
    let parts = (before + rest.map { $0.value }).compactMap { Claim.numeral(of: $0) }
    guard parts.count == before.count + rest.count,
      fits(value, parts[before.count], isApproximate: true, isBare: !last.hasScale)
    else { return false }
    return agreesAsSum(of: parts, total)
  }
}
