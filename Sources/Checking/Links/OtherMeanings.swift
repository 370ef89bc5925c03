import Symbolics

/// The rarer ways in which a claim may be right: a quotient rounded to a whole number, a number divided by its scale
/// before the scale is named, bits and bytes, a percentage added, a footnote's mark behind the number.
extension LinkChecker {
  /// `1,281,167 / 256 = 5,005 steps`: a whole number for a quotient that is none is its floor, its ceiling or the
  /// nearest one; for any other value of some size it is the nearest one.
  func agreesRoundedQuotient(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    guard claim.lastPlace == .one, claim.value.isInteger, !value.isInteger,
      let gap = try? value.subtracting(claim.value).magnitude
    else { return false }
    if left.located.expression.isQuotient { return gap < .one }
    return value.magnitude >= 10 && (try? gap.multiplied(by: .two)).map { $0 < .one } ?? false
  }

  /// `24.7 / 0.4 = 61.9`: the quotient of a number that was rounded when it was written, 24.747, carried on unrounded.
  func agreesCarriedOn(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    guard left.located.expression.isQuotient, claim.scale != .percent else { return false }
    var relative = Rational.zero
    LinkChecker.forEachNumeral(of: left.located.expression) { numeral in
      guard numeral.lastPlace < .one || numeral.hasScaleWord,
        let digits = try? numeral.value.divided(by: numeral.lastPlace),
        digits >= 100,
        let part = try? Rational.half.divided(by: digits), let sum = try? relative.adding(part)
      else { return }
      relative = sum
    }
    guard !relative.isZero, let slack = try? value.magnitude.multiplied(by: relative),
      let room = try? claim.lastPlace.divided(by: .two).adding(slack),
      let most = try? value.magnitude.divided(by: 250)
    else { return false }
    return LinkChecker.isWithin(min(room, most), value, claim.value)
  }

  /// `10,670,000 × 4,096 = 4.044×10^10 + 3.22×10^9`, `√(3.08×10^25/120) = √(2.57×10^23)`: what goes on with rounded numbers
  /// is right to their digits.
  func agreesInRoughTerms(_ value: Rational, _ right: Chain.Side) -> Bool {
    guard right.isCompound, let other = self.value(of: right) else { return false }
    // `1/(1/96 + 1/25) = 1/(0.0104 + 0.04)`: of numbers of one digit, some are exact.
    return [Rational.one, 100].contains { least in
      let relative = roughness(of: right, atLeast: least)
      guard !relative.isZero, relative < .tenth, let room = try? other.magnitude.multiplied(by: relative)
      else {
        return false
      }
      return LinkChecker.isWithin(room, value, other)
    }
  }

  /// How far a side may be off, as a part of it, because of its numbers that show so many units of their last place.
  private func roughness(of side: Chain.Side, atLeast least: Rational) -> Rational {
    var relative = Rational.zero
    LinkChecker.forEachNumeral(of: side.located.expression) { numeral in
      guard numeral.lastPlace != .one, numeral.scale != .percent, !numeral.value.isZero,
        let part = try? numeral.lastPlace.divided(by: numeral.value.magnitude), part <= .one,
        let most = try? Rational.one.divided(by: least), part <= most, let half = try? part.divided(by: .two),
        let sum = try? relative.adding(half)
      else { return }
      relative = sum
    }
    return relative
  }

  /// `1739 + 6.2 + 0.25 ≈ 1746 亿`: a sum of numbers that were rounded before they were added.
  func agreesAsRoundedSum(
    _ value: Rational, _ left: Chain.Side, with claim: Numeral, _ sign: Token.Sign
  ) -> Bool {
    guard case .sum(let terms) = left.located.expression, sign == .approximately || claim.hasScaleWord else {
      return false
    }
    var places: [Rational] = []
    for term in terms {
      guard case .number(let numeral) = term.value else { return false }
      places.append(numeral.lastPlace)
    }
    let isScaledHere = claim.hasScaleWord && !left.located.expression.hasScale
    let unit = isScaledHere ? claim.writtenFactor : .one
    // Numbers of like digits are added as they stand.
    guard Set(places).count > 1, let least = places.min(), least < .one,
      let all = NetworkFacts.sum(places), let claimed = try? claim.value.divided(by: unit),
      let place = try? claim.lastPlace.divided(by: unit), let room = try? all.adding(place).divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(room, value, claimed)
  }

