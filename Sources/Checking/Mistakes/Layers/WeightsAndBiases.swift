import Symbolics

/// Weights and biases that are counted one after the other, and their sum: "34,848 weights and 96 biases, i.e. 34,944
/// parameters", 27,648 个权重加 32 个偏置，共 27,680 个参数.
extension Calculation {
  mutating func checkWeightsAndBiases() {
    for line in lines(with: WeightsAndBiases.biases) where line.row == nil && line.range.count <= 1_024 {
      guard WeightsAndBiases.weights.isOn(line, of: working.bytes) else { continue }
      let measures = measures(on: line)
      guard measures.count >= 3 else { continue }
      for index in 0...(measures.count - 3) {
        check(measures[index], measures[index + 1], measures[index + 2], on: line)
      }
    }
  }

  private mutating func check(_ weights: Measure, _ biases: Measure, _ all: Measure, on line: TextLine) {
    let numerals = [weights.numeral, biases.numeral, all.numeral]
    guard numerals.allSatisfy({ $0.lastPlace == .one && $0.scale == .one && $0.value.isInteger }),
      weights.numeral.value >= 100, biases.numeral.value > .one, beginsSum(weights, on: line),
      joins(weights, biases, WeightsAndBiases.weights, WeightsAndBiases.additions),
      joins(biases, all, WeightsAndBiases.biases, WeightsAndBiases.conclusions),
      endsClause(all, on: line),
      let sum = try? weights.numeral.value.adding(biases.numeral.value), sum != all.numeral.value,
      // So many of several filters or layers.
      let times = try? all.numeral.value.divided(by: sum), !times.isInteger,
      !isReported(all.range), isAsserted(all.range, on: line)
    else { return }
    let isOne = (try? weights.numeral.value.adding(.one)) == all.numeral.value
    let mistakes: [Mistake] =
      all.numeral.value == weights.numeral.value
      ? [.biasNotAdded]
      : isOne ? [.biasCountWrong] : all.numeral.slip(from: sum) ?? []
    findings.append(
      Draft(
        mistake: mistakes.first ?? .totalDoesNotAddUp,
        alternatives: mistakes.isEmpty ? [] : mistakes.dropFirst() + [.totalDoesNotAddUp],
        range: all.range, claimed: all.numeral.value, correct: sum, fix: Expression(sum)))
    markWrong(at: all.range)
  }

  /// Whether the noun of the first number and a word that joins stand between two numbers, and nothing else.
  private func joins(_ first: Measure, _ second: Measure, _ nouns: PhraseSet, _ words: PhraseSet) -> Bool {
    let start = first.endOfDigits(in: working.bytes)
    guard start <= second.range.lowerBound, second.range.lowerBound - start <= 64 else { return false }
    var joint = Joint(working.bytes, from: start, to: second.range.lowerBound)
    guard joint.take(nouns) else { return false }
    _ = joint.take(WeightsAndBiases.commas)
    guard joint.take(words) else { return false }
    _ = joint.take(WeightsAndBiases.totals)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Whether nothing is added before the weights: not `294,912 + 589,824 weights + 768 biases`.
  private func beginsSum(_ weights: Measure, on line: TextLine) -> Bool {
    let before = line.stretch(before: weights.range.lowerBound, atMost: 16)
    let end = working.bytes.skipBack(from: before.upperBound, to: before.lowerBound) {
      $0 == .space || $0 == UInt8(ascii: "$")
    }
    return !WeightsAndBiases.adding.contains { working.ends(before.lowerBound..<end, with: $0) }
  }

  private func endsClause(_ all: Measure, on line: TextLine) -> Bool {
    var tail = Joint(working.bytes, from: all.endOfDigits(in: working.bytes), to: line.range.upperBound)
    _ = tail.takeUnits()
    return tail.isAtClauseEnd()
  }
}

private enum WeightsAndBiases {
  static let weights: PhraseSet = ["weights", "个权重", "权重"]
  static let biases: PhraseSet = ["biases", "bias terms", "bias values", "个偏置", "偏置"]
  static let additions: PhraseSet = ["and", "plus", "+", "加上", "加", "和", "及", "与"]
  static let adding: [StaticString] = [
    "+", "＋", "-", "−", "×", "·", "*", "/", "and", "plus", ",", "，", "、", "加", "加上", "和", "及", "与", "times",
  ]
  static let commas: PhraseSet = [",", "，", "；", ";", ":"]
  static let conclusions: PhraseSet = [
    "i.e.", "that is", "so", "hence", "thus", "therefore", "=", "in total", "in all", "together",
    "altogether", "for a total of", "which gives", "giving", "gives", "makes", "→", "共计", "一共", "总共", "共",
    "合计", "即", "也就是", "所以",
  ]
  static let totals: PhraseSet = ["in total", "a total of", "together", "altogether", "共", "一共", "总共"]
}
