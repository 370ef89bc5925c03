public import Symbolics

extension Numeral {
  /// A number in the short form that readers of a language use, rounded half up from its exact value.
  ///
  /// English has 118.0 M and 7.80 G, Chinese 1.18亿 and 204.8万: two decimals below a hundred of the scale, one from
  /// there on. Numbers short enough to be read at a glance (below a million, in Chinese below ten thousand) have no
  /// short form, nor have Chinese ones from 10¹⁶ on.
  ///
  ///     Numeral.short(118_013_952, in: .english)   // 118.0 M
  ///     Numeral.short(118_013_952, in: .chinese)   // 1.18亿
  public static func short(_ value: Rational, in language: Language) -> Numeral? {
    guard let scale = Scale.fitting(value, in: language), let numeral = rounded(value, scale: scale) else {
      return nil
    }
    // 万亿 is the largest unit in use: what would need more than four digits of it has no short form.
    if scale == .wanyi, let unit = try? Rational(10).raised(to: 16), value >= unit { return nil }
    return numeral
  }

  /// A share as a percentage with two decimals: `6.51 %`. The share itself lies between 0 and 1.
  public static func percentage(_ share: Rational) -> Numeral? {
    rounded(share, scale: .percent, decimals: 2)
  }

  /// Rounded to some decimals of a scale; without a number of decimals to those of ``short(_:in:)``.
  public static func rounded(_ value: Rational, scale: Scale, decimals: Int? = nil) -> Numeral? {
    guard !value.isNegative, let unit = try? Rational(10).raised(to: Rational(scale.exponent)),
      let scaled = try? value.divided(by: unit)
    else { return nil }
    let places = decimals ?? (scaled < 100 ? 2 : 1)
    guard let lastPlace = try? unit.divided(by: Rational(10).raised(to: Rational(places))),
      let steps = try? value.divided(by: lastPlace).adding(.half).floor,
      let rounded = try? steps.multiplied(by: lastPlace)
    else { return nil }
    return Numeral(value: rounded, lastPlace: lastPlace, scale: scale)
  }
}

extension Scale {
  private static let prefixUnits = units([.mega, .giga, .tera, .peta, .exa, .zetta, .yotta])
  private static let chineseUnits = units([.wan, .yi, .wanyi])

  private static func units(_ scales: [Scale]) -> [(Scale, Rational)] {
    scales.compactMap { scale in
      (try? Rational(10).raised(to: Rational(scale.exponent))).map { (scale, $0) }
    }
  }

  /// The scale in which a language writes a large number short; none for small ones.
  static func fitting(_ value: Rational, in language: Language) -> Scale? {
    var fitting: Scale?
    for (scale, unit) in language == .chinese ? chineseUnits : prefixUnits {
      if value < unit { break }
      fitting = scale
    }
    return fitting
  }
}

extension Math {
  /// `≈ 118.0 M`, or `= 204.8万` where nothing was rounded away; nothing for numbers that need no short form.
  static func short(_ value: Rational, in language: Language) -> Math? {
    guard let numeral = Numeral.short(value, in: language) else { return nil }
    return Math(.number(numeral), relation: numeral.value == value ? .equal : .approximately)
  }

  /// `≈ 2.56 × 10²⁰`: a large number by its power of ten.
  static func scientific(_ value: Rational) -> Math? {
    var exponent = 0
    var unit = Rational.one
    while exponent < 36, let next = try? unit.multiplied(by: 10), next <= value {
      (unit, exponent) = (next, exponent + 1)
    }
    guard let scaled = try? value.divided(by: unit),
      let digits = Numeral.rounded(scaled, scale: .one, decimals: 2)
    else { return nil }
    let power = Expression.power(10, Expression(Rational(exponent)))
    return Math(
      .product([.number(digits), power]), relation: digits.value == scaled ? .equal : .approximately)
  }

  /// A share as a percentage: `≈ 6.51 %`, and without a sign where two decimals or fewer are exact, `25 %`.
  static func share(_ part: Rational, of whole: Rational) -> Math? {
    guard let share = try? part.divided(by: whole), let numeral = Numeral.percentage(share) else {
      return nil
    }
    if numeral.value != share { return Math(.number(numeral), relation: .approximately) }
    let exact = (0...2).lazy.compactMap { Numeral.rounded(share, scale: .percent, decimals: $0) }
      .first { $0.value == share }
    return Math(.number(exact ?? numeral))
  }
}
