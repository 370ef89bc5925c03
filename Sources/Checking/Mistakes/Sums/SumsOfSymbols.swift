import Symbolics

/// Sums of letters that have their values above: `P_1 = 320`, `P_2 = 18496`, `P = P_1 + P_2 = 18816`.
extension Calculation {
  mutating func checkSumsOfSymbols() {
    var values: [Symbol: Rational?]?
    for entry in entries where entry.chain.traits.contains(.symbolic) && entry.status == .unchecked {
      for (place, side) in entry.chain.sides.enumerated().dropLast() where side.isSymbolic {
        guard entry.chain.signs[place] == .equal, case .sum(let terms) = side.located.expression,
          let claim = entry.chain.sides[place + 1].claim, claim.lastPlace == .one, claim.scale == .one,
          claim.value > 99
        else { continue }
        let known = values ?? valuesOfSymbols
        values = known
        guard let sum = Calculation.sum(terms, known), sum != claim.value,
          let ratio = try? claim.value.divided(by: sum), ratio > .half, ratio < .two
        else { continue }
        let range = entry.chain.sides[place + 1].located.range
        guard !isReported(range), let line = line(at: range.lowerBound), isAsserted(range, on: line) else {
          continue
        }
        let digits = Digits.of(claim.value).flatMap { Digits.slip(from: sum, to: $0, claim) } ?? []
        findings.append(
          Draft(
            mistake: .totalDoesNotAddUp, alternatives: digits.filter { $0 != .productSlip }, range: range,
            claimed: claim.value, correct: sum, fix: Expression(sum)))
        entry.status = .wrong
      }
    }
  }

  /// The numbers that letters stand for; nil for one that stands for several, or for a wrong or rounded one.
  private var valuesOfSymbols: [Symbol: Rational?] {
    var values: [Symbol: Rational?] = [:]
    for entry in entries {
      guard let first = entry.chain.sides.first, case .symbol(let symbol) = first.located.expression,
        entry.chain.signs.first == .equal, let last = entry.chain.sides.last?.claim
      else { continue }
      let isSure =
        entry.status != .wrong && last.lastPlace == .one && last.scale == .one
        && entry.chain.signs.allSatisfy { $0 == .equal }
      values[symbol] = .some(values[symbol] == nil && isSure ? last.value : nil)
    }
    return values
  }

  /// What letters, or whole numbers of them, add up to: `P_1 + 12 P_2`.
  private static func sum(_ terms: [Expression.Term], _ values: [Symbol: Rational?]) -> Rational? {
    var sum = Rational.zero
    for term in terms {
      var factor = Rational.one
      var symbol: Symbol?
      for part in operands(of: term.value) {
        switch part {
        case .symbol(let letter) where symbol == nil: symbol = letter
        case .number(let numeral): factor = (try? factor.multiplied(by: numeral.value)) ?? .zero
        default: return nil
        }
      }
      guard let symbol, let known = values[symbol], let value = known,
        let product = try? factor.multiplied(by: value),
        let next = try? term.isSubtracted ? sum.subtracting(product) : sum.adding(product)
      else { return nil }
      sum = next
    }
    return sum.isZero ? nil : sum
  }

  private static func operands(of term: Expression) -> [Expression] {
    if case .product(let factors) = term { factors } else { [term] }
  }
}
