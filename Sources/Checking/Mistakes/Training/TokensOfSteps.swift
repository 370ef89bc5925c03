import Symbolics

/// The FLOPs of a training step with the sequences of its batch, each taken for one token: "256 sequences of 1024" and
/// `6 × 2e9 × 256` per step.
extension Calculation {
  mutating func checkTokensOfSteps() {
    for entry in entries where entry.claimUnit == .flops || entry.claimUnit == .none {
      guard entry.status == .right, entry.home < lines.count, let side = entry.workingSide,
        case .product(let factors) = side.located.expression, factors.count <= 3,
        let range = entry.claimRange, let claim = entry.claim, claim.value >= 1_000_000_000
      else { continue }
      let line = lines[entry.home]
      let label = line.stretch(before: side.located.range.lowerBound, atMost: 40)
      guard StepWords.steps.isIn(label, of: working.bytes), StepWords.flops.isOn(line, of: working.bytes),
        !StepWords.otherwise.isOn(line, of: working.bytes),
        let sequences = sequencesOnly(in: side.located.operands, before: entry),
        let tokens = tokensOfSequences(sequences, before: side.located.range.lowerBound, entry.home),
        !isReported(entry.chain.range), isAsserted(range, on: line),
        let right = try? claim.value.multiplied(by: tokens)
      else { continue }
      findings.append(
        Draft(
          mistake: .tokensMissing, alternatives: [.perTokenPerSequenceMixed], range: range,
          claimed: claim.value,
          correct: right, arguments: [("factor", .number(tokens))]))
      entry.status = .wrong
    }
  }

  /// The one factor beside 6·N, or beside a result of 6·N worked out above.
  private func sequencesOnly(in operands: [Located], before entry: Entry) -> Rational? {
    let factors = operands.compactMap { Claim.numeral(of: $0.expression)?.value }
    guard factors.count == operands.count else { return nil }
    var small = factors.filter { $0 < 100_000 }
    let large = factors.filter { $0 >= 100_000_000 }
    guard large.count == 1, small.count + 1 == factors.count else { return nil }
    if factors.count == 3 {
      guard let six = small.firstIndex(of: 6) else { return nil }
      small.remove(at: six)
    } else {
      guard factors.count == 2, entries.contains(where: { isWorkOfToken($0, large[0], before: entry) }) else {
        return nil
      }
    }
    return small.count == 1 && small[0].isInteger && small[0] > .one ? small[0] : nil
  }

  /// `FLOPs per token: 6 × 2e9 = 12e9`
  private func isWorkOfToken(_ entry: Entry, _ work: Rational, before later: Entry) -> Bool {
    guard entry.home <= later.home, entry !== later, entry.claim?.value == work || entry.value == work,
      case .product(let factors)? = entry.workingSide?.located.expression, case .number(let six) = factors[0]
    else { return false }
    return six.value == 6 && StepWords.perToken.isOn(lines[entry.home], of: working.bytes)
  }

  /// "512 sequences of 2048", "batch 512 × 2048": how long each is.
  private func tokensOfSequences(_ number: Rational, before limit: Int, _ place: Int) -> Rational? {
    for line in lines[max(0, place - 12)...place] where StepWords.batches.isOn(line, of: working.bytes) {
      guard line.range.count <= 1_024 else { continue }
      let measures = measures(on: line)
      for (batch, length) in zip(measures, measures.dropFirst())
      where batch.numeral.value == number && length.range.upperBound <= limit {
        var joint = Joint(working.bytes, from: batch.range.upperBound, to: length.range.lowerBound)
        let isOfSequences = joint.take(StepWords.sequences)
        guard
          isOfSequences
            || StepWords.batch.isIn(
              line.stretch(before: batch.range.lowerBound, atMost: 20), of: working.bytes),
          joint.take(isOfSequences ? StepWords.of : StepWords.times)
        else { continue }
        joint.skipBlanks()
        if joint.isAtEnd, length.numeral.value >= 16, length.numeral.value.isInteger {
          return length.numeral.value
        }
      }
    }
    return nil
  }
}

private enum StepWords {
  static let steps: PhraseSet = [
    "per step", "/step", "a step", "each step", "one step", "每步", "每一步", "一步", "单步",
  ]
  static let flops: PhraseSet = ["flop", "计算量", "运算量", "浮点"]
  static let perToken: PhraseSet = [
    "per token", "/token", "a token", "each token", "每 token", "每个 token", "每token", "每个词元",
  ]
  static let otherwise: PhraseSet = ["per position", "generat", "decod", "生成", "解码", "seconds"]
  static let batches: PhraseSet = ["batch", "sequences", "批", "条序列", "序列"]
  static let batch: PhraseSet = ["batch", "批"]
  static let sequences: PhraseSet = ["sequences", "条序列", "个序列", "samples", "条样本"]
  static let of: PhraseSet = [
    "of length", "of", "with", "×", "x", "*", ", each", "，每条", "，每条长", "，长度", "(", "（每条",
  ]
  static let times: PhraseSet = [
    "×", "x", "*", "\\times", ", seq len", ", seq length", ", sequence length", ", seq_len", ", seq", "，序列长度",
    "，序列长",
    "，seq", "，长度", ",序列长度", ",seq len", ",seq", ",长度",
  ]
}
