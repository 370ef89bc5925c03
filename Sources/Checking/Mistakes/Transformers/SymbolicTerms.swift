import Symbolics

/// A shortened formula that is not the sum of its terms: `4d² + 8d² + 2d = 12d² + 4d`.
extension Calculation {
  mutating func checkSymbolicTerms() {
    for entry in entries where entry.chain.traits.contains(.symbolic) {
      let sides = entry.chain.sides
      for index in entry.chain.signs.indices where entry.chain.signs[index] == .equal {
        let (left, right) = (sides[index], sides[index + 1])
        guard left.isSymbolic, right.isSymbolic else { continue }
        if entry.status == .unchecked, Calculation.areSame(left.located.expression, right.located.expression)
        {
          entry.status = .right
        }
        let (first, second) = (left.located.expression, right.located.expression)
        let expected: Expression?
        switch first {
        case .sum: expected = Calculation.collected(first, asIn: second)
        case .product(let factors):
          expected =
            Calculation.multipliedOut(first, factors, asIn: second)
            ?? (left.unit == .none && (right.unit == .none || right.unit == .parameters)
              ? Calculation.withoutFactor(first, asIn: second) : nil)
        default: continue
        }
        guard let collected = expected else { continue }
        findings.append(
          Draft(
            mistake: .symbolicTermsDoNotAddUp, alternatives: [.productSlip], range: right.located.range,
            arguments: [("expected", .expression(collected))], fix: collected))
        entry.status = .wrong
      }
    }
  }

  /// What the terms of a sum add up to, where a shorter formula has the same products of letters with other numbers before
  /// them. An equation to be solved, or one that uses what the letters stand for, has other products.
  private static func collected(_ sum: Expression, asIn shorter: Expression) -> Expression? {
    guard let left = formula(of: sum), let right = formula(of: shorter), left != right,
      !left.terms.isEmpty, left.terms.count == right.terms.count,
      zip(left.terms, right.terms).allSatisfy({ $0.powers == $1.powers })
    else { return nil }
    let agreeing = zip(left.terms, right.terms).count { $0.coefficient == $1.coefficient }
    // Of one product alone, all terms must be of it.
    guard agreeing > 0 || left.terms.count == 1 else { return nil }
    return left.expression
  }

  /// What a number times a sum comes to, where a sum of the same products of letters lacks the number in one of its terms:
  /// `4(nm + n² + n) = 4nm + 4n² + n`. All other terms have to be right.
  private static func multipliedOut(
    _ product: Expression, _ factors: [Expression], asIn sum: Expression
  ) -> Expression? {
    guard case .sum = sum, factors.contains(where: { if case .sum = $0 { true } else { false } }),
      let left = formula(of: product), let right = formula(of: sum), left != right, left.terms.count > 1,
      left.terms.count == right.terms.count,
      zip(left.terms, right.terms).allSatisfy({ $0.powers == $1.powers })
    else { return nil }
    let wrong = zip(left.terms, right.terms).filter { $0.coefficient != $1.coefficient }
    guard wrong.count == 1, let (own, written) = wrong.first,
      let lost = try? own.coefficient.divided(by: written.coefficient), lost > .one,
      factors.contains(where: { if case .number(let numeral) = $0 { numeral.value == lost } else { false } })
    else { return nil }
    return left.expression
  }

  /// What a product of numbers and letters comes to, where the same letters have a number before them that lacks one of its
  /// factors: `3(3²·C²) = 9C²`. What counts in another unit, `2·9·C² = 36C²`, may have a factor more.
  private static func withoutFactor(_ product: Expression, asIn shorter: Expression) -> Expression? {
    guard let left = formula(of: product), let right = formula(of: shorter), left.terms.count == 1,
      right.terms.count == 1, left.terms[0].powers == right.terms[0].powers,
      right.terms[0].coefficient > .zero,
      let lost = try? left.terms[0].coefficient.divided(by: right.terms[0].coefficient), lost > .zero
    else { return nil }
    // `2·d·4d = 6d²`: what counts in another unit is a whole number of times as much. `2N + 4N`, with words before the terms, is a
    // sum, of which one number alone is read.
    if !lost.isInteger, product.numbers.count > 1, left.terms[0].degree > 1,
      let times = try? Rational.one.divided(by: lost), !times.isInteger,
      left.terms[0].coefficient.isInteger, right.terms[0].coefficient.isInteger
    {
      return left.expression
    }
    guard lost > .one else { return nil }
    let factors = product.numbers
    return factors.count > 1 && factors.contains(lost) ? left.expression : nil
  }

  /// Whether two formulas are the same one, written in two ways.
  private static func areSame(_ first: Expression, _ second: Expression) -> Bool {
    guard let left = formula(of: first), let right = formula(of: second) else { return false }
    return left == right
  }

  static func formula(of expression: Expression) -> Polynomial? {
    guard !expression.hasLongNames, expression.isSmall else { return nil }
    return try? Polynomial(expression)
  }
}

extension Expression {
  /// Whether multiplying out takes little: few operands, and no high powers.
  fileprivate var isSmall: Bool {
    if case .power(_, let exponent) = self {
      guard case .number(let numeral) = exponent, numeral.value <= 6 else { return false }
    }
    let parts = operands
    return parts.count <= 64 && parts.allSatisfy { $0.isSmall }
  }

  /// The numbers that a product is made of, a power of one as a whole.
  fileprivate var numbers: [Rational] {
    switch self {
    case .number(let numeral): [numeral.value]
    case .product(let factors): factors.flatMap { $0.numbers }
    case .power(.number, .number): (try? evaluated()).map { [$0] } ?? []
    default: []
    }
  }

  /// Whether a name is a word of prose: `conv + relu`.
  fileprivate var hasLongNames: Bool {
    if case .symbol(let symbol) = self {
      return symbol.base.utf8.count > 12 || symbol.base.utf8.contains { $0 >= 0xE3 }
    }
    return operands.contains { $0.hasLongNames }
  }
}
