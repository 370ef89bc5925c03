/// A number as somebody wrote it: its exact value, and how finely it was written.
///
/// `7.8 G` has the value 7,800,000,000 and the last place 100,000,000, so that it agrees with every number that
/// rounds to it. A plain whole number has the last place 1 and agrees with itself alone.
public struct Numeral: Hashable, Sendable {
  /// The exact value, never negative: a sign is a part of the expression, not of the numeral.
  public let value: Rational
  /// The weight of the last digit that was written, scale included.
  public let lastPlace: Rational
  /// The scale that was written behind the digits.
  public let scale: Scale

  /// A numeral with all its parts.
  public init(value: Rational, lastPlace: Rational, scale: Scale = .one) {
    self.value = value
    self.lastPlace = lastPlace
    self.scale = scale
  }

  /// A whole number, written out to its last digit.
  public init(_ value: Int) {
    self.init(value: Rational(value), lastPlace: .one)
  }
}

/// A word or letter that multiplies the digits before it.
public enum Scale: UInt8, Hashable, Sendable, CaseIterable {
  /// No scale.
  case one
  /// The prefixes K, M, G, T, P, E, Z, Y.
  case kilo, mega, giga, tera, peta, exa, zetta, yotta
  /// The words thousand, million, billion, trillion, and B for billion.
  case thousand, million, billion, trillion
  /// 万, 亿, 万亿: ten to the 4, 8 and 12.
  case wan, yi, wanyi
  /// Percent: a hundredth.
  case percent

  /// The power of ten that the scale stands for.
  public var exponent: Int {
    switch self {
    case .one: 0
    case .kilo, .thousand: 3
    case .mega, .million: 6
    case .giga, .billion: 9
    case .tera, .trillion, .wanyi: 12
    case .peta: 15
    case .exa: 18
    case .zetta: 21
    case .yotta: 24
    case .wan: 4
    case .yi: 8
    case .percent: -2
    }
  }
}
