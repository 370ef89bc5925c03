import Symbolics

/// What a calculation does to a unit of time: `3.77e6 s / 86400` is in days, `720,000 GPU hours / 2048` still in hours.
struct TimeAccount {
  /// The seconds in one of the unit that the calculation starts from.
  private let start: Rational
  /// The numbers that it multiplies and divides by.
  private var factors: [Rational] = []
  private var divisors: [Rational] = []

  /// Nil where no unit, or more than one, is known of the calculation, or where it is no product.
  init?(_ side: Chain.Side, in bytes: [UInt8]) {
    guard side.isCompound, !side.isSymbolic else { return nil }
    let range = side.located.range
    let measures = MeasureReader.measures(
      in: range.lowerBound..<bytes.endOfLine(from: range.upperBound, atMost: 24), of: bytes
    )
    .filter { $0.range.lowerBound < range.upperBound }
    let times = measures.filter { $0.unit.seconds != nil }
    if times.count <= 1, let seconds = side.unit.seconds, times.isEmpty || times[0].unit == side.unit {
      start = seconds
    } else if times.isEmpty, measures.count >= 2, measures[0].unit == .flops, measures[0].per == .nothing,
      measures.dropFirst().count(where: { $0.unit == .flops && $0.per == .second }) == 1
    {
      // Work divided by speed.
      start = .one
    } else {
      return nil
    }
    guard collect(side.located.expression, isDivisor: false, depth: 0), factors.count + divisors.count <= 10
    else { return nil }
  }

  private mutating func collect(_ expression: Expression, isDivisor: Bool, depth: Int) -> Bool {
    guard depth < 16 else { return false }
    switch expression {
    case .product(let parts):
      for part in parts where !collect(part, isDivisor: isDivisor, depth: depth + 1) { return false }
      return true
    case .quotient(let dividend, let divisor):
      return collect(dividend, isDivisor: isDivisor, depth: depth + 1)
        && collect(divisor, isDivisor: !isDivisor, depth: depth + 1)
    default:
      guard let value = try? expression.evaluated(), value > 0 else { return false }
      if isDivisor { divisors.append(value) } else { factors.append(value) }
      return true
    }
  }

  /// Whether the numbers of the calculation bring it to a unit.
  func reaches(_ unit: Unit) -> Bool {
    for seconds in unit.possibleSeconds {
      if seconds == start { return true }
      if seconds > start {
        if let ratio = try? seconds.divided(by: start), holds(ratio, among: divisors) { return true }
      } else if let ratio = try? start.divided(by: seconds), holds(ratio, among: factors) {
        return true
      }
    }
    return false
  }

  /// The value in a unit, after what the calculation itself has changed: 3,600 and 86,400 among its divisors.
  func value(_ value: Rational, in unit: Unit) -> Rational? {
    guard let seconds = unit.seconds else { return nil }
    if reaches(unit) { return value }
    var reached = start
    if start == .one {
      for ratio: Rational in [86_400, 3_600, 60] where holds(ratio, among: divisors) {
        reached = ratio
        break
      }
    }
    return try? value.multiplied(by: reached).divided(by: seconds)
  }

  /// `16 hours / 8 = 2 days`: days of eight hours of work.
  var mayCountWorkingDays: Bool { divisors.contains { $0 < 24 } }

  /// Whether some of the numbers multiply to a ratio.
  private func holds(_ ratio: Rational, among numbers: [Rational]) -> Bool {
    var products: [Rational] = [.one]
    for number in numbers {
      for product in products {
        guard let next = try? product.multiplied(by: number) else { continue }
        if next == ratio { return true }
        products.append(next)
      }
    }
    return false
  }
}

extension LinkChecker {
  /// `4 d × 8 = 768 GPU-h`: days by their letter, which elsewhere is a size.
  func agreesInDays(_ link: PlainLink) -> Bool {
    guard let seconds = link.right.unit.seconds, link.left.unit == .none, link.left.isCompound,
      let days = try? link.value.multiplied(by: 86_400).divided(by: seconds)
    else { return false }
    let bytes = working.bytes
    let range = link.left.located.range.clamped(to: 0..<bytes.count)
    let hasLetter = range.contains { at in
      guard bytes[at] == UInt8(ascii: "d"), at + 1 >= bytes.count || !bytes[at + 1].isASCIIWordByte else {
        return false
      }
      let end = bytes.skipBack(from: at, to: range.lowerBound) { $0 == .space }
      return end > range.lowerBound && bytes[end - 1].isASCIIDigit
    }
    return hasLetter && fits(days, link.claim, isApproximate: true, isBare: false)
  }

  /// `720,000 GPU hours / 2048 = 351 days`: whether a number is right in another unit than the one that is named.
  func namesWrongUnit(_ value: Rational, _ claim: Numeral, _ chain: Chain, _ index: Int) -> Bool {
    let (left, right) = (chain.sides[index], chain.sides[index + 1])
    guard right.unit.isExactTime, left.isCompound,
      LinkChecker.isWithin(
        max(LinkChecker.tolerance(of: claim, isApproximate: true), claim.lastPlace), value, claim.value),
      !agreesInTime(value, left, claim, right), !isOnOtherDevices(left, right), !goesOn(right),
      let account = TimeAccount(left, in: working.bytes), !account.reaches(right.unit),
      !account.mayCountWorkingDays
    else { return false }
    return !Doubt(working, from: left, to: right).isJustified
  }
}

extension Unit {
  /// Whether the unit is one of time that is never of another length: up to a day.
  var isExactTime: Bool {
    switch self {
    case .time(.week), .time(.month), .time(.year): false
    case .time: true
    default: false
    }
  }
}
