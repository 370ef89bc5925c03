import Symbolics

/// Sides that name what is calculated with a number of its own: `12 blocks = 12 × 700`, `1 GPU-year = 365 × 86,400 × …`,
/// `4h = 4 × 512`, `… = 181,200 = 3 layers`.
extension LinkChecker {
  /// Whether one side of a link only says what the other one counts.
  func isNamed(_ chain: Chain, _ index: Int) -> Bool {
    let (left, right) = (chain.sides[index], chain.sides[index + 1])
    if isSizeOfModel(chain, index) { return true }
    if right.isCompound, chain.sides[..<index].allSatisfy({ $0.isSymbolic }), let count = countOfThings(left)
    {
      return count == .one || Factors.written(in: right.located.expression).contains(count)
    }
    // `= 131072 bytes = 128 MB` tells no things, whatever the factors are.
    guard index + 2 == chain.sides.count, !left.isCompound, right.unit == .none || right.unit == .other,
      let count = countOfThings(right), count <= 1_000
    else { return false }
    return chain.sides[...index].contains { side in
      side.isCompound && Factors.written(in: side.located.expression).contains(count)
    }
  }

  /// `80 layers (70B) = 80 × 856M = 68.5B`: the brackets behind a word say which model it is, and the result follows.
  private func isSizeOfModel(_ chain: Chain, _ index: Int) -> Bool {
    guard index == 0, chain.sides.count >= 3, let size = chain.sides[0].claim, size.scale == .billion,
      chain.sides[1].isCompound, !chain.sides[1].isSymbolic, chain.sides[2].claim != nil
    else { return false }
    let (bytes, range) = (working.bytes, chain.sides[0].located.range)
    let line = around.lineStart(of: range.lowerBound)
    // The bracket may be a part of the number.
    let start = bytes.skipBlanksBack(
      from: range.lowerBound + (bytes[range.lowerBound] == UInt8(ascii: "(") ? 1 : 0), to: line)
    guard start > line, bytes[start - 1] == UInt8(ascii: "(") else { return false }
    let word = bytes.skipBlanksBack(from: start - 1, to: line)
    return word > line && (bytes[word - 1].isASCIILetter || bytes[word - 1] >= 0x80)
  }

  /// The whole number of a side that has a letter or a word behind it.
  private func countOfThings(_ side: Chain.Side) -> Rational? {
    guard !side.isCompound, let claim = side.claim, let count = claim.unscaled, count.isInteger, count > 0
    else { return nil }
    if claim.scale != .one { return count }
    let bytes = working.bytes
    let at = bytes.skipBlanks(from: side.located.range.upperBound, to: bytes.count)
    guard at < bytes.count else { return nil }
    return bytes[at].isASCIILetter || bytes[at] >= 0xE3 ? count : nil
  }

  /// `(2 × 7e9) / 1.5e12 = 9.3 ms/token = 107 tokens/s`: a time and how often it fits into a second.
  func isReciprocal(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    let (time, rate) = left.unit.seconds != nil ? (left, right) : (right, left)
    guard let seconds = time.unit.seconds, rate.unit.seconds == nil, !time.isCompound, !rate.isCompound,
      let duration = time.claim?.value, let often = rate.claim?.value,
      let product = try? duration.multiplied(by: seconds).multiplied(by: often),
      let room = try? Rational(1, over: 50)
    else { return false }
    return LinkChecker.isWithin(room, product, .one)
  }

  /// `300 W × 2 h = 0.6 kWh`: the units of power and energy are not followed, but for one that stays: `72 MWh × 1.2 = 86 MWh`.
  func isOfEnergy(_ side: Chain.Side, from left: Chain.Side) -> Bool {
    guard isOfEnergy(side) else { return false }
    guard case .product(let factors) = left.located.expression, factors.count == 2,
      let first = around.number(at: left.located.range.lowerBound)
    else { return true }
    return unitText(of: first) != unitText(of: side)
  }

  func isOfEnergy(_ side: Chain.Side) -> Bool {
    let bytes = working.bytes
    var at = bytes.skip(from: side.located.range.upperBound, to: bytes.count) {
      Doubt.isBlank($0) || $0 == UInt8(ascii: "~")
    }
    let commands: [StaticString] = ["\\,", "\\ ", "\\;", "\\mathrm{", "\\text{", "\\rm "]
    while let command = commands.first(where: { working.begins(at..<bytes.count, with: $0) }) {
      at += command.utf8CodeUnitCount
    }
    var end = at
    while end < bytes.count, end - at < 5, bytes[end].isASCIILetter { end += 1 }
    switch Doubt.text(bytes[at..<max(at, end)]) {
    case "w", "kw", "mw", "wh", "kwh", "mwh", "j", "kj", "mj", "gj", "pj": return true
    default:
      return working.begins(at..<bytes.count, with: "度") || working.begins(at..<bytes.count, with: "千瓦")
    }
  }

