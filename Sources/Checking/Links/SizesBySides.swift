import Symbolics

/// Sizes that are calculated side by side: `224×224 / 32 = 7×7`, `2 × (14×14) = 28×28`, `7×7 − 3×3 + 1 = 5×5`. Who writes so
/// divides, doubles and shortens each side, not the area.
extension LinkChecker {
  static func agreeBySides(_ one: Expression, _ other: Expression) -> Bool {
    isBySides(one, giving: other) || isBySides(other, giving: one)
  }

  private static func isBySides(_ expression: Expression, giving result: Expression) -> Bool {
    guard let size = result.sidesOfSize, expression.sidesOfSize == nil, expression.isOfOneSize,
      let first = expression.side(0), let second = expression.side(1)
    else { return false }
    // A side that is no whole number is rounded, as the layer does it.
    return (first.floor == size.0 || first.ceiling == size.0)
      && (second.floor == size.1 || second.ceiling == size.1)
  }
}

extension Expression {
  /// The sides of `28×28`.
  fileprivate var sidesOfSize: (Rational, Rational)? {
    guard case .product(let factors) = self, factors.count == 2, case .number(let one) = factors[0],
      case .number(let other) = factors[1], one.isSide, other.isSide
    else { return nil }
    return (one.value, other.value)
  }

  /// Whether the expression is a size that is divided or multiplied, or one from which another is taken.
  fileprivate var isOfOneSize: Bool {
    guard case .sum(let terms) = self else { return true }
    let sizes = terms.indices.filter { if case .number = terms[$0].value { false } else { true } }
    // `3×3 + 3×3` are two kernels in a row.
    return terms.count <= 4 && sizes.first == 0 && !terms[0].isSubtracted
      && sizes.dropFirst().allSatisfy { terms[$0].isSubtracted }
  }

  /// What the expression gives for the first or the second side; nil where it is not made of sizes and numbers.
  fileprivate func side(_ place: Int) -> Rational? {
    if let sides = sidesOfSize { return place == 0 ? sides.0 : sides.1 }
    switch self {
    case .quotient(let dividend, .number(let divisor)):
      return try? dividend.side(place)?.divided(by: divisor.value)
    case .product(let factors):
      return sideOfProduct(factors, place)
    case .sum(let terms):
      var sum = Rational.zero
      for term in terms {
        let part: Rational
        if case .number(let numeral) = term.value {
          part = numeral.value
        } else if let side = term.value.side(place) {
          part = side
        } else {
          return nil
        }
        guard let next = try? term.isSubtracted ? sum.subtracting(part) : sum.adding(part) else { return nil }
        sum = next
      }
      return sum
    default: return nil
    }
  }

  /// The side of `2 × (14×14)`, of `14×14 × 2`, and of `224×224 / 32`, whose stroke stands behind the second side alone.
  private func sideOfProduct(_ factors: [Expression], _ place: Int) -> Rational? {
    if factors.count == 2, case .number(let first) = factors[0], first.isSide {
      if case .quotient(.number(let second), .number(let divisor)) = factors[1], second.isSide {
        return try? (place == 0 ? first.value : second.value).divided(by: divisor.value)
      }
      guard let sides = factors[1].sidesOfSize else { return nil }
      return try? (place == 0 ? sides.0 : sides.1).multiplied(by: first.value)
    }
    guard factors.count == 2 || factors.count == 3, case .number(let times)? = factors.last,
      times.value <= 64, let sides = Expression.product(of: Array(factors.dropLast())).sidesOfSize
    else { return nil }
    return try? (place == 0 ? sides.0 : sides.1).multiplied(by: times.value)
  }
}

extension Numeral {
  /// Whether the number may be a side of a map.
  fileprivate var isSide: Bool {
    scale == .one && lastPlace == .one && value.isInteger && value >= .one && value <= 65_536
  }
}
