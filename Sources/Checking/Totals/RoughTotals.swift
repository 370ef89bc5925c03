import Derivations
import Symbolics

/// Totals of few digits that are near the true ones, as names and papers give them.
extension Calculation {
  /// Whether a rounded number of a transformer's parameters is near the true one: what papers call 117M, 307M or 7B has
  /// tables counted, left out, or estimated.
  func isNominal(_ claim: TotalClaim, _ forms: KnownForms) -> Bool {
    if forms.sizes == nil { return isRoughly(claim, forms) }
    guard claim.quantity == .parameters, claim.entry == nil,
      let digits = try? claim.numeral.value.divided(by: claim.numeral.lastPlace), digits < 1_000,
      let room = try? forms.facts.parameters.multiplied(by: Rational(8)).divided(by: 100)
    else { return false }
    return LinkChecker.isWithin(room, claim.numeral.value, forms.facts.parameters)
  }

  /// Whether two digits are near the true number of parameters, to three hundredths: papers' own sums differ so much.
  private func isRoughly(_ claim: TotalClaim, _ forms: KnownForms) -> Bool {
    guard claim.quantity == .parameters, claim.entry == nil,
      let digits = try? claim.numeral.value.divided(by: claim.numeral.lastPlace), digits < 100
    else { return false }
    return ([forms.facts] + forms.variants).contains { facts in
      facts.totalsWithoutAuxiliaries(.parameters).contains { right in
        guard let room = try? right.multiplied(by: Rational(3)).divided(by: 100) else { return false }
        return LinkChecker.isWithin(room, claim.numeral.value, right)
      }
    }
  }
}
