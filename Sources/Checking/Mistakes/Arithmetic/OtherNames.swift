import Symbolics

/// Other names for a slip whose numbers cannot tell what happened: a person who reads the words beside it may call it so.
extension Slip {
  /// The slip with the names that fit its numbers as well.
  func withOtherNames(of link: FalseLink) -> Slip {
    var slip = self
    for name in otherNames(of: link) where name != mistake && !alternatives.contains(name) {
      slip.alternatives.append(name)
    }
    return slip
  }

  private func otherNames(of link: FalseLink) -> [Mistake] {
    switch mistake {
    case .extraFactorInEvaluation: namesOfExtraFactor(link)
    case .totalDoesNotAddUp:
      (link.lacksPadding ? [.paddingForgotten] : []) + (link.swapsKernelInAddend ? [.factorSwapped] : [])
    // `2 × 1.82 = 0.91 GFLOPs` was halved where it is doubled.
    case .productSlip:
      (link.isHalvedForDoubled ? [.macFlopRatioReversed] : [])
        + (link.isNearPowerOfTen ? [.powerOfTenSlip] : [])
    case .formulaDoesNotGiveResult:
      (link.isNearPowerOfTen ? [.powerOfTenSlip] : [])
        + (link.lacksPartOfCoefficient ? [.factorDroppedInEvaluation] : [])
    // `2 × 240,000 = 240,000`: the line above once more, or the factor forgotten.
    case .copiedFromLineAbove: link.lacksFactor ? [.factorDroppedInEvaluation] : []
    // `4·((32 + 64)·64 + 64)` with three gates, or `3·(…)` with four; `32 × 28 × 28 × 4 = 50,176 B` with two bytes for four.
    case .factorSwapped:
      (link.hasOtherGates ? [.recurrentGatesWrong] : [])
        + (link.hasOtherBytes ? [.bytesPerValueWrong, .factorDroppedInEvaluation] : [])
    // `64 × 3×3×3 + 1` with the result of `64 × (3×3×3 + 1)`.
    case .biasCountWrong: link.addsOne ? [.bracketsMissing] : []
    // `8.4e22 / 1.979e15 s`: peta for exa.
    case .powerOfTenSlip: link.isPrefixOfQuotient ? [.prefixSlip] : []
    default: []
    }
  }

  private func namesOfExtraFactor(_ link: FalseLink) -> [Mistake] {
    let factors = Factors.multiplied(in: link.left.expression)
    var names: [Mistake] = []
    // `240·60/3 = 14,400`: the groups that it is divided by.
    if link.left.expression.divisors.contains(where: { link.isClaimed(try? link.value.multiplied(by: $0)) }) {
      names.append(.groupsIgnored)
    }
    for (index, factor) in factors.enumerated() where factor >= 7 && factor.isInteger {
      // `7·7·3·64·112·112` with 224·224 positions.
      if factors[(index + 1)...].contains(factor), link.isClaimed(times: 4, over: .one),
        !names.contains(.inputSizeForOutputSize)
      {
        names.append(.inputSizeForOutputSize)
      }
      // `9·60 = 32,400`: 9·60·60.
      if factors.count <= 5, factor >= 16, link.isClaimed(times: factor, over: .one),
        !names.contains(.depthwiseAsDense)
      {
        names.append(.depthwiseAsDense)
      }
    }
    return names
  }
}

extension FalseLink {
  fileprivate var hasOtherGates: Bool {
    guard case .product(let factors) = left.expression, factors.count == 2,
      case .number(let gates) = factors[0], case .sum = factors[1]
    else { return false }
    return gates.value == 4 && isClaimed(times: 3, over: 4)
      || gates.value == 3 && isClaimed(times: 4, over: 3)
  }

