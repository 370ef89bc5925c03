import Symbolics

/// `Adam states = 500 MB` below `weights: 125M × 4 = 500 MB` in FP32: Adam keeps two numbers for each weight.
///
/// A text that names a smaller format, or that shares the states out, may mean what it says.
extension Calculation {
  mutating func checkOptimizerStates() {
    for (place, line) in enumeratedLines(with: OptimizerWords.names)
    where line.row == nil && line.range.count < 256 && OptimizerWords.names.isOn(line, of: working.bytes)
      && OptimizerWords.states.isOn(line, of: working.bytes)
    {
      let amounts = numbers(on: line).filter { $0.unit == .bytes }
      guard amounts.count == 1, let amount = amounts.last, isLabelled(amount, on: line),
        !isReported(amount.range),
        let weights = weightsAbove(place), weights == amount.numeral.value,
        isAsserted(amount.range, on: line), let right = try? weights.multiplied(by: .two)
      else { continue }
      findings.append(
        Draft(
          mistake: .partsOmitted, alternatives: [.factorDroppedInEvaluation, .bytesPerValueWrong],
          range: amount.range, claimed: amount.numeral.value, correct: right))
      markWrong(at: amount.range)
    }
  }

  /// Whether a line begins with the states of an optimizer and nothing else before its calculation or its number.
  private func isLabelled(_ amount: StatedNumber, on line: TextLine) -> Bool {
    let start = amount.chain.map { place in
      line.chains[place].sides.first { !$0.isSymbolic }?.located.range.lowerBound ?? amount.range.lowerBound
    }
    var joint = Joint(
      working.bytes, from: line.range.lowerBound, to: min(start ?? .max, amount.range.lowerBound))
    var tail = Joint(working.bytes, from: amount.range.upperBound, to: line.range.upperBound)
    var isNamed = false
    while true {
      if joint.take(OptimizerWords.names) {
        isNamed = true
      } else if !joint.take(OptimizerWords.label) {
        break
      }
    }
    _ = tail.takeUnits()
    joint.skipBlanks()
    return isNamed && joint.isAtEnd && tail.isAtClauseEnd()
  }

  /// The bytes of the weights in four bytes each, as the lines right above work them out.
  private func weightsAbove(_ place: Int) -> Rational? {
    var weights: Rational?
    for line in lines[max(0, place - 8)...min(place + 3, lines.count - 1)] {
      if line.row != nil || OptimizerWords.otherwise.isOn(line, of: working.bytes) { return nil }
      guard line.index < lines[place].index, OptimizerWords.weights.isOn(line, of: working.bytes),
        line.chains.count == 1, let claim = line.chains[0].sides.last, claim.unit == .bytes,
        let side = line.chains[0].sides.first(where: { $0.isCompound && !$0.isSymbolic }),
        case .product = side.located.expression, side.located.operands.count <= 3,
        side.located.operands.contains(where: { Claim.numeral(of: $0.expression)?.value == 4 })
      else { continue }
      if let value = claim.claim?.value { weights = value }
    }
    return weights
  }
}

private enum OptimizerWords {
  static let names: PhraseSet = ["adamw", "adam"]
  static let states: PhraseSet = ["state", "状态"]
  static let label: PhraseSet = [
    "optimizer", "optimiser", "states", "state", "memory", "size", "the", "fp32", "优化器", "状态", "显存", "占用",
    "占", "的",
    "为", "约",
    ":", "：", "=", "is", "are", "take", "takes", "need", "(", ")", "（", "）", "- ", "*",
  ]
  static let weights: PhraseSet = ["weight", "param", "权重", "参数"]
  static let otherwise: PhraseSet = [
    "8-bit", "8 bit", "8bit", "8 位", "int8", "bf16", "fp16", "bfloat", "16-bit", "half", "半精度", "混合", "mixed",
    "shard", "zero", "offload", "factored", "adafactor", "lion", "each", "per gpu", "切分", "分片", "卸载", "每卡",
    "各",
  ]
}
