/// Merging the parts of an expression into larger ones, with their values.
extension ExpressionReader {
  /// What a node makes of its operands.
  enum Node { case sum, product, quotient, power, negative, floor, ceiling }

  /// Puts a node in the place of some parts, unless its tree would be too deep.
  mutating func merge(_ merged: Range<Int>, into node: Node, over range: Range<Int>, at index: Int) -> Bool {
    var depth = 0
    var outcome = Parser.Outcome()
    for place in merged {
      depth = max(depth, parts[place].depth)
      outcome.hasSymbols = outcome.hasSymbols || parts[place].outcome.hasSymbols
      outcome.hasScales = outcome.hasScales || parts[place].outcome.hasScales
    }
    guard depth < Expression.maximumDepth else {
      halt(.tooDeep, at: index)
      return false
    }
    if !outcome.hasSymbols { outcome.value = try? value(of: node, merged) }
    let operands = parts[merged].map { Located($0.expression, at: $0.range, operands: $0.operands) }
    parts[merged.lowerBound] = Part(
      expression: expression(of: node, merged), range: range, operands: operands, depth: depth + 1,
      outcome: outcome)
    parts.removeSubrange(merged.lowerBound + 1..<merged.upperBound)
    return true
  }

  private func expression(of node: Node, _ merged: Range<Int>) -> Expression {
    let first = merged.lowerBound
    switch node {
    case .sum:
      return .sum(parts[merged].map { Expression.Term($0.expression, isSubtracted: $0.isSubtracted) })
    case .product: return .product(parts[merged].map { $0.expression })
    case .quotient: return .quotient(parts[first].expression, parts[first + 1].expression)
    case .power: return .power(parts[first].expression, parts[first + 1].expression)
    case .negative: return .negative(parts[first].expression)
    case .floor: return .floor(parts[first].expression)
    case .ceiling: return .ceiling(parts[first].expression)
    }
  }

  /// The value as ``Expression/evaluated(with:)`` finds it, operand by operand in the same order.
  private func value(of node: Node, _ merged: Range<Int>) throws(ArithmeticError) -> Rational? {
    guard var value = parts[merged.lowerBound].outcome.value else { return nil }
    switch node {
    case .negative: return value.negated
    case .floor: return value.floor
    case .ceiling: return value.ceiling
    case .sum: if parts[merged.lowerBound].isSubtracted { value = value.negated }
    case .product, .quotient, .power: break
    }
    for place in merged.dropFirst() {
      guard let next = parts[place].outcome.value else { return nil }
      switch node {
      case .sum: value = try parts[place].isSubtracted ? value.subtracting(next) : value.adding(next)
      case .product: value = try value.multiplied(by: next)
      case .quotient: value = try value.divided(by: next)
      default: value = try value.raised(to: next)
      }
    }
    return value
  }
}
