import Symbolics

/// A false link: what was written, what it gives, what was claimed.
struct FalseLink: Sendable {
  /// The side that computes.
  var left: Located
  /// The side that claims.
  var claimSide: Chain.Side
  /// The value of ``left``.
  var value: Rational
  /// The claim as it was written.
  var claim: Numeral
  /// The claim of the chain before this one, with its left side, if there is one.
  var previous: (value: Rational, left: Expression, line: Int)?
  /// Whether the chain is about a whole network's total.
  var isTotal = false
  /// Published or stated figures that a total may have been fitted to.
  var knownFigures: [Rational] = []

  /// Whether a value is what was claimed, to the digits that are shown.
  func isClaimed(_ candidate: Rational?) -> Bool {
    guard let candidate else { return false }
    return LinkChecker.isWithin(
      LinkChecker.tolerance(of: claim, isApproximate: claimSide.isApproximate), candidate, claim.value)
  }
}

/// The mistake behind a false link.
struct Slip: Sendable {
  var mistake: Mistake
  var alternatives: [Mistake] = []
  var arguments: [(name: String, value: Finding.Argument)] = []
}

/// A kind of slip as a rule that runs both ways.
struct SlipRule: Sendable {
  /// The mistake that the rule is about.
  let mistake: Mistake
  /// Recognises it in a false link.
  let recognise: @Sendable (FalseLink) -> Slip?
  /// Makes it: the wrong result that the mistake gives for a right left side, nil where it does not fit.
  let inject: @Sendable (Expression, Rational) -> Rational?
}

extension SlipRule {
  /// All rules, the most telling first. The last one takes whatever is left.
  static let all: [SlipRule] = [
    .copied, .biasNotAdded, .biasWritten, .yiUnit, .prefix, .powerOfTen, .bracketsMissing, .digitsTransposed,
    .factorDropped,
    .extraFactor, .factorSwapped, .digitChanged, .roundingWrong, .duration, .totalFitted, .totalDoesNotAddUp,
    .formulaDoesNotGiveResult, .product,
  ]

  /// The slip behind a false link.
  static func explain(_ link: FalseLink) -> Slip {
    for rule in all {
      guard var slip = rule.recognise(link) else { continue }
      // A sum that is off by more than ten times may have another cause than a lost addend.
      if slip.mistake == .totalDoesNotAddUp, SlipRule.formulaDoesNotGiveResult.recognise(link) != nil {
        slip.alternatives.append(.formulaDoesNotGiveResult)
      }
      return slip
    }
    return Slip(mistake: .productSlip)
  }
}
