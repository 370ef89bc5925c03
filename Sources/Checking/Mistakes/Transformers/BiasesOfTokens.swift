import Symbolics

/// The biases of a layer taken once for each token: a layer 1024 → 4096, sequence 512, `biases 512*4096`.
extension Calculation {
  mutating func checkBiasesOfTokens() {
    for entry in entries where entry.status == .right && entry.home < lines.count {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, case .number(let first) = factors[0], case .number(let second) = factors[1],
        first.value.isInteger, second.value.isInteger, let range = entry.claimRange, let claim = entry.claim
      else { continue }
      let line = lines[entry.home]
      let start = side.located.range.lowerBound
      guard BiasWords.bias.isIn(line.stretch(before: start, atMost: 40), of: working.bytes),
        !BiasWords.otherwise.isOn(line, of: working.bytes),
        let (input, output) = layerOfArrow(above: entry.home, before: start),
        first.value == output || second.value == output, input != output
      else { continue }
      let tokens = first.value == output ? second.value : first.value
      guard tokens != input, tokens != output, tokens >= 8, saysTokens(tokens, before: start, entry.home),
        !isReported(entry.chain.range), isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(mistake: .biasPerPosition, range: range, claimed: claim.value, correct: output))
      entry.status = .wrong
    }
  }

  /// The one layer that the lines above, or this one before, write as `1024 → 4096`.
  private func layerOfArrow(above place: Int, before limit: Int) -> (Rational, Rational)? {
    var found: (Rational, Rational)?
    for line in lines[max(0, place - 4)...place] {
      for chain in line.chains where chain.signs[0] == .arrow && chain.range.upperBound <= limit {
        guard chain.sides.count == 2, let input = chain.sides[0].claim?.value,
          let output = chain.sides[1].claim?.value, found.map({ $0 == (input, output) }) ?? true
        else { return nil }
        found = (input, output)
      }
    }
    return found
  }

  /// "sequence 512", "512 tokens", 序列长度 512.
  private func saysTokens(_ number: Rational, before limit: Int, _ place: Int) -> Bool {
    lines[max(0, place - 4)...place].contains { line in
      guard line.range.count <= 1_024, BiasWords.tokens.isOn(line, of: working.bytes) else { return false }
      return measures(on: line).contains { measure in
        guard measure.numeral.value == number, measure.range.upperBound <= limit else { return false }
        if measure.unit == .tokens { return true }
        var joint = Joint(working.bytes, from: measure.range.upperBound, to: line.range.upperBound)
        return joint.take(BiasWords.behind)
          || BiasWords.tokens.isIn(
            line.stretch(before: measure.range.lowerBound, atMost: 20), of: working.bytes)
      }
    }
  }
}

private enum BiasWords {
  static let bias: PhraseSet = ["bias", "偏置"]
  static let otherwise: PhraseSet = [
    "additions", "adds", "flop", "position bias", "relative", "attention bias", "own", "per position",
    "table",
    "加法", "相对位置", "位置偏置", "各自", "weights", "权重",
  ]
  static let tokens: PhraseSet = ["sequence", "tokens", "positions", "seq_len", "序列", "词元", "位置", "token"]
  static let behind: PhraseSet = [
    "positions", "tokens", "token", "time steps", "个位置", "个 token", "个token", "个词元",
  ]
}
