import Symbolics

/// A layer counted without the 1 for the biases that the stated formula has, and that the layers beside it have: 4 × (128 + 64) × 64
/// below `LSTM = 4 × (d + u + 1) × u` and `4 × (64 + 128 + 1) × 128`.
extension Calculation {
  mutating func checkBiasesOfStatedFormula() {
    for (place, line) in enumeratedLines(with: StatedFormulas.cells)
    where StatedFormulas.one.isOn(line, of: working.bytes) {
      guard let formula = NamedFormula(line, of: working.bytes), formula.expression.addsOne else { continue }
      let rows = entries(on: (place + 1)..<min(place + 13, lines.count))
      guard
        rows.contains(where: { entry in
          guard let side = entry.workingSide else { return false }
          return formula.expression.isWritten(side.located.expression, withOne: true)
        })
      else { continue }
      for entry in rows where entry.status == .right && entry.misconception == nil {
        guard let side = entry.workingSide, let value = entry.value, case let line = lines[entry.home],
          formula.expression.isWritten(side.located.expression, withOne: false),
          !StatedFormulas.others.isOn(line, of: working.bytes), !isReported(entry.chain.range),
          isAsserted(entry.chain.range, on: line),
          let right = formula.expression.valueWithOne(side.located.expression)
        else { continue }
        report(.biasCountWrong, at: side, of: entry, value, correct: right)
      }
    }
  }
}

extension Expression {
  /// The factors, and the terms of the one sum among them; nil where it is no product with one plain sum.
  private var factorsAndTerms: (factors: [Expression], place: Int, terms: [Expression])? {
    guard case .product(let factors) = self, (2...4).contains(factors.count) else { return nil }
    var found: (Int, [Expression])?
    for (place, factor) in factors.enumerated() {
      guard case .sum(let terms) = factor else { continue }
      guard found == nil, terms.allSatisfy({ !$0.isSubtracted }) else { return nil }
      found = (place, terms.map { $0.value })
    }
    return found.map { (factors, $0.0, $0.1) }
  }

  /// Whether it is a product with a sum of three terms, the last of which is 1.
  fileprivate var addsOne: Bool {
    guard let (_, _, terms) = factorsAndTerms else { return false }
    return terms.count == 3 && terms[2] == 1
  }

  /// Whether another expression is this formula in numbers, with its last 1 or without.
  fileprivate func isWritten(_ other: Expression, withOne: Bool) -> Bool {
    guard let (factors, place, terms) = factorsAndTerms,
      let (others, otherPlace, otherTerms) = other.factorsAndTerms,
      factors.count == others.count, place == otherPlace, otherTerms.count == (withOne ? 3 : 2),
      !withOne || otherTerms[2] == 1
    else { return false }
    var known: [Symbol: Rational] = [:]
    func agree(_ formula: Expression, _ number: Expression) -> Bool {
      guard let value = Claim.numeral(of: number)?.value else { return false }
      switch formula {
      case .symbol(let symbol):
        if let before = known[symbol] { return before == value }
        known[symbol] = value
        return true
      default: return Claim.numeral(of: formula)?.value == value
      }
    }
    for (index, factor) in factors.enumerated() where index != place {
      guard agree(factor, others[index]) else { return false }
    }
    return zip(terms.prefix(2), otherTerms.prefix(2)).allSatisfy { agree($0, $1) }
  }

  /// What a product with a sum gives with 1 added to the sum.
  fileprivate func valueWithOne(_ other: Expression) -> Rational? {
    guard let (factors, place, terms) = other.factorsAndTerms else { return nil }
    var value = Rational.one
    for term in terms {
      guard let number = Claim.numeral(of: term)?.value, let next = try? value.adding(number) else {
        return nil
      }
      value = next
    }
    for (index, factor) in factors.enumerated() where index != place {
      guard let number = Claim.numeral(of: factor)?.value, let next = try? value.multiplied(by: number) else {
        return nil
      }
      value = next
    }
    return value
  }
}

private enum StatedFormulas {
  static let cells: PhraseSet = ["lstm", "gru", "rnn", "循环", "门"]
  static let one: PhraseSet = ["+ 1)", "+1)", "+ 1）", "+1）"]
  static let others: PhraseSet = [
    "no bias", "without bias", "bias=false", "bias = false", "bias-free", "无偏置", "不含偏置", "不计偏置", "没有偏置",
    "不带偏置",
  ]
}
