import Symbolics

/// A sum that is not the sum of its printed addends.
extension SlipRule {
  /// "+ 512" is printed, the result lacks it.
  static let biasNotAdded = SlipRule(
    mistake: .biasNotAdded,
    recognise: { link in
      for (bias, rest) in Sums.biasesWithin(link.left.expression) where link.isClaimed(rest) {
        return Slip(
          mistake: .biasNotAdded, alternatives: [.totalDoesNotAddUp], arguments: [("factor", .number(bias))])
      }
      // `8 × 1,600² + 5 × 1,600 = 20,480,000`: five biases, and no rounding to the zeros.
      if case .sum = link.left.expression, link.claim.lastPlace == .one, !Rounding.isNearest(link),
        let bias = Sums.multipleOfWidth(in: link.left.expression),
        link.isClaimed(try? link.value.subtracting(bias))
      {
        return Slip(
          mistake: .biasNotAdded, alternatives: [.totalDoesNotAddUp], arguments: [("factor", .number(bias))])
      }
      return nil
    },
    inject: { expression, _ in Sums.biases(in: expression).first?.rest })

  /// "+ 6" is printed where the result has + 16: another factor was written for the bias.
  static let biasWritten = SlipRule(
    mistake: .biasCountWrong,
    recognise: { link in
      guard case .sum(let terms) = link.left.expression, terms.count == 2, let last = terms.last,
        !last.isSubtracted,
        case .number(let bias) = last.value
      else { return nil }
      let factors = Factors.written(in: terms[0].value)
      // `2·1,048,576 + 2,097,152` adds weights to weights: a bias is a factor, or smaller than one.
      guard let most = factors.max(), bias.value <= most || factors.contains(bias.value) else { return nil }
      for factor in factors where factor != bias.value {
        guard link.isClaimed(try? link.value.subtracting(bias.value).adding(factor)) else { continue }
        // `(3·3·128)·256 + 256 = 295,040`: the outputs, which stand last, are written, and the inputs were added.
        let (other, due) = factors.last == bias.value ? (factor, bias.value) : (bias.value, factor)
        return Slip(
          mistake: .biasCountWrong, alternatives: [.digitChanged],
          arguments: [("factor", .number(other)), ("expected", .number(due))])
      }
      return nil
    },
    inject: { expression, value in
      guard case .sum(let terms) = expression, terms.count == 2, case .number(let bias) = terms[1].value,
        let factor = Factors.written(in: terms[0].value).first(where: { $0 != bias.value })
      else { return nil }
      return try? value.subtracting(bias.value).adding(factor)
    })

  /// `5·5·64·10 + 10 = 1,610`: one factor of a product among the addends was not multiplied in.
  static let factorDroppedInAddend = SlipRule(
    mistake: .factorDroppedInEvaluation,
    recognise: { link in
      guard case .sum(let terms) = link.left.expression, link.claim.lastPlace == .one, terms.count <= 8 else {
        return nil
      }
      for term in terms where !term.isSubtracted {
        guard case .product = term.value, let addend = try? term.value.evaluated(), addend > 99 else {
          continue
        }
        for factor in Set(Factors.written(in: term.value)) where factor > .one {
          guard let less = try? addend.divided(by: factor), less != addend,
            link.isClaimed(try? link.value.subtracting(addend).adding(less))
          else { continue }
          return Slip(
            mistake: .factorDroppedInEvaluation, alternatives: [.totalDoesNotAddUp, .productSlip],
            arguments: [("factor", .number(factor))])
        }
      }
      return nil
    },
    inject: { _, _ in nil })

  /// The total lacks an addend, holds one twice, equals one of them, or is simply another number.
  static let totalDoesNotAddUp = SlipRule(
    mistake: .totalDoesNotAddUp,
    recognise: { link in
      guard case .sum(let terms) = link.left.expression else { return nil }
      if doublesWorkedOutAddend(terms, link) {
        return Slip(mistake: .productSlip, alternatives: [.totalDoesNotAddUp])
      }
      let isPlain = terms.allSatisfy { if case .number = $0.value { true } else { false } }
      var slip = Slip(mistake: .totalDoesNotAddUp, alternatives: isPlain ? [] : [.productSlip])
      if KnownFigures.holdsNear(link.claim), !Sums.isNear(link.value, link.claim.value) {
        slip.alternatives.append(.totalFittedToKnownAnswer)
      }
      // `3 + 2·5 = 15`, `299 − 3 + 1 = 299` may be the formula of a size.
      if link.value < 1_000, link.claim.value < 1_000, terms.count <= 4,
        !isPlain || terms.contains(where: { $0.isSubtracted })
      {
        slip.alternatives.append(.formulaDoesNotGiveResult)
      }
      if leavesBiasesOut(terms, link) { slip.alternatives.append(.biasNotAdded) }
      for term in terms {
        guard let addend = try? term.value.evaluated() else { continue }
        // What is subtracted and left out makes the total larger.
        let (without, twice) =
          term.isSubtracted
          ? (try? link.value.adding(addend), try? link.value.subtracting(addend))
          : (try? link.value.subtracting(addend), try? link.value.adding(addend))
        if link.isClaimed(without) {
          slip.arguments = [("factor", .number(addend)), ("case", .word("addend.missing"))]
        } else if link.isClaimed(twice) {
          slip.arguments = [("factor", .number(addend)), ("case", .word("addend.twice"))]
        } else if link.isClaimed(addend) {
          slip.arguments = [("factor", .number(addend)), ("case", .word("addend.alone"))]
        }
      }
      return slip
    },
    inject: { expression, value in
      guard case .sum(let terms) = expression, terms.count > 2, let addend = try? terms[0].value.evaluated()
      else {
        return nil
      }
      return try? value.subtracting(addend)
    })

