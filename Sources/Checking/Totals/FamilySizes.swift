import Derivations
import Symbolics

/// What a name may have parameters in all where it is a family's and its smallest network's at once: "GPT-2 has 1.5B
/// parameters" speaks of the largest one.
enum FamilySizes {
  /// Whether a claim is the number of another network of the family, as it is quoted.
  static func holds(_ claim: TotalClaim, of name: String) -> Bool {
    guard claim.quantity == .parameters, claim.entry == nil, name == "gpt2" else { return false }
    return gpt2.contains { LinkChecker.isWithin(claim.tolerance, $0, claim.numeral.value) }
  }

  // Table 2 of Radford and others, and the numbers as OpenAI's repository has them.
  private static let gpt2: [Rational] = [
    117_000_000, 345_000_000, 355_000_000, 762_000_000, 774_000_000, 1_500_000_000, 1_542_000_000,
    1_558_000_000,
  ]
}
