import Symbolics

/// The two matrices of a low-rank update: "LoRA, r = 8, on 4096×4096: 8 × 4096 = 32,768" counts one of them.
///
/// W + BA with B of d_out×r and A of r×d_in has r·(d_in + d_out) weights (Hu and others, "LoRA").
extension Calculation {
  mutating func checkLowRankMatrices() {
    for line in lines(with: Calculation.lora)
    where line.row == nil && Calculation.lora.isOn(line, of: working.bytes) {
      guard !Calculation.oneOfTwo.isOn(line, of: working.bytes), let size = squareSize(on: line),
        let rank = rank(on: line), rank > 1, rank < size, let right = PartWeights.product(2, rank, size),
        let half = PartWeights.product(rank, size, 1)
      else { continue }
      for number in numbers(on: line)
      where number.isWrittenOut && number.numeral.value == half && !isReported(number.range)
        && saysWeights(number, on: line)
      {
        findings.append(
          Draft(
            mistake: .partsOmitted, range: number.range, claimed: half, correct: right, fix: Expression(right)
          ))
        markWrong(at: number.range)
      }
    }
  }

  private func saysWeights(_ number: StatedNumber, on line: TextLine) -> Bool {
    if number.unit == .parameters { return true }
    let behind = line.stretch(behind: number.range.upperBound, atMost: 24)
    return Phrases.contains(["param", "weights", "参数"], in: behind, of: working.bytes)
  }

  /// The one size of a square matrix that the line names: 4096×4096.
  private func squareSize(on line: TextLine) -> Int? {
    var found: Int?
    for side in line.lone {
      guard case .product(let factors) = side.located.expression else { continue }
      guard factors.count == 2, case .number(let first) = factors[0], case .number(let second) = factors[1],
        first.value == second.value, let size = first.value.integer, size >= 64, found == nil || found == size
      else { return nil }
      found = size
    }
    return found
  }

  /// `r = 8`, "rank 8", 秩 8
  private func rank(on line: TextLine) -> Int? {
    for chain in line.chains where chain.isAssignment {
      if case .symbol(let symbol) = chain.sides[0].located.expression,
        symbol.base == "r" || symbol.base == "rank"
      {
        return chain.sides[1].claim?.value.integer
      }
    }
    for number in numbers(on: line) where number.chain == nil {
      let before = words(
        from: max(line.range.lowerBound, number.range.lowerBound - 8), to: number.range.lowerBound)
      if before.hasSuffix("rank") || before.hasSuffix("秩") || before.hasSuffix("秩为") {
        return number.numeral.value.integer
      }
    }
    return nil
  }

  private static let lora: PhraseSet = ["lora"]
  private static let oneOfTwo: PhraseSet = [
    "each", "a matrix", "b matrix", "matrix a", "matrix b", "a:", "b:", "a is", "b is", "a has", "b has",
    "a and b", "a takes", " b ", "a 和", "b 和", "矩阵 a", "矩阵 b", "矩阵a",
    "矩阵b", "one of", "shared", "frozen", "tied", "only", "half", "每个", "共享", "冻结", "只", "a 有", "b 有", "a、b",
    "a,b",
    "layers", "层", "query", "q,", "heads", "saved", "a=", "b=", "a =", "b =", "vera",
  ]
}
