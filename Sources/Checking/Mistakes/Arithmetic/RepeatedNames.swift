import Symbolics

/// A calculation that names on each of its lines what it calculates: `FLOPs = 6 × 98 × 10²¹`, below it `FLOPs = 568 × 10²¹`.
///
/// The name may begin the calculation of another thing, so that only what a slip of the hand makes of the line above is told.
extension Calculation {
  mutating func checkRepeatedNames() {
    for index in entries.indices.dropFirst() {
      let (above, entry) = (entries[index - 1], entries[index])
      guard entry.home == above.home + 1, above.chain.sides.count == 2, entry.chain.sides.count >= 2,
        let left = above.chain.sides.last, !left.isSymbolic, left.isCompound || isUnfinished(left),
        case let right = entry.chain.sides[1], !right.isSymbolic, right.unit.countsWork, left.unit.countsWork,
        haveOneName(above, entry), let value = left.outcome.value, let claimed = right.outcome.value,
        value != claimed, !isReported(right.located.range), endsLine(above, atBrackets: false),
        endsLine(entry, atBrackets: true),
        let slip = slip(from: left, value, to: right, claimed)
          ?? (isTakenUp(claimed, behind: index) ? slipInside(left, right) : nil),
        isAsserted(right.located.range, on: lines[entry.home])
      else { continue }
      findings.append(
        Draft(
          mistake: slip,
          alternatives: slip == .powerOfTenSlip ? [.prefixSlip] : slip == .productSlip ? [] : [.productSlip],
          range: right.located.range, claimed: claimed, correct: value,
          arguments: [("left", .expression(left.located.expression))]))
      entry.status = .wrong
    }
  }

  /// `588 × 10²¹` is no way to leave a number.
  private func isUnfinished(_ side: Chain.Side) -> Bool {
    guard case .product(let factors) = side.located.expression, case .number(let first)? = factors.first
    else {
      return false
    }
    return side.claim != nil && first.value >= 10
  }

  /// Whether two chains on lines below each other have the same short text before their first sign.
  private func haveOneName(_ above: Entry, _ entry: Entry) -> Bool {
    guard entry.home < lines.count, let one = name(of: above), let other = name(of: entry) else {
      return false
    }
    return one.count == other.count && working.bytes[one].elementsEqual(working.bytes[other])
  }

  private func name(of entry: Entry) -> Range<Int>? {
    guard case .symbol = entry.chain.sides[0].located.expression, entry.chain.signs[0] == .equal,
      case let line = lines[entry.home].range, case let end = entry.chain.sides[0].located.range.upperBound,
      lines[entry.home].row == nil, line.lowerBound < end, end - line.lowerBound <= 64, line.contains(end)
    else { return nil }
    return line.lowerBound..<end
  }

  /// Whether nothing but units follows a chain on its line.
  private func endsLine(_ entry: Entry, atBrackets: Bool) -> Bool {
    let line = lines[entry.home].range
    var joint = Joint(working.bytes, from: entry.chain.range.upperBound, to: line.upperBound)
    _ = joint.takeUnits()
    if atBrackets, joint.take(Joint.opening) { return true }
    joint.skipBlanks()
    return joint.isAtEnd || joint.isAtClauseEnd()
  }

  private func slip(
    from left: Chain.Side, _ value: Rational, to right: Chain.Side, _ claimed: Rational
  ) -> Mistake? {
    if let claim = right.claim {
      guard claim.scale == .one, !left.outcome.hasScales else { return nil }
      // Thousands that a plain number lacks may be those of its unit.
      let isPower = if case .product = right.located.expression { true } else { false }
      if let power = Magnitude.power(from: value, to: claim) {
        // `6 × 15 × 10¹⁸` and `9 × 10²⁰` have the same digits to the last.
        let isExact = isPower && claim.isPowerOfTen(from: value)
        let isTold =
          (isPower || power % 3 != 0) && abs(power) <= 4 && (claim.shows(atLeast: 10) || isExact)
        return isTold ? .powerOfTenSlip : nil
      }
      return claim.slip(from: value)?.first
    }
    guard case .product(let before) = left.located.expression,
      case .product(let factors) = right.located.expression
    else { return nil }
    if factors.count == 2, before.count == 2, before[0] == factors[0], case .number(let rest) = factors[1],
      rest.lastPlace == .one, rest.scale == .one, let first = try? before[0].evaluated(), !first.isZero,
      let other = try? value.divided(by: first), let slip = rest.slip(from: other)?.first
    {
      return slip == .powerOfTenSlip ? nil : slip
    }
    // `6 × 65 × 1.4 × 10²²` below `6 × (65 × 10⁹) × (1.4 × 10¹²)`: the exponents were added wrongly.
    guard factors.count != before.count, holdsPower(factors), let ratio = try? claimed.divided(by: value)
    else {
      return nil
    }
    let powers: [Rational] = [10, 100, 1_000]
    let isPower = powers.contains { power in
      ratio == power || (try? ratio.multiplied(by: power)) == .one
    }
    return isPower ? .powerOfTenSlip : nil
  }

  /// Whether the line below goes on from a value under the same name: `FLOPs = 486 × 10²¹` below `FLOPs = 6 × 81 × 10²¹`.
  private func isTakenUp(_ value: Rational, behind index: Int) -> Bool {
    guard index + 1 < entries.count, case let (entry, next) = (entries[index], entries[index + 1]),
      next.home == entry.home + 1, next.chain.sides.count >= 2, haveOneName(entry, next)
    else { return false }
    return next.chain.sides[1].outcome.value == value
  }

  /// `6 × 81 × 10²¹` below `6 × 65 × 1.4 × 10²¹`: some of the factors were multiplied and the others are kept, and what stands
  /// in their place is off by a digit.
  private func slipInside(_ left: Chain.Side, _ right: Chain.Side) -> Mistake? {
    guard case .product(let before) = left.located.expression,
      case .product(let factors) = right.located.expression, factors.count < before.count,
      before.count <= 16, !left.outcome.hasScales
    else { return nil }
    let first = zip(before, factors).prefix { $0 == $1 }.count
    let last = zip(before.dropFirst(first).reversed(), factors.dropFirst(first).reversed())
      .prefix { $0 == $1 }.count
    guard first + last == factors.count - 1, first + last > 0, case .number(let stated) = factors[first],
      stated.lastPlace == .one, stated.scale == .one, stated.value >= 10,
      let meant = try? Expression.product(Array(before[first..<before.count - last])).evaluated(),
      meant != stated.value
    else { return nil }
    if let slip = stated.slip(from: meant)?.first { return slip == .powerOfTenSlip ? nil : slip }
    guard let own = Digits.of(meant), let claimed = Digits.of(stated.value), own.count == claimed.count else {
      return nil
    }
    return zip(own, claimed).count(where: { $0 != $1 }) == 1 ? .productSlip : nil
  }

  private func holdsPower(_ factors: [Expression]) -> Bool {
    factors.contains { if case .power = $0 { true } else { false } }
  }
}

extension Numeral {
  /// Whether exactly a power of ten lies between two numbers.
  fileprivate func isPowerOfTen(from other: Rational) -> Bool {
    let powers: [Rational] = [10, 100, 1_000, 10_000]
    guard let ratio = try? value.divided(by: other) else { return false }
    return powers.contains { $0 == ratio || (try? $0.multiplied(by: ratio)) == .one }
  }
}

extension Unit {
  /// Whether a number with it is a plain count, whose unit hides no factor.
  fileprivate var countsWork: Bool {
    switch self {
    case .none, .flops, .macs, .parameters: true
    default: false
    }
  }
}
