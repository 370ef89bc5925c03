import Symbolics

/// K and M as powers of 1,024 among the numbers that are calculated with: `8192 × 56 KB = 448 MB`,
/// `128k × 70,272 B = 9.2 GB`.
extension LinkChecker {
  /// Whether a calculation is right with its kilobytes of 1,024 bytes and its round counts as powers of 1,024.
  func verdictInBinaryUnits(_ link: PlainLink) -> Verdict? {
    guard link.left.isCompound, link.left.outcome.hasScales else { return nil }
    let isBytes = bytesWithPrefix(in: link.left)
    var counts: [Int] = []
    var hasBytes = false
    var place = -1
    LinkChecker.forEachNumeral(of: link.left.located.expression) { numeral in
      place += 1
      if isBytes.contains(numeral) {
        hasBytes = hasBytes || numeral.inBinary != nil
      } else if numeral.isRoundInBinary {
        counts.append(place)
      }
    }
    guard hasBytes || !counts.isEmpty, counts.count <= 4 else { return nil }
    for choice in 0..<(1 << counts.count) {
      let chosen = counts.indices.filter { choice >> $0 & 1 == 1 }.map { counts[$0] }
      if !chosen.isEmpty,
        let value = value(of: link.left, inBinary: { place, _ in chosen.contains(place) }),
        fits(value, link.claim, isApproximate: link.isApproximate, isBare: false)
      {
        return .right
      }
      // Who counts kilobytes of 1,024 counts gigabytes of 1,024³.
      if hasBytes, link.right.unit == .bytes || link.claim.binaryFactor != nil || dividesBytes(link, isBytes),
        let value = value(
          of: link.left, inBinary: { place, numeral in chosen.contains(place) || isBytes.contains(numeral) }),
        agreesInBinary(value, with: link.claim)
          || (link.claim.binaryFactor != nil || link.right.unit != .bytes)
            && fits(value, link.claim, isApproximate: link.isApproximate, isBare: false)
      {
        return .rightInBinary
      }
    }
    return nil
  }

  /// `144.25 KB ≈ 0.141 MB`: both count in powers of 1,024.
  func agreesInBinary(_ left: Chain.Side, with claim: Numeral) -> Bool {
    guard let own = left.claim, own.scale.exponent > 0, own.scale.exponent % 3 == 0,
      claim.scale.exponent > 0, own.scale.exponent != claim.scale.exponent, let digits = own.unscaled,
      let unit = try? Rational(1_024).raised(to: Rational(own.scale.exponent / 3)),
      let value = try? digits.multiplied(by: unit)
    else { return false }
    return agreesInBinary(value, with: claim)
  }

  /// `1.98 GB = 1.85 GiB`: both are rounded from the same number.
  func agreesAsRoundedBytes(_ left: Chain.Side, with claim: Numeral) -> Bool {
    guard let own = left.claim, own.hasScaleWord, claim.hasScaleWord,
      (own.binaryFactor == nil) != (claim.binaryFactor == nil), own.shows(atLeast: 10),
      let room = try? own.lastPlace.adding(claim.lastPlace).divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(room, own.value, claim.value)
  }

  /// `12.6 GiB = 12,600 MiB`: powers of 1,024 on both sides, and a thousand between them.
  func takesThousand(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    guard let first = left.claim, let second = right.claim, let one = first.binaryFactor,
      let other = second.binaryFactor, one != other,
      let large = try? max(one, other).divided(by: min(one, other)),
      large == 1_024, let digits = try? first.value.divided(by: one),
      let others = try? second.value.divided(by: other)
    else { return false }
    let (more, less) = one < other ? (digits, others) : (others, digits)
    return (try? less.multiplied(by: 1_000)) == more
  }

  /// `40GB/320KB = 131072`: bytes divided by bytes of another prefix are a number.
  private func dividesBytes(_ link: PlainLink, _ numerals: [Numeral]) -> Bool {
    guard case .quotient = link.left.located.expression, numerals.count == 2,
      link.right.unit == .none || link.right.unit == .tokens
    else {
      return false
    }
    return numerals[0].scale != numerals[1].scale
  }

  private func value(of side: Chain.Side, inBinary isChosen: (Int, Numeral) -> Bool) -> Rational? {
    var place = -1
    return try? side.located.expression.replacingNumerals { numeral in
      place += 1
      return isChosen(place, numeral) ? numeral.inBinary : nil
    }.evaluated()
  }

  /// The numbers of a side in KB, MB, GB.
  private func bytesWithPrefix(in side: Chain.Side) -> [Numeral] {
    let range = side.located.range
    let end = working.bytes.endOfLine(from: range.upperBound, atMost: 12)
    return MeasureReader.measures(in: range.lowerBound..<end, of: working.bytes).filter {
      $0.unit == .bytes && $0.numeral.scale.isPrefix && $0.range.lowerBound < range.upperBound
    }.map { $0.numeral }
  }
}

extension Numeral {
  /// The number with its prefix as a power of 1,024.
  var inBinary: Numeral? {
    guard scale.isPrefix, scale.exponent % 3 == 0, scale.exponent > 0, let factor = scale.factor,
      let ratio = try? Rational(1_024).raised(to: Rational(scale.exponent / 3)).divided(by: factor)
    else { return nil }
    return multiplied(by: ratio)
  }

  /// `32k`, `128K`, `1M`: a count that is round in powers of two.
  fileprivate var isRoundInBinary: Bool {
    guard scale == .kilo || scale == .mega, let count = unscaled?.integer, count > 0, count <= 4_096 else {
      return false
    }
    return count & (count - 1) == 0 || count % 32 == 0
  }
}
