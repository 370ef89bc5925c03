import Symbolics

/// What a low-rank update adds to a matrix, where its rank and the matrix are given on other lines: "rank 4, a 1024 × 1024
/// matrix" and `A and B: 4 × 1024`, which is one of the two; `1024 × 4 × 1024` is the work of multiplying them.
///
/// W + BA with B of d_out×r and A of r×d_in has r·(d_in + d_out) weights (Hu and others, "LoRA").
extension Calculation {
  mutating func checkLowRankUpdates() {
    guard holds(LowRankUpdate.names) else { return }
    var given: (rank: Rational, size: Rational, place: Int)?
    var rank: Rational?
    var homes: [Int: [Entry]]?
    for (place, line) in lines.enumerated() where line.range.count <= 512 {
      if let given, place > given.place, place - given.place <= 6,
        LowRankUpdate.both.isOn(line, of: working.bytes)
      {
        let byPlace = homes ?? entriesOfLines
        homes = byPlace
        for entry in byPlace[place] ?? [] {
          checkLowRankUpdate(entry, on: line, given.rank, given.size, given.place)
        }
      }
      if let stated = rankOfUpdate(on: line) { rank = stated }
      if let rank, let size = sideOfSquare(on: line), rank < size { given = (rank, size, place) }
    }
  }

  private var entriesOfLines: [Int: [Entry]] {
    var homes: [Int: [Entry]] = [:]
    for entry in entries { homes[entry.home, default: []].append(entry) }
    return homes
  }

  private mutating func checkLowRankUpdate(
    _ entry: Entry, on line: TextLine, _ rank: Rational, _ size: Rational, _ place: Int
  ) {
    guard entry.status == .right, entry.misconception == nil, let side = entry.workingSide,
      case .product = side.located.expression, let range = entry.claimRange, let value = entry.value,
      entry.claimUnit == .none || entry.claimUnit == .parameters || entry.claimUnit == .other,
      !LowRankUpdate.otherwise.isOn(line, of: working.bytes),
      let right = try? rank.multiplied(by: size).multiplied(by: .two)
    else { return }
    let factors = Factors.written(in: side.located.expression)
    let start = side.located.range.lowerBound
    let label = line.stretch(before: start, atMost: 48)
    let isProduct = factors == [size, rank, size]
    guard
      isProduct
        ? LowRankUpdate.together.isIn(label, of: working.bytes)
        : factors.sorted() == [rank, size].sorted()
          && (LowRankUpdate.pair.isIn(label, of: working.bytes)
            || LowRankUpdate.perMatrix.isIn(label, of: working.bytes)
              && !LowRankUpdate.single.isIn(label, of: working.bytes)
              && !isDoubled(value, rank, behind: entry, place)),
      !isReported(entry.chain.range), isAsserted(range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: isProduct ? .extraFactor : .partsOmitted,
        alternatives: isProduct ? [.partsOmitted] : [.ffnMatrixMissing], range: range, claimed: value,
        correct: right,
        arguments: isProduct ? [("factor", .number(size))] : [], fix: Expression(right)))
    entry.status = .wrong
    entry.misconception = isProduct ? .extraFactor : .partsOmitted
  }

  /// Whether what follows may take a number twice for each of the matrices: `2 × 4,096`, `8 × 4,096` for a matrix of four.
  /// What it is multiplied with is then none of the numbers that the line with the matrix has.
  private func isDoubled(
    _ value: Rational, _ rank: Rational, behind entry: Entry, _ place: Int
  ) -> Bool {
    guard let index = entries.firstIndex(where: { $0 === entry }) else { return true }
    // The other one may have a line of its own.
    if entries[max(0, index - 4)..<min(entries.count, index + 5)].contains(where: {
      $0 !== entry && $0.value == value
    }) {
      return true
    }
    var stated = measures(on: lines[place]).map { $0.numeral.value }
    // The rank is no number of matrices.
    if let first = stated.firstIndex(of: rank) { stated.remove(at: first) }
    for other in entries[(index + 1)...].prefix(8) {
      guard let side = other.workingSide else { continue }
      if case .sum(let terms) = side.located.expression,
        terms.count(where: { Claim.numeral(of: $0.value)?.value == value }) > 1
      {
        return true
      }
      let factors = Factors.written(in: side.located.expression)
      guard factors.contains(value) else { continue }
      if factors.contains(where: { $0 != value && !stated.contains($0) }) { return true }
    }
    return false
  }

  /// `r = 8`, "rank 8", 秩 r=8, on a line that speaks of such updates.
  private func rankOfUpdate(on line: TextLine) -> Rational? {
    guard LowRankUpdate.names.isOn(line, of: working.bytes) else { return nil }
    for chain in line.chains where chain.isAssignment {
      if case .symbol(let symbol) = chain.sides[0].located.expression,
        symbol.base == "r" || symbol.base == "rank",
        let value = chain.sides[1].claim?.value, value > .one
      {
        return value
      }
    }
    for measure in measures(on: line)
    where measure.numeral.value > .one
      && LowRankUpdate.ranks.isIn(
        line.stretch(before: measure.range.lowerBound, atMost: 8), of: working.bytes)
    {
      return measure.numeral.value
    }
    return nil
  }

  /// The one size of a square matrix that a line names alone: `4096 × 4096`.
  private func sideOfSquare(on line: TextLine) -> Rational? {
    var found: Rational?
    for side in line.lone {
      guard case .product(let factors) = side.located.expression, factors.count == 2,
        case .number(let first) = factors[0], case .number(let second) = factors[1]
      else { continue }
      guard first.value == second.value, first.value >= 64, found == nil || found == first.value else {
        return nil
      }
      found = first.value
    }
    return found
  }
}

