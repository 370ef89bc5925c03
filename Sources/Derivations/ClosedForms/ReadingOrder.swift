import Symbolics

// A polynomial in N, H and W as a person writes it: N×H×W, not the order of the alphabet.

extension Polynomial {
  /// The coefficient of a letter's first power standing alone.
  func slope(_ letter: ClosedForm.Letter) -> Rational {
    for term in terms where term.powers.count == 1 {
      if term.powers[0].symbol == letter.symbol, term.powers[0].exponent == 1 { return term.coefficient }
    }
    return .zero
  }

  /// The term without letters.
  var constantTerm: Rational {
    for term in terms where term.powers.isEmpty { return term.coefficient }
    return .zero
  }

  /// The polynomial in the order of reading, highest degree first: `147×N×H×W/4 + 5×N`.
  var inReadingOrder: Expression {
    let ordered = terms.sorted { $0.comesBefore($1) }
    let written = ordered.map {
      Expression.Term($0.inReadingOrder, isSubtracted: $0.coefficient.isNegative)
    }
    guard let first = written.first else { return 0 }
    guard written.count == 1 else { return .sum(written) }
    return first.isSubtracted ? .negative(first.value) : first.value
  }
}

extension Polynomial.Term {
  /// Whether a letter occurs in it.
  func contains(_ letter: ClosedForm.Letter) -> Bool { exponent(of: letter) > 0 }

  private func exponent(of letter: ClosedForm.Letter) -> Int {
    powers.first { $0.symbol == letter.symbol }?.exponent ?? 0
  }

  /// Higher degree first; of equal degree the one with more of the earlier letter.
  fileprivate func comesBefore(_ other: Polynomial.Term) -> Bool {
    if degree != other.degree { return degree > other.degree }
    for letter in ClosedForm.Letter.allCases {
      let (mine, others) = (exponent(of: letter), other.exponent(of: letter))
      if mine != others { return mine > others }
    }
    return false
  }

  /// The term without its sign, its letters in the order N, H, W.
  fileprivate var inReadingOrder: Expression {
    let size = coefficient.magnitude
    var factors: [Expression] = []
    if size.numerator != 1 || powers.isEmpty {
      factors.append(Expression(Rational(whole: size.numerator)))
    }
    for letter in ClosedForm.Letter.allCases {
      let exponent = exponent(of: letter)
      if exponent == 1 { factors.append(.symbol(letter.symbol)) }
      if exponent > 1 { factors.append(.power(.symbol(letter.symbol), Expression(Rational(exponent)))) }
    }
    let product = Expression.product(of: factors)
    return size.isInteger ? product : .quotient(product, Expression(Rational(whole: size.denominator)))
  }
}
