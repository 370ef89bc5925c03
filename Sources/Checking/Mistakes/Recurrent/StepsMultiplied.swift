import Symbolics

/// The parameters of a recurrent layer taken once for each time step: 时间步 T=50，总参数 394240×50, "50 time steps, so 394240 × 50
/// parameters". All steps share them.
extension Calculation {
  mutating func checkStepsMultiplied() {
    guard holds(StepWords.steps), holds(StepWords.cells) else { return }
    for entry in entries where entry.status == .right && entry.home < lines.count {
      let line = lines[entry.home]
      guard let (weights, factor) = productOfTwo(entry), weights >= 256, factor > .one, factor <= 100_000,
        StepWords.steps.isOn(line, of: working.bytes), line.range.count <= 512,
        let range = entry.claimRange, let claim = entry.claim, isLabelled(entry, on: line),
        !StepWords.otherwise.isOn(line, of: working.bytes), isCount(factor, on: line),
        isResultAbove(weights, entry), !isReported(entry.chain.range), isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .timestepsMultiplied, alternatives: [.weightsCountedPerPosition, .extraFactor],
          range: range,
          claimed: claim.value, correct: weights))
      entry.status = .wrong
      entry.misconception = .timestepsMultiplied
    }
  }

  /// 双向: 240800×4 below 单向: 240800. Two directions have twice the parameters of one.
  mutating func checkDirectionsMultiplied() {
    guard holds(StepWords.both) else { return }
    for entry in entries where entry.status == .right && entry.home < lines.count && entry.home > 0 {
      let line = lines[entry.home]
      guard let (weights, factor) = productOfTwo(entry), weights >= 64, factor > .two, factor <= 8,
        factor.isInteger, line.range.count <= 256, let range = entry.claimRange, let claim = entry.claim,
        case let label = line.stretch(before: entry.chain.range.lowerBound, atMost: 48),
        StepWords.both.isIn(label, of: working.bytes), !StepWords.layers.isOn(line, of: working.bytes),
        !working.bytes[label].contains(where: { $0.isASCIIDigit }), isOneDirection(weights, above: entry),
        let right = try? weights.multiplied(by: .two), !isReported(entry.chain.range),
        isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .extraFactor, alternatives: [.factorSwapped, .recurrentGatesWrong], range: range,
          claimed: claim.value, correct: right))
      entry.status = .wrong
    }
  }

  private func productOfTwo(_ entry: Entry) -> (Rational, Rational)? {
    guard let side = entry.workingSide, case .product(let factors) = side.located.expression,
      factors.count == 2,
      let first = Claim.numeral(of: factors[0])?.value, let second = Claim.numeral(of: factors[1])?.value
    else { return nil }
    return first > second ? (first, second) : (second, first)
  }

  /// Whether a result is called parameters, right before or behind it.
  private func isLabelled(_ entry: Entry, on line: TextLine) -> Bool {
    guard entry.claimUnit == .none || entry.claimUnit == .parameters else { return false }
    if entry.claimUnit == .parameters { return true }
    let before = line.stretch(before: entry.chain.range.lowerBound, atMost: 24)
    return StepWords.weights.isIn(before, of: working.bytes)
  }

  /// 50 of `T=50`, "50 time steps", 50 个时间步
  private func isCount(_ factor: Rational, on line: TextLine) -> Bool {
    measures(on: line).contains { measure in
      guard measure.numeral.value == factor else { return false }
      var joint = Joint(
        working.bytes, from: measure.endOfDigits(in: working.bytes), to: line.range.upperBound)
      _ = joint.take(StepWords.counters)
      if joint.take(StepWords.steps) { return true }
      let before = line.stretch(before: measure.range.lowerBound, atMost: 24)
      guard let word = StepWords.steps.first(in: before, of: working.bytes) else { return false }
      var gap = Joint(working.bytes, from: word.upperBound, to: measure.range.lowerBound)
      while gap.take(StepWords.letters) {}
      gap.skipBlanks()
      return gap.isAtEnd
    }
  }

  private func isResultAbove(_ value: Rational, _ entry: Entry) -> Bool {
    entries.prefix(256).contains {
      $0.home <= entry.home && $0 !== entry && $0.claim?.value == value
        && $0.chain.range.upperBound <= entry.chain.range.lowerBound
    }
  }

  private func isOneDirection(_ value: Rational, above entry: Entry) -> Bool {
    entries.prefix(256).contains {
      guard $0.home < entry.home, $0.home + 4 > entry.home, $0.claim?.value == value else { return false }
      let line = lines[$0.home]
      return StepWords.one.isOn(line, of: working.bytes) && !StepWords.layers.isOn(line, of: working.bytes)
    }
  }
}

private enum StepWords {
  static let steps: PhraseSet = ["time steps", "timesteps", "time-steps", "时间步", "sequence length", "序列长度"]
  static let cells: PhraseSet = ["lstm", "gru", "rnn", "循环"]
  static let counters: PhraseSet = ["个"]
  static let letters: PhraseSet = ["数", "长度", "t", "=", ":", "：", "为", "of", "is"]
  static let weights: PhraseSet = ["参数", "parameters", "params", "weights"]
  static let otherwise: PhraseSet = [
    "mac", "flop", "乘", "计算量", "activation", "memory", "激活", "显存", "内存", "unshared", "not shared", "不共享",
    "各自",
    "独立", "if ", "would", "wrong", "not ", "n't", "如果", "若", "不是", "错", "updates", "更新",
  ]
  static let both: PhraseSet = [
    "双向", "bidirectional", "bi-directional", "bilstm", "bi-lstm", "bigru", "bi-gru",
  ]
  static let one: PhraseSet = [
    "单向", "one direction", "unidirectional", "single direction", "each direction", "per direction", "forward",
  ]
  static let layers: PhraseSet = ["层", "layer", "stack", "each ", "每"]
}
