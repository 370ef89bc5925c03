import Symbolics

/// All factors are written, but the result was taken with one too few, one too many, or another one.
extension SlipRule {
  /// 5×5×32×64×14×14 = 401,408: the 5×5 was not multiplied in.
  static let factorDropped = SlipRule(
    mistake: .factorDroppedInEvaluation,
    recognise: { link in
      let factors = Factors.multiplied(in: link.left.expression)
      guard factors.count > 1, let lost = Factors.lost(factors, in: link) else { return nil }
      return Slip(
        mistake: .factorDroppedInEvaluation, alternatives: [.productSlip],
        arguments: [("factor", .number(lost))])
    },
    inject: { expression, value in
      let factors = Factors.written(in: expression)
      guard factors.count > 2, let factor = factors.first(where: { $0 > 2 }) else { return nil }
      return try? value.divided(by: factor)
    })

  /// 3×3×32×32×28×28 = 14,450,688: twice what is written.
  static let extraFactor = SlipRule(
    mistake: .extraFactorInEvaluation,
    recognise: { link in
      let factors = Factors.multiplied(in: link.left.expression)
      guard !factors.isEmpty else { return nil }
      // `512 × 312 × 0.5 = 159,744`: the utilisation was not multiplied in.
      if case .product(let written) = link.left.expression, written.count <= 12 {
        for case .number(let share) in written where share.value < .one && !share.value.isZero {
          guard link.isClaimed(times: .one, over: share.value) else { continue }
          return Slip(
            mistake: .factorDroppedInEvaluation, alternatives: [.extraFactorInEvaluation, .productSlip],
            arguments: [("factor", .number(share.value))])
        }
      }
      var candidates: [Rational] = [2, 3, 4, 9]
      var seen = Set(candidates)
      // `9·128·128/32 = 147,456`: what it is divided by, too.
      for factor in factors + link.left.expression.divisors where seen.insert(factor).inserted {
        candidates.append(factor)
      }
      for factor in candidates where link.isClaimed(try? link.value.multiplied(by: factor)) {
        return Slip(
          mistake: .extraFactorInEvaluation, alternatives: [.productSlip],
          arguments: [
            (link.left.expression.divisors.contains(factor) ? "divisor" : "factor", .number(factor))
          ])
      }
      return nil
    },
    inject: { expression, value in
      Factors.written(in: expression).isEmpty ? nil : try? value.multiplied(by: .two)
    })

  /// 256×256×14×14 = 16,777,216: right for a map of 16×16.
  static let factorSwapped = SlipRule(
    mistake: .factorSwapped,
    recognise: { link in
      let factors = Factors.multiplied(in: link.left.expression)
      // `2.93² = 5.86` doubles instead of squaring.
      if case .power = link.left.expression { return nil }
      guard factors.count > 1, link.isPrecise, let (written, taken) = Factors.swapped(factors, in: link)
      else { return nil }
      return Slip(
        mistake: .factorSwapped, alternatives: [.productSlip],
        arguments: [("factor", .number(written)), ("other-size", .number(taken))])
    },
    inject: { expression, value in
      let factors = Factors.written(in: expression)
      guard factors.count > 1 else { return nil }
      for factor in factors where factor > 4 {
        for other in Factors.usualSizes where other != factor {
          if let wrong = try? value.multiplied(by: other).divided(by: factor), wrong.isInteger {
            return wrong
          }
        }
      }
      return nil
    })
}

extension SlipRule {
  /// `197 × 768 = 150,528`: 196 × 768, the patches without the token that was added to them.
  static let factorNextTo = SlipRule(
    mistake: .factorSwapped,
    recognise: { link in
      let factors = Factors.multiplied(in: link.left.expression)
      guard factors.count > 1, link.claim.lastPlace == .one else { return nil }
      for factor in factors where factor.isInteger && factor >= 16 {
        for other in [try? factor.subtracting(.one), try? factor.adding(.one)] {
          guard let other, link.isClaimed(times: other, over: factor) else { continue }
          return Slip(
            mistake: .factorSwapped, alternatives: [.productSlip],
            arguments: [("factor", .number(factor)), ("other-size", .number(other))])
        }
      }
      return nil
    },
    inject: { _, _ in nil })
}

