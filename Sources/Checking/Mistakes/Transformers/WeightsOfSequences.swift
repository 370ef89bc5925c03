import Symbolics

/// The parameters of a layer taken once for each token: "applied at each of the 64 positions, so 64 × 1,050,112 = 67,207,168
/// parameters". All positions share them.
extension Calculation {
  mutating func checkWeightsOfSequences() {
    for entry in entries where entry.status == .right && entry.home < lines.count {
      guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
        factors.count == 2, let (tokens, weights, isFormula) = positionsAndWeights(factors),
        let range = entry.claimRange, let claim = entry.claim
      else { continue }
      guard tokens >= 8, tokens <= 100_000, weights >= (isFormula ? 256 : 10_000), tokens.isInteger,
        weights.isInteger
      else { continue }
      let line = lines[entry.home]
      guard isClaimOfWeights(entry, range, on: line),
        !PositionWords.otherwise.isOn(line, of: working.bytes), countsPositions(tokens, on: line),
        isFormula || isLayer(weights, above: entry), !isReported(entry.chain.range),
        isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .weightsCountedPerPosition, alternatives: [.extraFactor], range: range,
          claimed: claim.value,
          correct: weights))
      entry.status = .wrong
    }
  }

  /// The two factors, of which the weights may be written out as those of a layer: `30 × (64·20 + 20)`.
  private func positionsAndWeights(_ factors: [Expression]) -> (Rational, Rational, isFormula: Bool)? {
    guard case .number(let first) = factors[0], first.scale == .one else { return nil }
    switch factors[1] {
    case .number(let second):
      guard second.scale == .one else { return nil }
      return first.value < second.value
        ? (first.value, second.value, false) : (second.value, first.value, false)
    case .sum(let terms):
      guard terms.count == 2, !terms[1].isSubtracted, case .product(let sides) = terms[0].value,
        sides.count == 2,
        case .number(let outputs) = sides[1], case .number(let biases) = terms[1].value,
        outputs.value == biases.value, let weights = try? factors[1].evaluated()
      else { return nil }
      return (first.value, weights, true)
    default: return nil
    }
  }

  /// Whether "parameters" stands right behind the result, and the line counts nothing else.
  private func isClaimOfWeights(_ entry: Entry, _ range: Range<Int>, on line: TextLine) -> Bool {
    guard line.mentions.allSatisfy({ !$0.noun.isQuantity || $0.noun == .parameters }) else { return false }
    if entry.claimUnit == .parameters { return true }
    let behind = line.stretch(behind: range.upperBound, atMost: 24)
    var joint = Joint(working.bytes, from: behind.lowerBound, to: behind.upperBound)
    return entry.claimUnit == .none && joint.take(PositionWords.weights)
  }

  /// "64 positions", "64 tokens", 64 个位置
  private func countsPositions(_ number: Rational, on line: TextLine) -> Bool {
    line.range.count <= 1_024
      && numbers(on: line).contains { stated in
        guard stated.numeral.value == number else { return false }
        if stated.unit == .tokens { return true }
        var joint = Joint(working.bytes, from: stated.range.upperBound, to: line.range.upperBound)
        return joint.take(PositionWords.positions)
      }
  }

  /// Whether a line above works a number out from the sizes of a matrix.
  private func isLayer(_ weights: Rational, above entry: Entry) -> Bool {
    entries.contains { other in
      guard other.home < entry.home, other.claim?.value == weights, let side = other.workingSide else {
        return false
      }
      if case .sum = side.located.expression { return true }
      return Factors.written(in: side.located.expression).count { $0 >= 64 } >= 2
    }
  }
}

private enum PositionWords {
  static let weights: PhraseSet = ["parameters", "params", "weights", "个参数", "参数", "个权重"]
  static let positions: PhraseSet = [
    "positions", "tokens", "time steps", "steps", "timesteps", "个位置", "个 token", "个token", "个词元", "个时间步",
    "token",
  ]
  /// Where each position does have weights of its own, or the numbers are those of a table.
  static let otherwise: PhraseSet = [
    "its own", "their own", "separate", "unshared", "untied", "not shared", "local", "prefix", "prompt",
    "virtual", "soft",
    "vocab", "embedding", "expert", "if ", "would", "were", "not ", "instead", "wrong", "各自", "独立", "不共享",
    "局部",
    "前缀", "提示", "虚拟", "词表", "嵌入", "专家", "如果", "若", "不是", "而不是", "错",
  ]
}
