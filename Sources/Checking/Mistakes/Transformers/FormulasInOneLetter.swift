import Symbolics

/// The formula of a feed-forward layer that is written once more in one letter: `2·d·f + f + d`, with f = 4·d, as `8·d² + 4·d`.
extension Calculation {
  mutating func checkInOneLetter(_ part: SymbolicPart, _ entry: Entry, below parts: [SymbolicPart]) {
    guard part.kind == .feedForward, part.formula.symbols.count == 1, let letter = part.formula.symbols.first,
      let above = parts.last(where: { $0.kind == .feedForward && $0.formula.symbols.count == 2 }),
      let other = above.formula.symbols.first(where: { $0 != letter }),
      above.formula.symbols.contains(letter),
      let times = multiple(other, of: letter, above: entry), !isReported(part.range),
      let right = above.formula.coefficients(with: other, as: times),
      let own = part.formula.coefficients(with: other, as: times), right != own, right.count == own.count,
      right.keys.allSatisfy({ own[$0] != nil }), right.values.allSatisfy({ $0 > .zero })
    else { return }
    findings.append(
      Draft(mistake: .symbolicTermsDoNotAddUp, alternatives: [.totalDoesNotAddUp], range: part.range))
    entry.status = .wrong
  }

  /// 4 of `ff_dim = 4 × embed_dim`, which stands above a formula, and nowhere else with another number.
  private func multiple(_ symbol: Symbol, of other: Symbol, above entry: Entry) -> Rational? {
    var found: Rational?
    for chain in entries.prefix(256).map({ $0.chain })
    where chain.range.upperBound <= entry.chain.range.lowerBound {
      guard chain.sides.count == 2, case .symbol(symbol) = chain.sides[0].located.expression,
        let formula = try? Polynomial(chain.sides[1].located.expression), formula.terms.count == 1,
        formula.symbols == [other], formula.terms[0].degree == 1
      else { continue }
      if let found, found != formula.terms[0].coefficient { return nil }
      found = formula.terms[0].coefficient
    }
    return found
  }
}

extension Polynomial {
  /// The coefficients by their degrees, with so many times the other letter in place of one.
  fileprivate func coefficients(with symbol: Symbol, as times: Rational) -> [Int: Rational]? {
    var all: [Int: Rational] = [:]
    for term in terms {
      var value = term.coefficient
      for power in term.powers where power.symbol == symbol {
        guard power.exponent <= 3 else { return nil }
        for _ in 0..<power.exponent {
          guard let next = try? value.multiplied(by: times) else { return nil }
          value = next
        }
      }
      guard let sum = try? (all[term.degree] ?? .zero).adding(value) else { return nil }
      all[term.degree] = sum
    }
    return all
  }
}
