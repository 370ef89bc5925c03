import Symbolics

/// Formulas in letters that are written out with a power left out: `12nd² = 12·2048·768`, `2n²d = 2·1024·768`.
///
/// The numbers stand in the order of the letters, so that one that the formula squares and the numbers do not is a slip; where
/// it may be a square that was worked out, the text has to tell the letter's value.
extension LinkChecker {
  /// What becomes of a link between a product of letters and one of numbers; nil where no power is missing.
  func verdictOnDroppedPower(_ left: Chain.Side, _ right: Chain.Side) -> Verdict? {
    guard left.isSymbolic, left.isCompound, right.isCompound, !right.isSymbolic, !right.outcome.hasScales,
      var formula = Powers(left.located.expression), let numbers = Powers(right.located.expression),
      takeCoefficient(before: left, into: &formula), formula.letters.count >= 2, numbers.letters.isEmpty,
      let claim = self.value(of: right),
      let rest = numbers.numbers(without: formula.numbers), rest.count == formula.letters.count
    else { return nil }
    var missing: (value: Rational, times: Int)?
    for (letter, number) in zip(formula.letters, rest) {
      let stated = values[letter.symbol]
      if let stated, stated != number.value { return nil }
      guard letter.exponent != number.exponent else { continue }
      // A small number may be the square itself: σ² = 2.
      guard missing == nil, number.value >= 16, number.value.isInteger, number.exponent == 1,
        letter.exponent > 1, letter.exponent <= 3,
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

  /// The 12 of `12nd²`, which stands glued before the letters; false where something else is cut off there.
  private func takeCoefficient(before side: Chain.Side, into formula: inout Powers) -> Bool {
    let (bytes, place) = (working.bytes, side.located.range.lowerBound)
    let start = bytes.digitsBack(from: place, to: 0, atMost: 4)
    let before = start > 0 ? bytes[start - 1] : .space
    guard Doubt.isBlank(before) || "\n$(:,;&".utf8.contains(before) else { return false }
    guard start < place else { return true }
    guard let number = bytes.wholeNumber(endingAt: place, to: start, digits: 4) else { return false }
    formula.add(Rational(number))
    return true
  }
}

/// The factors of a product with their powers, in the order of the text.
private struct Powers {
  private(set) var numbers: [(value: Rational, exponent: Int)] = []
  private(set) var letters: [(symbol: Symbol, exponent: Int)] = []

  mutating func add(_ number: Rational) { numbers.insert((number, 1), at: 0) }

  init?(_ expression: Expression) {
    let factors: [Expression] = if case .product(let factors) = expression { factors } else { [expression] }
    guard factors.count <= 8 else { return nil }
    for factor in factors {
      var (base, exponent) = (factor, 1)
      if case .power(let inner, .number(let power)) = factor, let times = power.value.integer,
        (1...4).contains(times)
      {
        (base, exponent) = (inner, Int(times))
      }
      switch base {
      case .number(let numeral): numbers.append((numeral.value, exponent))
      case .symbol(let symbol):
        // `nd²` is read as one name, whose last letter is squared.
        let names = Array(symbol.base.utf8)
        guard symbol.index.isEmpty, names.count <= 3, names.allSatisfy({ $0.isASCIILetter }) else {
          return nil
        }
        for (place, name) in names.enumerated() {
          let letter = Symbol(String(UnicodeScalar(name)))
          guard !letters.contains(where: { $0.symbol == letter }) else { return nil }
          letters.append((letter, place + 1 == names.count ? exponent : 1))
        }
      default: return nil
      }
    }
  }

  /// The numbers but for those of another product, which have to be among them.
  func numbers(without others: [(value: Rational, exponent: Int)]) -> [(value: Rational, exponent: Int)]? {
    var rest = numbers
    for other in others {
      guard let place = rest.firstIndex(where: { $0.value == other.value && $0.exponent == other.exponent })
      else {
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
