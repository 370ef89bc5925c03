import Symbolics

/// Sides that name what is calculated with a number of its own: `12 blocks = 12 × 700`, `1 GPU-year = 365 × 86,400 × …`,
/// `4h = 4 × 512`, `… = 181,200 = 3 layers`.
extension LinkChecker {
  /// Whether one side of a link only says what the other one counts.
  func isNamed(_ chain: Chain, _ index: Int) -> Bool {
    let (left, right) = (chain.sides[index], chain.sides[index + 1])
    if right.isCompound, chain.sides[..<index].allSatisfy({ $0.isSymbolic }), let count = countOfThings(left)
    {
      return count == .one || Factors.written(in: right.located.expression).contains(count)
    }
    guard index + 2 == chain.sides.count, !left.isCompound, let count = countOfThings(right), count <= 1_000
    else { return false }
    return chain.sides[...index].contains { side in
      side.isCompound && Factors.written(in: side.located.expression).contains(count)
    }
  }

  /// The whole number of a side that has a letter or a word behind it.
  private func countOfThings(_ side: Chain.Side) -> Rational? {
    guard !side.isCompound, let claim = side.claim, let count = claim.unscaled, count.isInteger, count > 0
    else { return nil }
    if claim.scale != .one { return count }
    let bytes = working.bytes
    var at = side.located.range.upperBound
    while at < bytes.count, Doubt.isBlank(bytes[at]) { at += 1 }
    guard at < bytes.count else { return nil }
    return bytes[at].isASCIILetter || bytes[at] >= 0xE3 ? count : nil
  }

  /// `(2 × 7e9) / 1.5e12 = 9.3 ms/token = 107 tokens/s`: a time and how often it fits into a second.
  func isReciprocal(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    let (time, rate) = left.unit.seconds != nil ? (left, right) : (right, left)
    guard let seconds = time.unit.seconds, rate.unit.seconds == nil, !time.isCompound, !rate.isCompound,
      let duration = time.claim?.value, let often = rate.claim?.value,
      let product = try? duration.multiplied(by: seconds).multiplied(by: often),
      let room = try? Rational(1, over: 50)
    else { return false }
    return LinkChecker.isWithin(room, product, .one)
  }

  /// `1/64 + 1/9 = 0.127 ≈ 1/8`: a fraction near to a result that was worked out before.
  func isFractionNear(_ chain: Chain, _ index: Int) -> Bool {
    guard index > 0, chain.signs[index] == .approximately, let result = chain.sides[index].claim,
      case .quotient(.number(let dividend), .number(let divisor)) = chain.sides[index + 1].located.expression,
      dividend.value < 100, divisor.value < 100, let value = chain.sides[index + 1].outcome.value,
      let room = try? result.value.magnitude.multiplied(by: .tenth)
    else { return false }
    return LinkChecker.isWithin(room, value, result.value)
  }
}
