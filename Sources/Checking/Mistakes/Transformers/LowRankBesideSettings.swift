import Symbolics

/// Low-rank updates beside what the text states of them: one of the two matrices of each, the rank squared, all of them
/// without the layers or without the matrices that they are put on.
///
///     LoRA, r = 8, on Q and V (each 1024×1024) in all 24 layers … per matrix: 1024 × 8 … all adapters: 2 × 16,384
extension Calculation {
  mutating func checkLowRankBesideSettings(_ all: [LabelledWork]) {
    guard let stated = statedUpdates, !holds(UpdateWords.otherKinds) else { return }
    let bytes = working.bytes
    let (rank, size) = (stated.rank, stated.size)
    let one = 2 * rank * size
    for labelled in all where !LabelledWords.operations.isIn(labelled.label, of: bytes) {
      guard labelled.mayBeParameters, let value = labelled.count else { continue }
      if UpdateWords.perMatrix.isIn(labelled.label, of: bytes) {
        guard !UpdateWords.single.isIn(labelled.label, of: bytes) else { continue }
        if value == rank * size,
          !all.contains(where: { $0.count == one || $0.count == 2 * value })
        {
          reportCount(
            labelled, .partsOmitted, [.ffnMatrixMissing], correct: one,
            [("gap", .number(Rational(rank * size)))])
        } else if value == one * rank {
          reportCount(labelled, .extraFactor, correct: one, [("factor", .number(Rational(rank)))])
        }
      } else if UpdateWords.allOfThem.isIn(labelled.label, of: bytes),
        !UpdateWords.someOfThem.isIn(labelled.label, of: bytes), let layers = stated.layers,
        let targets = stated.targets
      {
        let right = layers * targets * one
        if value == targets * one {
          reportCount(
            labelled, .layerCountWrong, [.blockCountWrong, .partsOmitted], claimed: 1, correct: layers)
        } else if value == layers * one {
          reportCount(
            labelled, .partsOmitted, [.extraFactor], correct: right,
            [("gap", .number(Rational(right - value)))])
        } else if value == layers * targets * rank * size {
          reportCount(
            labelled, .partsOmitted, [.ffnMatrixMissing], correct: right,
            [("gap", .number(Rational(right - value)))])
        }
      }
    }
    checkSharesOfUpdates(all)
  }

  /// "LoRA trains 37.5% of them", "512 times fewer", where the adapters and the full matrices were counted above.
  private mutating func checkSharesOfUpdates(_ all: [LabelledWork]) {
    let bytes = working.bytes
    guard
      let part = all.first(where: {
        UpdateWords.allOfThem.isIn($0.label, of: bytes) && !UpdateWords.full.isIn($0.label, of: bytes)
          && !LabelledWords.operations.isIn($0.label, of: bytes)
      }),
      let whole = all.first(where: {
        UpdateWords.full.isIn($0.label, of: bytes) && !LabelledWords.operations.isIn($0.label, of: bytes)
      }), let updates = part.count, let matrices = whole.count, matrices > updates, part.home <= whole.home,
      all.count(where: { UpdateWords.full.isIn($0.label, of: bytes) }) == 1,
      let share = try? Rational(Int128(updates), over: Int128(matrices)),
      let times = try? Rational(Int128(matrices), over: Int128(updates))
    else { return }
    for line in lines(with: UpdateWords.trains) where line.index >= lines[whole.home].index {
      guard let word = UpdateWords.trains.first(on: line, of: bytes),
        word.lowerBound > whole.range.upperBound
      else { continue }
      for measure in measures(on: line)
      where measure.range.lowerBound >= word.upperBound
        && measure.range.lowerBound - word.upperBound <= 32
      {
        let front = line.stretch(before: measure.range.lowerBound, atMost: 24)
        let behind = line.stretch(behind: measure.endOfDigits(in: bytes), atMost: 24)
        if measure.numeral.scale == .percent {
          guard
            UpdateWords.ofThem.isIn(front, of: bytes)
              || UpdateWords.ofThem.isIn(behind, of: bytes)
          else { continue }
          reportShare(measure, share, on: line)
        } else if UpdateWords.fewer.isIn(behind, of: bytes) || UpdateWords.fraction.isIn(front, of: bytes) {
          reportShare(measure, times, on: line)
        }
      }
    }
  }

