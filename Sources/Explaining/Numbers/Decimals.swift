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
}
