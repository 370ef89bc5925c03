import Symbolics

/// One of the two matrices of a low-rank update, where the text has given both: "A (4 × 1024) and B (1024 × 4)" and "per
/// adapted matrix: 4 × 1024 = 4,096".
extension Calculation {
  mutating func checkLowRankLines() {
    var pair: (sizes: [Rational], place: Int)?
    var speaksOfUpdates = false
    for (place, line) in lines.enumerated() {
      if LowRank.names.isOn(line, of: working.bytes) { speaksOfUpdates = true }
      guard speaksOfUpdates else { continue }
      if LowRank.perMatrix.isOn(line, of: working.bytes), let pair, place - pair.place <= 8 {
        checkOneMatrix(on: line, place, pair.sizes)
      }
      if let sizes = swappedSizes(on: line) { pair = (sizes, place) }
    }
  }

  private mutating func checkOneMatrix(on line: TextLine, _ place: Int, _ sizes: [Rational]) {
    guard !LowRank.oneOfTwo.isOn(line, of: working.bytes) else { return }
    for entry in entries(on: place..<place + 1) where entry.status == .right {
      guard let side = entry.workingSide, case .product = side.located.expression,
        Factors.written(in: side.located.expression).sorted() == sizes, let range = entry.claimRange,
        let claim = entry.claim, let value = entry.value, claim.value == value,
        LowRank.perMatrix.isIn(
          line.stretch(before: side.located.range.lowerBound, atMost: 48), of: working.bytes),
        let right = try? value.multiplied(by: .two), !isReported(entry.chain.range),
        isAsserted(range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .partsOmitted, alternatives: [.ffnMatrixMissing], range: range, claimed: value,
          correct: right,
          fix: Expression(right)))
      entry.status = .wrong
    }
  }

  /// The rank and the width of `8 × 4096` and `4096 × 8`, sorted.
  private func swappedSizes(on line: TextLine) -> [Rational]? {
    let shapes = line.lone.compactMap { side -> [Rational]? in
      guard case .product(let factors) = side.located.expression, factors.count == 2,
        case .number(let first) = factors[0], case .number(let second) = factors[1],
        first.value != second.value,
        first.value.isInteger, second.value.isInteger
      else { return nil }
      return [first.value, second.value]
    }
    guard shapes.count >= 2 else { return nil }
    for (first, second) in zip(shapes, shapes.dropFirst()) where first == second.reversed() {
      return first.sorted()
    }
    return nil
  }
}

private enum LowRank {
  static let names: PhraseSet = ["lora", "low-rank", "low rank", "低秩"]
  static let perMatrix: PhraseSet = [
    "per adapted", "each adapted", "per adapter", "each adapter", "per target", "each target", "per module",
    "each module", "per projection", "each projection", "每个被适配", "每个适配", "每个投影", "每个目标", "每个模块",
  ]
  static let oneOfTwo: PhraseSet = [
    "matrix a", "matrix b", "a:", "b:", " a ", " b ", "a has", "b has", "one of", "half", "only", "shared",
    "frozen", "tied", "vera", "矩阵 a", "矩阵 b", "a 和", "b 和", "其中", "一半", "只", "共享", "冻结", "+",
  ]
}
