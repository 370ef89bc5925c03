import Networks
import Symbolics

/// A value that still has letters in it, and for which sizes it holds.
struct SymbolicValue: Hashable {
  var polynomial: Polynomial
  var conditions = Conditions()

  init(_ constant: Rational) { polynomial = Polynomial(constant) }
  init(_ letter: ClosedForm.Letter) { polynomial = Polynomial(letter.symbol) }

  /// What is assumed of each letter: a multiple, and a least size.
  struct Conditions: Hashable {
    private(set) var multiples: [Int] = ClosedForm.Letter.allCases.map { _ in 1 }
    private(set) var minima: [Int] = ClosedForm.Letter.allCases.map { _ in 1 }

    /// Both this and the other hold.
    mutating func join(_ other: Conditions) throws(ArithmeticError) {
      for letter in ClosedForm.Letter.allCases {
        try require(letter, multipleOf: Rational(other.multiples[Int(letter.rawValue)]))
        try require(letter, atLeast: Rational(other.minima[Int(letter.rawValue)]))
      }
    }

    mutating func require(_ letter: ClosedForm.Letter, multipleOf factor: Rational) throws(ArithmeticError) {
      guard var rest = factor.integer, rest > 0 else { throw .overflow }
      let present = multiples[Int(letter.rawValue)]
      var divisor = present
      let whole = rest
      while rest != 0 { (divisor, rest) = (rest, divisor % rest) }
      let (common, overflow) = present.multipliedReportingOverflow(by: whole / divisor)
      guard !overflow else { throw .overflow }
      multiples[Int(letter.rawValue)] = common
    }

    mutating func require(_ letter: ClosedForm.Letter, atLeast least: Rational) throws(ArithmeticError) {
      guard let least = least.ceiling.integer else { throw .overflow }
      minima[Int(letter.rawValue)] = max(minima[Int(letter.rawValue)], least)
    }

    /// What is worth saying, letter by letter.
    func assumptions() throws(ArithmeticError) -> [ClosedForm.Assumption] {
      var assumptions: [ClosedForm.Assumption] = []
      for letter in ClosedForm.Letter.allCases {
        let (multiple, minimum) = (multiples[Int(letter.rawValue)], minima[Int(letter.rawValue)])
        if multiple == 1, minimum == 1 { continue }
        // The smallest multiple that is not below the minimum.
        let (above, overflow) = minimum.addingReportingOverflow(multiple - 1)
        guard !overflow else { throw .overflow }
        assumptions.append(.init(letter: letter, multiple: multiple, minimum: above / multiple * multiple))
      }
      return assumptions
    }
  }
}

// MARK: - Evaluating formulas with letters

extension Expression {
  /// The value of a formula where symbols may stand for polynomials. Floors are resolved by assuming that the letters
  /// in them are multiples of what makes the quotient whole.
  func symbolicValue(
    at path: String, _ value: (Symbol) -> SymbolicValue?
  ) throws(NoClosedForm) -> SymbolicValue {
    do throws(PolynomialError) {
      return try symbolicValue(depth: 0, value)
    } catch { throw NoClosedForm(error, at: path) }
  }

  private func symbolicValue(
    depth: Int, _ value: (Symbol) -> SymbolicValue?
  ) throws(PolynomialError) -> SymbolicValue {
    guard depth <= Expression.maximumDepth else { throw .arithmetic(.tooDeep) }
    switch self {
    case .number(let numeral): return SymbolicValue(numeral.value)
    case .symbol(let symbol):
      guard let bound = value(symbol) else { throw .arithmetic(.unbound(symbol)) }
      return bound
    case .sum(let terms):
      var sum = SymbolicValue(.zero)
      for term in terms {
        let addend = try term.value.symbolicValue(depth: depth + 1, value)
        sum = try sum.adding(term.isSubtracted ? addend.negated : addend)
      }
      return sum
    case .product(let factors):
      var product = SymbolicValue(.one)
      for factor in factors {
        product = try product.multiplied(by: factor.symbolicValue(depth: depth + 1, value))
      }
      return product
    case .quotient(let dividend, let divisor):
      let top = try dividend.symbolicValue(depth: depth + 1, value)
      let bottom = try divisor.symbolicValue(depth: depth + 1, value)
      return try top.divided(by: bottom)
    case .power(let base, let exponent):
      let bottom = try base.symbolicValue(depth: depth + 1, value)
      return try bottom.raised(to: exponent.symbolicValue(depth: depth + 1, value))
    case .negative(let inner): return try inner.symbolicValue(depth: depth + 1, value).negated
    case .floor(let inner): return try inner.symbolicValue(depth: depth + 1, value).floor()
    case .ceiling(let inner): return try inner.symbolicValue(depth: depth + 1, value).ceiling()
    }
  }
}

extension NoClosedForm {
  init(_ error: PolynomialError, at path: String) {
    if case .arithmetic(let reason) = error {
      self = .arithmetic(reason, path: path)
    } else {
      self = .notPolynomial(path: path)
    }
  }
}

extension SymbolicValue {
  var negated: SymbolicValue {
    var opposite = self
    opposite.polynomial = polynomial.negated
    return opposite
  }

  func adding(_ other: SymbolicValue) throws(PolynomialError) -> SymbolicValue {
    try joined(with: other, polynomial.adding(other.polynomial))
  }

  func multiplied(by other: SymbolicValue) throws(PolynomialError) -> SymbolicValue {
    try joined(with: other, polynomial.multiplied(by: other.polynomial))
  }

  func divided(by divisor: SymbolicValue) throws(PolynomialError) -> SymbolicValue {
    guard let constant = divisor.polynomial.constant else { throw .divisionByFormula }
    let factor: Rational
    do throws(ArithmeticError) { factor = try constant.reciprocal() } catch { throw .arithmetic(error) }
    return try joined(with: divisor, polynomial.scaled(by: factor))
  }

  func raised(to exponent: SymbolicValue) throws(PolynomialError) -> SymbolicValue {
    guard let power = exponent.polynomial.constant?.integer else { throw .exponentNotConstant }
    return try joined(with: exponent, polynomial.raised(to: power))
  }

  /// A result that takes for granted what both operands do.
  private func joined(
    with other: SymbolicValue, _ polynomial: Polynomial
  ) throws(PolynomialError) -> SymbolicValue {
    var result = self
    result.polynomial = polynomial
    do throws(ArithmeticError) {
      try result.conditions.join(other.conditions)
    } catch { throw .arithmetic(error) }
    return result
  }

  /// Rounded up, on the same condition as ``floor()``.
  func ceiling() throws(PolynomialError) -> SymbolicValue { try negated.floor().negated }

  /// Rounded down, given that each letter is a multiple of the denominators of its coefficients: then every term but
  /// the constant one is whole, and only that is rounded.
  func floor() throws(PolynomialError) -> SymbolicValue {
    var result = self
    let constant = polynomial.constantTerm
    let rounding: Rational
    do throws(ArithmeticError) {
      for term in polynomial.terms where !term.coefficient.isInteger {
        let denominator = Rational(whole: term.coefficient.denominator)
        for letter in ClosedForm.Letter.allCases where term.contains(letter) {
          try result.conditions.require(letter, multipleOf: denominator)
        }
      }
      rounding = try constant.floor.subtracting(constant)
    } catch { throw .arithmetic(error) }
    result.polynomial = try polynomial.adding(Polynomial(rounding))
    return result
  }
}
