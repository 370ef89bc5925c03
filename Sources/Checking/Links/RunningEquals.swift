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

  /// `28 - 5 + 1 = 24 / 2 = 12 - 5 + 1 = 8 / 2 = 4`: a chain that has run on from a larger result before runs on from a small
  /// one, too.
  func runsOnBelowTen(_ value: Rational, _ chain: Chain, _ index: Int) -> Bool {
    let right = chain.sides[index + 1]
    guard index > 0, value < 10, chain.sides[index].isCompound, right.isCompound,
      chain.signs[index] == .equal,
      right.located.expression.leadingNumeral?.value == value
    else { return false }
    return (0..<index).contains { place in
      guard chain.sides[place].isCompound, chain.sides[place + 1].isCompound,
        let result = chain.sides[place + 1].located.expression.leadingNumeral, result.value >= 10,
        let before = self.value(of: chain.sides[place])
      else { return false }
      return before == result.value && before != self.value(of: chain.sides[place + 1])
    }
  }

  /// `8.4e22/(2048 × 0.38 × 312e12) = 8.4e22/2.4e17 = 3.46e5 s`: the side between has rounded terms, and the claim is what
  /// the side before it gives.
  func agreesWithUnroundedSide(_ link: PlainLink) -> Bool {
    guard link.index > 0, link.first.isCompound, let claim = link.second.claim, claim.scale != .percent
    else { return false }
    let before = link.chain.sides[link.index - 1]
    guard before.isCompound, !before.isSymbolic, let value = value(of: before),
      agreesInRoughTerms(value, link.first)
    else { return false }
    return isRounded(value, to: claim, link.isApproximate)
      || agreesInTime(value, before, claim, link.second, isApproximate: link.isApproximate)
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

  /// `2·8·4096 = 65,536 = 0.39 %`: a percentage behind a number that is none is its share of another one.
  func verdictOnShareOfEarlier(_ link: PlainLink) -> Verdict? {
    if isPartOfWhole(link) { return .right }
    guard link.index > 0, let claim = link.second.claim, claim.scale == .percent, claim.value <= 10,
      let amount = link.first.claim?.value
    else { return nil }
    let place = link.second.located.range.lowerBound
    let tolerance = LinkChecker.tolerance(of: claim, isApproximate: true)
    let measures = MeasureReader.measures(in: around.lineStart(of: place)..<place, of: working.bytes)
    let shares = measures.compactMap { try? amount.divided(by: $0.numeral.value) }
    if shares.contains(where: { LinkChecker.isWithin(tolerance, $0, claim.value) }) { return .right }
    guard amount >= 100 else { return nil }
    // A share that is near to the one of a number it was worked out from is meant as that.
    var operands: [Rational] = []
    for side in link.chain.sides[..<link.index] {
      guard case .sum = side.located.expression else { continue }
      LinkChecker.forEachNumeral(of: side.located.expression) { operands.append($0.value) }
    }
    let isMeant = operands.contains { operand in
      (try? amount.divided(by: operand)).map {
        SameNumber.isNear($0, claim.value) || SameNumber.isTransposed($0, claim)
      } ?? false
    }
    return isMeant ? nil : .unchecked
  }

  /// `2/8 = 25 % = 11.3B of 45.1B`, `2000/100000 = 2 % = 2000 steps`: a percentage, and what it is of what.
  private func isPartOfWhole(_ link: PlainLink) -> Bool {
    guard let share = link.first.claim, share.scale == .percent, let part = link.second.claim,
      part.scale != .percent
    else { return false }
    if link.index > 0, case .quotient(let dividend, _) = link.chain.sides[link.index - 1].located.expression,
      (try? dividend.evaluated()) == part.value
    {
      return true
    }
    var joint = around.joint(behind: link.second)
    _ = joint.takeUnits()
    guard joint.take(Neighbourhood.of) else { return false }
    joint.skipBlanks()
    guard let whole = around.number(at: joint.at)?.claim,
      let ratio = try? part.value.divided(by: whole.value),
      let slack = part.relativeRoom.flatMap({ try? ratio.multiplied(by: $0) }),
      let room = try? LinkChecker.tolerance(of: share, isApproximate: false).adding(slack)
    else { return false }
    return LinkChecker.isWithin(room, ratio, share.value)
  }

  /// `2,097,152 + 1,048,576 + 2×128×512 = 131,072 = 3,276,800`: the last addend is worked out on the way, and the sum follows.
  func worksOutAddend(_ chain: Chain, _ index: Int) -> Bool {
    if isByAddends(chain.sides[index], chain.sides[index + 1]) { return false }
    if isLastAddend(of: chain.sides[index], chain.sides[index + 1]) {
      if index + 2 < chain.sides.count { return isSum(chain.sides[index], chain.sides[index + 2]) }
      // `= 131,072 (attn) = 3,276,800`: a remark parts the result from the chain. In `= 32, plus fc = 33` another one begins.
      return isEqualBehindRemark(chain.range.upperBound)
    }
    return index > 0 && isLastAddend(of: chain.sides[index - 1], chain.sides[index])
      && isSum(chain.sides[index - 1], chain.sides[index + 1])
  }

  /// Whether a sign of equality follows, with nothing but units and a remark in brackets before it.
  private func isEqualBehindRemark(_ end: Int) -> Bool {
    let bytes = working.bytes
    var joint = Joint(bytes, from: end, to: min(end + 48, around.lineEnd(of: end)))
    _ = joint.takeUnits()
    if joint.take(Joint.opening) {
      guard let close = Joint.closing.first(in: joint.at..<max(joint.at, joint.end), of: bytes) else {
        return false
      }
      joint.at = close.upperBound
    }
    joint.skipBlanks()
    return !joint.isAtEnd && bytes[joint.at] == UInt8(ascii: "=")
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

  /// `8/3 × 4096 = 11,008 (rounded up to a multiple of 256)`: the next multiple, or the nearest one.
  func agreesToMultiple(_ link: PlainLink) -> Bool {
    guard link.claim.lastPlace == .one, link.claim.value.isInteger, link.left.isCompound else { return false }
    let start = min(link.second.located.range.lowerBound, working.bytes.count)
    let end = min(around.lineEnd(of: start), start + 160)
    let bytes = working.bytes
    for measure in MeasureReader.measures(in: start..<end, of: bytes) {
      let multiple = measure.numeral.value
      guard multiple.isInteger, multiple >= 8, multiple <= 4_096,
        let ratio = try? link.claim.value.divided(by: multiple), ratio.isInteger,
        LinkChecker.isWithin(multiple, link.value, link.claim.value)
      else { continue }
      let place = measure.range.lowerBound
      if around.start(of: LinkChecker.multiplesOf, endingAt: around.back(from: place)) != nil { return true }
      var joint = Joint(bytes, from: measure.range.upperBound, to: end)
      if joint.take(LinkChecker.multiples) { return true }
    }
    return false
  }

  private static let multiplesOf: [StaticString] = ["multiple of", "multiples of", "divisible by"]
  private static let multiples: PhraseSet = ["的整数倍", "的倍数", "的整倍数", "倍数", "multiple"]

  /// `10×100 + 7×7 = 1000 + 500`: a sum with as many numbers, of which the first is what the first addend gives. It is meant
  /// addend by addend, and its first number is no result of the whole sum, rounded or worked out on the way.
  func isByAddends(_ working: Chain.Side, _ claimed: Chain.Side) -> Bool {
    guard case .sum(let terms) = working.located.expression,
      case .sum(let addends) = claimed.located.expression, terms.count == addends.count,
      let first = Claim.numeral(of: addends[0].value), Claim.numeral(of: terms[0].value) == nil,
      let value = try? terms[0].value.evaluated()
    else { return false }
    return value == first.value
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
    at = bytes.skip(from: at, to: bytes.count) { $0 == .space || $0 == UInt8(ascii: "\t") }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "+"), let before = try? claim.value.subtracting(value)
    else { return false }
    return recent.contains(before)
  }
}
