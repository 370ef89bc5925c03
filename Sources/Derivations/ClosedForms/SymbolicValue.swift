import Networks
import Symbolics

/// A value that still has letters in it, and for which sizes it holds.
struct SymbolicValue: Hashable {
  var polynomial: LetterPolynomial
  var conditions = Conditions()

  init(_ constant: Rational) { polynomial = LetterPolynomial(constant) }
  init(_ letter: ClosedForm.Letter) { polynomial = LetterPolynomial(letter) }

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
    do throws(SymbolicError) {
      return try symbolicValue(depth: 0, value)
    } catch {
      switch error {
      case .arithmetic(let reason): throw .arithmetic(reason, path: path)
      case .notPolynomial: throw .notPolynomial(path: path)
      }
    }
  }

  private func symbolicValue(
    depth: Int, _ value: (Symbol) -> SymbolicValue?
  ) throws(SymbolicError) -> SymbolicValue {
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
        sum = try sum.adding(term.isSubtracted ? addend.multiplied(by: Rational(-1)) : addend)
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
      guard let constant = bottom.polynomial.constant else { throw .notPolynomial }
      return try top.divided(by: constant)
    case .power(let base, let exponent):
      let bottom = try base.symbolicValue(depth: depth + 1, value)
      let top = try exponent.symbolicValue(depth: depth + 1, value)
      return try bottom.raised(to: top)
    case .negative(let inner):
      return try inner.symbolicValue(depth: depth + 1, value).multiplied(by: Rational(-1))
    case .floor(let inner): return try inner.symbolicValue(depth: depth + 1, value).floor()
    case .ceiling(let inner):
      let opposite = try inner.symbolicValue(depth: depth + 1, value).multiplied(by: Rational(-1))
      return try opposite.floor().multiplied(by: Rational(-1))
    }
  }
}

/// Why a formula has no value with letters; the caller knows where.
enum SymbolicError: Error {
  case arithmetic(ArithmeticError)
  case notPolynomial
}

extension SymbolicValue {
  func adding(_ other: SymbolicValue) throws(SymbolicError) -> SymbolicValue {
    do throws(ArithmeticError) {
      var sum = self
      sum.polynomial = try polynomial.adding(other.polynomial)
      try sum.conditions.join(other.conditions)
      return sum
    } catch { throw .arithmetic(error) }
  }

  func multiplied(by other: SymbolicValue) throws(SymbolicError) -> SymbolicValue {
    do throws(ArithmeticError) {
      var product = self
      product.polynomial = try polynomial.multiplied(by: other.polynomial)
      try product.conditions.join(other.conditions)
      return product
    } catch { throw .arithmetic(error) }
  }

  func multiplied(by factor: Rational) throws(SymbolicError) -> SymbolicValue {
    try multiplied(by: SymbolicValue(factor))
  }

  func divided(by divisor: Rational) throws(SymbolicError) -> SymbolicValue {
    let factor: Rational
    do throws(ArithmeticError) { factor = try divisor.reciprocal() } catch { throw .arithmetic(error) }
    return try multiplied(by: factor)
  }

  /// Whole constants to small whole powers; letters are not raised by any rule.
  func raised(to exponent: SymbolicValue) throws(SymbolicError) -> SymbolicValue {
    guard let power = exponent.polynomial.constant, let whole = power.integer, (0...16).contains(whole) else {
      throw .notPolynomial
    }
    var result = SymbolicValue(.one)
    for _ in 0..<whole { result = try result.multiplied(by: self) }
    return result
  }

  /// Rounded down, given that each letter is a multiple of the denominators of its coefficients: then every term but
  /// the constant one is whole, and only that is rounded.
  func floor() throws(SymbolicError) -> SymbolicValue {
    do throws(ArithmeticError) {
      var result = self
      for term in polynomial.terms where !term.coefficient.isInteger {
        let denominator = Rational(whole: term.coefficient.denominator)
        for letter in ClosedForm.Letter.allCases where term.powers[Int(letter.rawValue)] > 0 {
          try result.conditions.require(letter, multipleOf: denominator)
        }
      }
      let constant = polynomial.constantTerm
      let rounded = try constant.floor.subtracting(constant)
      result.polynomial = try polynomial.adding(LetterPolynomial(rounded))
      return result
    } catch { throw .arithmetic(error) }
  }
}
