import Symbolics

/// Quotients and products of energies, powers, masses and frequencies: `2430 J / 0.6 mJ = 4.05 million`, `2 mW / 50 µJ = 40`,
/// `1 W / 4.6 pJ = 217 GMAC/s`, `3200 MT/s × 8 B = 25.6 GB/s`.
extension LinkChecker {
  /// Whether a link holds with the prefixes of the physical units of its numbers.
  func agreesInPhysicalUnits(_ link: PlainLink) -> Bool {
    guard link.left.isCompound, link.claim.scale != .percent, link.left.located.range.count < 256,
      let powers = prefixes(in: link.left), powers.hasUnit,
      let own = PhysicalUnit(behind: link.right, working),
      let exponent = powers.exponent.subtractingSafely(own.exponent), (-30...30).contains(exponent),
      let value = try? link.value.multiplied(by: .powerOfTen(exponent))
    else { return false }
    // `24 kWh × 400 g = 9.6 kg`: so many grams for each kWh.
    if own.isMass, powers.ofMass != powers.exponent,
      let mass = powers.ofMass.subtractingSafely(own.exponent), (-30...30).contains(mass),
      let inMass = try? link.value.multiplied(by: .powerOfTen(mass)),
      fits(inMass, link.claim, isApproximate: link.isApproximate, isBare: false)
    {
      return true
    }
    return fits(value, link.claim, isApproximate: link.isApproximate, isBare: false)
      || agreesInTime(value, link.left, link.claim, link.right, isApproximate: link.isApproximate)
      || agreesRoundedQuotient(value, link.left, with: link.claim)
  }

  /// The power of ten that the prefixes of a side's numbers come to, where every factor is a number alone.
  private func prefixes(in side: Chain.Side) -> (exponent: Int, ofMass: Int, hasUnit: Bool)? {
    var (exponent, ofMass, hasUnit, count) = (0, 0, false, 0)
    func add(_ located: Located, sign: Int) -> Bool {
      count += 1
      guard count <= 16 else { return false }
      if Claim.numeral(of: located.expression) != nil {
        guard let unit = PhysicalUnit(at: located.range.upperBound, working) else { return true }
        exponent += sign * unit.exponent
        if unit.isMass { ofMass += sign * unit.exponent }
        hasUnit = true
        return true
      }
      let operands = located.operands
      switch located.expression {
      case .product: return operands.allSatisfy { add($0, sign: sign) }
      case .quotient:
        return operands.count == 2 && add(operands[0], sign: sign) && add(operands[1], sign: -sign)
      default: return located.expression.isNumeric && !located.expression.hasScale
      }
    }
    return add(side.located, sign: 1) ? (exponent, ofMass, hasUnit) : nil
  }
}

/// A unit such as mJ, W, kV, kg or MT/s, and the power of ten of its prefix, which the number before it does not have yet.
private struct PhysicalUnit {
  let exponent: Int
  let isMass: Bool

  /// The unit that stands at a place; nil where none does.
  init?(at place: Int, _ working: HandCalculation) {
    let bytes = working.bytes
    var joint = Joint(bytes, from: place, to: bytes.endOfLine(from: place, atMost: 32))
    joint.skipMarkup()
    let start = joint.at
    if let mass = PhysicalUnit.masses.index(at: start, until: joint.end, in: bytes) {
      (exponent, isMass) = (PhysicalUnit.powersOfMasses[mass], true)
      return
    }
    isMass = false
    var exponent = 0
    if start < joint.end, let power = PhysicalUnit.power(of: bytes[start]),
      PhysicalUnit.isUnit(start + 1, bytes)
    {
      (exponent, joint.at) = (power, start + 1)
    } else if start + 1 < joint.end, PhysicalUnit.isMicro(start, bytes), PhysicalUnit.isUnit(start + 2, bytes)
    {
      (exponent, joint.at) = (-6, start + 2)
    } else if working.begins(start..<bytes.count, with: "\\mu") {
      joint.at = start + 3
      joint.skipMarkup()
      guard PhysicalUnit.isUnit(joint.at, bytes) else { return nil }
      exponent = -6
    } else {
      // A prefix that the number has taken up already stands before the place: `180 M|Hz`.
      guard PhysicalUnit.isUnit(start, bytes) else { return nil }
    }
    self.exponent = exponent
  }

  /// The unit of a result; none has a power of zero.
  init?(behind side: Chain.Side, _ working: HandCalculation) {
    let unit = side.unit.seconds == nil ? PhysicalUnit(at: side.located.range.upperBound, working) : nil
    exponent = unit?.exponent ?? 0
    isMass = unit?.isMass ?? false
  }

  /// Grams with their prefixes, and tons.
  private static let masses: PhraseSet = [
    "kg", "mg", "µg", "μg", "ug", "ng", "g", "t", "kgco2e", "kgco2", "gco2e", "gco2", "tco2e", "tco2", "毫克",
    "微克", "千克",
    "公斤", "克", "吨",
  ]
  private static let powersOfMasses = [3, -3, -6, -6, -6, -9, 0, 6, 3, 3, 0, 0, 6, 6, -3, -6, 3, 3, 0, 6]

  private static func power(of prefix: UInt8) -> Int? {
    switch prefix {
    case UInt8(ascii: "f"): -15
    case UInt8(ascii: "p"): -12
    case UInt8(ascii: "n"): -9
    case UInt8(ascii: "u"): -6
    case UInt8(ascii: "m"): -3
    case UInt8(ascii: "k"): 3
    case UInt8(ascii: "M"): 6
    case UInt8(ascii: "G"): 9
    default: nil
    }
  }

  /// µ and μ.
  private static func isMicro(_ place: Int, _ bytes: [UInt8]) -> Bool {
    bytes[place] == 0xC2 && bytes[place + 1] == 0xB5 || bytes[place] == 0xCE && bytes[place + 1] == 0xBC
  }

  /// Whether J, W, Wh, V, A, T/s or Hz stands at a place and ends there.
  private static func isUnit(_ place: Int, _ bytes: [UInt8]) -> Bool {
    guard place < bytes.count else { return false }
    var end = place + 1
    switch bytes[place] {
    case UInt8(ascii: "J"), UInt8(ascii: "V"), UInt8(ascii: "A"): break
    case UInt8(ascii: "W"): if end < bytes.count, bytes[end] == UInt8(ascii: "h") { end += 1 }
    case UInt8(ascii: "H"):
      guard end < bytes.count, bytes[end] == UInt8(ascii: "z") else { return false }
      end += 1
    case UInt8(ascii: "T"):
      guard end + 1 < bytes.count, bytes[end] == UInt8(ascii: "/"), bytes[end + 1] == UInt8(ascii: "s") else {
        return false
      }
      end += 2
    default: return false
    }
    return end >= bytes.count || !bytes[end].isASCIIWordByte
  }
}

extension Int {
  fileprivate func subtractingSafely(_ other: Int) -> Int? {
    let (difference, overflows) = subtractingReportingOverflow(other)
    return overflows ? nil : difference
  }
}

extension Rational {
  /// 10ⁿ for a small n.
  fileprivate static func powerOfTen(_ exponent: Int) throws(ArithmeticError) -> Rational {
    try Rational(10).raised(to: Rational(exponent))
  }
}
