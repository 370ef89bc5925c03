extension Expression {
  /// The square root of an expression: its power with the exponent 1/2, which the notations write as a root.
  public static func root(of radicand: Expression) -> Expression { .power(radicand, half) }

  /// What stands below the sign, if the expression is a square root.
  public var radicand: Expression? {
    guard case .power(let base, .quotient(.number(let first), .number(let second))) = self,
      first == Numeral(1), second == Numeral(2)
    else { return nil }
    return base
  }

  private static let half = Expression.quotient(.number(Numeral(1)), .number(Numeral(2)))

  /// The expression with each root that is no rational number replaced by one to thirteen digits; nil where one of them
  /// cannot be found. For comparing with a claim, which shows fewer.
  public func takingRoots(depth: Int = 0) -> Expression? {
    guard depth <= Expression.maximumDepth else { return nil }
    if let radicand {
      guard let value = try? radicand.takingRoots(depth: depth + 1)?.evaluated() else { return nil }
      if let exact = value.squareRoot { return Expression(exact) }
      return value.approximateRoot.map { Expression($0) }
    }
    switch self {
    case .number, .symbol: return self
    case .sum(let terms):
      var taken: [Term] = []
      for term in terms {
        guard let value = term.value.takingRoots(depth: depth + 1) else { return nil }
        taken.append(Term(value, isSubtracted: term.isSubtracted))
      }
      return .sum(taken)
    case .product(let factors):
      var taken: [Expression] = []
      for factor in factors {
        guard let value = factor.takingRoots(depth: depth + 1) else { return nil }
        taken.append(value)
      }
      return .product(taken)
    case .quotient(let left, let right): return pair(left, right, depth) { .quotient($0, $1) }
    case .power(let left, let right): return pair(left, right, depth) { .power($0, $1) }
    case .negative(let inner): return inner.takingRoots(depth: depth + 1).map { .negative($0) }
    case .floor(let inner): return inner.takingRoots(depth: depth + 1).map { .floor($0) }
    case .ceiling(let inner): return inner.takingRoots(depth: depth + 1).map { .ceiling($0) }
    }
  }

  private func pair(
    _ left: Expression, _ right: Expression, _ depth: Int, _ joined: (Expression, Expression) -> Expression
  ) -> Expression? {
    guard let first = left.takingRoots(depth: depth + 1), let second = right.takingRoots(depth: depth + 1)
    else {
      return nil
    }
    return joined(first, second)
  }
}

extension Rational {
  /// The square root, where it is a rational number.
  public var squareRoot: Rational? {
    guard !isNegative, let top = Rational.wholeRoot(numerator), let bottom = Rational.wholeRoot(denominator),
      top * top == numerator, bottom * bottom == denominator
    else { return nil }
    return try? Rational(top, over: bottom)
  }

  /// The square root to thirteen digits at least.
  fileprivate var approximateRoot: Rational? {
    guard numerator > 0 else { return nil }
    var (scaled, hundreds) = (self, 0)
    while scaled < Rational.manyDigits, hundreds < 40, let larger = try? scaled.multiplied(by: 100) {
      (scaled, hundreds) = (larger, hundreds + 1)
    }
    guard let root = Rational.wholeRoot(scaled.floor.numerator),
      let unit = try? Rational(10).raised(to: Rational(-hundreds))
    else { return nil }
    return try? Rational(whole: root).multiplied(by: unit)
  }

  private static let manyDigits = Rational(whole: 100_000_000_000_000_000_000_000_000)

  /// The largest whole number whose square is not above a number, by Newton's method.
  private static func wholeRoot(_ number: Int128) -> Int128? {
    guard number >= 0 else { return nil }
    guard number > 1 else { return number }
    var root: Int128 = 1 << Int128((128 - number.leadingZeroBitCount + 1) / 2)
    while true {
      let next = (root + number / root) >> 1
      if next >= root { return root }
      root = next
    }
  }
}
