import Symbolics

/// The first dense layer of a list without the channels of the map that goes in: `fc1: (6·6)·4096 + 4096` below `conv5:
/// (3·3)·384·256 + 256`.
extension Calculation {
  mutating func checkFlattenedInLists() {
    guard holds(FlattenedListWords.dense) else { return }
    for index in entries.indices.dropFirst() {
      let entry = entries[index]
      guard entry.status == .right, entry.misconception == nil, entry.home < lines.count,
        entry.claimUnit == .parameters || entry.claimUnit == .none, let side = entry.workingSide,
        let value = entry.value,
        let (weights, biases) = Factors.weightsAndBiases(in: side.located.expression),
        case let factors = Factors.written(in: weights), factors.count == 3, factors[0] == factors[1],
        factors[0] <= 32, factors[2] >= 10, factors[2] != factors[0],
        // Without biases, `5·5·16 = 400` are its inputs.
        let biases, biases == factors[2],
        case let line = lines[entry.home], line.range.count <= 512,
        FlattenedListWords.dense.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 32), of: working.bytes),
        case let above = entries[index - 1], 1...4 ~= entry.home - above.home, above.status == .right,
        let filters = FilterWeights(above.workingSide?.located.expression), filters.inputs != nil,
        filters.outputs > 1, isPlainDense(from: above.home, to: entry.home),
        let more = try? weights.evaluated().multiplied(by: Rational(filters.outputs - 1)),
        let right = try? value.adding(more), !isReported(entry.chain.range),
        !isDenied(entry.chain.range, on: line)
      else { continue }
      report(.inputChannelsMissing, at: side, of: entry, value, correct: right)
      guard let last = findings.indices.last else { continue }
      findings[last].alternatives = [.factorDroppedInEvaluation]
    }
  }

  private func isPlainDense(from above: Int, to home: Int) -> Bool {
    above <= home
      && !lines[above...home].contains {
        $0.range.count > 512 || FlattenedListWords.others.isOn($0, of: working.bytes)
      }
  }
}

private enum FlattenedListWords {
  static let dense: PhraseSet = ["fc", "dense", "linear", "fully", "全连接", "全連接", "线性"]
  static let others: PhraseSet = [
    "1x1", "1×1", "head", "depthwise", "per channel", "each channel", "channel-wise", "averag", "global",
    "mean",
    "decod", "transpos", "逐通道", "每个通道", "平均", "全局", "解码", "转置", "头",
  ]
}
