import Symbolics

/// The padding stands in the formula of an output's size, and the result is the one without it.
extension SlipRule {
  /// (28 − 5 + 2×2)/1 + 1 = 24: as written it is 28.
  static let paddingForgotten = SlipRule(
    mistake: .paddingForgotten,
    recognise: { link in
      guard link.claim.lastPlace == .one, link.value < 100_000, link.claim.value < link.value,
        let bare = link.left.expression.withoutPadding, let size = try? bare.evaluated(),
        size.floor == link.claim.value
      else { return nil }
      // `(416 − 3 + 2×1)/2 + 1 = 207` may lack its + 1 as well, and is 208 with both.
      let lacksOne = link.left.expression.sizeWithoutOne == link.claim.value
      return Slip(
        mistake: .paddingForgotten,
        alternatives: (lacksOne ? [.outputSizePlusOneMissing] : []) + [.totalDoesNotAddUp, .digitChanged],
        correct: link.value.isInteger ? nil : link.value.floor)
    },
    inject: { expression, value in
      guard value < 100_000, let size = try? expression.withoutPadding?.evaluated() else { return nil }
      return size.floor < value ? size.floor : nil
    })
}

extension Expression {
  /// (n − k)/s + 1 of (n − k + 2×p)/s + 1; nil for anything else.
  fileprivate var withoutPadding: Expression? {
    switch self {
    case .sum(let terms):
      guard terms.count == 2, !terms[1].isSubtracted, terms[1].value == 1,
        let bare = terms[0].value.withoutPadding
      else { return nil }
      return .sum([Term(bare), terms[1]])
    case .quotient(.sum(let terms), let stride):
      guard terms.count == 3, terms.contains(where: { $0.isSubtracted }), stride.isNumeric else { return nil }
      let others = terms.filter { $0.isSubtracted || !$0.value.isPadding }
      return others.count == 2 ? .quotient(.sum(others), stride) : nil
    case .floor(let inner): return inner.withoutPadding.map { .floor($0) }
    default: return nil
    }
  }

  /// 2×p
  private var isPadding: Bool {
    guard case .product(let factors) = self, factors.count == 2, case .number(let one) = factors[0],
      case .number(let other) = factors[1]
    else { return false }
    return one.value == .two && (1...16).contains(other.value)
      || other.value == .two && (1...16).contains(one.value)
  }
}
