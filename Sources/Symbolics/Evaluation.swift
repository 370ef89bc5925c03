extension Expression {
  /// The exact value with each symbol replaced by what `value` gives for it.
  ///
  /// - Throws: ``ArithmeticError``: overflow, division by zero, an impossible exponent, a symbol without a value, or
  ///   nesting beyond ``maximumDepth``.
  public func evaluated(
    with value: (Symbol) -> Rational? = { _ in nil }
  ) throws(ArithmeticError) -> Rational {
    try evaluated(with: value, depth: 0)
  }

  private func evaluated(
    with value: (Symbol) -> Rational?, depth: Int
  ) throws(ArithmeticError) -> Rational {
    guard depth <= Expression.maximumDepth else { throw .tooDeep }
    switch self {
    case .number(let numeral): return numeral.value
    case .symbol(let symbol):
      guard let bound = value(symbol) else { throw .unbound(symbol) }
      return bound
    case .sum(let terms):
      var sum = Rational.zero
      for term in terms {
        let addend = try term.value.evaluated(with: value, depth: depth + 1)
        sum = term.isSubtracted ? try sum.subtracting(addend) : try sum.adding(addend)
      }
      return sum
    case .product(let factors):
      var product = Rational.one
      for factor in factors {
        product = try product.multiplied(by: factor.evaluated(with: value, depth: depth + 1))
      }
      return product
    case .quotient(let dividend, let divisor):
      return try dividend.evaluated(with: value, depth: depth + 1)
        .divided(by: divisor.evaluated(with: value, depth: depth + 1))
    case .power(let base, let exponent):
      return try base.evaluated(with: value, depth: depth + 1)
        .raised(to: exponent.evaluated(with: value, depth: depth + 1))
    case .negative(let inner): return try inner.evaluated(with: value, depth: depth + 1).negated
    case .floor(let inner): return try inner.evaluated(with: value, depth: depth + 1).floor
    case .ceiling(let inner): return try inner.evaluated(with: value, depth: depth + 1).ceiling
    }
  }

  /// The same expression with symbols replaced; the grouping stays. A symbol for which `replacement` has nothing stays.
  public func substituting(_ replacement: (Symbol) -> Expression?) -> Expression {
    switch self {
    case .number: self
    case .symbol(let symbol): replacement(symbol) ?? self
    case .sum(let terms):
      .sum(terms.map { Term($0.value.substituting(replacement), isSubtracted: $0.isSubtracted) })
    case .product(let factors): .product(factors.map { $0.substituting(replacement) })
    case .quotient(let left, let right):
      .quotient(left.substituting(replacement), right.substituting(replacement))
    case .power(let base, let exponent):
      .power(base.substituting(replacement), exponent.substituting(replacement))
    case .negative(let inner): .negative(inner.substituting(replacement))
    case .floor(let inner): .floor(inner.substituting(replacement))
    case .ceiling(let inner): .ceiling(inner.substituting(replacement))
    }
  }
}
