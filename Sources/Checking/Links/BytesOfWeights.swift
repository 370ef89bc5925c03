import Symbolics

/// A number of weights that is brought to bytes behind a sign of equality: `25.6M params = 25.6 × 4 = 102.4 MB`.
extension LinkChecker {
  /// Whether a link leads from a number of weights to its product with the bytes of one, which the next side says in bytes.
  func leadsToItsBytes(_ link: PlainLink) -> Bool {
    guard link.index + 2 < link.chain.sides.count, let count = link.first.claim, link.second.isCompound,
      link.chain.sides[link.index + 2].unit == .bytes, link.first.unit == .parameters || count.hasScaleWord,
      let digits = count.unscaled
    else { return false }
    return isTimesWidth(link.second.located.expression, digits)
      || isTimesWidth(link.second.located.expression, count.value)
  }

  /// `3.4M 参数，3.4×4=13.6KB`: the bytes of a number of weights whose scale its line names, where the right digits are claimed in
  /// another one; nil elsewhere.
  func bytesOfCount(_ left: Chain.Side, _ right: Chain.Side, _ claim: Numeral) -> Rational? {
    guard right.unit == .bytes, claim.scale.isPrefix || claim.binaryFactor != nil,
      case .product(let factors) = left.located.expression,
      factors.count == 2, case .number(let count) = factors[0], case .number(let width) = factors[1],
      count.scale == .one, let exponent = exponent(of: count),
      exponent > 0, exponent % 3 == 0, LinkChecker.usualWidths.contains(width.value),
      let factor = try? Rational(10).raised(to: Rational(exponent)),
      let bytes = try? count.value.multiplied(by: width.value).multiplied(by: factor),
      claim.binaryFactor == nil
        ? exponent != claim.scale.exponent && (Magnitude.power(from: bytes, to: claim) ?? 1) % 3 == 0
        : isCalledBinary(bytes, claim)
    else { return nil }
    let place = left.located.range.lowerBound
    let isStated = MeasureReader.measures(in: around.lineStart(of: place)..<place, of: working.bytes).contains
    {
      guard $0.numeral.scale.exponent == exponent, $0.numeral.unscaled == count.value else { return false }
      if $0.unit == .parameters { return true }
      var joint = Joint(working.bytes, from: $0.range.upperBound, to: place)
      return joint.take(LinkChecker.weights)
    }
    return isStated && !Doubt(working, from: left, to: right).isJustified ? bytes : nil
  }

  /// `25.56 × 4 = 102.2 MiB`: whether the digits are those of powers of 1,000, and enough of them.
  private func isCalledBinary(_ bytes: Rational, _ claim: Numeral) -> Bool {
    guard let factor = claim.binaryFactor, BinaryPrefix.isFine(claim),
      let power = [1_024, 1_048_576, 1_073_741_824].firstIndex(of: factor),
      let decimal = try? Rational(1_000).raised(to: Rational(power + 1)),
      let digits = try? bytes.divided(by: decimal), let claimed = try? claim.value.divided(by: factor),
      let half = try? claim.lastPlace.divided(by: factor).divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(half, digits, claimed)
  }

  private static let weights: PhraseSet = [
    "parameters", "params", "weights", "model", "个参数", "参数", "个权重", "权重", "的模型", "模型", "参",
  ]

  /// `25.6 × 4`, `4 × 25.6`, `25.6×10⁶ × 4`
  private func isTimesWidth(_ expression: Expression, _ digits: Rational) -> Bool {
    guard case .product(let factors) = expression, (2...3).contains(factors.count),
      let value = try? expression.evaluated()
    else { return false }
    return factors.contains { factor in
      guard case .number(let width) = factor, LinkChecker.usualWidths.contains(width.value) else {
        return false
      }
      return (try? digits.multiplied(by: width.value)) == value
    }
  }
}
