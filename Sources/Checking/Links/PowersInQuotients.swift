import Symbolics

extension LinkChecker {
  /// The value of `1.4·10¹² / 70·10⁹` as everybody means it: what is written in powers of ten is one number, below a
  /// stroke, too. Nil where nothing is written so.
  func valueInPowers(of side: Chain.Side) -> Rational? {
    guard side.isCompound, !side.isSymbolic, let bound = side.located.expression.bindingPowers() else {
      return nil
    }
    return try? bound.evaluated()
  }
}

extension Expression {
  /// The expression with each power of ten behind a divisor taken into the divisor; nil where there is none.
  func bindingPowers() -> Expression? {
    guard case .product(let factors) = self, factors.count >= 2, factors[1].isPowerOfTen,
      case .quotient(let dividend, .number(let divisor)) = factors[0], divisor.scale == .one,
      dividend.hasPowerOfTen
    else { return nil }
    let quotient = Expression.quotient(dividend, .product(of: [.number(divisor), factors[1]]))
    return .product(of: [quotient] + factors.dropFirst(2))
  }

  private var isPowerOfTen: Bool {
    if case .power(.number(let base), .number) = self { base.value == 10 } else { false }
  }

  private var hasPowerOfTen: Bool { isPowerOfTen || operands.contains { $0.isPowerOfTen } }
}
