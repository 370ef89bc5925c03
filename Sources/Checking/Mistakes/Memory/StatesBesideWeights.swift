import Symbolics

/// As many bytes for Adam's states as for the weights and for the gradients: 参数 102MB, 梯度 102MB, 优化器 102MB. Adam keeps two
/// numbers for each weight, so that they take twice as much.
extension Calculation {
  mutating func checkStatesBesideWeights() {
    guard holds(EqualStates.adam), !holds(EqualStates.others) else { return }
    for (place, line) in enumeratedLines(with: EqualStates.states)
    where line.row == nil && line.range.count <= 320 {
      let near = lines[max(0, place - 3)...place]
      guard let states = amount(of: EqualStates.states, on: line),
        let weights = amount(of: EqualStates.weights, above: near, states),
        let gradients = amount(of: EqualStates.gradients, above: near, states),
        weights.numeral.value == states.numeral.value, gradients.numeral.value == states.numeral.value,
        !near.contains(where: { EqualStates.otherwise.isOn($0, of: working.bytes) }),
        !isOfSeveralFormats(near),
        !isReported(states.range), isAsserted(states.range, on: line),
        let right = try? states.numeral.value.multiplied(by: .two)
      else { continue }
      findings.append(
        Draft(
          mistake: .bytesPerValueWrong, alternatives: [.partsOmitted, .factorDroppedInEvaluation],
          range: states.range, claimed: states.numeral.value, correct: right,
          arguments: [("expected", .number(8))]))
      markWrong(at: states.range)
    }
  }

  private func isOfSeveralFormats(_ near: ArraySlice<TextLine>) -> Bool {
    var bits: Int?
    for line in near {
      for format in NumberFormat.all(in: line.range, of: working.bytes) {
        if let bits, bits != format.bits { return true }
        bits = format.bits
      }
    }
    return false
  }

  private func amount(of names: PhraseSet, above near: ArraySlice<TextLine>, _ states: Measure) -> Measure? {
    for line in near.reversed() where line.row == nil && line.range.count <= 320 {
      if let found = amount(of: names, on: line), found.range.upperBound <= states.range.lowerBound {
        return found
      }
    }
    return nil
  }

  /// The bytes that end the clause behind a name: `优化器 102MB`, `adam m, v: 124e6 * 4 = 496 MB`.
  private func amount(of names: PhraseSet, on line: TextLine) -> Measure? {
    guard let name = names.first(on: line, of: working.bytes) else { return nil }
    for measure in measures(on: line)
    where measure.range.lowerBound >= name.upperBound && measure.unit == .bytes {
      var tail = Joint(working.bytes, from: measure.range.upperBound, to: line.range.upperBound)
      tail.skipBlanks()
      guard measure.per == .nothing, tail.isAtClauseEnd(), measure.numeral.value >= 1_000_000 else {
        continue
      }
      return isOneClause(name.upperBound..<measure.range.lowerBound) ? measure : nil
    }
    return nil
  }

  /// Whether no sign ends a clause in a stretch.
  private func isOneClause(_ range: Range<Int>) -> Bool {
    guard range.count <= 48 else { return false }
    for at in range where working.bytes[at] < 0x80 || working.bytes[at] >= 0xE3 {
      let joint = Joint(working.bytes, from: at, to: range.upperBound)
      if working.bytes[at] != UInt8(ascii: ")"), joint.isAtClauseEnd() { return false }
    }
    return true
  }
}

private enum EqualStates {
  static let adam: PhraseSet = ["adam"]
  static let states: PhraseSet = [
    "adam m, v", "adam m and v", "adam m/v", "adam (m, v)", "adam states", "adam state", "optimizer states",
    "optimizer state", "optimizer", "optimiser", "优化器状态", "优化器", "adam 状态", "adam状态",
  ]
  static let weights: PhraseSet = ["weights", "parameters", "params", "参数", "权重"]
  static let gradients: PhraseSet = ["gradient", "grads", "梯度"]
  static let others: PhraseSet = [
    "sgd", "lion", "adafactor", "8-bit", "8bit", "8 bit", "8 位", "8位", "int8", "came", "muon", "galore",
    "sm3",
  ]
  static let otherwise: PhraseSet = [
    "each", "per moment", "per state", "apiece", "shard", "zero", "offload", "momentum", "variance",
    "second moment",
    "first moment", "not ", "n't", "if ", "only", "各", "分别", "切分", "分片", "动量", "方差", "一阶", "二阶", "如果", "若",
    "只", "不是", "卸载", "每个状态", "× 2", "×2", "* 2", "*2",
  ]
}
