import Symbolics

/// Results of numbers that were rounded when they were written down: `8.37 M / 35.9 M = 23.4 %`, `12.13 M − 6.48 M = 5.66 M`.
///
/// Who goes on with the numbers in the calculator gets a result that the printed digits do not give, but allow. Of fewer
/// than three digits this is believed where the line says so: `3.9×10²¹ / 1.4×10¹⁴ = 2.76×10⁷ (from the unrounded values)`.
extension LinkChecker {
  /// Whether a claim is a result that the rounded numbers of a quotient or a difference allow.
  func agreesWithinDigits(_ left: Chain.Side, with claim: Numeral, _ right: Chain.Side) -> Bool {
    // `3.29×10²⁴ / 1.00×10¹⁰`: a power of ten below the stroke belongs to the divisor.
    let expression = left.located.expression.bindingPowers() ?? left.located.expression
    let most: Rational
    let range: Span
    if let precise = LinkChecker.range(of: expression, shown: 100) {
      (range, most) = (precise, 50)
    } else if let short = LinkChecker.range(of: expression, shown: 10),
      saysUnrounded(right) || areResults(expression)
    {
      (range, most) = (short, 8)
    } else {
      return false
    }
    if isClaimed(claim, in: range, of: most) { return true }
    // Work divided by speed is in seconds.
    guard let unit = right.unit.seconds, let factor = try? (left.unit.seconds ?? .one).divided(by: unit),
      let low = try? range.low.multiplied(by: factor), let high = try? range.high.multiplied(by: factor)
    else { return false }
    return isClaimed(claim, in: Span(low: low, high: high, isRough: true), of: most)
  }

  /// Whether both numbers of a quotient are rounded results of the lines above: `1.21e9 / 4.3e6` of 1.21 GFLOPs and 4.3 MB.
  private func areResults(_ expression: Expression) -> Bool {
    guard !results.isEmpty, case .quotient(let dividend, let divisor) = expression,
      let above = Claim.numeral(of: dividend), let below = Claim.numeral(of: divisor)
    else { return false }
    return results.contains(above.value) && results.contains(below.value)
  }

  /// Whether the line of a claim says that what was calculated with was not rounded.
  private func saysUnrounded(_ side: Chain.Side) -> Bool {
    let place = side.located.range.upperBound
    return LinkChecker.unrounded.isIn(
      around.lineStart(of: place)..<around.lineEnd(of: place), of: working.bytes)
  }

  private static let unrounded: PhraseSet = [
    "unrounded", "before rounding", "not rounded", "without rounding", "full precision", "未舍入", "未四舍五入",
    "舍入前",
    "四舍五入前",
  ]

  private func isClaimed(_ claim: Numeral, in range: Span, of part: Rational) -> Bool {
    guard let half = try? claim.lastPlace.divided(by: .two), let low = try? range.low.subtracting(half),
      let high = try? range.high.adding(half), let width = try? range.high.subtracting(range.low),
      let most = try? claim.value.magnitude.divided(by: part)
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

  private static func range(of expression: Expression, shown units: Rational) -> Span? {
    switch expression {
    case .quotient(let dividend, let divisor):
      guard let above = span(of: dividend, shown: units), let below = span(of: divisor, shown: units),
        below.low > .zero,
        above.low >= .zero,
        above.isRough && below.isRough, let low = try? above.low.divided(by: below.high),
        let high = try? above.high.divided(by: below.low)
      else { return nil }
      return Span(low: low, high: high, isRough: true)
    case .sum(let terms):
      guard terms.count == 2, terms[1].isSubtracted, let first = span(of: terms[0].value, shown: units),
        let second = span(of: terms[1].value, shown: units), first.isRough && second.isRough,
        let low = try? first.low.subtracting(second.high), let high = try? first.high.subtracting(second.low)
      else { return nil }
      return Span(low: low, high: high, isRough: true)
    default: return nil
    }
  }

  /// What a number may have been before it was rounded: one with decimals and digits enough, of which three
  /// show 100 units.
  private static func span(of expression: Expression, shown units: Rational) -> Span? {
    guard let numeral = Claim.numeral(of: expression), numeral.scale != .percent,
      let half = try? numeral.lastPlace.divided(by: .two), let low = try? numeral.value.subtracting(half),
      let high = try? numeral.value.adding(half),
      let digits = try? numeral.value.divided(by: numeral.lastPlace)
    else { return nil }
    let isRough = digits >= units && (numeral.hasScaleWord || numeral.lastPlace != .one)
    return isRough
      ? Span(low: low, high: high, isRough: true)
      : Span(low: numeral.value, high: numeral.value, isRough: false)
  }
}
