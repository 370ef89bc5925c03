import Symbolics

/// Products of electrical units that are off by a power of ten: `19.2 mW × 46.9 ms = 9.0 mJ`, `0.2 A × 5 V × 60 s = 6 J`.
///
/// Judged where every factor and the result have a unit, and the units of both sides are one.
extension Calculation {
  mutating func checkEnergyProducts() {
    for line in lines(with: EnergyProduct.results) where !line.chains.isEmpty && line.range.count < 2_048 {
      checkEnergiesAgain(on: line)
      for chain in line.chains {
        for (left, right) in zip(chain.sides, chain.sides.dropFirst()) {
          guard case .product(let factors) = left.located.expression, factors.count <= 4,
            let claim = right.claim, claim.value > .zero, !right.isCompound,
            let own = ElectricalUnit(behind: right.located.range.upperBound, working),
            let product = product(of: left.located), product.unit.dimension == own.dimension,
            let value = try? product.value.divided(by: own.factor), value > .zero,
            let ratio = try? claim.value.divided(by: value),
            let (mistake, alternatives, power) = EnergyProduct.slip(of: claim, from: value, ratio),
            !isReported(right.located.range), isAsserted(right.located.range, on: line)
          else { continue }
          findings.append(
            Draft(
              mistake: mistake, alternatives: alternatives, range: right.located.range,
              claimed: claim.value, correct: value,
              arguments: power.map { [("ratio", .number($0))] } ?? []))
          markWrong(at: right.located.range)
        }
      }
    }
  }

  /// `1.74e6 kWh = 1.74 MWh`: one energy twice, with the wrong prefix.
  private mutating func checkEnergiesAgain(on line: TextLine) {
    // What is a factor of a product, `512 × 400 W = 205 kW`, is no number of its own.
    let numbers = numbers(on: line)
    for (first, second) in zip(numbers, numbers.dropFirst()) {
      guard let own = ElectricalUnit(behind: first.range.upperBound, working), own.dimension.volts != 0,
        let other = ElectricalUnit(behind: second.range.upperBound, working),
        own.dimension == other.dimension,
        isSaidAgain(first, second), second.numeral.value > .zero, second.numeral.shows(atLeast: 10),
        let value = try? first.numeral.value.multiplied(by: own.factor).divided(by: other.factor),
        value > .zero,
        let ratio = try? second.numeral.value.divided(by: value), let power = EnergyProduct.power(ratio),
        !isReported(second.range), isAsserted(second.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .prefixSlip, alternatives: [.powerOfTenSlip], range: second.range,
          claimed: second.numeral.value, correct: value, arguments: [("ratio", .number(power))]))
      markWrong(at: second.range)
    }
  }

  /// Whether nothing but a unit and a sign stands between two numbers, and nothing but a unit behind them.
  private func isSaidAgain(_ first: StatedNumber, _ second: StatedNumber) -> Bool {
    let bytes = working.bytes
    var joint = Joint(bytes, from: endOfUnit(behind: first), to: second.range.lowerBound)
    guard joint.take(EnergyProduct.again) else { return false }
    joint.skipBlanks()
    let end = endOfUnit(behind: second)
    let tail = Joint(bytes, from: end, to: bytes.endOfLine(from: end, atMost: 8))
    return joint.isAtEnd && tail.isAtClauseEnd()
  }

  private func endOfUnit(behind number: StatedNumber) -> Int {
    let start = working.bytes.skipBlanks(from: number.range.upperBound, to: working.bytes.count)
    return working.bytes.skip(from: start, to: start + 8) { $0.isASCIILetter || $0 >= 0xB5 && $0 < 0xCF }
  }

  /// Whether a factor counts devices, or nothing that is named: the 8 of `8 × 400 W × 72 h`.
  private func isCount(_ operand: Located) -> Bool {
    let end = operand.range.upperBound
    var joint = Joint(working.bytes, from: end, to: working.bytes.endOfLine(from: end, atMost: 16))
    _ = joint.take(EnergyProduct.devices)
    return joint.take(EnergyProduct.signs)
  }

  /// The product of numbers that all have a unit, in the unit without prefixes.
  private func product(of located: Located) -> (value: Rational, unit: ElectricalUnit)? {
    var (value, unit) = (Rational.one, ElectricalUnit.none)
    for operand in located.operands {
      guard let numeral = Claim.numeral(of: operand.expression),
        let own = ElectricalUnit(behind: operand.range.upperBound, working)
          ?? (isCount(operand) ? ElectricalUnit.none : nil),
        let next = try? value.multiplied(by: numeral.value).multiplied(by: own.factor)
      else { return nil }
      value = next
      unit.dimension.add(own.dimension)
    }
    return (value, unit)
  }
}

/// A unit made of volts, amperes and seconds.
private struct ElectricalUnit {
  struct Dimension: Equatable {
    var (volts, amperes, seconds) = (0, 0, 0)

