import Symbolics

/// Formulas of two parts and of what they are together that do not add up, told in a sentence: "Attention 4d², MLP 8d², so 16d²
/// per layer".
extension Calculation {
  mutating func checkSumsOfParts() {
    for line in lines(with: PartSums.parts)
    where line.row == nil && line.range.count <= 512 && line.lone.count == 3 && line.chains.isEmpty
      && PartSums.parts.isOn(line, of: working.bytes) && !PartSums.otherwise.isOn(line, of: working.bytes)
    {
      let sides = line.lone
      guard sides.allSatisfy({ $0.isSymbolic && $0.isCompound }),
        isJoined(sides[0], sides[1], by: PartSums.parts, atMost: 40),
        isJoined(sides[1], sides[2], by: PartSums.sums, atMost: 32),
        let first = term(of: sides[0]), let second = term(of: sides[1]), let claimed = term(of: sides[2]),
        first.powers == second.powers, first.powers == claimed.powers,
        let sum = try? first.coefficient.adding(second.coefficient), sum != claimed.coefficient,
        let times = try? claimed.coefficient.divided(by: sum), !times.isInteger,
        let right = try? Polynomial(sides[0].located.expression).adding(
          Polynomial(sides[1].located.expression)),
        !isReported(sides[2].located.range), isAsserted(sides[2].located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .symbolicTermsDoNotAddUp, alternatives: [.totalDoesNotAddUp],
          range: sides[2].located.range,
          arguments: [("expected", .expression(right.expression))], fix: right.expression))
    }
  }

  /// Whether a short stretch with one of some words stands between two formulas.
  private func isJoined(_ first: Chain.Side, _ second: Chain.Side, by words: PhraseSet, atMost count: Int)
    -> Bool
  {
    let between =
      first.located.range.upperBound..<max(first.located.range.upperBound, second.located.range.lowerBound)
    return between.count <= count && words.isIn(between, of: working.bytes)
      && !working.bytes[between].contains { $0.isASCIIDigit || $0 == UInt8(ascii: "?") }
  }

  private func term(of side: Chain.Side) -> Polynomial.Term? {
    guard let formula = try? Polynomial(side.located.expression), formula.terms.count == 1 else { return nil }
    return formula.terms[0]
  }
}

private enum PartSums {
  static let parts: PhraseSet = ["attention", "mlp", "ffn", "feed-forward", "feed forward", "注意力", "前馈"]
  static let sums: PhraseSet = [
    "so", "together", "total", "altogether", "in all", "sum", "thus", "hence", "therefore", "合计", "共", "总",
    "所以",
    "因此", "一起", "加起来",
  ]
  static let otherwise: PhraseSet = [
    "cross", "extra", "gate", "moe", "expert", "if ", "would", "not ", "n't", "wrong", "instead", "norm",
    "bias", "plus",
    "rest", "交叉", "门控", "专家", "如果", "若", "不是", "错", "另",
  ]
}