  /// `3.62 + 0.40 = 4.03`: a sum of numbers that were rounded before they were added may be off in its last digit, which
  /// proves nothing. Whole numbers are exact, and numbers of one or two digits are added as they stand.
  func isLastDigitOfRoundedSum(_ link: PlainLink) -> Bool {
    guard case .sum(let terms) = link.left.located.expression, terms.count >= 2, terms.count <= 16,
      link.claim.shows(atLeast: 100), link.claim.scale != .percent
    else { return false }
    let isScaledHere = link.claim.hasScaleWord && link.isBare
    let unit = isScaledHere ? link.claim.writtenFactor : .one
    guard link.claim.lastPlace != link.claim.writtenFactor,
      let place = try? link.claim.lastPlace.divided(by: unit),
      let claimed = try? link.claim.value.divided(by: unit)
    else { return false }
    for term in terms {
      guard case .number(let numeral) = term.value, numeral.lastPlace == place else { return false }
    }
    guard let room = try? place.multiplied(by: Rational(terms.count)).divided(by: .two) else { return false }
    return LinkChecker.isWithin(room, link.value, claimed)
  }

  /// `25557032*4/1e6 = 102.2 MB`: the left side was divided by what the scale stands for.
  func agreesDivided(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    let divisors = left.located.expression.divisors
    guard !divisors.isEmpty else { return false }
    for factor in claim.possibleFactors where divisors.contains(factor) {
      guard let unscaled = try? claim.value.divided(by: claim.writtenFactor),
        let place = try? claim.lastPlace.divided(by: claim.writtenFactor),
        let half = try? place.divided(by: .two)
      else { continue }
      if LinkChecker.isWithin(half, value, unscaled) { return true }
      // `25.6M × 4 / 1024² = 97.5 MiB` of 25,557,032: as with any rounded number.
      if left.outcome.hasScales, LinkChecker.isWithin(slack(of: left, value: value), value, unscaled) {
        return true
      }
    }
    return false
  }

  /// `175B × 16 bit = 350 GB`, `1.31 GB / 400 Gb/s = 26 ms`
  func agreesInBits(_ value: Rational, _ left: Chain.Side, with claim: Numeral, _ right: Chain.Side) -> Bool {
    guard mentionsBits(left, right) else { return false }
    for factor in [try? Rational(1, over: 8), Rational(8)] {
      guard let factor, let other = try? value.multiplied(by: factor) else { continue }
      var tolerance = LinkChecker.tolerance(of: claim, isApproximate: right.isApproximate)
      // `≈ 187 MB/s ≈ 1.49 Gb/s`: what stands alone was rounded when it was written.
      if !left.isCompound, let slack = try? slack(of: left, value: value).multiplied(by: factor),
        let all = try? tolerance.adding(slack)
      {
        tolerance = all
      }
      if LinkChecker.isWithin(tolerance, other, claim.value) || agreesInBinary(other, with: claim) {
        return true
      }
      if let seconds = right.unit.seconds, let time = try? other.divided(by: seconds),
        fits(time, claim, isApproximate: true, isBare: false)
      {
        return true
      }
    }
    return false
  }

  private func mentionsBits(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    let bytes = working.bytes
    let start = min(left.located.range.lowerBound, right.located.range.lowerBound)
    let end = bytes.endOfLine(
      from: max(left.located.range.upperBound, right.located.range.upperBound), atMost: 8)
    guard start < end, end - start < 512 else { return false }
    if LinkChecker.bits.isIn(start..<end, of: bytes) { return true }
    return isInBits(left) != isInBits(right)
  }

  private static let bits: PhraseSet = ["bit", "bpw", "比特"]

  /// `28 Gb`, `1.6 Tb/s`, `400 Gbps`: a prefix in capitals and a small b.
  private func isInBits(_ side: Chain.Side) -> Bool {
    let bytes = working.bytes
    var at = side.located.range.upperBound
    // The prefix belongs to the number.
    at = bytes.skip(from: at, to: bytes.count) { $0 == .space }
    if at < bytes.count,
      [UInt8(ascii: "K"), UInt8(ascii: "M"), UInt8(ascii: "G"), UInt8(ascii: "T")].contains(bytes[at])
    {
      at += 1
    }
    guard at > 0, at < bytes.count, bytes[at] == UInt8(ascii: "b"), bytes[at - 1] & 0x20 == 0,
      bytes[at - 1].isASCIILetter
    else { return false }
    let next = at + 1 < bytes.count ? bytes[at + 1] : .space
    return !next.isASCIIWordByte || next == UInt8(ascii: "p")
  }