/// The factors of a product, as a person sees them.
enum Factors {
  /// Sizes that maps, kernels and channels usually have.
  static let usualSizes: [Rational] = [
    2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 16, 24, 27, 28, 32, 36, 48, 54, 55, 56, 64, 96, 110, 112, 128, 192,
    224, 256,
    384, 512,
    768, 1_000, 1_024, 2_048, 4_096,
  ]

  /// The factors above 1 that a product is written with, through brackets and powers; none for a sum.
  static func written(in expression: Expression) -> [Rational] {
    var all: [Rational] = []
    if case .product(let factors) = expression { all.reserveCapacity(factors.count) }
    add(expression, to: &all, depth: 0)
    return all
  }

  /// The weights and the biases of `3·3·64·128 + 128`; no biases where a product stands alone, nil for anything else.
  static func weightsAndBiases(in expression: Expression) -> (weights: Expression, biases: Rational?)? {
    switch expression {
    case .product: return (expression, nil)
    case .sum(let terms):
      guard terms.count == 2, !terms[1].isSubtracted, case .number(let biases) = terms[1].value,
        case .product = terms[0].value
      else { return nil }
      return (terms[0].value, biases.value)
    default: return nil
    }
  }

  private static func add(_ expression: Expression, to all: inout [Rational], depth: Int) {
    guard depth < Expression.maximumDepth else { return }
    switch expression {
    case .number(let numeral):
      if numeral.value > .one { all.append(numeral.value) }
      return
    case .product(let factors):
      for factor in factors { add(factor, to: &all, depth: depth + 1) }
      return
    case .power(.number(let base), .number(let exponent)):
      guard let count = exponent.value.integer, count > 0, count <= 4, base.value > .one else { break }
      for _ in 0..<count { all.append(base.value) }
      return
    case .symbol: return
    default: break
    }
    if let value = try? expression.evaluated(), value > .one { all.append(value) }
  }

  /// The factors of a product, or of the dividend of a quotient.
  static func multiplied(in expression: Expression) -> [Rational] {
    switch expression {
    // `3,211,264 · 4 / 1024 / 1024`
    case .quotient(.quotient(.quotient(let dividend, _), _), _), .quotient(.quotient(let dividend, _), _),
      .quotient(let dividend, _):
      return written(in: dividend)
    // `2 × 15/16 × 26 GB`
    case .product(let factors) where factors.count <= 12:
      return factors.flatMap { multiplied(in: $0) }
    default: return written(in: expression)
    }
  }

  /// The product of as few written factors as possible by which the claim is too small.
  static func lost(_ factors: [Rational], in link: FalseLink) -> Rational? {
    guard factors.count <= 12 else { return nil }
    var best: (count: Int, product: Rational)?
    // The product of each subset of the factors: that without its last factor, times the last one.
    var products = [Rational.one]
    products.reserveCapacity(1 << factors.count)
    for factor in factors {
      for product in products { products.append((try? product.multiplied(by: factor)) ?? product) }
    }
    for subset in 1..<products.count - 1 {
      let count = subset.nonzeroBitCount
      if let best, best.count <= count { continue }
      if link.isClaimed(times: .one, over: products[subset]) { best = (count, products[subset]) }
    }
    return best?.product
  }

  /// A written size and the usual size that was taken for it, once or for both sides of a square map.
  static func swapped(_ factors: [Rational], in link: FalseLink) -> (written: Rational, taken: Rational)? {
    var seen: Set<Rational> = []
    for (index, factor) in factors.enumerated() {
      // Each size once, in the order of writing.
      guard seen.insert(factor).inserted else { continue }
      let square = factors[(index + 1)...].contains(factor) ? try? factor.multiplied(by: factor) : nil
      for other in usualSizes where other != factor {
        if let square, let taken = try? other.multiplied(by: other),
          link.isClaimed(times: taken, over: square)
        {
          return (factor, other)
        }
        if link.isClaimed(times: other, over: factor) { return (factor, other) }
      }
    }
    return nil
  }
}
