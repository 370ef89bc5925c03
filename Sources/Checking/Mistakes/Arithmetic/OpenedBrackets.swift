import Symbolics

/// The factor behind brackets multiplied with their first term alone.
extension SlipRule {
  /// `(3·3·32 + 1)·64 = 3·3·32·64 + 1`: one bias in all, instead of one for each filter; `(4 + 6)·8 = 4·8 + 6`.
  static let bracketsOpened = SlipRule(
    mistake: .biasCountWrong,
    recognise: { link in
      guard case .product(let factors) = link.left.expression, factors.count >= 2,
        link.claim.lastPlace == .one
      else { return nil }
      for factor in factors {
        guard case .sum(let terms) = factor, terms.count >= 2, let sum = try? factor.evaluated(), !sum.isZero,
          let first = try? terms[0].value.evaluated(), let rest = try? sum.subtracting(first),
          let times = try? link.value.divided(by: sum), times > .one,
          link.isClaimed(try? first.multiplied(by: times).adding(rest))
        else { continue }
        if rest == .one {
          return Slip(
            mistake: .biasCountWrong, alternatives: [.bracketsMissing, .factorDroppedInEvaluation],
            arguments: [("expected", .number(times))])
        }
        return Slip(
          mistake: .factorDroppedInEvaluation, alternatives: [.bracketsMissing, .productSlip],
          arguments: [("factor", .number(times))])
      }
      return nil
    },
    inject: { _, _ in nil })
}
