import Symbolics

/// Results of numbers that were rounded when they were written down: `8.37 M / 35.9 M = 23.4 %`, `12.13 M − 6.48 M = 5.66 M`.
///
/// Who goes on with the numbers in the calculator gets a result that the printed digits do not give, but allow.
extension LinkChecker {
  /// Whether a claim is a result that the rounded numbers of a quotient or a difference allow.
  func agreesWithinDigits(_ left: Chain.Side, with claim: Numeral, _ right: Chain.Side) -> Bool {
    guard let range = LinkChecker.range(of: left.located.expression), range.isRough else { return false }
    if isClaimed(claim, in: range) { return true }
    // Work divided by speed is in seconds.
    guard let unit = right.unit.seconds, let factor = try? (left.unit.seconds ?? .one).divided(by: unit),
      let low = try? range.low.multiplied(by: factor), let high = try? range.high.multiplied(by: factor)
    else { return false }
    return isClaimed(claim, in: Span(low: low, high: high, isRough: true))
  }

  private func isClaimed(_ claim: Numeral, in range: Span) -> Bool {
    guard let half = try? claim.lastPlace.divided(by: .two), let low = try? range.low.subtracting(half),
      let high = try? range.high.adding(half), let width = try? range.high.subtracting(range.low),
      let most = try? claim.value.magnitude.divided(by: 50)
    else { return false }
    // Digits that leave everything open allow nothing.
    return width <= most && low <= claim.value && claim.value <= high
  }

  /// `1.07 GB / 2039 = 0.53 ms`: the divisor has the prefix of what it divides, as in the clause before.
  func agreesInScaleOfDividend(_ link: PlainLink) -> Bool {
    guard let seconds = link.right.unit.seconds,
      case .quotient(let dividend, let divisor) = link.left.located.expression, !divisor.hasScale,
      let speed = try? divisor.evaluated(), speed > .one, let work = Claim.numeral(of: dividend),
      work.scale.isPrefix, let digits = work.unscaled, let time = try? digits.divided(by: speed),
      let value = try? time.divided(by: seconds), let part = work.relativeRoom,
      let slack = try? value.multiplied(by: part),
      let room = try? link.claim.lastPlace.divided(by: .two).adding(slack)
    else { return false }
    return LinkChecker.isWithin(room, value, link.claim.value)
  }

  /// `312 TFLOPS × 0.5 = 156`: the result leaves out the scale and the unit of the one number that has them.
  func agreesInUnitOfOperand(_ link: PlainLink) -> Bool {
    guard link.left.isCompound, link.right.unit == .none, link.claim.scale == .one, link.claim.value >= .one,
      link.claim.value < 10_000, link.left.outcome.hasScales
    else { return false }
    if case .sum = link.left.located.expression { return false }
    var factor: Rational?
    var isOne = true
    LinkChecker.forEachNumeral(of: link.left.located.expression) { numeral in
      guard numeral.hasScaleWord else { return }
      isOne = isOne && factor == nil
      factor = numeral.writtenFactor
    }
    guard isOne, let factor, let value = try? link.value.divided(by: factor) else { return false }
    return fits(value, link.claim, isApproximate: link.isApproximate, isBare: false)
  }

  /// The values that an expression may have.
  private struct Span {
    var low: Rational
    var high: Rational
    var isRough: Bool
  }

  private static func range(of expression: Expression) -> Span? {
    switch expression {
    case .quotient(let dividend, let divisor):
      guard let above = span(of: dividend), let below = span(of: divisor), below.low > .zero,
        above.low >= .zero,
        above.isRough && below.isRough, let low = try? above.low.divided(by: below.high),
        let high = try? above.high.divided(by: below.low)
      else { return nil }
      return Span(low: low, high: high, isRough: true)
    case .sum(let terms):
      guard terms.count == 2, terms[1].isSubtracted, let first = span(of: terms[0].value),
        let second = span(of: terms[1].value), first.isRough && second.isRough,
        let low = try? first.low.subtracting(second.high), let high = try? first.high.subtracting(second.low)
      else { return nil }
      return Span(low: low, high: high, isRough: true)
    default: return nil
    }
  }

  /// What a number may have been before it was rounded: one with decimals and three digits or more.
  private static func span(of expression: Expression) -> Span? {
    guard let numeral = Claim.numeral(of: expression), numeral.scale != .percent,
      let half = try? numeral.lastPlace.divided(by: .two), let low = try? numeral.value.subtracting(half),
      let high = try? numeral.value.adding(half),
      let digits = try? numeral.value.divided(by: numeral.lastPlace)
    else { return nil }
    let isRough = digits >= 100 && (numeral.hasScaleWord || numeral.lastPlace != .one)
    return isRough
      ? Span(low: low, high: high, isRough: true)
      : Span(low: numeral.value, high: numeral.value, isRough: false)
  }
}
