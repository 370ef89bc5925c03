import Symbolics

/// A unit that stands at one number and is meant for all: `24 − 14 GB = 10 GB`, `85 + 39 + 0.8 M = 124.8 M`,
/// `24 GB − 14 − 2 = 8 GB`, `10.1 / 35.6 TFLOP/s = 28%`.
extension LinkChecker {
  /// What becomes of a link whose bare numbers have the scale of another one; nil where none has, or the claim is far off.
  func verdictInUnitOfTerms(_ link: PlainLink) -> Verdict? {
    guard link.left.outcome.hasScales || link.left.unit == .bytes else { return nil }
    let value: Rational
    switch link.left.located.expression {
    case .sum(let terms):
      guard link.claim.hasScaleWord, let sum = sumInOneUnit(terms) else { return nil }
      value = sum
    case .quotient(let dividend, let divisor):
      guard link.claim.scale == .percent, let part = Claim.numeral(of: dividend), !part.hasScaleWord,
        part.scale == .one, let whole = Claim.numeral(of: divisor), whole.hasScaleWord,
        let digits = try? whole.value.divided(by: whole.writtenFactor), !digits.isZero,
        let share = try? part.value.divided(by: digits)
      else { return nil }
      value = share
    default: return nil
    }
    if fits(value, link.claim, isApproximate: link.isApproximate, isBare: false) { return .right }
    // `18.432 k + 64 = 19.496 k` adds 64 weights: what is nearer to the claim is meant.
    guard value > .zero, let ratio = try? value.divided(by: link.claim.value), ratio > .tenth, ratio < 10,
      let gap = try? value.subtracting(link.claim.value).magnitude,
      let plain = try? link.value.subtracting(link.claim.value).magnitude, gap < plain
    else { return nil }
    return .wrong(left: value, claim: link.claim.value)
  }

  /// The value of a sum with its bare terms in the one scale that the others have; nil where none or all have it.
  private func sumInOneUnit(_ terms: [Expression.Term]) -> Rational? {
    var factor: Rational?
    var hasBare = false
    for term in terms {
      if let own = LinkChecker.onlyFactor(of: term.value) {
        guard factor == nil || factor == own else { return nil }
        factor = own
      } else {
        // What is counted one by one, `7 B + 4096`, is no number of the same unit.
        guard !term.value.hasScale, let bare = try? term.value.evaluated(), bare < 1_000 else { return nil }
        hasBare = true
      }
    }
    guard let factor, hasBare else { return nil }
    var sum = Rational.zero
    for term in terms {
      guard var value = try? term.value.evaluated() else { return nil }
      if LinkChecker.onlyFactor(of: term.value) == nil {
        guard let scaled = try? value.multiplied(by: factor) else { return nil }
        value = scaled
      }
      guard let next = try? term.isSubtracted ? sum.subtracting(value) : sum.adding(value) else { return nil }
      sum = next
    }
    return sum
  }

  /// What the one scale of a term multiplies by; nil where no number has one, or several do.
  private static func onlyFactor(of term: Expression) -> Rational? {
    var found: Rational?
    var count = 0
    forEachNumeral(of: term) {
      guard $0.hasScaleWord else { return }
      count += 1
      found = $0.writtenFactor
    }
    return count == 1 ? found : nil
  }
}
