import Symbolics

extension Expression {
  /// What stands between an expression and its value.
  var intermediates: [Expression] {
    var list: [Expression] = []
    var current = self
    for _ in 0..<32 {
      let next = current.reduced
      if next == current { break }
      list.append(next)
      current = next
    }
    return list
  }

  private var isNumber: Bool { if case .number = self { true } else { false } }

  private var reduced: Expression {
    if case .floor(.quotient(let a, let b)) = self, a.isNumber, b.isNumber, let v = try? evaluated() { return Expression(v) }
    if !isNumber, !operands.isEmpty, operands.allSatisfy({ $0.isNumber }), let v = try? evaluated() { return Expression(v) }
    switch self {
    case .number, .symbol: return self
    case .sum(let terms): return .sum(terms.map { Term($0.value.reduced, isSubtracted: $0.isSubtracted) })
    case .product(let factors): return .product(factors.map { $0.reduced })
    case .quotient(let a, let b): return .quotient(a.reduced, b.reduced)
    case .power(let a, let b): return .power(a.reduced, b.reduced)
    case .negative(let a): return .negative(a.reduced)
    case .floor(let a): return .floor(a.reduced)
    case .ceiling(let a): return .ceiling(a.reduced)
    }
  }
}
