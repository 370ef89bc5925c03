import Symbolics

/// A polynomial in N, H and W with exact coefficients, its terms in reading order: highest degree first.
struct LetterPolynomial: Hashable {
  /// One term; no coefficient is 0.
  struct Term: Hashable {
    var powers: [Int]
    var coefficient: Rational
  }

  private(set) var terms: [Term] = []

  private static let unit = ClosedForm.Letter.allCases.map { _ in 0 }

  init(_ constant: Rational) {
    if !constant.isZero { terms = [Term(powers: Self.unit, coefficient: constant)] }
  }

  init(_ letter: ClosedForm.Letter) {
    var powers = Self.unit
    powers[Int(letter.rawValue)] = 1
    terms = [Term(powers: powers, coefficient: .one)]
  }

  /// The value, if no letter occurs.
  var constant: Rational? {
    guard let first = terms.first else { return .zero }
    return terms.count == 1 && first.powers == Self.unit ? first.coefficient : nil
  }

  /// The term without letters.
  var constantTerm: Rational { terms.last.flatMap { $0.powers == Self.unit ? $0.coefficient : nil } ?? .zero }

  /// The coefficient of a letter's first power standing alone.
  func slope(_ letter: ClosedForm.Letter) -> Rational {
    var powers = Self.unit
    powers[Int(letter.rawValue)] = 1
    return terms.first { $0.powers == powers }?.coefficient ?? .zero
  }

  func adding(_ other: LetterPolynomial) throws(ArithmeticError) -> LetterPolynomial {
    var sum = self
    for term in other.terms { try sum.add(term) }
    return sum
  }

  func multiplied(by other: LetterPolynomial) throws(ArithmeticError) -> LetterPolynomial {
    var product = LetterPolynomial(.zero)
    for left in terms {
      for right in other.terms {
        var powers = left.powers
        for index in powers.indices { powers[index] += right.powers[index] }
        try product.add(
          Term(powers: powers, coefficient: left.coefficient.multiplied(by: right.coefficient)))
      }
    }
    return product
  }

  func multiplied(by factor: Rational) throws(ArithmeticError) -> LetterPolynomial {
    try multiplied(by: LetterPolynomial(factor))
  }

  private mutating func add(_ term: Term) throws(ArithmeticError) {
    guard let index = terms.firstIndex(where: { !Self.precedes($0.powers, term.powers) }) else {
      terms.append(term)
      return
    }
    guard terms[index].powers == term.powers else {
      terms.insert(term, at: index)
      return
    }
    let sum = try terms[index].coefficient.adding(term.coefficient)
    if sum.isZero { terms.remove(at: index) } else { terms[index].coefficient = sum }
  }

  /// Higher degree first; of equal degree the one with more of the earlier letter.
  private static func precedes(_ left: [Int], _ right: [Int]) -> Bool {
    let (first, second) = (left.reduce(0, +), right.reduce(0, +))
    if first != second { return first > second }
    for (a, b) in zip(left, right) where a != b { return a > b }
    return false
  }

  /// The polynomial as a person writes it: `147×N×H×W/4 + 5×N`.
  var expression: Expression {
    guard let first = terms.first else { return 0 }
    if terms.count == 1 {
      let value = Self.magnitude(of: first)
      return first.coefficient.isNegative ? .negative(value) : value
    }
    return .sum(
      terms.map { Expression.Term(Self.magnitude(of: $0), isSubtracted: $0.coefficient.isNegative) })
  }

  private static func magnitude(of term: Term) -> Expression {
    let size = term.coefficient.magnitude
    var factors: [Expression] = []
    let numerator = Rational(whole: size.numerator)
    if numerator != .one || term.powers == unit { factors.append(Expression(numerator)) }
    for letter in ClosedForm.Letter.allCases {
      let power = term.powers[Int(letter.rawValue)]
      if power == 1 { factors.append(.symbol(letter.symbol)) }
      if power > 1 { factors.append(.power(.symbol(letter.symbol), Expression(Rational(power)))) }
    }
    let product = Expression.product(of: factors)
    return size.isInteger ? product : .quotient(product, Expression(Rational(whole: size.denominator)))
  }
}
