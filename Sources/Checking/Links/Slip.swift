import Symbolics

/// A false link: what was written, what it gives, what was claimed.
struct FalseLink: Sendable {
  /// The side that computes.
  let left: Located
  /// The side that claims.
  let claimSide: Chain.Side
  /// The value of ``left``, in the claim's unit if that is one of time.
  let value: Rational
  /// The claim as it was written.
  let claim: Numeral
  /// How far a value may be from the claim: half a unit of the last digit that is shown.
  let tolerance: Rational
  /// The claim of the chain before this one, with its left side, if there is one.
  var previous: (value: Rational, left: Expression, line: Int)?
  /// Whether the chain is about a whole network's total.
  var isTotal = false
  /// What the left side gives with the right values in the place of earlier wrong ones.
  var corrected: [Rational] = []
  /// Whether the link changes one unit of time into another.
  let isConversion: Bool
  /// Published or stated figures that a total may have been fitted to.
  var knownFigures: [Rational] = []

  init(
    _ side: Chain.Side, claimSide: Chain.Side, value: Rational, claim: Numeral, isApproximate: Bool = false,
    account: TimeAccount? = nil
  ) {
    left = side.located
    self.claimSide = claimSide
    self.claim = claim
    let durations = Durations(value, of: side.unit, in: claimSide.unit, near: claim.value, account)
    self.value = durations?.value ?? value
    isConversion = durations?.isConversion ?? false
    let shown = LinkChecker.tolerance(of: claim, isApproximate: isApproximate || claimSide.isApproximate)
    // `2039/13.5 = 302`: a whole number that is twice a fraction was rounded.
    let isWhole = claim.lastPlace == .one && claim.value >= 100 && !self.value.isInteger
    tolerance = isWhole ? max(shown, .half) : shown
  }

  /// Whether the claim shows enough digits to tell one usual size from another.
  var isPrecise: Bool {
    guard let hundred = try? claim.lastPlace.multiplied(by: 100) else { return false }
    return claim.lastPlace == .one || hundred <= claim.value.magnitude
  }

  /// Whether a value is what was claimed, to the digits that are shown.
  func isClaimed(_ candidate: Rational?) -> Bool {
    guard let candidate else { return false }
    return LinkChecker.isWithin(tolerance, candidate, claim.value)
  }

  /// Whether ``value`` × `factor` ∕ `divisor` is what was claimed; the divisor is positive.
  ///
  /// Asked for hundreds of factors of each false link: the claim is multiplied by the divisor, so that no fraction has to be
  /// brought to its lowest terms.
  func isClaimed(times factor: Rational, over divisor: Rational) -> Bool {
    guard let product = try? value.multiplied(by: factor),
      let claimed = try? claim.value.multiplied(by: divisor),
      let room = try? tolerance.multiplied(by: divisor)
    else { return isClaimed(try? value.multiplied(by: factor.divided(by: divisor))) }
    return LinkChecker.isWithin(room, product, claimed)
  }
}

/// The mistake behind a false link.
struct Slip: Sendable {
  var mistake: Mistake
  var alternatives: [Mistake] = []
  var arguments: [(name: String, value: Finding.Argument)] = []
  var severity = Finding.Severity.error
  /// The right value where it is not that of the left side.
  var correct: Rational?
  /// Whether there is none: the number is rounded, and nothing else.
  var isRounding = false
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
    .slipsThatCancel, .conversion, .copied, .stepsRoundedUp, .paddingForgotten, .plusOneMissing,
    .biasNotAdded, .biasWritten,
    .roundedToTwoDigits, .binaryPrefix, .calledBinary, .yiUnit, .prefix, .powerOfTen, .roundedPowerOfTen,
    .bracketsMissing, .bracketsOpened,
    .roundedToZeros, .truncated,
    .digitsTransposed, .factorDropped, .extraFactor, .pairTransposed, .factorSwapped, .digitChanged,
    .factorNextTo,
    .roundingWrong, .duration, .totalFitted,
    .factorDroppedInAddend, .totalDoesNotAddUp, .formulaDoesNotGiveResult, .product,
  ]

  /// The slip behind a false link.
  static func explain(_ link: FalseLink) -> Slip {
    for rule in all {
      guard var slip = rule.recognise(link) else { continue }
      // A sum that is off by more than ten times may have another cause than a lost addend.
      if slip.mistake == .totalDoesNotAddUp, !slip.alternatives.contains(.formulaDoesNotGiveResult),
        SlipRule.formulaDoesNotGiveResult.recognise(link) != nil
      {
        slip.alternatives.append(.formulaDoesNotGiveResult)
      }
      // A digit of a sum may be off because an addend was lost or added: `1 + 2 + 4 + … + 512 = 1024`.
      if slip.mistake == .digitChanged, link.left.expression.addsSeveral,
        !slip.alternatives.contains(.totalDoesNotAddUp)
      {
        slip.alternatives.append(.totalDoesNotAddUp)
      }
      // `7B × 12 = 48` for 84: of two digits it is not sure.
      if slip.mistake == .productSlip, !slip.alternatives.contains(.digitsTransposed),
        Digits.areTwoExchanged(link)
      {
        slip.alternatives.append(.digitsTransposed)
      }
      if slip.mayBePowerOfTen, let power = Magnitude.roughPower(of: link) {
        slip = slip.withPowerOfTen(power, isShown: link.claim.shows(atLeast: 10))
      }
      if link.claimSide.unit.seconds != nil, slip.mistake != .durationWrong {
        slip.alternatives.append(.durationWrong)
      }
      return slip.withOtherNames(of: link)
    }
    return Slip(mistake: .productSlip)
  }
}

extension Slip {
  /// Whether nothing has been found that explains the claim, so that a power of ten near it may.
  fileprivate var mayBePowerOfTen: Bool {
    switch mistake {
    case .productSlip, .formulaDoesNotGiveResult, .durationWrong: !alternatives.contains(.powerOfTenSlip)
    default: false
    }
  }

  /// The same with a power of ten among its names: the first of them where two digits or more are shown.
  fileprivate func withPowerOfTen(_ power: Int, isShown: Bool) -> Slip {
    var slip = self
    guard isShown, mistake != .durationWrong else {
      slip.alternatives.append(.powerOfTenSlip)
      return slip
    }
    slip.mistake = .powerOfTenSlip
    slip.alternatives = [mistake] + alternatives.filter { $0 != mistake }
    slip.arguments = Magnitude.arguments(power)
    return slip
  }
}

extension Expression {
  /// Whether numbers are added and nothing else.
  fileprivate var addsSeveral: Bool {
    if case .sum(let terms) = self {
      terms.count >= 2 && terms.allSatisfy { !$0.isSubtracted }
    } else {
      false
    }
  }
}
