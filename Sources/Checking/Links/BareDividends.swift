import Symbolics

/// Times whose calculation names the unit of its divisor at most: `140 / 3.35 TB/s = 41.8 ms` of 140 GB,
/// `53.2 / 312 TFLOPS = 170 ms` of GFLOPs, `14 / 312 = 45 µs`. What has no unit may have any prefix, so that the digits
/// tell; where the text writes the unit, `140 / 3.35 TB/s = 41.8 µs` below `140 GB`, its prefix counts, too.
extension LinkChecker {
  func agreesWithBareDividend(_ link: PlainLink) -> Bool {
    guard let quotient = BareDividend(link, in: working) else { return false }
    return quotient.values.contains {
      fits($0, link.claim, isApproximate: true, isBare: false)
        || LinkChecker.isWithin(slack(of: link.left, value: $0), $0, link.claim.value)
    }
  }

  /// What such a calculation gives in the prefix that comes nearest to the claim.
  func valueOfBareDividend(_ link: PlainLink) -> Rational? {
    guard let quotient = BareDividend(link, in: working), !link.claim.value.isZero else { return nil }
    var nearest: (value: Rational, distance: Double)?
    for value in quotient.values where !value.isZero {
      let ratio = (value.approximation / link.claim.value.approximation).magnitude
      let distance = max(ratio, 1 / ratio)
      if nearest.map({ distance < $0.distance }) ?? true { nearest = (value, distance) }
    }
    return nearest?.value
  }
}

private struct BareDividend {
  /// What the calculation may give, in the claim's unit.
  private(set) var values: [Rational] = []
  private var dividends: [Numeral] = []
  private var divisors: [Numeral] = []

  /// Nil where the dividend has a unit, or where the claim is no time.
  init?(_ link: PlainLink, in working: HandCalculation) {
    guard let seconds = link.right.unit.seconds, link.left.unit.seconds == nil, link.left.isCompound,
      !link.left.isSymbolic, collect(link.left.located.expression, isDivisor: false, depth: 0),
      !divisors.isEmpty, !dividends.contains(where: { $0.scale != .one })
    else { return nil }
    let scaled = divisors.filter { $0.scale != .one }
    guard scaled.count <= 1, let powers = powers(of: scaled.first, link, seconds, in: working) else {
      return nil
    }
    for power in powers {
      guard let scale = try? Rational(10).raised(to: Rational(power)),
        let value = try? link.value.multiplied(by: scale).divided(by: seconds)
      else { continue }
      values.append(value)
    }
  }

  private mutating func collect(_ expression: Expression, isDivisor: Bool, depth: Int) -> Bool {
    guard depth < 16, dividends.count + divisors.count < 10 else { return false }
    switch expression {
    case .product(let parts):
      for part in parts where !collect(part, isDivisor: isDivisor, depth: depth + 1) { return false }
      return true
    case .quotient(let dividend, let divisor):
      return collect(dividend, isDivisor: isDivisor, depth: depth + 1)
        && collect(divisor, isDivisor: !isDivisor, depth: depth + 1)
    case .sum(let terms) where Claim.numeral(of: expression) == nil:
      // `(14 + 2) / 2 TB/s`
      for term in terms where !collect(term.value, isDivisor: isDivisor, depth: depth + 1) { return false }
      return true
    default:
      guard let numeral = Claim.numeral(of: expression), numeral.value > .zero,
        numeral.value < 100_000 || numeral.scale != .one
      else { return false }
      if isDivisor { divisors.append(numeral) } else { dividends.append(numeral) }
      return true
    }
  }

  /// The powers of ten that the units which are not written may have, with that of the units which the text has written.
  private func powers(
    of rate: Numeral?, _ link: PlainLink, _ seconds: Rational, in working: HandCalculation
  ) -> [Int]? {
    let bytes = working.bytes
    let range = link.left.located.range
    let start = max(0, range.lowerBound - 512)
    let end = bytes.endOfLine(from: range.upperBound, atMost: 96)
    let measures = MeasureReader.measures(in: start..<max(start, end), of: bytes)
    let within = measures.filter { $0.range.overlaps(range) }
    guard let unit = within.last?.unit, within.allSatisfy({ $0.unit == .none || $0.numeral.scale != .one })
    else { return nil }
    let works = measures.filter { measure in
      measure.per != .second && !measure.range.overlaps(range) && measure.unit != .none
        && !measure.range.overlaps(link.right.located.range) && isOne(of: dividends, measure.numeral)
    }
    // `3.2 s` divided by 64 is a time of that unit.
    if works.contains(where: { $0.unit.seconds != nil }) { return nil }
    if rate != nil {
      guard unit == .bytes || unit == .flops || unit == .macs else { return nil }
      let written = works.filter { $0.unit == unit && $0.numeral.hasScaleWord }
      return written.isEmpty ? [6, 9, 12, 15] : written.map { $0.numeral.scale.exponent }
    }
    guard seconds < .one else { return nil }
    let speeds = measures.filter {
      $0.per == .second && $0.numeral.hasScaleWord && isOne(of: divisors, $0.numeral)
        || $0.isRate && isOne(of: divisors, $0.numeral)
    }
    for speed in speeds {
      if let work = works.last(where: { $0.unit == speed.unit && $0.numeral.hasScaleWord }) {
        return [work.numeral.scale.exponent - speed.numeral.scale.exponent]
      }
    }
    return [-3, -6, -9]
  }

  private func isOne(of numbers: [Numeral], _ numeral: Numeral) -> Bool {
    let digits = numeral.hasScaleWord ? numeral.unscaled : numeral.value
    return numbers.contains { $0.value == digits }
  }
}
