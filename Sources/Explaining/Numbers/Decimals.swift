import Symbolics

extension Numeral {
  /// The numeral of a value that has a finite decimal of at most six places, such as 111.5; nil otherwise.
  init?(decimal value: Rational) {
    guard !value.isNegative else { return nil }
    var power = Rational.one
    for _ in 0...6 {
      guard let scaled = try? value.multiplied(by: power) else { return nil }
      if scaled.isInteger, let place = try? power.reciprocal() {
        self.init(value: value, lastPlace: place)
        return
      }
      guard let next = try? power.multiplied(by: 10) else { return nil }
      power = next
    }
    return nil
  }

  /// A value to four digits, all those before the decimal point included; nil for what is not positive or too small to be
  /// written as a decimal.
  init?(rounding value: Rational) {
    guard !value.isNegative, !value.isZero else { return nil }
    var place = Rational.one
    var bound = Rational(1_000)
    for _ in 0..<12 where value < bound {
      guard let finer = try? place.divided(by: 10), let lower = try? bound.divided(by: 10) else { return nil }
      (place, bound) = (finer, lower)
    }
    guard value >= bound, let steps = try? value.divided(by: place).adding(.half).floor,
      let rounded = try? steps.multiplied(by: place)
    else { return nil }
    self.init(value: rounded, lastPlace: place)
  }
}
