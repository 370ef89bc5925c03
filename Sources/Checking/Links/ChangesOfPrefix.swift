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
    guard numeral.scale == .one,
      let power = PrefixChange.powers.firstIndex(where: { $0.contains(numeral.value) }),
      let next = isDivisor
        ? try? factor.divided(by: numeral.value) : try? factor.multiplied(by: numeral.value)
    else { return false }
    steps += isDivisor ? power + 1 : -(power + 1)
    factor = next
    return true
  }

  private static let powers: [[Rational]] = [
    [1_024, 1_000], [1_048_576, 1_000_000], [1_073_741_824, 1_000_000_000],
  ]
}
