import Symbolics

/// The products of attention beside the length of the sequence: a column of QKᵀ that doubles with it.
///
///     | seq | QKᵀ + AV | FFN |
///     | 512 | 0.81 G   | …   |
///     | 2048 | 3.22 G  | …   |   should be 12.9 G
extension NumberTable {
  func quadraticColumns() -> [Calculation.Draft] {
    let lengths = heads.indices.filter { isLength(heads[$0]) }
    guard lengths.count == 1, rows.count <= 16 else { return [] }
    var findings: [Calculation.Draft] = []
    for column in heads.indices where column != lengths[0] {
      guard QuadraticWords.products.isIn(heads[column], of: working.bytes),
        !QuadraticWords.others.isIn(heads[column], of: working.bytes),
        let draft = departure(lengths[0], column)
      else { continue }
      // With a fixed number of tokens, or for one token, it is in proportion.
      if around.contains(where: { QuadraticWords.linear.isOn($0, of: working.bytes) }) { continue }
      findings.append(draft)
    }
    return findings
  }

  private func isLength(_ head: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: head.lowerBound, to: head.upperBound)
    joint.skipBlanks()
    guard joint.take(QuadraticWords.lengths) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private typealias Cells = (length: TableValue, work: TableValue, line: TextLine)

  private func isInProportion(_ cells: Cells, _ above: Cells) -> Bool {
    let slack = 1.2 * (cells.work.room + above.work.room) + 0.005
    let ratio = cells.work.value / above.work.value * above.length.value / cells.length.value
    return (ratio - 1).magnitude <= slack
  }

  private func departure(_ lengths: Int, _ column: Int) -> Calculation.Draft? {
    var cells: [Cells] = []
    for row in rows {
      guard let length = cell(lengths, of: row, isExact: true), let work = cell(column, of: row) else {
        return nil
      }
      cells.append((length, work, row))
    }
    guard let first = cells.first, cells.count >= 3 else { return nil }
    var squares = 0
    var odd: [Int] = []
    for place in cells.indices.dropFirst() {
      let growth = cells[place].length.value / first.length.value
      let found = cells[place].work.value / first.work.value
      let slack = 1.2 * (cells[place].work.room + first.work.room) + 0.005
      guard growth >= 1.9, slack < 0.2 else { return nil }
      if (found / (growth * growth) - 1).magnitude <= slack {
        squares += 1
      } else if (found / growth - 1).magnitude <= slack || isInProportion(cells[place], cells[place - 1]) {
        odd.append(place)
      } else {
        return nil
      }
    }
    guard let place = odd.first, squares == 0 || odd.count == 1 && squares >= 2,
      !isOfOtherKind(cells[place].line), let right = right(first, cells[place])
    else { return nil }
    return Calculation.Draft(
      mistake: .scalingExponentWrong, range: cells[place].work.range,
      claimed: cells[place].work.numeral.value, correct: right)
  }

  private func right(
    _ first: Cells, _ cell: Cells
  ) -> Rational? {
    guard let growth = try? cell.length.numeral.value.divided(by: first.length.numeral.value),
      let squared = try? growth.multiplied(by: growth)
    else { return nil }
    return try? first.work.numeral.value.multiplied(by: squared)
  }
}

private enum QuadraticWords {
  static let lengths: PhraseSet = [
    "sequence length", "seq len", "seq_len", "seqlen", "seq. length", "seq", "length", "n", "s", "t", "序列长度",
    "长度",
    "序列长",
  ]
  static let products: PhraseSet = [
    "qkᵀ", "qk^t", "qk^{t}", "qk^\\top", "qk^{\\top}", "av", "attention score", "score matrix", "注意力分数",
    "分数矩阵",
    "注意力矩阵", "n²", "n^2", "s²", "s^2",
  ]
  static let others: PhraseSet = [
    "/", "per ", "flash", "window", "linear", "%", "share", "proj", "wq", "ratio", "×", "每", "占比", "投影", "线性",
    "窗口",
    "avg", "available", "save", "average", "ratio",
  ]
  static let linear: PhraseSet = [
    "per token", "each token", "/token", "per new", "one token", "decod", "cache", "fixed",
    "same number of tokens",
    "constant", "window", "linear attention", "flash", "generat", "chunk", "sparse", "每个词元", "每词元", "每 token",
    "每个 token", "解码", "缓存", "生成", "固定", "窗口", "稀疏", "线性注意力",
  ]
}
