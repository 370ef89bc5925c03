/// Why a formula has no canonical form as a polynomial.
public enum PolynomialError: Error, Hashable, Sendable {
  /// A coefficient does not fit, or a constant is divided by zero.
  case arithmetic(ArithmeticError)
  /// More than ``Polynomial/maximumTerms`` terms.
  case tooManyTerms
  /// A degree above ``Polynomial/maximumDegree``.
  case degreeTooLarge
  /// Divided by something that is not a constant.
  case divisionByFormula
  /// An exponent that is not a whole constant, or negative over a formula.
  case exponentNotConstant
  /// Rounded down or up, and what is rounded is not whole for whole values of its symbols.
  case unresolvedRounding
}

/// A formula in canonical form: a sum of products of powers of symbols, each with an exact coefficient.
///
/// Two formulas are the same, whatever their grouping and order, exactly if their polynomials are equal.
///
///     try Polynomial(PlainText.read("(H + 2)×W")) == Polynomial(PlainText.read("2×W + W×H"))   // true
public struct Polynomial: Hashable, Sendable {
  /// A symbol with its exponent, at least 1.
  public struct Power: Hashable, Sendable {
    /// The symbol.
    public let symbol: Symbol
    /// Its exponent.
    public let exponent: Int
  }

  /// A coefficient, never zero, and the powers that it multiplies, in the order of their symbols.
  public struct Term: Hashable, Sendable {
    /// The coefficient.
    public let coefficient: Rational
    /// The powers; none for the constant.
    public let powers: [Power]

    /// The sum of the exponents.
    public var degree: Int { powers.reduce(0) { $0 + $1.exponent } }
  }

  /// The terms: higher degrees first, then by their symbols. Zero has none.
  public let terms: [Term]

  /// The most terms that a polynomial may have.
  public static let maximumTerms = 4_096
  /// The highest degree.
  public static let maximumDegree = 1_024

  /// Zero.
  public static let zero = Polynomial(sorted: [])

  /// A constant.
  public init(_ constant: Rational) {
    terms = constant.isZero ? [] : [Term(coefficient: constant, powers: [])]
  }

  /// A symbol.
  public init(_ symbol: Symbol) {
    terms = [Term(coefficient: .one, powers: [Power(symbol: symbol, exponent: 1)])]
  }

  /// Terms that are in order, distinct and not zero.
  private init(sorted terms: [Term]) {
    self.terms = terms
  }

  /// The value, if no symbol occurs.
  public var constant: Rational? {
    terms.isEmpty ? .zero : terms.count == 1 && terms[0].powers.isEmpty ? terms[0].coefficient : nil
  }

  /// The symbols that occur, in order.
  public var symbols: [Symbol] {
    var seen: Set<Symbol> = []
    var symbols: [Symbol] = []
    for term in terms {
      for power in term.powers where seen.insert(power.symbol).inserted { symbols.append(power.symbol) }
    }
    return symbols.sorted { Polynomial.precedes($0, $1) }
  }
}

// MARK: - Arithmetic

extension Polynomial {
  /// The sum.
  public func adding(_ other: Polynomial) throws(PolynomialError) -> Polynomial {
    var sum: [Term] = []
    sum.reserveCapacity(terms.count + other.terms.count)
    var (left, right) = (0, 0)
    while left < terms.count || right < other.terms.count {
      if right == other.terms.count {
        sum.append(terms[left])
        left += 1
      } else if left == terms.count {
        sum.append(other.terms[right])
        right += 1
      } else {
        let (first, second) = (terms[left], other.terms[right])
        if first.powers == second.powers {
          let coefficient = try exactly { () throws(ArithmeticError) in
            try first.coefficient.adding(second.coefficient)
          }
          if !coefficient.isZero { sum.append(Term(coefficient: coefficient, powers: first.powers)) }
          left += 1
          right += 1
        } else if Polynomial.precedes(first, second) {
          sum.append(first)
          left += 1
        } else {
          sum.append(second)
          right += 1
        }
      }
    }
    guard sum.count <= Polynomial.maximumTerms else { throw .tooManyTerms }
    return Polynomial(sorted: sum)
  }

  /// The difference.
  public func subtracting(_ other: Polynomial) throws(PolynomialError) -> Polynomial {
    try adding(other.negated)
  }

  /// The opposite sign.
  public var negated: Polynomial {
    Polynomial(sorted: terms.map { Term(coefficient: $0.coefficient.negated, powers: $0.powers) })
  }

  /// The product.
  public func multiplied(by other: Polynomial) throws(PolynomialError) -> Polynomial {
    guard terms.count * other.terms.count <= 256 * Polynomial.maximumTerms else { throw .tooManyTerms }
    var products: [Term] = []
    products.reserveCapacity(terms.count * other.terms.count)
    for left in terms {
      for right in other.terms {
        guard left.degree + right.degree <= Polynomial.maximumDegree else { throw .degreeTooLarge }
        let coefficient = try exactly { () throws(ArithmeticError) in
          try left.coefficient.multiplied(by: right.coefficient)
        }
        products.append(
          Term(coefficient: coefficient, powers: Polynomial.merged(left.powers, right.powers)))
      }
    }
    return try Polynomial.collected(products)
  }

