import Symbolics

/// Signs of equality that run on, as people write them while they calculate: what stands behind one is not always worth what
/// stands before it.
extension LinkChecker {
  /// Whether a claim agrees with a side before the one on its left: `357,084,092 × 4 B = 1428.3 MB = 1362.2 MiB` rounds twice
  /// from the same number.
  func agreesWithEarlier(_ claim: Numeral, _ chain: Chain, _ index: Int) -> Bool {
    guard index > 0, claim.scale != .percent else { return false }
    let (right, sign) = (chain.sides[index + 1], chain.signs[index])
    let left = chain.sides[index]
    guard !right.isCompound, let rounded = left.claim, rounded.hasScaleWord || rounded.lastPlace != .one
    else {
      return false
    }
    return chain.sides[..<index].contains { side in
      guard !side.isSymbolic, side.unit.seconds == nil || side.unit == right.unit,
        let value = value(of: side),
        isRounded(value, to: rounded, chain.signs[index - 1] == .approximately)
      else { return false }
      return isRounded(value, to: claim, sign == .approximately || right.isApproximate)
    }
  }

  private func isRounded(_ value: Rational, to claim: Numeral, _ isApproximate: Bool) -> Bool {
    let tolerance = LinkChecker.tolerance(of: claim, isApproximate: isApproximate)
    return LinkChecker.isWithin(tolerance, value, claim.value) || agreesInBinary(value, with: claim)
  }

  /// `73,728 − 8,768 = 64,960 = 88.1 %`: the share that a result is of a number it was worked out from.
  func agreesAsShareOfOperand(_ value: Rational, _ claim: Numeral, _ chain: Chain, _ index: Int) -> Bool {
    guard index > 0, claim.scale == .percent, value.magnitude > 1 else { return false }
    let tolerance = LinkChecker.tolerance(of: claim, isApproximate: true)
    return chain.sides[..<index].contains { side in
      var found = false
      LinkChecker.forEachNumeral(of: side.located.expression) { numeral in
        guard let share = try? value.divided(by: numeral.value) else { return }
        found = found || LinkChecker.isWithin(tolerance, share, claim.value)
      }
      return found
    }
  }

  /// `2,097,152 + 1,048,576 + 2×128×512 = 131,072 = 3,276,800`: the last addend is worked out on the way, and the sum follows.
  func worksOutAddend(_ chain: Chain, _ index: Int) -> Bool {
    if isLastAddend(of: chain.sides[index], chain.sides[index + 1]) {
      if index + 2 < chain.sides.count { return isSum(chain.sides[index], chain.sides[index + 2]) }
      // `= 131,072 (attn) = 3,276,800`: a remark parts the result from the chain.
      let end = chain.range.upperBound
      return working.bytes[end..<max(end, min(end + 24, working.bytes.count))].prefix { $0 != 0x0A }
        .contains(UInt8(ascii: "="))
    }
    return index > 0 && isLastAddend(of: chain.sides[index - 1], chain.sides[index])
      && isSum(chain.sides[index - 1], chain.sides[index + 1])
  }

  /// `= 32.5 = 32 (round down)`
  func agreesRoundedInWords(_ value: Rational, _ claim: Numeral, _ right: Chain.Side) -> Bool {
    guard claim.lastPlace == .one, !value.isInteger else { return false }
    let end = min(right.located.range.upperBound, working.bytes.count)
    let behind = end..<min(end + 32, working.bytes.count)
    if value.floor == claim.value {
      return Phrases.contains(
        ["round down", "rounded down", "rounding down", "floor", "trunc", "向下", "下取整"], in: behind,
        of: working.bytes)
    }
    return value.ceiling == claim.value
      && Phrases.contains(
        ["round up", "rounded up", "rounding up", "ceil", "向上", "上取整"], in: behind, of: working.bytes)
  }

  private func isLastAddend(of sum: Chain.Side, _ side: Chain.Side) -> Bool {
    // Two equal numbers are no calculation that ends with one of them.
    guard case .sum(let terms) = sum.located.expression, let last = terms.last, !last.isSubtracted,
      case .product = last.value,
      let value = try? last.value.evaluated()
    else { return false }
    return side.claim?.value == value
  }

  private func isSum(_ sum: Chain.Side, _ side: Chain.Side) -> Bool {
    guard let value = value(of: sum), let claim = side.claim else { return false }
    return LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: false), value, claim.value)
  }

  /// A running total down the page: behind `+ BN 2×64 = 128` the line `= 36,992` adds that to the result above.
  func agreesAsRunningTotal(_ value: Rational, _ left: Chain.Side, with claim: Numeral, _ right: Chain.Side)
    -> Bool
  {
    let bytes = working.bytes
    let (own, next) = (
      working.line(at: left.located.range.lowerBound), working.line(at: right.located.range.lowerBound)
    )
    guard next > own, var at = working.lineStarts.indices.contains(own) ? working.lineStarts[own] : nil else {
      return false
    }
    while at < bytes.count, bytes[at] == .space || bytes[at] == UInt8(ascii: "\t") { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "+"), let before = try? claim.value.subtracting(value)
    else { return false }
    return recent.contains(before)
  }
}
