import Symbolics

/// Units that only one side of a link has, or that mean something else than they usually do.
extension LinkChecker {
  /// `25.6M × 4B = 102.4 MB`: behind a small number B is a byte where the result is in bytes.
  func agreesInBytes(_ left: Chain.Side, with claim: Numeral, _ right: Chain.Side) -> Bool {
    guard right.unit == .bytes || claim.binaryFactor != nil, left.outcome.hasScales else { return false }
    // Each of them may be the one that counts bytes, or all: `7B × 2B = 14 GB`.
    var small = 0
    LinkChecker.forEachNumeral(of: left.located.expression) { small += $0.smallBytes == nil ? 0 : 1 }
    guard small > 0 else { return false }
    return ([nil] + (0..<min(small, 4)).map { Optional($0) }).contains { only in
      var place = -1
      let plain = left.located.expression.replacingNumerals { numeral in
        guard let bytes = numeral.smallBytes else { return nil }
        place += 1
        return only == nil || only == place ? Numeral(value: bytes, lastPlace: .one) : nil
      }
      guard let value = try? plain.evaluated() else { return false }
      let tolerance = LinkChecker.tolerance(of: claim, isApproximate: true)
      return LinkChecker.isWithin(tolerance, value, claim.value) || agreesInBinary(value, with: claim)
        || LinkChecker.isWithin(slack(of: left, value: value), value, claim.value)
    }
  }

  /// `32 × 12.25 = 392 MiB`, `25.6 × 4 ≈ 97.7 MiB`: the left side is in MiB already, or in millions.
  func agreesInOwnMillions(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    guard let factor = claim.binaryFactor, left.isCompound, left.unit != .bytes,
      !left.located.expression.hasScale,
      let unscaled = try? claim.value.divided(by: factor),
      let place = try? claim.lastPlace.divided(by: factor),
      let half = try? place.divided(by: .two)
    else { return false }
    if LinkChecker.isWithin(half, value, unscaled) { return true }
    guard let tolerance = try? half.multiplied(by: factor) else { return false }
    for millions in [1_000, 1_000_000, 1_000_000_000] as [Rational] {
      guard let bytes = try? value.multiplied(by: millions) else { continue }
      if LinkChecker.isWithin(tolerance, bytes, claim.value) { return true }
    }
    return false
  }

  /// `115,605,504 MACs = 2 × 115,605,504 FLOPs`: the same work in another unit.
  func agreesInFlops(_ value: Rational, _ left: Chain.Side, with claim: Numeral, _ right: Chain.Side) -> Bool
  {
    let tolerance = LinkChecker.tolerance(of: claim, isApproximate: right.isApproximate)
    switch (left.unit, right.unit) {
    case (.macs, .flops):
      return (try? value.multiplied(by: .two)).map { LinkChecker.isWithin(tolerance, $0, claim.value) }
        ?? false
    case (.flops, .macs):
      return (try? value.divided(by: .two)).map { LinkChecker.isWithin(tolerance, $0, claim.value) } ?? false
    default: return false
    }
  }

  /// Whether a side divides by a time: `1 / 7 ms`.
  func isRate(_ side: Chain.Side) -> Bool {
    guard side.unit.seconds != nil, case .quotient(_, .number) = side.located.expression else { return false }
    return true
  }

  /// `1 / 7 ms = 143 tokens/s`: the divisor is in its own unit of time, the result in seconds.
  func agreesAsRate(_ value: Rational, _ left: Chain.Side, with claim: Numeral, _ right: Chain.Side) -> Bool {
    guard isRate(left), right.unit.seconds == nil, let seconds = left.unit.seconds,
      let rate = try? value.divided(by: seconds)
    else { return false }
    return LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: true), rate, claim.value)
      || agreesRoundedQuotient(rate, left, with: claim)
  }

  /// `5.88e23 / 1.56e17 = 3.77e6 s / 86400 = 43.6 days`, `1024² = 1,048,576 + 768 = …`: a calculation that runs on from its
  /// result. The link claims the number with which the other side begins; what it goes on to is the next link's.
  func agreesRunningOn(_ value: Rational, _ left: Chain.Side, _ right: Chain.Side, _ sign: Token.Sign) -> Bool
  {
    guard left.isCompound, right.isCompound, sign == .equal || sign == .approximately,
      let result = right.located.expression.leadingNumeral
    else { return false }
    guard result.value >= 10 else { return value == result.value && isFollowedByWord(right) }
    if value != result.value, isByAddends(left, right) { return false }
    let tolerance = LinkChecker.tolerance(of: result, isApproximate: true)
    if LinkChecker.isWithin(tolerance, value, result.value) { return true }
    return (try? value.subtracting(result.value).magnitude).map {
      $0 <= (try? result.lastPlace.divided(by: .two)) ?? .zero
    }
      ?? false
  }

  /// `2 × 4 = 8 bytes × 7B`: whether the number with which a side begins has its unit behind it.
  private func isFollowedByWord(_ side: Chain.Side) -> Bool {
    let bytes = working.bytes
    var at = bytes.skip(from: side.located.range.lowerBound, to: bytes.count) { $0.isASCIIDigit }
    at = bytes.skipBlanks(from: at, to: bytes.count)
    guard at < side.located.range.upperBound else { return false }
    // A letter alone, `8 x 7B`, is a sign.
    return bytes[at] >= 0xE4
      || bytes[at].isASCIILetter && at + 1 < bytes.count && bytes[at + 1].isASCIILetter
  }
}

extension Numeral {
  /// The number of bytes that `2B` may be.
  fileprivate var smallBytes: Rational? {
    guard scale == .billion, let bytes = unscaled, bytes <= 16 else { return nil }
    return bytes
  }
}

extension Expression {
  /// The number that an expression begins with, which the rest of it changes.
  var leadingNumeral: Numeral? {
    switch self {
    case .number(let numeral): numeral
    case .sum(let terms): terms.first.flatMap { $0.isSubtracted ? nil : $0.value.leadingNumeral }
    case .product(let factors):
      // `5.38 × 10^9 × 4`
      (factors.count > 1 ? Claim.numeral(of: .product(Array(factors.prefix(2)))) : nil)
        ?? factors.first.flatMap { $0.leadingNumeral }
    case .quotient(let dividend, _): dividend.leadingNumeral
    default: nil
    }
  }
}
