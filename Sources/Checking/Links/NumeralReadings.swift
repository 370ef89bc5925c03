import Symbolics

extension Numeral {
  /// What a number may stand for, with the weight of the last digit that counts.
  struct Reading {
    var value: Rational
    var place: Rational
  }

  /// Whether a scale or an exponent stands behind the digits.
  var isRough: Bool { hasScaleWord || lastPlace > .one }

  /// The number as it stands, and with its prefix as a power of 1,024.
  var readings: [Reading] {
    var readings = [Reading(value: value, place: loosePlace)]
    let exponent = scale.exponent
    guard exponent > 0, exponent % 3 == 0, scale.isPrefix, let factor = scale.factor,
      let unit = try? Rational(1_024).raised(to: Rational(exponent / 3)).divided(by: factor),
      let binary = try? value.multiplied(by: unit), let place = try? loosePlace.multiplied(by: unit)
    else { return readings }
    readings.append(Reading(value: binary, place: place))
    return readings
  }

  /// The weight of the last digit but zeros at the end: 7,000 may be rounded to thousands, 340 M to tens of millions. A
  /// number that is written out counts to its last digit, unless it ends in three zeros.
  var loosePlace: Rational {
    guard let digits = try? value.divided(by: lastPlace), digits.isInteger, digits.numerator > 0 else {
      return lastPlace
    }
    var (rest, place) = (digits.numerator, lastPlace)
    while rest % 10 == 0, rest > 9, let next = try? place.multiplied(by: 10) {
      rest /= 10
      place = next
    }
    return place
  }
}
