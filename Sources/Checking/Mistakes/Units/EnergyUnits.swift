import Symbolics

/// `688,128 kWh = 6.88 GWh`: an energy said twice, with prefixes that do not fit.
extension Calculation {
  mutating func checkEnergies() {
    for line in lines(with: Calculation.wattHours) where Calculation.wattHours.isOn(line, of: working.bytes) {
      let energies = measures(on: line).compactMap {
        Energy($0, in: working.bytes, until: line.range.upperBound)
      }
      for (first, second) in zip(energies, energies.dropFirst())
      where !isReported(second.range) && isAsserted(second.range, on: line) {
        var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
        guard joint.take(Calculation.sameEnergy) else { continue }
        joint.skipBlanks()
        _ = joint.take(Joint.approximations)
        joint.skipBlanks()
        guard joint.isAtEnd, let ratio = try? second.value.divided(by: first.value) else { continue }
        for power: Rational in [10, 100, 1_000, 1_000_000] {
          guard let over = try? Rational.one.divided(by: power),
            let own = try? second.digits.divided(by: power),
            isNear(ratio, power) || isNear(ratio, over)
          else { continue }
          let right = isNear(ratio, power) ? own : (try? second.digits.multiplied(by: power)) ?? own
          findings.append(
            Draft(
              mistake: .powerOfTenSlip, alternatives: [.prefixSlip], range: second.range,
              claimed: second.digits, correct: right, arguments: [("ratio", .number(power))]))
          break
        }
      }
    }
  }

  private func isNear(_ first: Rational, _ second: Rational) -> Bool {
    guard let room = try? second.divided(by: 50) else { return false }
    return LinkChecker.isWithin(room, first, second)
  }

  /// Of two energies that differ by a power of ten one has a prefix.
  private static let wattHours: PhraseSet = ["kwh", "mwh", "gwh"]
  private static let sameEnergy: PhraseSet = ["=", "≈", "or", "i.e.", "that is", "即", "，即", "合", "约"]
}

/// A number of watt-hours.
private struct Energy {
  /// The digits as they are written.
  let digits: Rational
  let value: Rational
  let range: Range<Int>

  init?(_ measure: Measure, in bytes: [UInt8], until end: Int) {
    var at = bytes.skip(from: measure.range.lowerBound, to: end) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    at = bytes.skipBlanks(from: at, to: end)
    let stop = bytes.skip(from: at, to: end) { $0.isASCIILetter }
    guard let digits = measure.numeral.unscaled, digits > .zero, stop - at <= 3, stop - at >= 2,
      bytes[stop - 1] == UInt8(ascii: "h"), bytes[stop - 2] == UInt8(ascii: "W")
    else { return nil }
    let factor: Rational
    switch stop - at == 2 ? 0 : bytes[at] {
    case 0: factor = .one
    case UInt8(ascii: "k"), UInt8(ascii: "K"): factor = 1_000
    case UInt8(ascii: "M"): factor = 1_000_000
    case UInt8(ascii: "G"): factor = 1_000_000_000
    default: return nil
    }
    guard let value = try? digits.multiplied(by: factor) else { return nil }
    (self.digits, self.value, range) = (digits, value, measure.range.lowerBound..<stop)
  }
}
