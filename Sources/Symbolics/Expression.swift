/// A formula or a calculation exactly as it was written: the order, the grouping and every repeated factor are kept.
///
/// `7×7×3×64×112×112` is one product of six factors and stays so; `(7×7×3)×64` is a product of two, the first of
/// which is a product itself. Brackets are not stored: a notation writes them where the nesting needs them.
/// Simplifying is a separate step, ``Polynomial``.
public indirect enum Expression: Hashable, Sendable {
  /// A number as it was written; never negative.
  case number(Numeral)
  /// A letter or a word.
  case symbol(Symbol)
  /// Two or more terms, added or subtracted in this order.
  case sum([Term])
  /// Two or more factors in this order.
  case product([Expression])
  /// Dividend and divisor.
  case quotient(Expression, Expression)
  /// Base and exponent.
  case power(Expression, Expression)
  /// The value with the opposite sign.
  case negative(Expression)
  /// Rounded down to a whole number.
  case floor(Expression)
  /// Rounded up to a whole number.
  case ceiling(Expression)

  /// One term of a sum with its sign.
  public struct Term: Hashable, Sendable {
    /// Whether the term is subtracted.
    public let isSubtracted: Bool
    /// The term without its sign.
    public let value: Expression

    /// An added (or subtracted) term.
    public init(_ value: Expression, isSubtracted: Bool = false) {
      self.value = value
      self.isSubtracted = isSubtracted
    }
  }

  /// How deeply an expression may be nested. Deeper ones are refused, so that recursion stays bounded.
  public static let maximumDepth = 64
}

// MARK: - Making expressions

extension Expression {
  /// The expression of an exact value: a numeral, `-n` for a negative one, `a/b` for a fraction.
  public init(_ value: Rational) {
    let magnitude = value.magnitude
    let positive: Expression =
      magnitude.isInteger
      ? .number(Numeral(value: magnitude, lastPlace: .one))
      : .quotient(
        Expression(Rational(whole: magnitude.numerator)), Expression(Rational(whole: magnitude.denominator)))
    self = value.isNegative ? .negative(positive) : positive
  }

  /// A symbol by its base and index: `Expression("K", "h")`.
  public init(_ base: String, _ index: String = "") {
    self = .symbol(Symbol(base, index: index))
  }

  /// A product of what is given; one factor stays itself, none is 1.
  public static func product(of factors: [Expression]) -> Expression {
    factors.isEmpty ? 1 : factors.count == 1 ? factors[0] : .product(factors)
  }

  /// A sum of what is given; one term stays itself, none is 0.
  public static func sum(of terms: [Expression]) -> Expression {
    terms.isEmpty ? 0 : terms.count == 1 ? terms[0] : .sum(terms.map { Term($0) })
  }

  /// The operands in the order of writing; none for numbers and symbols.
  public var operands: [Expression] {
    switch self {
    case .number, .symbol: []
    case .sum(let terms): terms.map { $0.value }
    case .product(let factors): factors
    case .quotient(let left, let right), .power(let left, let right): [left, right]
    case .negative(let inner), .floor(let inner), .ceiling(let inner): [inner]
    }
  }
}

extension Expression: ExpressibleByIntegerLiteral {
  /// A whole number.
  public init(integerLiteral value: Int) { self.init(Rational(value)) }
}
