import Symbolics

/// Formulas in letters that are written out with a power left out: `12nd² = 12·2048·768`, `2n²d = 2·1024·768`.
///
/// The numbers stand in the order of the letters, so that one that the formula squares and the numbers do not is a slip; where
/// it may be a square that was worked out, the text has to tell the letter's value.
extension LinkChecker {
  /// What becomes of a link between a product of letters and one of numbers; nil where no power is missing.
  func verdictOnDroppedPower(_ left: Chain.Side, _ right: Chain.Side) -> Verdict? {
    guard left.isSymbolic, left.isCompound, right.isCompound, !right.isSymbolic, !right.outcome.hasScales,
      let formula = Powers(left.located.expression), let numbers = Powers(right.located.expression),
      formula.letters.count >= 2, numbers.letters.isEmpty, let claim = self.value(of: right),
      let rest = numbers.numbers(without: formula.numbers), rest.count == formula.letters.count
    else { return nil }
    var missing: (value: Rational, times: Int)?
    for (letter, number) in zip(formula.letters, rest) {
      let stated = values[letter.symbol]
      if let stated, stated != number.value { return nil }
      guard letter.exponent != number.exponent else { continue }
      guard missing == nil, number.exponent == 1, letter.exponent > 1, letter.exponent <= 3,
        stated != nil || !number.value.isPower(letter.exponent)
      else { return nil }
      missing = (number.value, letter.exponent - 1)
    }
    guard let missing, missing.value > .one,
      let factor = try? missing.value.raised(to: Rational(missing.times)),
      let value = try? claim.multiplied(by: factor)
    else { return nil }
    return .wrong(left: value, claim: claim)
  }
}

/// The factors of a product with their powers, in the order of the text.
private struct Powers {
  private(set) var numbers: [(value: Rational, exponent: Int)] = []
  private(set) var letters: [(symbol: Symbol, exponent: Int)] = []

  init?(_ expression: Expression) {
    guard case .product(let factors) = expression, factors.count <= 8 else { return nil }
    for factor in factors {
      var (base, exponent) = (factor, 1)
      if case .power(let inner, .number(let power)) = factor, let times = power.value.integer, (1...4).contains(times) {
        (base, exponent) = (inner, Int(times))
      }
      switch base {
      case .number(let numeral): numbers.append((numeral.value, exponent))
      case .symbol(let symbol):
        guard symbol.base.utf8.count == 1, !letters.contains(where: { $0.symbol == symbol }) else { return nil }
        letters.append((symbol, exponent))
      default: return nil
      }
    }
  }

  /// The numbers but for those of another product, which have to be among them.
  func numbers(without others: [(value: Rational, exponent: Int)]) -> [(value: Rational, exponent: Int)]? {
    var rest = numbers
    for other in others {
      guard let place = rest.firstIndex(where: { $0.value == other.value && $0.exponent == other.exponent }) else {
        return nil
      }
      rest.remove(at: place)
    }
    return rest
  }
}

extension Rational {
  /// Whether the number is the square, or another power, of a whole one.
  fileprivate func isPower(_ exponent: Int) -> Bool {
    guard exponent == 2 else { return true }
    return (try? raised(to: .half)) != nil
  }
}
