import Symbolics

/// Right only with brackets that are not printed: 5×5×6 + 1×16 for (5×5×6 + 1)×16.
extension SlipRule {
  static let bracketsMissing = SlipRule(
    mistake: .bracketsMissing,
    recognise: { link in
      guard let flat = FlatExpression(link.left.expression), let brackets = flat.brackets(giving: link) else {
        return nil
      }
      return Slip(mistake: .bracketsMissing, arguments: [("expected", .expression(brackets))])
    },
    inject: { expression, value in
      guard let flat = FlatExpression(expression) else { return nil }
      return flat.anyOtherValue(than: value)
    })
}

/// A sum of products laid out as operands with the operators between them.
struct FlatExpression: Sendable {
  private enum Operator: Sendable { case plus, minus, times, divide }

  private var operands: [Expression] = []
  private var operators: [Operator] = []

  /// Nil for anything but a sum with at least one product among its terms, or one that is too long to try.
  init?(_ expression: Expression) {
    guard case .sum(let terms) = expression else { return nil }
    for (index, term) in terms.enumerated() {
      if index == 0, term.isSubtracted { return nil }
      if index > 0 { operators.append(term.isSubtracted ? .minus : .plus) }
      if case .product(let factors) = term.value {
        for (place, factor) in factors.enumerated() {
          if place > 0 { operators.append(.times) }
          operands.append(factor)
        }
      } else if case .quotient(let dividend, let divisor) = term.value {
        operands += [dividend, divisor]
        operators.append(.divide)
      } else {
        operands.append(term.value)
      }
    }
    guard operands.count <= 14, operators.contains(where: { $0 == .times || $0 == .divide }) else {
      return nil
    }
  }

  /// The expression with one pair of brackets put in, if that gives what was claimed.
  func brackets(giving link: FalseLink) -> Expression? {
    var found: Expression?
    forEachBracketing { candidate in
      guard found == nil, let value = try? candidate.evaluated(), value != link.value, link.isClaimed(value)
      else { return }
      found = candidate
    }
    return found
  }

  /// The value of the first bracketing that changes it to another whole number.
  func anyOtherValue(than value: Rational) -> Rational? {
    var found: Rational?
    forEachBracketing { candidate in
      guard found == nil, let other = try? candidate.evaluated(), other != value, other.isInteger,
        !other.isNegative
      else { return }
      found = other
    }
    return found
  }

  private func forEachBracketing(_ body: (Expression) -> Void) {
    for start in operands.indices {
      for end in operands.indices where end > start && end - start < operands.count - 1 {
        let inner = FlatExpression(
          operands: Array(operands[start...end]), operators: Array(operators[start..<end]))
        guard inner.operators.contains(where: { $0 == .plus || $0 == .minus }), let group = inner.expression
        else { continue }
        let outer = FlatExpression(
          operands: Array(operands[..<start]) + [group] + Array(operands[(end + 1)...]),
          operators: Array(operators[..<start]) + Array(operators[end...]))
        if let expression = outer.expression { body(expression) }
      }
    }
  }

  private init(operands: [Expression], operators: [Operator]) {
    self.operands = operands
    self.operators = operators
  }

  /// The expression that the layout means, products before sums.
  private var expression: Expression? {
    guard var current = operands.first else { return nil }
    var terms: [Expression.Term] = []
    var isSubtracted = false
    var factors = [current]
    for (index, sign) in operators.enumerated() {
      let next = operands[index + 1]
      switch sign {
      case .times: factors.append(next)
      case .divide: factors = [.quotient(.product(of: factors), next)]
      case .plus, .minus:
        terms.append(Expression.Term(.product(of: factors), isSubtracted: isSubtracted))
        isSubtracted = sign == .minus
        factors = [next]
      }
      current = next
    }
    terms.append(Expression.Term(.product(of: factors), isSubtracted: isSubtracted))
    return terms.count == 1 && !terms[0].isSubtracted ? terms[0].value : .sum(terms)
  }
}