  private mutating func reportShare(_ measure: Measure, _ right: Rational, on line: TextLine) {
    let numeral = measure.numeral
    guard let gap = try? numeral.value.subtracting(right).magnitude,
      let room = try? max(numeral.lastPlace, right.divided(by: 50)), gap > room,
      !isReported(measure.range), isAsserted(measure.range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .conclusionContradictsNumbers, range: measure.range, claimed: numeral.value, correct: right))
  }

  private struct StatedUpdates {
    let rank: Int
    let size: Int
    let layers: Int?
    let targets: Int?
  }

  /// What the line that speaks of the updates says of them.
  private var statedUpdates: StatedUpdates? {
    let bytes = working.bytes
    for line in lines(with: UpdateWords.names)
    where line.range.count <= 2_048 && UpdateWords.names.isOn(line, of: bytes) {
      let end = min(line.range.upperBound, line.range.lowerBound + 256)
      var (rank, layers): (Int?, Int?)
      for measure in measures(on: line) where measure.range.lowerBound < end {
        guard let value = measure.numeral.value.integer, (1...100_000).contains(value) else { continue }
        let digits = measure.endOfDigits(in: bytes)
        if rank == nil,
          UpdateWords.ranks.isIn(line.stretch(before: measure.range.lowerBound, atMost: 8), of: bytes)
        {
          rank = value
          continue
        }
        var joint = Joint(bytes, from: digits, to: end)
        if layers == nil, joint.take(UpdateWords.layers) { layers = value }
      }
      guard let rank, rank > 1, let size = squareOfUpdate(on: line, to: end), rank < size else { continue }
      return StatedUpdates(
        rank: rank, size: size, layers: layers,
        targets: UpdateWords.targets.first {
          $0.words.isIn(line.range.lowerBound..<end, of: bytes)
        }?.count)
    }
    return nil
  }

  /// 4096 of "each 4096×4096".
  private func squareOfUpdate(on line: TextLine, to end: Int) -> Int? {
    for side in line.lone where side.located.range.lowerBound < end {
      guard case .product(let factors) = side.located.expression, factors.count == 2,
        let first = Claim.numeral(of: factors[0])?.value, first == Claim.numeral(of: factors[1])?.value,
        let size = first.integer, (64...100_000).contains(size)
      else { continue }
      return size
    }
    return nil
  }
}

private enum UpdateWords {
  static let names: PhraseSet = ["lora", "low-rank", "低秩"]
  static let ranks: PhraseSet = ["rank ", "rank=", "rank-", "r=", "r = ", "秩", "rank of "]
  static let layers: PhraseSet = ["layers", "transformer layers", "decoder layers", "blocks", "层", "个块"]
  static let targets: [(words: PhraseSet, count: Int)] = [
    (
      [
        "q, k, v, o", "q, k, v and o", "q, k, v, and o", "q、k、v、o", "q/k/v/o", "qkvo", "q、k、v 和 o",
        "query, key, value and output", "all four",
      ], 4
    ),
    (["q, k and v", "q, k, and v", "q、k、v", "q/k/v", "query, key and value"], 3),
    (["q and v", "q、v", "q/v", "q 和 v", "q与v", "query and value", "w_q and w_v"], 2),
  ]
  static let otherKinds: PhraseSet = [
    "vera", "shared a", "shares a", "dora", "adalora", "共享 a", "only b", "a is frozen", "freeze a", "ffn",
    "mlp",
    "gqa", "grouped", "d_ff",
  ]
  static let perMatrix: PhraseSet = [
    "per matrix", "each matrix", "one matrix", "per adapted matrix", "per target", "一个矩阵", "每个矩阵", "单个矩阵",
  ]
  static let single: PhraseSet = [
    "full", "frozen", "original", "each matrix has", "every matrix has", "每个矩阵有", "a alone", "only",
    "matrix a:", "matrix b:", "完整", "原始", "冻结", "只",
  ]
  static let allOfThem: PhraseSet = [
    "all adapters", "all lora", "lora in total", "total lora", "lora total", "trainable in total",
    "all updates",
    "adapters in total", "全部适配器", "所有适配器", "适配器总", "总共", "lora 总", "all:", "全部 lora",
  ]
  static let someOfThem: PhraseSet = [
    "per layer", "each layer", "one layer", "a layer", "per matrix", "full", "每层", "单层", "一层", "完整", "矩阵",
  ]
  static let full: PhraseSet = ["full matrices", "the full", "完整矩阵", "原矩阵"]
  static let trains: PhraseSet = ["lora trains", "lora 只训练", "lora只训练", "lora 训练"]
  static let ofThem: PhraseSet = ["of them", "其中", "of these"]
  static let fewer: PhraseSet = ["times fewer", "times less"]
  static let fraction: PhraseSet = ["即 1/", "that is 1/", "i.e. 1/"]
}
