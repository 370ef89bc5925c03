import Symbolics

/// The row of the backward pass with the same work as the row above it, that of the forward pass: `| Forward | 2 × 1.3e9 × 26e9 |`
/// and `| Backward | 2 × 1.3e9 × 26e9 |`. It takes twice as much.
extension Calculation {
  mutating func checkBackwardRow(_ place: Int) {
    guard place > 0, let row = lines[place].row, let above = lines[place - 1].row,
      row.cells.count == above.cells.count, (2...6).contains(row.cells.count),
      isNamed(row.cells[0], BackwardRows.backward), isNamed(above.cells[0], BackwardRows.forward),
      !BackwardRows.otherwise.isOn(lines[place], of: working.bytes)
    else { return }
    let bytes = working.bytes
    for (cell, other) in zip(row.cells, above.cells).dropFirst() where bytes[cell] != bytes[other] { return }
    guard
      let side = lines[place].lone.first(where: { side in
        row.cells[1].contains(side.located.range.lowerBound) && isWork(side, place)
      }), let value = side.outcome.value, !isReported(row.cells[1]),
      isAsserted(side.located.range, on: lines[place])
    else { return }
    findings.append(
      Draft(
        mistake: .backwardFactorWrong, range: side.located.range, claimed: value,
        correct: try? value.multiplied(by: .two)))
  }

  private func isNamed(_ cell: Range<Int>, _ names: PhraseSet) -> Bool {
    var joint = Joint(working.bytes, from: cell.lowerBound, to: cell.upperBound)
    guard joint.take(names) else { return false }
    _ = joint.take(BackwardRows.passes)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Whether a cell holds operations: in their unit, below a head for them, or two for each of so many weights and tokens.
  private func isWork(_ side: Chain.Side, _ place: Int) -> Bool {
    if side.unit == .flops { return true }
    if case .product(let factors) = side.located.expression, factors.count == 3,
      Claim.numeral(of: factors[0])?.value == .two,
      factors.dropFirst().allSatisfy({ (Claim.numeral(of: $0)?.value ?? .zero) >= 1_000_000 })
    {
      return true
    }
    guard (side.outcome.value ?? .zero) >= 1_000_000, place > 1 else { return false }
    for back in 2...4 where place >= back {
      let line = lines[place - back]
      guard line.row != nil else { return false }
      if BackwardRows.work.isOn(line, of: working.bytes) { return true }
    }
    return false
  }
}

private enum BackwardRows {
  static let forward: PhraseSet = ["forward", "fwd", "前向", "正向"]
  static let backward: PhraseSet = ["backward", "bwd", "反向", "后向"]
  static let passes: PhraseSet = ["pass", "propagation", "传播"]
  static let work: PhraseSet = ["flop", "计算量", "运算量"]
  static let otherwise: PhraseSet = [
    "byte", "gb", "mb", "ms", "lora", "frozen", "frozen", "grad", "dx", "dw", "comm", "gather", "memory",
    "字节",
    "通信", "显存",
    "冻结", "梯度",
  ]
}
