import Symbolics

/// A rate per second for a time in another unit: `3.35 TB/s × 41.8 ms = 140 GB`, `312 TFLOPS × 10 ms = 3.12 TFLOP`,
/// `50 images/s × 40 min = 120,000 images`.
extension LinkChecker {
  /// Whether a side is in a unit of time other than the second: there the bare product may look right, too, as in
  /// `312 TFLOPS × 10 ms = 3.12 PFLOP`.
  func isInSmallOrLargeTime(_ side: Chain.Side) -> Bool {
    if case .time(let duration) = side.unit { duration != .second } else { false }
  }

  /// What becomes of such a link; nil where it is none, or where the calculation converts the time itself.
  func verdictOnRateForTime(
    _ left: Chain.Side, _ right: Chain.Side, _ value: Rational, _ claim: Numeral, _ sign: Token.Sign
  ) -> Verdict? {
    guard right.unit.seconds == nil, sign == .equal || sign == .approximately,
      case .product = left.located.expression, let (time, unit) = timeBesideRate(left), unit != .one,
      !convertsItself(left, besides: time), let amount = try? value.multiplied(by: unit)
    else { return nil }
    let isApproximate = sign == .approximately || right.isApproximate
    if isAmount(amount, left, claim, isApproximate) { return .right }
    // `100 Gbit/s × 8 ms = 100 MB`
    if RateWords.bits.isIn(left.located.range, of: working.bytes), let bytes = try? amount.divided(by: 8),
      isAmount(bytes, left, claim, isApproximate)
    {
      return .right
    }
    // `1 PFLOPS × 3 days = 3 PFLOPS-days` stays in its unit; so may a number without one.
    let behind = right.located.range.upperBound
    guard claim.hasScaleWord || right.unit != .none,
      !RateWords.times.isIn(behind..<working.bytes.endOfLine(from: behind, atMost: 24), of: working.bytes),
      !Doubt(working, from: left, to: right).isJustified
    else { return nil }
    return .wrong(left: amount, claim: claim.value)
  }

  private func isAmount(_ amount: Rational, _ left: Chain.Side, _ claim: Numeral, _ isApproximate: Bool)
    -> Bool
  {
    fits(amount, claim, isApproximate: isApproximate, isBare: false)
      || LinkChecker.isWithin(slack(of: left, value: amount), amount, claim.value)
  }

  /// `50 × 40 min × 60`, `312 TFLOPS × 10 ms × 10^-3`
  private func convertsItself(_ side: Chain.Side, besides time: Rational) -> Bool {
    var conversions = 0
    LinkChecker.forEachNumeral(of: side.located.expression) { numeral in
      if numeral.scale == .one, RateWords.conversions.contains(numeral.value) { conversions += 1 }
    }
    return conversions > (RateWords.conversions.contains(time) ? 1 : 0)
  }

  /// The time of a side, with the seconds in its unit, where one of the numbers is that and one other a rate per second.
  private func timeBesideRate(_ side: Chain.Side) -> (time: Rational, unit: Rational)? {
    let (bytes, range) = (working.bytes, side.located.range)
    let measures = MeasureReader.measures(
      in: range.lowerBound..<bytes.endOfLine(from: range.upperBound, atMost: 24), of: bytes)
    var (rates, times) = (0, 0)
    var found: (time: Rational, unit: Rational)?
    for measure in measures where measure.range.lowerBound < range.upperBound {
      if measure.per == .thing { return nil }
      if let seconds = measure.unit.seconds {
        times += 1
        found = (measure.numeral.value, seconds)
      } else if measure.per == .second || measure.isRate {
        rates += 1
      }
    }
    return rates == 1 && times == 1 ? found : nil
  }
}

private enum RateWords {
  static let bits: PhraseSet = ["bit", "b/s", "bps"]
  static let times: PhraseSet = ["day", "hour", "-h", "·h", " h", "/", " per ", "天", "日", "时", "年", "每"]
  static let conversions: [Rational] = [60, 3_600, 86_400, 1_000, 10, 24, 7, 365, 30]
}
