/// Merging the parts of an expression into larger ones, with their values.
extension ExpressionReader {
  /// What a node makes of its operands.
  enum Node { case sum, product, quotient, power, negative, floor, ceiling }

  /// Puts a node in the place of the parts from `base` on, unless its tree would be too deep: then they stay as they are.
  mutating func merge(from base: Int, into node: Node, over range: Range<Int>, at index: Int) -> Bool {
    let count = partCount
    var depth = 0
    var outcome = Parser.Outcome()
    outcome.operandCount = count - base
    for place in base..<count {
      let part = workspace.parts[place].outcome
      depth = max(depth, workspace.parts[place].depth)
      outcome.hasSymbols = outcome.hasSymbols || part.hasSymbols
      outcome.hasScales = outcome.hasScales || part.hasScales
    }
    guard depth < Expression.maximumDepth else {
      halt(.tooDeep, at: index)
      return false
    }
    if !outcome.hasSymbols { outcome.value = try? value(of: node, base) }
    workspace.parts[base].expression = expression(of: node, base)
    workspace.parts[base].range = range
    workspace.parts[base].depth = depth + 1
    workspace.parts[base].outcome = outcome
    for _ in base + 1..<count { workspace.parts.removeLast() }
    workspace.places.append(range)
    return true
  }

  private func expression(of node: Node, _ base: Int) -> Expression {
    let first = workspace.parts[base].expression
    let places = base..<partCount
    switch node {
    case .sum:
      return .sum(
        places.map {
          Expression.Term(workspace.parts[$0].expression, isSubtracted: workspace.parts[$0].isSubtracted)
        })
    case .product: return .product(places.map { workspace.parts[$0].expression })
    case .quotient: return .quotient(first, workspace.parts[base + 1].expression)
    case .power: return .power(first, workspace.parts[base + 1].expression)
    case .negative: return .negative(first)
    case .floor: return .floor(first)
    case .ceiling: return .ceiling(first)
    }
  }

  /// The value as ``Expression/evaluated(with:)`` finds it, operand by operand in the same order.
  private func value(of node: Node, _ base: Int) throws(ArithmeticError) -> Rational? {
    guard var value = workspace.parts[base].outcome.value else { return nil }
    switch node {
    case .negative: return value.negated
    case .floor: return value.floor
    case .ceiling: return value.ceiling
    case .sum: if workspace.parts[base].isSubtracted { value = value.negated }
    case .product, .quotient, .power: break
    }
    for place in base + 1..<partCount {
      guard let next = workspace.parts[place].outcome.value else { return nil }
      switch node {
      case .sum:
        value = try workspace.parts[place].isSubtracted ? value.subtracting(next) : value.adding(next)
      case .product: value = try value.multiplied(by: next)
      case .quotient: value = try value.divided(by: next)
      default: value = try value.raised(to: next)
      }
    }
    return value
  }
}
