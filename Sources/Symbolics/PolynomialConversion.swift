// MARK: - From a formula

extension Polynomial {
  /// The canonical form of a formula.
  ///
  /// Divisors must be constants. What is rounded must resolve (``floorResolved``): its symbols are taken to stand
  /// for whole numbers.
  ///
  /// - Throws: ``PolynomialError``.
  public init(_ expression: Expression) throws(PolynomialError) {
    self = try Polynomial.converted(expression, depth: 0)
  }

  private static func converted(_ expression: Expression, depth: Int) throws(PolynomialError) -> Polynomial {
    guard depth <= 2 * Expression.maximumDepth else { throw .arithmetic(.tooDeep) }
    switch expression {
    case .number(let numeral): return Polynomial(numeral.value)
    case .symbol(let symbol): return Polynomial(symbol)
    case .sum(let terms):
      var sum = Polynomial.zero
      for term in terms {
        let value = try converted(term.value, depth: depth + 1)
        sum = try sum.adding(term.isSubtracted ? value.negated : value)
      }
      return sum
    case .product(let factors):
      var product = Polynomial(.one)
      for factor in factors { product = try product.multiplied(by: converted(factor, depth: depth + 1)) }
      return product
    case .quotient(let dividend, let divisor):
      guard let constant = try converted(divisor, depth: depth + 1).constant else { throw .divisionByFormula }
      let factor: Rational
      do { factor = try constant.reciprocal() } catch { throw .arithmetic(error) }
      return try converted(dividend, depth: depth + 1).scaled(by: factor)
    case .power(let base, let exponent):
      return try power(
        converted(base, depth: depth + 1), converted(exponent, depth: depth + 1).constant)
    case .negative(let inner): return try converted(inner, depth: depth + 1).negated
    case .floor(let inner):
      guard let whole = try converted(inner, depth: depth + 1).floorResolved else {
        throw .unresolvedRounding
      }
      return whole
    case .ceiling(let inner):
      guard let whole = try converted(inner, depth: depth + 1).ceilingResolved else {
        throw .unresolvedRounding
      }
      return whole
    }
  }

  private static func power(_ base: Polynomial, _ exponent: Rational?) throws(PolynomialError) -> Polynomial {
    guard let exponent else { throw .exponentNotConstant }
    if let constant = base.constant {
      do { return Polynomial(try constant.raised(to: exponent)) } catch { throw .arithmetic(error) }
    }
    guard let whole = exponent.integer else { throw .exponentNotConstant }
    return try base.raised(to: whole)
  }
}

// MARK: - To a formula

extension Polynomial {
  /// A readable formula in a stable order: higher degrees first, then by symbols; `3×H×W/2 − 4×H + 1`.
  public var expression: Expression {
    guard !terms.isEmpty else { return 0 }
    let written = terms.map { Expression.Term($0.magnitude, isSubtracted: $0.coefficient.isNegative) }
    guard written.count == 1 else { return .sum(written) }
    return written[0].isSubtracted ? .negative(written[0].value) : written[0].value
  }
}

extension Polynomial.Term {
  /// The term without its sign.
  fileprivate var magnitude: Expression {
    let coefficient = coefficient.magnitude
    var factors: [Expression] = []
    if coefficient.numerator != 1 || powers.isEmpty {
      factors.append(Expression(Rational(whole: coefficient.numerator)))
    }
    for power in powers {
      let symbol = Expression.symbol(power.symbol)
      factors.append(power.exponent == 1 ? symbol : .power(symbol, Expression(Rational(power.exponent))))
    }
    let dividend = Expression.product(of: factors)
    return coefficient.isInteger
      ? dividend : .quotient(dividend, Expression(Rational(whole: coefficient.denominator)))
  }
}
