import Symbolics

/// Numbers of bytes that go from one prefix to the next in steps of 1,024, written out or not: `98 MB × 64 = 6272 MB = 6.125 GB`,
/// `24 GB × 1024 = 24576 MB`, `3136/1024 = 3.0625 MB` behind `3136 KB`.
extension LinkChecker {
  /// What becomes of a link that does nothing but change the prefix; nil where it does more, or where it is not right so.
  func verdictOnChangeOfPrefix(_ link: PlainLink) -> Verdict? {
    guard link.right.unit == .bytes, link.claim.scale.isPrefix, link.claim.binaryFactor == nil else {
      return nil
    }
    guard link.left.isCompound else { return restatesInBinary(link) ? .rightInBinary : nil }
    guard let change = PrefixChange(link.left.located.expression), change.steps != 0,
      let digits = try? change.number.unscaled?.multiplied(by: change.factor),
      let claimed = link.claim.unscaled, let unit = link.claim.scale.factor,
      let room = try? LinkChecker.tolerance(of: link.claim, isApproximate: link.isApproximate).divided(
        by: unit),
      LinkChecker.isWithin(room, digits, claimed)
    else { return nil }
    let scale = change.number.scale == .one ? exponent(of: change.number) : change.number.scale.exponent
    if let scale { return scale + 3 * change.steps == link.claim.scale.exponent ? .right : nil }
    // `5120/1024 = 5 GB`: of few thousands nobody says what they count.
    return change.steps == 1 && link.claim.scale.exponent >= 6 && change.number.value < 1_000_000
      && !recent.contains(change.number.value) && !countsBytes(link) ? .unchecked : nil
  }

  /// `588×256/1024 = 147 MB` behind `588 KB`, `8.2×1.28e6/1e6 = 10.5 PFLOPs` behind `8.2 GFLOPs`: a number keeps the prefix
  /// that it had, and the divisors change it.
  func agreesFromPrefixBefore(_ link: PlainLink, _ value: Rational) -> Bool {
    guard link.left.isCompound, link.claim.scale.isPrefix, let claimed = link.claim.unscaled,
      let unit = link.claim.scale.factor,
      let room = try? LinkChecker.tolerance(of: link.claim, isApproximate: link.isApproximate).divided(
        by: unit),
      LinkChecker.isWithin(room, value, claimed),
      let factors = FactorsOfPrefix(link.left.located.expression), factors.steps > 0
    else { return false }
    return factors.numerals.contains { numeral in
      exponent(of: numeral).map { $0 + 3 * factors.steps == link.claim.scale.exponent } ?? false
    }
  }

  /// `6272 MB ≈ 6.1 GB`
  private func restatesInBinary(_ link: PlainLink) -> Bool {
    guard link.left.unit == .bytes, let first = link.left.claim, first.scale != link.claim.scale,
      first.binaryFactor == nil, let one = first.inBinary, let other = link.claim.inBinary
    else { return false }
    let room = max(
      LinkChecker.tolerance(of: one, isApproximate: false),
      LinkChecker.tolerance(of: other, isApproximate: link.isApproximate))
    return LinkChecker.isWithin(room, one.value, other.value)
  }

  private func countsBytes(_ link: PlainLink) -> Bool {
    let place = link.left.located.range.lowerBound
    return LinkChecker.wordsForBytes.isIn(around.lineStart(of: place)..<place, of: working.bytes)
  }

  private static let wordsForBytes: PhraseSet = ["byte", "字节"]
}

/// The numbers of a product that is divided by 1,000s or 1,024s and by nothing else.
private struct FactorsOfPrefix {
  private(set) var numerals: [Numeral] = []
  /// How many prefixes its divisors go up.
  private(set) var steps = 0

  init?(_ expression: Expression) {
    guard collect(expression, depth: 0) else { return nil }
  }

  private mutating func collect(_ expression: Expression, depth: Int) -> Bool {
    guard depth < 8 else { return false }
    switch expression {
    case .number(let numeral):
      numerals.append(numeral)
      return true
    case .product(let factors):
      for factor in factors where !collect(factor, depth: depth + 1) { return false }
      return true
    case .quotient(let dividend, let divisor):
      guard let value = try? divisor.evaluated(), let power = PrefixChange.power(of: value) else {
        return false
      }
      steps += power
      return collect(dividend, depth: depth + 1)
    default: return false
    }
  }
}

/// A number that is multiplied or divided by 1,000s or 1,024s and by nothing else.
private struct PrefixChange {
  let number: Numeral
  /// How many prefixes it goes up.
  private(set) var steps = 0
  private(set) var factor = Rational.one

  init?(_ expression: Expression, depth: Int = 0) {
    guard depth < 8 else { return nil }
    switch expression {
    case .number(let numeral): number = numeral
    case .quotient(let dividend, .number(let divisor)):
      guard var change = PrefixChange(dividend, depth: depth + 1),
        change.take(divisor, isDivisor: true)
      else { return nil }
      self = change
    case .product(let factors):
      guard let first = factors.first, var change = PrefixChange(first, depth: depth + 1) else { return nil }
      for case let factor in factors.dropFirst() {
        guard case .number(let numeral) = factor, change.take(numeral, isDivisor: false) else { return nil }
      }
      self = change
    default: return nil
    }
  }

  private mutating func take(_ numeral: Numeral, isDivisor: Bool) -> Bool {
    guard numeral.scale == .one, let power = PrefixChange.power(of: numeral.value),
      let next = isDivisor
        ? try? factor.divided(by: numeral.value) : try? factor.multiplied(by: numeral.value)
    else { return false }
    steps += isDivisor ? power : -power
    factor = next
    return true
  }

  /// By how many prefixes a number goes up; nil for one that is no power of 1,000 or 1,024.
  static func power(of value: Rational) -> Int? {
    powers.firstIndex { $0.contains(value) }.map { $0 + 1 }
  }

  private static let powers: [[Rational]] = [
    [1_024, 1_000], [1_048_576, 1_000_000], [1_073_741_824, 1_000_000_000],
  ]
}
