import Symbolics

/// A number that is brought to another unit on the way: `131,072 bytes = 131,072/1024 = 128 KiB`.
extension LinkChecker {
  /// Whether the second side works out what the first one says in the unit of the third: it begins with the same digits, and
  /// only multiplies or divides by what units differ by.
  func isConversion(_ link: PlainLink) -> Bool {
    guard link.index + 2 < link.chain.sides.count, let number = link.first.claim, link.second.isCompound,
      let digits = number.unscaled, let result = link.chain.sides[link.index + 2].claim
    else { return false }
    let (unit, other) = (unitText(of: link.first), unitText(of: link.chain.sides[link.index + 2]))
    guard !unit.isEmpty, unit != other || number.scale != result.scale else { return false }
    var place = 0
    var isPlain = true
    var last = Rational.zero
    LinkChecker.forEachNumeral(of: link.second.located.expression) { numeral in
      defer { (place, last) = (place + 1, numeral.value) }
      if place == 0 {
        isPlain = numeral.value == number.value || numeral.value == digits
      } else if numeral.value > .one, numeral.value < 5, last == 1_000 || last == 1_024 {
        // The exponent of `1024³`.
      } else {
        isPlain = isPlain && isConversionFactor(numeral.value, link.first)
      }
    }
    return isPlain && place > 1
  }

  /// The scale and the unit behind a number's digits, as the text has them.
  func unitText(of side: Chain.Side) -> String {
    let bytes = working.bytes
    var start = bytes.skipBack(from: side.located.range.upperBound, to: side.located.range.lowerBound) {
      !$0.isASCIIDigit
    }
    start = bytes.skipBlanks(from: start, to: bytes.count)
    var end = start
    while end < bytes.count, end - start < 24,
      bytes[end].isASCIILetter || bytes[end] >= 0xE4 || bytes[end] == UInt8(ascii: "/")
        || end > start && bytes[end] >= 0x80 && bytes[end] < 0xC0 || bytes[end] == UInt8(ascii: "-")
    {
      end += 1
    }
    return working.text(from: start, to: end)
  }

  private func isConversionFactor(_ factor: Rational, _ side: Chain.Side) -> Bool {
    if factor == 2 { return side.unit == .macs || side.unit == .flops }
    let usual: [Rational] = [
      8, 10, 24, 60, 100, 365, 3_600, 86_400, 1_024, 1_048_576, 1_073_741_824, 10_000, 31_536_000,
    ]
    if usual.contains(factor) { return true }
    // 10³ⁿ, also as the 10³ⁿ FLOPs of a day at a speed.
    var thousands = factor
    if let days = try? factor.divided(by: 86_400), days >= 1_000_000_000, days.isInteger { thousands = days }
    for _ in 0..<8 {
      if thousands == .one { return true }
      guard thousands >= 1_000, let next = try? thousands.divided(by: 1_000) else { return false }
      thousands = next
    }
    return false
  }
}
