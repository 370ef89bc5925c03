import Symbolics

/// What is emitted for an energy, off by a power of ten: `1,287 MWh × 0.429 kg/kWh = 552 kg`, which are tonnes.
extension Calculation {
  mutating func checkEmissionsOfEnergy() {
    for line in lines(with: Emissions.rates) where line.row == nil && line.range.count <= 400 {
      let measures = measures(on: line)
      guard measures.count >= 3, measures.count <= 24 else { continue }
      for place in 0..<(measures.count - 2) {
        let (energy, rate, mass) = (measures[place], measures[place + 1], measures[place + 2])
        guard let (value, claimed, scale) = emission(energy, rate, mass, on: line),
          let ratio = try? claimed.divided(by: value), ratio > .zero,
          let power = Emissions.power(ratio), !isReported(mass.range), isAsserted(mass.range, on: line),
          let correct = try? value.divided(by: scale)
        else { continue }
        findings.append(
          Draft(
            mistake: .prefixSlip, alternatives: [.powerOfTenSlip, .productSlip],
            range: mass.range.lowerBound..<mass.endOfDigits(in: working.bytes),
            claimed: try? claimed.divided(by: scale), correct: correct, arguments: [("ratio", .number(power))]
          ))
        markWrong(at: mass.range)
        break
      }
    }
  }

  /// The kilograms of an energy times its rate, and those that are claimed.
  private func emission(_ energy: Measure, _ rate: Measure, _ mass: Measure, on line: TextLine) -> (
    value: Rational, claimed: Rational, scale: Rational
  )? {
    let bytes = working.bytes
    func joint(behind measure: Measure, until end: Int) -> Joint? {
      let place = measure.endOfDigits(in: bytes)
      return place <= end && end - place <= 48 ? Joint(bytes, from: place, to: end) : nil
    }
    guard var first = joint(behind: energy, until: rate.range.lowerBound),
      first.index(in: Emissions.energies) != nil,
      var second = joint(behind: rate, until: mass.range.lowerBound),
      let kilowattHours = Emissions.takeFactor(&first, Emissions.energies, Emissions.kilowattHours),
      first.take(Emissions.times), first.isBlankToEnd,
      let perKilowattHour = Emissions.takeFactor(&second, Emissions.rates, Emissions.kilograms),
      second.take(Emissions.equals), second.isBlankToEnd,
      var third = joint(behind: mass, until: min(line.range.upperBound, mass.endOfDigits(in: bytes) + 24)),
      let scale = Emissions.takeFactor(&third, Emissions.masses, Emissions.kilogramsOfMass),
      let one = energy.digits(in: bytes), let two = rate.digits(in: bytes),
      let three = mass.digits(in: bytes),
      let value = try? one.multiplied(by: kilowattHours).multiplied(by: two).multiplied(by: perKilowattHour),
      value > .zero, let claimed = try? three.multiplied(by: scale)
    else { return nil }
    return (value, claimed, scale)
  }
}

extension Joint {
  fileprivate var isBlankToEnd: Bool {
    var joint = self
    joint.skipBlanks()
    return joint.isAtEnd
  }

  fileprivate func index(in phrases: PhraseSet) -> Int? {
    var joint = self
    joint.skipBlanks()
    return phrases.index(at: joint.at, until: joint.end, in: joint.bytes)
  }
}

extension Measure {
  /// The number before its unit, whose M may have been read as a million.
  fileprivate func digits(in bytes: [UInt8]) -> Rational? { numeral.unscaled ?? numeral.value }
}

private enum Emissions {
  static let energies: PhraseSet = ["gwh", "mwh", "kwh", "wh"]
  static let kilowattHours: [Rational] = [1_000_000, 1_000, 1, thousandth]
  static let rates: PhraseSet = [
    "kg/kwh", "kg co2/kwh", "kg co₂/kwh", "kg co2e/kwh", "kg co2eq/kwh", "kgco2/kwh", "kg per kwh", "g/kwh",
    "g co2/kwh", "g co₂/kwh", "g co2e/kwh", "gco2/kwh", "g per kwh", "t/mwh", "t co2/mwh", "tco2/mwh",
    "kg/mwh",
    "千克/kwh", "公斤/kwh", "kg/度",
  ]
  static let kilograms: [Rational] =
    [1, 1, 1, 1, 1, 1, 1] + [Rational](repeating: thousandth, count: 6) + [1, 1, 1, thousandth, 1, 1, 1]
  static let masses: PhraseSet = ["kg", "千克", "公斤", "tonnes", "tons", "tco2e", "tco2", "t", "吨", "kt", "g"]
  static let kilogramsOfMass: [Rational] = [
    1, 1, 1, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000, 1_000_000, thousandth,
  ]
  static let times: PhraseSet = ["×", "*", "·", "x", "\\times", "\\cdot", "at", "乘以"]
  static let equals: PhraseSet = ["=", "≈", "\\approx", "~", "→"]
  static let thousandth = (try? Rational(1, over: 1_000)) ?? .one

  static func takeFactor(_ joint: inout Joint, _ names: PhraseSet, _ factors: [Rational]) -> Rational? {
    guard let index = joint.index(in: names), index < factors.count, joint.take(names) else { return nil }
    return factors[index]
  }

  /// The thousand, or its powers, that a ratio is to a thirtieth.
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
