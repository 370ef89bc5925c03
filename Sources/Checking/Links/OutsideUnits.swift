import Symbolics

/// Units that stand outside of the number that they belong to, `(80 − 16.1) GB / 128 KiB`, `1/3 TB`, or that do not cancel,
/// `1 s / 15.1 ms`.
extension LinkChecker {
  /// Whether a side agrees with the unit of a bracket, or of a fraction, taken as it is meant.
  func agreesWithUnitsOutside(_ link: PlainLink) -> Bool {
    let first = valuesWithUnits(of: link.first)
    let second = valuesWithUnits(of: link.second)
    guard first.count + second.count > 2 else { return false }
    let claim = link.second.isCompound ? nil : link.second.claim
    for one in first {
      for two in second {
        if let claim {
          if fits(one, claim, isApproximate: true, isBare: false) { return true }
        } else if isNearEnough(one, two, link) {
          return true
        }
      }
    }
    return false
  }

  private func isNearEnough(_ one: Rational, _ two: Rational, _ link: PlainLink) -> Bool {
    var room = Rational.zero
    if let part = link.first.claim?.relativeRoom { room = part }
    // `≈ 1/3 TB`: a simple fraction is near only.
    if link.sign == .approximately, !link.first.isCompound { room = max(room, .tenth) }
    guard let gap = try? two.magnitude.multiplied(by: room) else { return false }
    return LinkChecker.isWithin(gap, one, two)
  }

  /// The value of a side as it stands, and with its units.
  private func valuesWithUnits(of side: Chain.Side) -> [Rational] {
    guard let plain = value(of: side) else { return [] }
    var values = [plain]
    if let other = try? side.located.expression.scalingFractions().evaluated(), other != plain {
      values.append(other)
    }
    if let factor = ratioOfDurations(side), let scaled = try? plain.multiplied(by: factor) {
      values.append(scaled)
    }
    if let factor = scaleOfFirstBracket(side), let scaled = try? plain.multiplied(by: factor) {
      values.append(scaled)
    }
    return values
  }

  /// `1 s / 15.1 ms × 128`: what the units of two durations differ by of which one is divided by the other.
  private func ratioOfDurations(_ side: Chain.Side) -> Rational? {
    let (bytes, range) = (working.bytes, side.located.range)
    let end = bytes.endOfLine(from: range.upperBound, atMost: 16)
    let measures = MeasureReader.measures(in: range.lowerBound..<end, of: bytes).filter {
      $0.unit.seconds != nil && $0.range.lowerBound < range.upperBound
    }
    guard measures.count == 2, let first = measures[0].unit.seconds, let second = measures[1].unit.seconds
    else { return nil }
    let between = working.text(from: measures[0].range.upperBound, to: measures[1].range.lowerBound)
    guard between.utf8.allSatisfy({ Doubt.isBlank($0) || $0 == UInt8(ascii: "/") }), between.utf8.count <= 3
    else { return nil }
    return try? first.divided(by: second)
  }

  /// `(80 − 16.1) GB / …`: what the unit behind the bracket multiplies by with which a side begins.
  private func scaleOfFirstBracket(_ side: Chain.Side) -> Rational? {
    let (bytes, range) = (working.bytes, side.located.range)
    guard bytes[range.lowerBound] == UInt8(ascii: "(") else { return nil }
    var depth = 0
    var at = range.lowerBound
    while at < range.upperBound {
      if bytes[at] == UInt8(ascii: "(") { depth += 1 }
      if bytes[at] == UInt8(ascii: ")") { depth -= 1 }
      at += 1
      if depth == 0 { break }
    }
    at = bytes.skipBlanks(from: at, to: bytes.count)
    let end = bytes.skip(from: at, to: min(bytes.count, at + 8)) { $0.isASCIILetter }
    if let binary = UnitReader.binaryScale(at..<end, in: bytes) { return binary }
    guard end - at >= 1, end - at == 1 || UnitReader.unit(at + 1..<end, in: bytes) != nil else { return nil }
    switch bytes[at] {
    case UInt8(ascii: "K"), UInt8(ascii: "k"): return 1_000
    case UInt8(ascii: "M"): return 1_000_000
    case UInt8(ascii: "G"), UInt8(ascii: "B"): return 1_000_000_000
    case UInt8(ascii: "T"): return Rational(whole: 1_000_000_000_000)
    default: return nil
    }
  }
}

extension Expression {
  /// The expression with `1/3 T` as a third of a T.
  fileprivate func scalingFractions() -> Expression {
    switch self {
    case .quotient(.number(let part), .number(let whole)) where part.scale == .one && whole.hasScaleWord:
      guard let digits = try? whole.value.divided(by: whole.writtenFactor), digits.isInteger, digits < 100,
        part.value < 100
      else { return self }
      return .product(of: [
        .quotient(.number(part), .number(Numeral(value: digits, lastPlace: .one))),
        .number(Numeral(value: whole.writtenFactor, lastPlace: .one)),
      ])
    case .product(let factors): return .product(factors.map { $0.scalingFractions() })
    case .quotient(let dividend, let divisor):
      return .quotient(dividend.scalingFractions(), divisor.scalingFractions())
    case .sum(let terms):
      return .sum(terms.map { Term($0.value.scalingFractions(), isSubtracted: $0.isSubtracted) })
    default: return self
    }
  }
}
