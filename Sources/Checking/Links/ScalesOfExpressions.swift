import Symbolics

extension Expression {
  /// Whether the expression is a power and nothing else.
  var isPower: Bool { if case .power = self { true } else { false } }

  /// Whether a number of the expression has a scale or an exponent, which fixes its magnitude.
  var hasScale: Bool {
    if case .power(.number(let base), _) = self, base.value == 10 { return true }
    var found = false
    LinkChecker.forEachNumeral(of: self) {
      found = found || $0.scale != .one && $0.scale != .percent || $0.lastPlace > .one
    }
    if case .product(let factors) = self { for factor in factors where factor.hasScale { return true } }
    return found
  }

  /// The expression with each bare number that the text introduced with a scale brought to that scale.
  func scaled(by introduced: [Rational: Int]) -> Expression {
    guard !introduced.isEmpty, !mixesScales(introduced) else { return self }
    return replacingNumerals { numeral in
      guard numeral.scale == .one, let exponent = introduced[numeral.value],
        let factor = try? Rational(10).raised(to: Rational(exponent)),
        let value = try? numeral.value.multiplied(by: factor),
        let place = try? numeral.lastPlace.multiplied(by: factor)
      else { return nil }
      return Numeral(value: value, lastPlace: place)
    }
  }

  /// `80 − 35 − 5` behind "80 GB" and "35 GB": a sum of bare numbers of which only some were told with a prefix is in the unit
  /// of these, and adds no single bytes.
  private func mixesScales(_ introduced: [Rational: Int]) -> Bool {
    guard case .sum(let terms) = self else { return false }
    var (hasScaled, hasBare) = (false, false)
    for term in terms {
      guard case .number(let numeral) = term.value, numeral.scale == .one else { continue }
      if introduced[numeral.value] ?? 0 >= 6 {
        hasScaled = true
      } else if numeral.value < 1_000 {
        hasBare = true
      }
    }
    return hasScaled && hasBare
  }
}
