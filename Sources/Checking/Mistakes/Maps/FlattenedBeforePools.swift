import Symbolics

/// A vector as long as the map in front of the pool that the text puts before it: `FC: 147,456 × 10` behind "pool 2×2 → 24×24"
/// of 48×48×64.
extension Calculation {
  /// Reports the calculation about a flattening or a fully connected layer if it takes the larger map.
  mutating func flattensTooEarly(_ entry: Entry, _ layer: DescribedLayer) -> Bool {
    guard let flattening = layer.flattening, flattening.length < flattening.unpooled,
      let value = entry.value, let side = entry.workingSide, entry.misconception == nil,
      let right = flattening.corrected(value, outputs: layer.description.outputChannels),
      let line = line(at: entry.chain.range.lowerBound),
      !FlattenedBefore.others.isOn(line, of: working.bytes),
      !isDenied(entry.chain.range, on: line), !isReported(entry.chain.range)
    else { return false }
    if !entry.usesWrongValue, isCarriedOn(entry) {
      entry.usesWrongValue = true
      noteCarriedForward(entry)
      return true
    }
    report(.inputSizeForOutputSize, at: side, of: entry, value, correct: right)
    takeForWrong(entry, right: right)
    return true
  }
}

extension DescribedLayer.Flattening {
  /// What a value would be with the length behind the pool: the length itself, or the weights of a layer over it, with biases or
  /// counted twice as FLOPs.
  fileprivate func corrected(_ value: Rational, outputs: Int?) -> Rational? {
    if value == Rational(unpooled) { return Rational(length) }
    guard let outputs, let weights = try? Rational(unpooled).multiplied(by: Rational(outputs)),
      let right = try? Rational(length).multiplied(by: Rational(outputs))
    else { return nil }
    if value == weights { return right }
    if value == (try? weights.adding(Rational(outputs))) { return try? right.adding(Rational(outputs)) }
    return value == (try? weights.multiplied(by: .two)) ? try? right.multiplied(by: .two) : nil
  }
}

private enum FlattenedBefore {
  static let others: PhraseSet = [
    "without", "instead", "if ", "would", "before", "not ", "n't", "如果", "若", "没有", "不池化", "不做", "不经", "去掉",
    "之前", "前的",
  ]
}
