import Symbolics

/// A chain of a working, `a = b = c`, with the words in front of it.
struct Chain: Sendable {
  /// One side of a relation.
  struct Side: Sendable {
    /// What was written.
    let located: Located
    /// The unit behind it.
    let unit: Unit
    /// Whether `~`, 约 or "about" stands before it.
    let isApproximate: Bool
    // Asked for at every turn, so worked out once.
    /// The numeral, if the side is a single number, or a number times a power of ten.
    let claim: Numeral?
    /// Whether the side has symbols.
    let isSymbolic: Bool

    init(located: Located, unit: Unit, isApproximate: Bool) {
      self.located = located
      self.unit = unit
      self.isApproximate = isApproximate
      claim = Claim.numeral(of: located.expression)
      isSymbolic = claim == nil && !located.expression.isNumeric
    }

    /// Whether the side is more than one number, perhaps with its sign.
    var isCompound: Bool { claim == nil && signedClaim == nil }
    /// The numeral with its sign, if a minus stands before a single number.
    var signedClaim: Numeral? {
      guard case .negative(let inner) = located.expression, let numeral = Claim.numeral(of: inner) else {
        return nil
      }
      return Numeral(value: numeral.value.negated, lastPlace: numeral.lastPlace, scale: numeral.scale)
    }
  }

  /// The sides in order, at least two.
  var sides: [Side]
  /// The signs between them.
  var signs: [Token.Sign]
  /// The index of the line on which the chain begins.
  var line: Int
  /// Whether "=" is not written but implied by the columns of a table.
  var isFromTable = false

  /// Whether a sign of the chain says that two sides are equal; an arrow alone may join two shapes.
  var hasEquality: Bool { signs.contains { $0 == .equal || $0 == .approximately } }

  /// The bytes from the first side to the last.
  var range: Range<Int> {
    guard let first = sides.first, let last = sides.last else { return 0..<0 }
    return first.located.range.lowerBound..<max(first.located.range.lowerBound, last.located.range.upperBound)
  }
}

/// Numbers that are claims: a numeral, or a numeral times a power of ten.
enum Claim {
  /// The numeral that an expression amounts to: `7.8 G`, `3.15 × 10^23`, `2,359,296`.
  static func numeral(of expression: Expression) -> Numeral? {
    switch expression {
    case .number(let numeral): return numeral
    case .product(let factors):
      guard factors.count == 2, case .number(let mantissa) = factors[0],
        let power = powerOfTen(factors[1]),
        let value = try? mantissa.value.multiplied(by: power),
        let lastPlace = try? mantissa.lastPlace.multiplied(by: power)
      else { return nil }
      return Numeral(value: value, lastPlace: lastPlace, scale: mantissa.scale)
    case .power:
      guard let value = powerOfTen(expression) else { return nil }
      return Numeral(value: value, lastPlace: value)
    default: return nil
    }
  }

  private static func powerOfTen(_ expression: Expression) -> Rational? {
    guard case .power(.number(let base), let exponent) = expression, base.value == 10, exponent.isNumeric
    else { return nil }
    return try? expression.evaluated()
  }
}

extension Expression {
  /// Whether the expression has no symbols.
  var isNumeric: Bool {
    switch self {
    case .number: return true
    case .symbol: return false
    case .sum(let terms):
      for term in terms where !term.value.isNumeric { return false }
      return true
    case .product(let factors):
      for factor in factors where !factor.isNumeric { return false }
      return true
    case .quotient(let left, let right), .power(let left, let right): return left.isNumeric && right.isNumeric
    case .negative(let inner), .floor(let inner), .ceiling(let inner): return inner.isNumeric
    }
  }
}