  /// `(16 − 1)·2 − 2 + 4 = 34`: the size of a transposed convolution without its padding.
  fileprivate var lacksPadding: Bool {
    guard case .sum(let terms) = left.expression, (3...4).contains(terms.count),
      case .product(let steps) = terms[0].value,
      steps.contains(where: { if case .sum = $0 { true } else { false } })
    else { return false }
    return terms.contains { term in
      guard term.isSubtracted, let padding = try? term.value.evaluated() else { return false }
      return isClaimed(try? value.adding(padding))
    }
  }

  /// `1·1·192·16 + 5·5·16·32 = 7,680`: 3·3 for 5·5 in one of the addends.
  fileprivate var swapsKernelInAddend: Bool {
    guard case .sum(let terms) = left.expression, terms.count <= 8, claim.lastPlace == .one else {
      return false
    }
    for term in terms where !term.isSubtracted {
      guard case .product = term.value, let addend = try? term.value.evaluated() else { continue }
      let factors = Factors.written(in: term.value)
      guard factors.count >= 3, factors[0] == factors[1], factors[0] <= 11,
        let area = try? factors[0].multiplied(by: factors[0]), let rest = try? addend.divided(by: area)
      else { continue }
      for other in [1, 9, 25, 49] as [Rational] where other != area {
        guard let swapped = try? rest.multiplied(by: other) else { continue }
        if isClaimed(try? value.subtracting(addend).adding(swapped)) { return true }
      }
    }
    return false
  }

  fileprivate var isHalvedForDoubled: Bool {
    guard claimSide.unit == .flops, case .product(let factors) = left.expression, factors.count == 2,
      case .number(let two) = factors[0], two.value == .two
    else { return false }
    return isClaimed(times: .one, over: 4)
  }

  /// `8 × 989 × 0.4 ≈ 31,650`: ten, a hundred … times the result, but for its rounding.
  fileprivate var isNearPowerOfTen: Bool {
    guard !value.isZero, let ratio = try? claim.value.divided(by: value), ratio > .zero else { return false }
    return FalseLink.tens.contains { ten in
      for power in [ten, (try? Rational.one.divided(by: ten)) ?? ten] {
        guard let room = try? power.divided(by: 50) else { continue }
        if LinkChecker.isWithin(room, power, ratio) { return true }
      }
      return false
    }
  }

  private static let tens: [Rational] = (1...18).compactMap { try? Rational(10).raised(to: Rational($0)) }

  /// Whether the result lacks one of the factors.
  fileprivate var lacksFactor: Bool {
    Factors.multiplied(in: left.expression).contains { $0 > .one && isClaimed(times: .one, over: $0) }
  }

  /// `8d² = 4d²`: half of a coefficient is lost, or a quarter.
  fileprivate var lacksPartOfCoefficient: Bool {
    Factors.multiplied(in: left.expression).contains { factor in
      factor.isInteger && factor > .two
        && ([2, 4] as [Rational]).contains { part in
          part < factor && (try? factor.divided(by: part))?.isInteger == true
            && isClaimed(times: .one, over: part)
        }
    }
  }

  /// Whether bytes come out for another number of bytes in each value.
  fileprivate var hasOtherBytes: Bool {
    guard claimSide.unit == .bytes, let width = Factors.multiplied(in: left.expression).last else {
      return false
    }
    return ([1, 2, 4, 8] as [Rational]).contains(width)
      && ([1, 2, 4, 8] as [Rational]).contains { $0 != width && isClaimed(times: $0, over: width) }
  }

  fileprivate var addsOne: Bool {
    guard case .sum(let terms) = left.expression, terms.count == 2, !terms[1].isSubtracted,
      case .product = terms[0].value, case .number(let one) = terms[1].value
    else { return false }
    return one.value == .one
  }

  /// A time that is a thousand times too long or too short.
  fileprivate var isPrefixOfQuotient: Bool {
    guard claimSide.unit.seconds != nil, case .quotient = left.expression else { return false }
    return ([1_000, 1_000_000] as [Rational]).contains {
      isClaimed(times: $0, over: .one) || isClaimed(times: .one, over: $0)
    }
  }
}
