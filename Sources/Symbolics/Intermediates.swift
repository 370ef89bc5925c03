extension Expression {
  /// The lines that a person writes between a calculation and its result: each line evaluates every group whose
  /// operands are numbers already. The last line is the result; a single number has none.
  ///
  ///     (7×7×3)×64×(112×112)   →   147×64×12544   →   118013952
  ///
  /// - Throws: ``ArithmeticError``, also for a symbol, which has no value here.
  public func intermediates() throws(ArithmeticError) -> [Expression] {
    guard depth <= Expression.maximumDepth else { throw .tooDeep }
    var lines: [Expression] = []
    var current = self
    // Each line makes the tree at least one lower.
    while current.resolvedValue == nil, lines.count <= 2 * Expression.maximumDepth {
      current = try current.withInnermostEvaluated()
      lines.append(current)
    }
    return lines
  }

  /// The value of what needs no further evaluation: a number, its opposite, or a fraction in lowest terms whose
  /// decimals never end.
  private var resolvedValue: Rational? {
    switch self {
    case .number(let numeral): return numeral.value
    case .negative(.number(let numeral)): return numeral.value.negated
    case .quotient(.number(let top), .number(let bottom)): return Expression.fraction(top, bottom)
    case .negative(.quotient(.number(let top), .number(let bottom))):
      return Expression.fraction(top, bottom)?.negated
    default: return nil
    }
  }

  private static func fraction(_ top: Numeral, _ bottom: Numeral) -> Rational? {
    guard top.value.isInteger, bottom.value.isInteger, let value = try? top.value.divided(by: bottom.value),
      value.numerator == top.value.numerator, value.denominator == bottom.value.numerator
    else { return nil }
    return value.decimals == nil ? value : nil
  }

  /// A value as a person goes on with it: whole, with its decimals, or as a fraction.
  private init(continuing value: Rational) {
    guard !value.isInteger, let decimals = value.decimals, let place = Rational.powerOfTen(-decimals) else {
      self.init(value)
      return
    }
    let number = Expression.number(Numeral(value: value.magnitude, lastPlace: place))
    self = value.isNegative ? .negative(number) : number
  }

  private func withInnermostEvaluated() throws(ArithmeticError) -> Expression {
    if resolvedValue != nil { return self }
    if case .symbol(let symbol) = self { throw .unbound(symbol) }
    if operands.allSatisfy({ $0.resolvedValue != nil }) { return Expression(continuing: try evaluated()) }
    switch self {
    case .number, .symbol: return self
    case .sum(let terms):
      var lines: [Term] = []
      for term in terms {
        lines.append(Term(try term.value.withInnermostEvaluated(), isSubtracted: term.isSubtracted))
      }
      return .sum(lines)
    case .product(let factors):
      var lines: [Expression] = []
      for factor in factors { lines.append(try factor.withInnermostEvaluated()) }
      return .product(lines)
    case .quotient(let left, let right):
      return .quotient(try left.withInnermostEvaluated(), try right.withInnermostEvaluated())
    case .power(let base, let exponent):
      return .power(try base.withInnermostEvaluated(), try exponent.withInnermostEvaluated())
    case .negative(let inner): return .negative(try inner.withInnermostEvaluated())
    case .floor(let inner): return .floor(try inner.withInnermostEvaluated())
    case .ceiling(let inner): return .ceiling(try inner.withInnermostEvaluated())
    }
  }
}

extension Expression {
  /// The height of the tree: 1 for a number or a symbol.
  public var depth: Int {
    var deepest = 0
    var pending = [(expression: self, level: 1)]
    while let (expression, level) = pending.popLast() {
      deepest = Swift.max(deepest, level)
      for operand in expression.operands { pending.append((operand, level + 1)) }
    }
    return deepest
  }

  /// The symbols in the order in which they first appear.
  public var symbols: [Symbol] {
    var seen: Set<Symbol> = []
    var symbols: [Symbol] = []
    var pending = [self]
    while let expression = pending.popLast() {
      if case .symbol(let symbol) = expression, seen.insert(symbol).inserted { symbols.append(symbol) }
      pending += expression.operands.reversed()
    }
    return symbols
  }

  /// The number that was written, if the expression is one: `118.0 M`, or `3.15 × 10^23`, whose last place is 10²¹.
  public var writtenNumeral: Numeral? {
    if case .number(let numeral) = self { return numeral }
    guard case .product(let factors) = self, factors.count == 2, case .number(let digits) = factors[0],
      case .power(.number(let ten), let exponent) = factors[1], ten.value == 10,
      let power = try? exponent.evaluated().integer, let scale = Rational.powerOfTen(power),
      let value = try? digits.value.multiplied(by: scale),
      let place = try? digits.lastPlace.multiplied(by: scale)
    else { return nil }
    return Numeral(value: value, lastPlace: place)
  }
}
