import Symbolics

/// A total over parts with letters, of which one is used twice and another never: `a`, `b`, `c`, then `total = 2×a + b`.
extension Calculation {
  mutating func checkSumsOfNamedParts() {
    var parts: [(symbol: Symbol, value: Rational, line: Int)] = []
    for entry in entries where entry.chain.traits.contains(.symbolic) {
      let sides = entry.chain.sides
      guard case .symbol(let symbol) = sides[0].located.expression else { continue }
      if sides.count > 2 || sides[1].isSymbolic, let sum = sides.dropFirst().first(where: { $0.isSymbolic }) {
        if Calculation.isTotal(symbol) { checkSum(sum, over: parts) }
        continue
      }
      guard let claim = sides[sides.count - 1].claim, symbol.index.isEmpty, symbol.base.utf8.count == 1 else {
        continue
      }
      // Letters that go on from one another are parts of one thing.
      if let last = parts.last, entry.line - last.line > 2 { parts = [] }
      parts.append((symbol, claim.value, entry.line))
    }
  }

  private static func isTotal(_ symbol: Symbol) -> Bool {
    ["total", "sum", "合计", "总计", "总和", "总计算量", "总参数量"].contains(symbol.base.lowercased())
  }

  private mutating func checkSum(
    _ side: Chain.Side, over parts: [(symbol: Symbol, value: Rational, line: Int)]
  ) {
    guard parts.count >= 3, case .sum = side.located.expression,
      let sum = try? Polynomial(side.located.expression)
    else { return }
    var uses: [Symbol: Int] = [:]
    for term in sum.terms {
      guard term.powers.count == 1, term.powers[0].exponent == 1, let count = term.coefficient.integer,
        count > 0
      else { return }
      uses[term.powers[0].symbol] = count
    }
    let known = Set(parts.map { $0.symbol })
    let missing = parts.filter { uses[$0.symbol] == nil }
    guard known.count == parts.count, uses.keys.allSatisfy({ known.contains($0) }), !missing.isEmpty,
      uses.values.reduce(0, +) == parts.count, let right = NetworkFacts.sum(parts.map { $0.value })
    else { return }
    let claimed = try? side.located.expression.evaluated { symbol in
      parts.first { $0.symbol == symbol }?.value
    }
    findings.append(
      Draft(
        mistake: .addendsDoNotMatchParts, range: side.located.range, claimed: claimed, correct: right,
        arguments: [("other", .quotation(missing[0].symbol.description))]))
  }
}
