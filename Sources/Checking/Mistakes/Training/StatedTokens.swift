import Symbolics

/// Tokens and parameters that a line states, of which the next lines calculate with another power of ten: 700 亿参数,1.4 万亿 token
/// above `6 × 700亿 × 14万亿`.
extension Calculation {
  mutating func checkStatedTokens() {
    for (place, line) in enumeratedLines(with: StatedTokens.tokens)
    where line.row == nil && line.chains.isEmpty && line.range.count < 256
      && StatedTokens.tokens.isOn(line, of: working.bytes)
      && StatedTokens.parameters.isOn(line, of: working.bytes)
    {
      let large = measures(on: line).filter { $0.numeral.value >= 1_000_000 }
      guard large.count == 2, let tokens = large.first(where: { isOf(StatedTokens.tokens, $0, on: line) }),
        let parameters = large.first(where: { isOf(StatedTokens.parameters, $0, on: line) }),
        tokens.range != parameters.range,
        let used = tokensUsed(with: parameters.numeral.value, behind: place),
        used != tokens.numeral.value, isPowerOfTen(used, tokens.numeral.value), !isReported(tokens.range),
        isAsserted(tokens.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .valueInconsistentBetweenLines,
          alternatives: [.yiUnitSlip, .powerOfTenSlip, .wrongModelFact],
          range: tokens.range, claimed: tokens.numeral.value, correct: used))
    }
  }

  private func isOf(_ words: PhraseSet, _ measure: Measure, on line: TextLine) -> Bool {
    var joint = Joint(
      working.bytes, from: measure.endOfDigits(in: working.bytes), to: line.range.upperBound)
    _ = joint.take(StatedTokens.scales)
    _ = joint.take(StatedTokens.classifiers)
    return joint.take(words)
  }

  /// The tokens that the first product of 6 with some parameters takes.
  private func tokensUsed(with parameters: Rational, behind place: Int) -> Rational? {
    for line in lines[(place + 1)..<min(place + 5, lines.count)] where line.row == nil {
      for chain in line.chains {
        for side in chain.sides where side.isCompound {
          guard let run = RunProduct(side.located.expression), run.factor == 6, run.large.count == 2,
            run.divisors.isEmpty, let own = run.large.firstIndex(of: parameters)
          else { continue }
          return run.large[1 - own]
        }
      }
    }
    return nil
  }

  private func isPowerOfTen(_ one: Rational, _ other: Rational) -> Bool {
    guard let ratio = try? one.divided(by: other), let back = try? other.divided(by: one) else {
      return false
    }
    return ratio == 10 || back == 10 || ratio == 100 || back == 100 || ratio == 1_000 || back == 1_000
  }
}

private enum StatedTokens {
  static let tokens: PhraseSet = ["tokens", "token", "词元"]
  static let parameters: PhraseSet = ["parameters", "params", "parameter", "参数量", "参数"]
  static let scales: PhraseSet = ["万亿", "亿", "億", "万", "b", "t", "m", "billion", "trillion", "million"]
  static let classifiers: PhraseSet = ["个", "training", "训练"]
}
