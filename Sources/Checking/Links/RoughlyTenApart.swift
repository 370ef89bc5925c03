import Symbolics

extension SameNumber {
  /// `421,642，约 420 万`, `1,161,600 bytes (11 MB)`: an exact number said again with two digits that count, and ten or a hundred
  /// times too large or too small. The digits may be cut off, and those of bytes may be of a power of 1,024.
  ///
  /// How many powers of ten it is too large, or negative; nil if it is neither.
  func roughPowerApart(_ one: Numeral, _ two: Numeral) -> Int? {
    guard one.lastPlace == .one, !one.isRough, one.value >= 10_000, two.hasScaleWord,
      first.unit == second.unit || first.unit != .bytes && second.unit != .bytes,
      case let place = two.loosePlace, let ten = try? place.multiplied(by: 10), ten <= two.value,
      let half = try? place.divided(by: .two)
    else { return nil }
    for reading in two.readings {
      guard let scale = try? reading.value.divided(by: two.value),
        let room = try? half.multiplied(by: scale), let width = try? place.multiplied(by: scale)
      else { continue }
      for (power, ten) in [(1, 10), (2, 100)] as [(Int, Rational)] {
        for (sign, value) in [
          (1, try? one.value.multiplied(by: ten)), (-1, try? one.value.divided(by: ten)),
        ] {
          guard let value, let gap = try? value.subtracting(reading.value) else { continue }
          if gap.magnitude <= room || !gap.isNegative && first.unit == .bytes && gap < width {
            return sign * power
          }
        }
      }
    }
    return nil
  }
}
