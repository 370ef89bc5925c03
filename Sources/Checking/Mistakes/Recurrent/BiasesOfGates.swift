import Symbolics

/// The one recurrent layer of several that is counted without biases: `4 × (96 + 48) × 48` below `4 × (20 + 96 + 1) × 96`; and one
/// whose words say that it has them, "LSTM, 80 → 40, biases included: 4 × (80 × 40 + 40 × 40)".
extension Calculation {
  mutating func checkBiasesOfGates() {
    guard holds(GateBiasWords.cells) else { return }
    var layers: [(entry: Entry, side: Chain.Side, formula: RecurrentFormula)] = []
    for entry in entries where entry.home < lines.count && entry.status == .right {
      guard entry.claimUnit == .none || entry.claimUnit == .parameters, let side = entry.workingSide,
        let formula = RecurrentFormula(side.located.expression), !formula.addsOneBias,
        formula.factors == [3] || formula.factors == [4], formula.layer.hidden > 3
      else { continue }
      layers.append((entry, side, formula))
      if layers.count > 64 { return }
    }
    // `4097 × 256 + 256²` has the bias among its inputs.
    let bare = layers.filter {
      $0.formula.biases == 0 && $0.entry.misconception == nil && $0.formula.layer.input % 2 == 0
    }
    let biased = layers.filter { $0.formula.biases == 1 }
    for layer in bare {
      let line = lines[layer.entry.home]
      let isOdd =
        bare.count == 1 && biased.count + 1 == layers.count
        && (biased.count >= 2 || biased.count == 1 && hasFormula(above: layer.entry))
        && biased.allSatisfy { $0.formula.factors == layer.formula.factors }
        && !GateBiasWords.biases.isOn(line, of: working.bytes)
      guard isOdd || saysBiases(layer.entry, layer.side, on: line), line.range.count <= 512,
        !isReported(layer.entry.chain.range), isAsserted(layer.side.located.range, on: line),
        let value = layer.entry.value,
        let right = RecurrentCount.parameters(layer.formula.factors[0], layer.formula.layer, biases: 1)
      else { continue }
      report(isOdd ? .biasCountWrong : .biasNotAdded, at: layer.side, of: layer.entry, value, correct: right)
      guard let last = findings.indices.last else { continue }
      findings[last].alternatives = [isOdd ? .biasNotAdded : .biasCountWrong, .recurrentBiasConvention]
    }
  }

  /// Whether a line above gives the formula with its bias: `4 × (inputs + units + 1) × units`.
  private func hasFormula(above entry: Entry) -> Bool {
    lines[max(0, entry.home - 8)..<entry.home].contains { line in
      line.range.count <= 512 && GateBiasWords.ones.isOn(line, of: working.bytes)
        && GateBiasWords.cells.isOn(line, of: working.bytes)
        && line.chains.contains { $0.traits.contains(.symbolic) }
    }
  }

  /// Whether the label says that the biases are there, and nothing is added behind it.
  private func saysBiases(_ entry: Entry, _ side: Chain.Side, on line: TextLine) -> Bool {
    let label = line.stretch(before: side.located.range.lowerBound, atMost: 64)
    guard GateBiasWords.included.isIn(label, of: working.bytes),
      !GateBiasWords.without.isOn(line, of: working.bytes),
      entry.chain.range.upperBound + 16 >= line.range.upperBound
    else { return false }
    guard entry.home + 1 < lines.count else { return true }
    return !GateBiasWords.biases.isOn(lines[entry.home + 1], of: working.bytes)
  }
}

private enum GateBiasWords {
  static let cells: PhraseSet = ["lstm", "gru"]
  static let ones: PhraseSet = ["+ 1)", "+1)", "+ 1]", "+1]", "+ 1）", "+1）"]
  static let biases: PhraseSet = ["bias", "偏置"]
  static let included: PhraseSet = [
    "bias included", "biases included", "including bias", "including the bias", "incl. bias", "with bias",
    "with biases", "bias=true", "含偏置", "包括偏置", "带偏置", "有偏置",
  ]
  static let without: PhraseSet = [
    "not incl", "without", "no bias", "weights", "bias=false", "不含", "不包括", "没有", "权重",
  ]
}
