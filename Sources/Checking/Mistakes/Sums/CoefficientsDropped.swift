import Symbolics

/// A formula in letters whose number is lost where the values are put in: `2·C²/r = 512²/16` with C = 512, r = 16.
extension Calculation {
  mutating func checkCoefficientsDropped() {
    for entry in entries where entry.chain.traits.contains(.symbolic) && entry.home < lines.count {
      let sides = entry.chain.sides
      guard sides.count >= 2, entry.chain.signs.first == .equal, sides[0].isSymbolic, sides[0].isCompound,
        sides[1].isCompound, !sides[1].isSymbolic, let value = sides[1].outcome.value,
        let coefficient = coefficient(of: sides[0].located.expression), coefficient > .one,
        coefficient.isInteger, case let line = lines[entry.home], line.range.count <= 1_024,
        !isReported(sides[1].located.range)
      else { continue }
      let values = valuesOfLetters(around: entry.home)
      var letters = Set<Symbol>()
      guard
        case let formula = sides[0].located.expression.substituting({ symbol in
          letters.insert(symbol)
          return values[symbol].flatMap { $0 }.map { Expression($0) }
        }), let right = try? formula.evaluated(), (try? value.multiplied(by: coefficient)) == right,
        holds(letters, values, in: sides[1].located.expression), isAsserted(sides[1].located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .formulaDoesNotGiveResult, alternatives: [.factorDroppedInEvaluation],
          range: sides[1].located.range, claimed: value, correct: right,
          arguments: [("left", .expression(sides[0].located.expression))]))
      entry.status = .wrong
    }
  }

  /// The number that a product or a quotient of letters begins with.
  private func coefficient(of expression: Expression) -> Rational? {
    switch expression {
    case .product(let factors):
      guard let first = factors.first else { return nil }
      if case .number(let numeral) = first { return numeral.value }
      return coefficient(of: first)
    case .quotient(let numerator, _): return coefficient(of: numerator)
    default: return nil
    }
  }

  /// Whether the values of all letters stand in the calculation.
  private func holds(_ letters: Set<Symbol>, _ values: [Symbol: Rational?], in expression: Expression) -> Bool
  {
    var numbers: Set<Rational> = []
    LinkChecker.forEachNumeral(of: expression) { numbers.insert($0.value) }
    return letters.allSatisfy { letter in
      guard let value = values[letter] else { return false }
      return value.map { numbers.contains($0) } ?? false
    }
  }

  /// What a line, and the two above it, give letters: `C = 512`; nil for one that has several values.
  private func valuesOfLetters(around home: Int) -> [Symbol: Rational?] {
    var values: [Symbol: Rational?] = [:]
    for line in lines[max(0, home - 2)...home] {
      for chain in line.chains {
        guard chain.sides.count == 2, chain.signs.first == .equal, !chain.sides[1].isSymbolic,
          case .symbol(let symbol) = chain.sides[0].located.expression, let claim = chain.sides[1].claim
        else { continue }
        if let known = values[symbol], known != claim.value {
          values[symbol] = .some(nil)
        } else {
          values[symbol] = .some(claim.value)
        }
      }
    }
    return values
  }
}