  /// The product with a constant.
  public func scaled(by factor: Rational) throws(PolynomialError) -> Polynomial {
    try multiplied(by: Polynomial(factor))
  }

  /// The value to a whole power that is not negative.
  public func raised(to exponent: Int) throws(PolynomialError) -> Polynomial {
    guard exponent >= 0 else { throw .exponentNotConstant }
    guard exponent <= Polynomial.maximumDegree else { throw .degreeTooLarge }
    var result = Polynomial(.one)
    var square = self
    var rest = exponent
    while rest > 0 {
      if rest & 1 == 1 { result = try result.multiplied(by: square) }
      rest >>= 1
      if rest > 0 { square = try square.multiplied(by: square) }
    }
    return result
  }

  /// The polynomial with symbols replaced; a symbol for which `replacement` has nothing stays.
  public func substituting(_ replacement: (Symbol) -> Polynomial?) throws(PolynomialError) -> Polynomial {
    var sum = Polynomial.zero
    for term in terms {
      var product = Polynomial(term.coefficient)
      for power in term.powers {
        let base = replacement(power.symbol) ?? Polynomial(power.symbol)
        product = try product.multiplied(by: base.raised(to: power.exponent))
      }
      sum = try sum.adding(product)
    }
    return sum
  }

  /// The exact value with each symbol replaced by what `value` gives for it.
  public func evaluated(with value: (Symbol) -> Rational?) throws(ArithmeticError) -> Rational {
    var sum = Rational.zero
    for term in terms {
      var product = term.coefficient
      for power in term.powers {
        guard let base = value(power.symbol) else { throw .unbound(power.symbol) }
        product = try product.multiplied(by: base.raised(to: Rational(power.exponent)))
      }
      sum = try sum.adding(product)
    }
    return sum
  }

  /// The polynomial rounded down, where that is a polynomial: its symbols stand for whole numbers, and all
  /// coefficients but the constant are whole, so that the constant alone is rounded.
  ///
  /// `⌊(H − 1)/2⌋` resolves after `H := 2×h`: `⌊h − 1/2⌋ = h − 1`.
  public var floorResolved: Polynomial? { rounded { $0.floor } }

  /// The polynomial rounded up, under the same condition as ``floorResolved``.
  public var ceilingResolved: Polynomial? { rounded { $0.ceiling } }

  private func rounded(_ round: (Rational) -> Rational) -> Polynomial? {
    var whole: [Term] = []
    for term in terms {
      if term.powers.isEmpty {
        let constant = round(term.coefficient)
        if !constant.isZero { whole.append(Term(coefficient: constant, powers: [])) }
      } else {
        guard term.coefficient.isInteger else { return nil }
        whole.append(term)
      }
    }
    return Polynomial(sorted: whole)
  }
}

// MARK: - Canonical order

extension Polynomial {
  /// Runs exact arithmetic and names its failure as this type does.
  private func exactly(
    _ arithmetic: () throws(ArithmeticError) -> Rational
  ) throws(PolynomialError) -> Rational {
    do { return try arithmetic() } catch { throw .arithmetic(error) }
  }

  /// The powers of a product.
  private static func merged(_ left: [Power], _ right: [Power]) -> [Power] {
    guard !left.isEmpty else { return right }
    guard !right.isEmpty else { return left }
    var powers: [Power] = []
    powers.reserveCapacity(left.count + right.count)
    var (first, second) = (0, 0)
    while first < left.count && second < right.count {
      let (a, b) = (left[first], right[second])
      if a.symbol == b.symbol {
        powers.append(Power(symbol: a.symbol, exponent: a.exponent + b.exponent))
        first += 1
        second += 1
      } else if precedes(a.symbol, b.symbol) {
        powers.append(a)
        first += 1
      } else {
        powers.append(b)
        second += 1
      }
    }
    return powers + left[first...] + right[second...]
  }

  /// Terms in any order, with equal ones added up.
  private static func collected(_ terms: [Term]) throws(PolynomialError) -> Polynomial {
    var collected: [Term] = []
    for term in terms.sorted(by: { precedes($0, $1) }) {
      guard let last = collected.last, last.powers == term.powers else {
        if let last = collected.last, last.coefficient.isZero { collected.removeLast() }
        collected.append(term)
        continue
      }
      do {
        let sum = try last.coefficient.adding(term.coefficient)
        collected[collected.count - 1] = Term(coefficient: sum, powers: last.powers)
      } catch { throw .arithmetic(error) }
    }
    if let last = collected.last, last.coefficient.isZero { collected.removeLast() }
    guard collected.count <= maximumTerms else { throw .tooManyTerms }
    return Polynomial(sorted: collected)
  }

  private static func precedes(_ left: Term, _ right: Term) -> Bool {
    if left.degree != right.degree { return left.degree > right.degree }
    for (first, second) in zip(left.powers, right.powers) where first != second {
      if first.symbol != second.symbol { return precedes(first.symbol, second.symbol) }
      return first.exponent > second.exponent
    }
    return left.powers.count < right.powers.count
  }

  private static func precedes(_ left: Symbol, _ right: Symbol) -> Bool {
    left.base == right.base
      ? left.index.utf8.lexicographicallyPrecedes(right.index.utf8)
      : left.base.utf8.lexicographicallyPrecedes(right.base.utf8)
  }
}
