import Symbolics

/// Two peaks of one device, of which the dense one is not half of the sparse one but for its digits: "1,248 TFLOPS with sparsity,
/// 642 dense".
extension Calculation {
  mutating func checkDenseHalves() {
    for line in lines(with: DenseHalves.sparse)
    where line.row == nil && line.range.count < 512 && DenseHalves.sparse.isOn(line, of: working.bytes)
      && DenseHalves.dense.isOn(line, of: working.bytes)
    {
      let measures = measures(on: line)
      for (first, second) in zip(measures, measures.dropFirst()) {
        guard first.unit == .flops || second.unit == .flops,
          isSaid(DenseHalves.dense, behind: second, line.range.upperBound),
          isSaid(DenseHalves.sparse, behind: first, second.range.lowerBound),
          let sparse = first.numeral.unscaled, let dense = second.numeral.unscaled, sparse >= 100,
          dense >= 100,
          let half = try? sparse.divided(by: .two),
          let slips = Numeral(value: dense, lastPlace: .one).slip(from: half), slips != [.powerOfTenSlip],
          let scale = try? first.numeral.value.divided(by: sparse),
          let right = try? half.multiplied(by: scale),
          !isReported(second.range), isAsserted(second.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: slips[0], alternatives: [.wrongModelFact, .productSlip], range: second.range,
            claimed: dense,
            correct: right))
      }
    }
  }

  /// Whether one of some words follows a number, with nothing but its unit between.
  private func isSaid(_ words: PhraseSet, behind measure: Measure, _ end: Int) -> Bool {
    var joint = Joint(working.bytes, from: measure.range.upperBound, to: end)
    for _ in 0..<4 where joint.take(DenseHalves.fillers) {}
    return joint.take(words)
  }
}

private enum DenseHalves {
  static let sparse: PhraseSet = ["sparsity", "sparse", "稀疏"]
  static let dense: PhraseSet = ["dense", "稠密"]
  static let fillers: PhraseSet = [
    "tflops", "tflop/s", "bf16", "fp16", "with", "structured", "2:4", "(", "（", "/s", "in", "when",
  ]
}