  /// `187 TFLOP/s / 624 = 30 %`: the divisor of a share has the unit of what it divides.
  func agreesAsShare(_ left: Chain.Side, with claim: Numeral) -> Bool {
    guard case .quotient(let dividend, let divisor) = left.located.expression, claim.scale == .percent,
      let first = Claim.numeral(of: dividend), let second = Claim.numeral(of: divisor),
      first.hasScaleWord != second.hasScaleWord, let part = first.unscaled, let whole = second.unscaled,
      let share = try? part.divided(by: whole)
    else { return false }
    return LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: false), share, claim.value)
  }

  /// `23.9 - 1.2 = 22.7 %`, `124.8 / 312 × 100 = 40 %`: what is calculated is the percentage itself.
  func agreesInPercent(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    guard claim.scale == .percent, left.isCompound, value.magnitude >= .one, value.magnitude <= 1_000,
      let percent = try? value.divided(by: 100)
    else { return false }
    return LinkChecker.isWithin(LinkChecker.tolerance(of: claim, isApproximate: false), percent, claim.value)
  }

  /// `200 + 10% = 220`
  func agreesWithPercentAdded(_ left: Chain.Side, with claim: Numeral) -> Bool {
    guard case .sum(let terms) = left.located.expression, terms.count > 1 else { return false }
    var sum = Rational.zero
    var hasPercent = false
    for (index, term) in terms.enumerated() {
      guard let part = try? term.value.evaluated() else { return false }
      var addend = part
      if index > 0, case .number(let numeral) = term.value, numeral.scale == .percent {
        guard let share = try? sum.multiplied(by: part) else { return false }
        (addend, hasPercent) = (share, true)
      }
      guard let next = try? term.isSubtracted ? sum.subtracting(addend) : sum.adding(addend) else {
        return false
      }
      sum = next
    }
    // `36,864 + 10% = 40,550`: who counts whole things rounds.
    let room = LinkChecker.tolerance(of: claim, isApproximate: false)
    return hasPercent && LinkChecker.isWithin(sum.isInteger ? room : max(room, .half), sum, claim.value)
  }

  /// `118,013,952²`, `4096[1]`: the mark of a footnote, not a power and no factor.
  func agreesWithoutMark(_ value: Rational, _ right: Chain.Side) -> Bool {
    let plain: Expression
    switch right.located.expression {
    case .power(let base, .number): plain = base
    case .product(let factors):
      guard factors.count == 2, case .number(let mark) = factors[1], mark.value < 100 else { return false }
      plain = factors[0]
    default: return false
    }
    guard let claim = Claim.numeral(of: plain) else { return false }
    return LinkChecker.isWithin(
      LinkChecker.tolerance(of: claim, isApproximate: right.isApproximate), value, claim.value)
  }
}

extension LinkChecker {
  /// `2·3·4 = 24 = 4!`
  func agreesAsFactorial(_ value: Rational, with claim: Numeral, _ right: Chain.Side) -> Bool {
    let end = right.located.range.upperBound
    guard end < working.bytes.count, working.bytes[end] == UInt8(ascii: "!"), let last = claim.value.integer,
      (2...20).contains(last)
    else { return false }
    return Rational(whole: (2...last).reduce(Int128(1)) { $0 * Int128($1) }) == value
  }
}

extension Expression {
  /// Whether the expression divides at its top, perhaps with further factors.
  var isQuotient: Bool {
    switch self {
    case .quotient: true
    case .product(let factors): factors.contains { $0.isQuotient }
    case .negative(let inner): inner.isQuotient
    default: false
    }
  }

  /// What the whole expression is divided by: each divisor, and the products of those that follow each other.
  var divisors: [Rational] {
    var found: [Rational] = []
    var product = Rational.one
    var rest = self
    for _ in 0..<8 {
      if case .product(let factors) = rest, let first = factors.first(where: { $0.isQuotient }) {
        rest = first
        continue
      }
      guard case .quotient(let dividend, let divisor) = rest, let value = try? divisor.evaluated(),
        let next = try? product.multiplied(by: value)
      else { break }
      found.append(value)
      product = next
      if product != value { found.append(product) }
      rest = dividend
    }
    return found
  }
}

extension Numeral {
  /// Whether a scale stands behind the digits: M, 亿, MiB.
  var hasScaleWord: Bool { scale != .one && scale != .percent || binaryFactor != nil }

  /// 1,024ⁿ for a number in KiB, MiB, GiB, TiB.
  var binaryFactor: Rational? {
    // 2¹⁰ᵏ/10ⁿ, with n up to 9, is even above its line.
    guard scale == .one, lastPlace.numerator & 1 == 0 else { return nil }
    var factor = Rational(1_024)
    for _ in 0..<4 {
      if let place = try? lastPlace.divided(by: factor), place.isPowerOfTen { return factor }
      guard let next = try? factor.multiplied(by: 1_024) else { return nil }
      factor = next
    }
    return nil
  }

  /// What the scale behind the digits multiplies them by.
  var writtenFactor: Rational { binaryFactor ?? scale.factor ?? .one }

  /// What a divisor may be that the scale stands for: M is 10⁶ or 1,024².
  var possibleFactors: [Rational] {
    if let binaryFactor { return [binaryFactor] }
    guard scale != .one, scale != .percent, let factor = scale.factor else { return [] }
    guard scale.exponent % 3 == 0, let binary = try? Rational(1_024).raised(to: Rational(scale.exponent / 3))
    else {
      return [factor]
    }
    return [factor, binary]
  }
}

extension Rational {
  /// Whether the number is 10ⁿ, n from −9 to 0.
  fileprivate var isPowerOfTen: Bool {
    guard numerator == 1 else { return false }
    var rest = denominator
    while rest > 1, rest % 10 == 0 { rest /= 10 }
    return rest == 1
  }
}