private enum LowRankUpdate {
  static let names: PhraseSet = ["lora", "low-rank", "low rank", "低秩"]
  static let ranks: PhraseSet = ["rank ", "rank=", "rank-", "r=", "r = ", "秩", "rank of "]
  static let pair: PhraseSet = [
    "a and b", "b and a", "a + b", "a+b", "a & b", "a 和 b", "a和b", "a 与 b", "a、b", "both", "the two",
    "together", "两个矩阵", "两矩阵",
  ]
  static let perMatrix: PhraseSet = [
    "lora parameters", "lora params", "lora参数", "lora 参数", "lora weights", "trainable parameters", "可训练参数",
    "parameters per matrix", "params per matrix", "added parameters", "新增参数",
  ]
  static let single: PhraseSet = [
    " a:", " b:", "of a", "of b", "matrix a", "matrix b", "low-rank matrix", "低秩矩阵", "小矩阵", "矩阵 a", "矩阵a",
    "矩阵 b", "矩阵b", "(a)", "(b)", "_a",
    "_b", "down", "up",
  ]
  static let together: PhraseSet = [
    "total", "a and b", "a + b", "a+b", "a 和 b", "a和b", "a、b", "together", "lora parameters", "lora params",
    "lora参数", "lora 参数", "trainable parameters", "可训练参数", "合计", "一共", "共", "总",
  ]
  static let both: PhraseSet = [
    "a and b", "b and a", "a + b", "a+b", "a & b", "a 和 b", "a和b", "a 与 b", "a、b", "both", "the two",
    "together", "两个矩阵", "两矩阵", "lora parameters", "lora params", "lora参数", "lora 参数", "lora weights",
    "trainable", "可训练参数", "per matrix", "added", "新增参数", "total", "合计", "一共", "共", "总",
  ]
  static let otherwise: PhraseSet = [
    "each", "apiece", "respectively", "flop", "mac", "multiply", "multiplication", "merge", "merging",
    "comput",
    "only", "one of", "half", "shared", "frozen", "tied", "vera", "full", "if ", "instead", "not ", "n't",
    "wrong", "a alone", "各", "每个 a", "分别", "合并", "计算量", "乘法", "运算", "只", "仅", "共享", "冻结", "全量", "如果", "若",
    "错",
    "不是",
  ]
}
