/// Which scales a rounded number may be written in.
public enum ScaleSystem: Hashable, Sendable {
  /// K, M, G, T …: `118.0 M`
  case prefixes
  /// 万, 亿, 万亿: `1.180亿`
  case chinese

  /// The largest scale that does not exceed the value.
  func scale(of value: Rational) -> Scale {
    let scales: [Scale] =
      switch self {
      case .prefixes: [.yotta, .zetta, .exa, .peta, .tera, .giga, .mega, .kilo]
      case .chinese: [.wanyi, .yi, .wan]
      }
    for scale in scales {
      if let unit = Rational.powerOfTen(scale.exponent), unit <= value.magnitude { return scale }
    }
    return .one
  }
}

extension Numeral {
  /// The value rounded half up to a number of significant digits, in whole-number arithmetic, with a fitting scale or
  /// the given one. Throws for a negative value (a sign is no part of a numeral) and for values that do not fit.
  ///
  ///     try Numeral(rounding: 118_013_952, significant: 4)                  // 118.0 M
  ///     try Numeral(rounding: 7_801_405_440, significant: 2, in: .chinese)  // 78亿
  public init(
    rounding value: Rational, significant: Int, in system: ScaleSystem = .prefixes, scale fixed: Scale? = nil
  ) throws(ArithmeticError) {
    guard !value.isNegative, significant > 0, significant <= 30 else { throw .exponentOutOfRange }
    guard !value.isZero else {
      self.init(0)
      return
    }
    var place = value.magnitudeExponent - significant + 1
    // Below the smallest scale, whole numbers are written out.
    if fixed == nil, system.scale(of: value) == .one { place = min(place, 0) }
    var rounded = try value.rounded(toPlace: place)
    // 999,960 rounds to 1,000,000: one digit more, so the last place moves up.
    if rounded.magnitudeExponent > max(place + significant - 1, value.magnitudeExponent) {
      place += 1
      rounded = try value.rounded(toPlace: place)
    }
    let scale = fixed ?? system.scale(of: rounded)
    // Digits left of the scale's unit are always written out: 1,234 K to two digits is exact to the K.
    place = min(place, scale.exponent)
    rounded = try value.rounded(toPlace: place)
    guard let last = Rational.powerOfTen(place) else { throw .overflow }
    self.init(value: rounded, lastPlace: last, scale: scale)
  }

  /// Whether the exact value is `other` exactly or rounds to this numeral, half up or half down at its last place.
  public func agrees(with other: Rational) -> Bool {
    if value == other { return true }
    guard let gap = try? value.subtracting(other).magnitude, let double = try? gap.multiplied(by: .two) else {
      return false
    }
    // A number that is written out to the unit claims to be exact.
    return lastPlace != .one && double <= lastPlace
  }
}

extension Rational {
  /// The exponent of the first digit: 8 for 118,013,952, −1 for 1/2. The value must not be zero.
  var magnitudeExponent: Int {
    var exponent = 0
    let absolute = magnitude
    if absolute >= .one {
      var rest = absolute.floor.numerator
      while rest >= 10 {
        rest /= 10
        exponent += 1
      }
      return exponent
    }
    while exponent > -38, let power = Rational.powerOfTen(exponent), power > absolute { exponent -= 1 }
    return exponent
  }

  /// The nearest multiple of 10ⁿ; halves go up.
  func rounded(toPlace place: Int) throws(ArithmeticError) -> Rational {
    guard let unit = Rational.powerOfTen(place) else { throw .overflow }
    let half = try Rational(1, over: 2)
    return try divided(by: unit).adding(half).floor.multiplied(by: unit)
  }
}
