import Symbolics

/// Speeds in GB/s and clocks in GHz that a calculation takes without their unit: `51 MB/320 = 0.16 ms` of 320 GB/s,
/// `1.4 GB × 2 × 7/8 / 25 = 98 ms`, `64/900 = 71 us` of 64 MB at 900 GB/s, `6912 × 2 × 1.41 = 19.5` TFLOPS at 1.41 GHz.
extension LinkChecker {
  /// Whether a time is what bytes take at a bare speed in GB/s.
  func agreesAtSpeedOfMemory(_ link: PlainLink) -> Bool {
    guard let seconds = link.right.unit.seconds, link.left.unit.seconds == nil,
      case .quotient(let dividend, let divisor) = link.left.located.expression, !divisor.hasScale,
      let speed = try? divisor.evaluated(), speed >= .one, speed <= 20_000
    else { return false }
    if dividend.hasScale {
      // Amounts of data have a prefix from K on.
      guard let time = try? link.value.divided(by: LinkChecker.giga).divided(by: seconds) else {
        return false
      }
      return fits(time, link.claim, isApproximate: true, isBare: false)
        || LinkChecker.isWithin(slack(of: link.left, value: time), time, link.claim.value)
    }
    guard let bytes = factorOfBytes(dividend, link, isSpeed: false),
      let rate = factorOfBytes(divisor, link, isSpeed: true),
      let time = try? link.value.multiplied(by: bytes).divided(by: rate).divided(by: seconds)
    else { return false }
    return fits(time, link.claim, isApproximate: true, isBare: false)
  }

  /// The prefix with which the line has told a number of bytes, or of bytes a second, that a side holds.
  private func factorOfBytes(_ expression: Expression, _ link: PlainLink, isSpeed: Bool) -> Rational? {
    let place = link.left.located.range.lowerBound
    let start = max(around.lineStart(of: place), place - 256)
    guard start < place else { return nil }
    var numbers: [Rational] = []
    LinkChecker.forEachNumeral(of: expression) { numbers.append($0.value) }
    for measure in MeasureReader.measures(in: start..<place, of: working.bytes)
    where measure.unit == .bytes && (measure.per == .second) == isSpeed && measure.numeral.hasScaleWord {
      if let digits = measure.numeral.unscaled, numbers.contains(digits) {
        return measure.numeral.writtenFactor
      }
    }
    return nil
  }

  /// `108 SM × 4 × 256 FMA × 2 × 1.41 = 312`: a clock in GHz makes TFLOPS.
  func agreesInTerasOfClock(_ link: PlainLink) -> Bool {
    guard link.isBare, link.left.isCompound, !link.claim.hasScaleWord, link.right.unit == .none,
      case .product = link.left.located.expression, link.value >= 1_000, link.claim.value >= .one,
      let teras = try? link.value.divided(by: 1_000)
    else { return false }
    var isClock = false
    LinkChecker.forEachNumeral(of: link.left.located.expression) { numeral in
      isClock = isClock || numeral.value < 10 && numeral.lastPlace < .one && exponent(of: numeral) == 9
    }
    return isClock && fits(teras, link.claim, isApproximate: true, isBare: false)
  }

  private static let giga = Rational(1_000_000_000)
}