  /// `73,728 + 128 = 73,728`, `768×64×3 + 64×3 = 147,456`: what was left out is small beside the rest, as biases are.
  private static func leavesBiasesOut(_ terms: [Expression.Term], _ link: FalseLink) -> Bool {
    guard terms.count == 2, !terms[1].isSubtracted, let weights = try? terms[0].value.evaluated(),
      let biases = try? terms[1].value.evaluated(), biases.isInteger, biases > .one,
      let most = try? biases.multiplied(by: 8), most <= weights
    else { return false }
    return link.isClaimed(weights)
  }

  /// `4 + 16/128 = 4.25`: of two addends the one that has to be worked out came out twice as large.
  private static func doublesWorkedOutAddend(_ terms: [Expression.Term], _ link: FalseLink) -> Bool {
    guard terms.count == 2 else { return false }
    for term in terms {
      if case .number = term.value { continue }
      guard let addend = try? term.value.evaluated(), !addend.isInteger,
        link.isClaimed(try? link.value.adding(addend))
      else { continue }
      return true
    }
    return false
  }

  /// The expression is far from its stated total, and the total is a figure that everybody knows.
  static let totalFitted = SlipRule(
    mistake: .totalFittedToKnownAnswer,
    recognise: { link in
      guard link.isTotal, !link.value.isZero, case .sum = link.left.expression,
        let figure = link.knownFigures.first(where: { Sums.isNear(link.claim.value, $0) }),
        !Sums.isNear(link.value, link.claim.value)
      else { return nil }
      return Slip(
        mistake: .totalFittedToKnownAnswer, alternatives: [.totalDoesNotAddUp, .formulaDoesNotGiveResult],
        arguments: [("expected", .number(figure))])
    },
    inject: { _, _ in nil })
}

enum Sums {
  /// Each printed bias, a bare addend that is also a factor of another term, with the value of the sum without it.
  static func biases(in expression: Expression) -> [(bias: Rational, rest: Rational)] {
    guard case .sum(let terms) = expression, let value = try? expression.evaluated() else { return [] }
    // In how many terms each number is a factor: found once, since sums of thousands of addends occur.
    var uses: [Rational: Int] = [:]
    for term in terms {
      // An addend that occurs twice is no bias.
      if case .number = term.value { continue }
      for factor in Set(Factors.written(in: term.value)) { uses[factor, default: 0] += 1 }
    }
    var found: [(bias: Rational, rest: Rational)] = []
    for term in terms {
      guard !term.isSubtracted, case .number(let bias) = term.value else { continue }
      if uses[bias.value] != nil, let rest = try? value.subtracting(bias.value) {
        found.append((bias.value, rest))
      }
    }
    return found
  }

  /// The same for all biases of a sum together, and for a sum that is multiplied: `4 × (768×768 + 768)`.
  static func biasesWithin(_ expression: Expression) -> [(bias: Rational, rest: Rational)] {
    var found = biases(in: expression)
    if found.count > 1, let value = try? expression.evaluated(),
      let all = NetworkFacts.sum(found.map { $0.bias }), let rest = try? value.subtracting(all)
    {
      found.append((all, rest))
    }
    guard case .product(let factors) = expression, let value = try? expression.evaluated() else {
      return found
    }
    for factor in factors {
      guard let sum = try? factor.evaluated(), !sum.isZero else { continue }
      for (bias, rest) in biasesWithin(factor) {
        guard let whole = try? value.divided(by: sum).multiplied(by: rest) else { continue }
        // Of `4 × (768×768 + 768)` four times as many are missing.
        found.append(((try? value.subtracting(whole)) ?? bias, whole))
      }
      // `16 × (5×5×6 + 1)`: the one bias of each filter.
      if case .sum(let terms) = factor, let last = terms.last, !last.isSubtracted,
        case .number(let one) = last.value,
        one.value == .one, terms.count > 1, let rest = try? sum.subtracting(.one),
        let whole = try? value.divided(by: sum).multiplied(by: rest), let bias = try? value.subtracting(whole)
      {
        found.append((bias, whole))
      }
    }
    return found
  }

  /// The last addend, k·n of small k, where the others have n as a factor: `5 × 1,600` of `8 × 1,600² + 5 × 1,600`.
  static func multipleOfWidth(in expression: Expression) -> Rational? {
    guard case .sum(let terms) = expression, (2...6).contains(terms.count), let last = terms.last,
      !last.isSubtracted, case .product(let factors) = last.value, factors.count == 2,
      case .number(let count) = factors[0], case .number(let width) = factors[1], count.value <= 16,
      count.value > .one, width.value >= 16,
      terms.dropLast().allSatisfy({ Factors.written(in: $0.value).contains(width.value) })
    else { return nil }
    return try? last.value.evaluated()
  }

  /// Whether two numbers differ by at most a hundredth.
  static func isNear(_ first: Rational, _ second: Rational) -> Bool {
    guard let hundredth = try? second.magnitude.divided(by: 100) else { return false }
    return LinkChecker.isWithin(hundredth, first, second)
  }
}