    mutating func add(_ other: Dimension) {
      volts += other.volts
      amperes += other.amperes
      seconds += other.seconds
    }
  }

  var dimension: Dimension
  /// How many of the unit without a prefix it is.
  let factor: Rational

  static let none = ElectricalUnit(dimension: Dimension(), factor: .one)

  private init(dimension: Dimension, factor: Rational) {
    self.dimension = dimension
    self.factor = factor
  }

  /// The unit behind a number; nil where none is known.
  init?(behind place: Int, _ working: HandCalculation) {
    let bytes = working.bytes
    var joint = Joint(bytes, from: place, to: bytes.endOfLine(from: place, atMost: 12))
    joint.skipBlanks()
    let start = joint.at
    let end = bytes.skip(from: start, to: joint.end) {
      $0.isASCIILetter || $0 == 0xC2 || $0 == 0xB5 || $0 == 0xCE || $0 == 0xBC
    }
    guard end > start, end == joint.end || !bytes[end].isASCIIWordByte && bytes[end] != UInt8(ascii: "/")
    else {
      return nil
    }
    for length in [0, 1, 2] where start + length < end {
      guard let prefix = ElectricalUnit.prefix(bytes[start..<start + length]),
        let (dimension, scale) = ElectricalUnit.unit(bytes[(start + length)..<end]),
        let factor = try? prefix.multiplied(by: scale)
      else { continue }
      (self.dimension, self.factor) = (dimension, factor)
      return
    }
    return nil
  }

  private static func unit(_ name: ArraySlice<UInt8>) -> (Dimension, Rational)? {
    switch String(decoding: name, as: UTF8.self) {
    case "V": (Dimension(volts: 1, amperes: 0, seconds: 0), .one)
    case "A": (Dimension(volts: 0, amperes: 1, seconds: 0), .one)
    case "W": (Dimension(volts: 1, amperes: 1, seconds: 0), .one)
    case "J": (Dimension(volts: 1, amperes: 1, seconds: 1), .one)
    case "Wh": (Dimension(volts: 1, amperes: 1, seconds: 1), 3_600)
    case "C": (Dimension(volts: 0, amperes: 1, seconds: 1), .one)
    case "Ah": (Dimension(volts: 0, amperes: 1, seconds: 1), 3_600)
    case "s": (Dimension(volts: 0, amperes: 0, seconds: 1), .one)
    case "min": (Dimension(volts: 0, amperes: 0, seconds: 1), 60)
    case "h": (Dimension(volts: 0, amperes: 0, seconds: 1), 3_600)
    default: nil
    }
  }

  private static func prefix(_ name: ArraySlice<UInt8>) -> Rational? {
    switch String(decoding: name, as: UTF8.self) {
    case "": .one
    case "k": 1_000
    case "M": 1_000_000
    case "G": 1_000_000_000
    case "T": Rational(whole: 1_000_000_000_000)
    case "m": thousandth
    case "u", "µ", "μ": try? thousandth.multiplied(by: thousandth)
    case "n": try? thousandth.multiplied(by: thousandth).multiplied(by: thousandth)
    default: nil
    }
  }

  private static let thousandth = (try? Rational(1, over: 1_000)) ?? .one
}

private enum EnergyProduct {
  static let results: PhraseSet = [
    " j", " mj", " kj", "µj", "μj", " uj", " nj", " wh", " mwh", " kwh", " w", " mw", " kw",
  ]

  static let devices: PhraseSet = [
    "gpus", "gpu", "cards", "nodes", "servers", "a100s", "a100", "h100s", "h100", "卡", "张卡", "张", "台",
  ]
  static let again: PhraseSet = ["=", "≈", "i.e.", "即"]
  static let signs: PhraseSet = ["×", "*", "·", "\\times", "\\cdot", "=", "≈"]

  /// The slip that made a claim of a value: a power of ten, or one of its digits.
  static func slip(
    of claim: Numeral, from value: Rational, _ ratio: Rational
  ) -> (Mistake, alternatives: [Mistake], power: Rational?)? {
    if let power = power(ratio) { return (.powerOfTenSlip, [.prefixSlip, .productSlip], power) }
    guard let slips = claim.slip(from: value), !slips.contains(.powerOfTenSlip) else { return nil }
    return (slips[0], [.productSlip], nil)
  }

  /// The power of ten that a ratio is, to a thirtieth; nil where it is none, or one.
  static func power(_ ratio: Rational) -> Rational? {
    for power: Rational in [10, 100, 1_000, 1_000_000] {
      guard let over = try? Rational.one.divided(by: power) else { continue }
      for factor in [power, over] {
        if let room = try? factor.divided(by: 30), LinkChecker.isWithin(room, factor, ratio) { return power }
      }
    }
    return nil
  }
}
