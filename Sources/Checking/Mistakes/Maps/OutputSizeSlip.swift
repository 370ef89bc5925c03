import Symbolics

/// The size of a map is printed without its + 1, and the result has it.
extension SlipRule {
  /// (32 − 5 + 0)/1 = 28: as written it is 27.
  static let plusOneMissing = SlipRule(
    mistake: .outputSizePlusOneMissing,
    recognise: { link in
      if let right = link.left.expression.sizeWithoutOne, link.claim.value == right {
        return Slip(
          mistake: .outputSizePlusOneMissing, alternatives: [.totalDoesNotAddUp, .digitChanged],
          arguments: [("steps", .number(right))], correct: try? right.adding(.one))
      }
      guard link.left.expression.isDividedDifference, link.claim.lastPlace == .one, link.value < 100_000,
        let right = try? link.value.floor.adding(.one), link.claim.value == right
      else { return nil }
      return Slip(mistake: .outputSizePlusOneMissing, alternatives: [.digitChanged], correct: right)
    },
    inject: { expression, value in
      guard expression.isDividedDifference, value < 100_000 else { return nil }
      return try? value.floor.adding(.one)
    })
}

extension Expression {
  /// The steps of a window in (n − k …)/s + 1, rounded down: what is left without the + 1.
  var sizeWithoutOne: Rational? {
    guard case .sum(let terms) = self, terms.count == 2, !terms[1].isSubtracted, terms[1].value == 1,
      terms[0].value.isDividedDifference, let steps = try? terms[0].value.evaluated(), steps > 1,
      steps < 100_000
    else { return nil }
    return steps.floor
  }

  /// Whether the expression is (n − k …)/s, the steps of a window over a map.
  var isDividedDifference: Bool {
    switch self {
    case .quotient(.sum(let terms), .number):
      terms.count > 1
        && terms.contains { $0.isSubtracted }
        && terms.allSatisfy { term in
          if case .sum = term.value { false } else { term.value.isNumeric }
        }
    case .floor(let inner): inner.isDividedDifference
    default: false
    }
  }
}