  /// `4x4090 = 96 GB`: the memory of devices that have a number for a name.
  func namesDevice(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    guard right.unit == .bytes || right.claim?.scale == .giga, case .product = left.located.expression else {
      return false
    }
    return Factors.written(in: left.located.expression).contains { LinkChecker.namesOfDevices.contains($0) }
  }

  private static let namesOfDevices: Set<Rational> = [1_080, 2_080, 3_080, 3_090, 4_080, 4_090, 5_080, 5_090]

  /// `1x1-64`, `3×3-256`: kernels and channels with a dash between them, which calculates no number below zero.
  func isNotation(_ value: Rational, _ side: Chain.Side) -> Bool {
    guard value.isNegative, case .sum(let terms) = side.located.expression, terms.count == 2,
      case .product(let factors) = terms[0].value, factors.count == 2
    else { return false }
    return terms[1].isSubtracted
  }

  /// `F = 2M = 4,857,856`: a letter that a text uses for a number and not the prefix that it looks like.
  func isCoefficient(_ chain: Chain, _ index: Int) -> Bool {
    guard index > 0, chain.sides[..<index].allSatisfy({ $0.isSymbolic }), let left = chain.sides[index].claim,
      left.scale != .one, let digits = left.unscaled, digits.isInteger, digits <= 64,
      let right = chain.sides[index + 1].claim, right.lastPlace == .one, right.scale == .one,
      let thousands = try? right.value.divided(by: 1_000)
    else { return false }
    return !thousands.isInteger
  }

  /// `0.1189 ≈ 1/8.4`: the one of two reciprocals that has the fewer digits is rounded.
  func isReciprocalNear(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    guard !left.isCompound, let share = left.claim?.value, share > .zero,
      case .quotient(.number(let dividend), .number(let divisor)) = right.located.expression,
      dividend.value == .one, let exact = try? Rational.one.divided(by: share),
      let half = try? divisor.lastPlace.divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(half, exact, divisor.value)
  }

  /// `1/64 + 1/9 = 0.127 ≈ 1/8`, `585/300 = 1.95 ≈ 1.4²`: a fraction or a power near to a result that was worked out before.
  func isFractionNear(_ chain: Chain, _ index: Int) -> Bool {
    if isReciprocalNear(chain.sides[index], chain.sides[index + 1]) { return true }
    guard index > 0, chain.signs[index] == .approximately, let result = chain.sides[index].claim,
      chain.sides[index + 1].located.expression.isSmallPair, let value = chain.sides[index + 1].outcome.value,
      let room = try? result.value.magnitude.multiplied(by: .tenth)
    else { return false }
    return LinkChecker.isWithin(room, value, result.value)
  }

  /// `11008/4096 = 2.69 = 8/3 rounded up`: a small fraction, and on which side of it a number lies.
  func agreesRoundedToFraction(_ link: PlainLink) -> Bool {
    guard link.second.located.expression.isSmallPair, let fraction = link.second.outcome.value,
      let value = value(of: link.first), let gap = try? value.subtracting(fraction),
      let room = try? fraction.magnitude.multiplied(by: .tenth), gap.magnitude <= room
    else { return false }
    var joint = around.joint(behind: link.second)
    _ = joint.take(LinkChecker.openings)
    return joint.take(gap.isNegative ? LinkChecker.roundedDown : LinkChecker.roundedUp)
  }

  private static let openings: PhraseSet = ["(", "（", ",", "，"]
  private static let roundedUp: PhraseSet = ["rounded up", "rounding up", "round up", "向上取整", "向上"]
  private static let roundedDown: PhraseSet = ["rounded down", "rounding down", "round down", "向下取整", "向下"]
}

extension Expression {
  /// A fraction or a power of two small numbers.
  fileprivate var isSmallPair: Bool {
    switch self {
    case .quotient(.number(let first), .number(let second)), .power(.number(let first), .number(let second)):
      first.value < 100 && second.value < 100
    default: false
    }
  }
}
