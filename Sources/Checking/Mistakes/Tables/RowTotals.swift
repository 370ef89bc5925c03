import Symbolics

/// The last column of a table that is headed "total", against the numbers of each row.
///
///     | Layer | Weights | Bias | Total |
///     | conv2 | 4,608   | 32   | 4,460 |
extension Calculation {
  /// Names the totals that differ from the sum of their row by exchanged digits, one digit or a power of ten, where no row
  /// shows that the column is something else.
  mutating func checkRowTotals(of rows: [TextLine], below header: TableRow) {
    guard let column = header.cells.indices.last(where: { isHeadedTotal(header.cells[$0]) }), column >= 3
    else { return }
    var wrong: [(total: Numeral, range: Range<Int>, sum: Rational)] = []
    var agreeing = 0
    for row in rows {
      guard let total = number(in: column, of: row), let addends = addends(before: column, in: row),
        let sum = NetworkFacts.sum(addends)
      else { continue }
      if sum == total.numeral.value {
        agreeing += 1
        continue
      }
      guard !isReported(total.range), isSlip(total.numeral, sum, of: addends, in: row, below: agreeing) else {
        return
      }
      wrong.append((total.numeral, total.range, sum))
    }
    guard wrong.count * 2 <= rows.count || wrong.count == 1 else { return }
    for (total, range, sum) in wrong {
      let digits = Digits.of(total.value).flatMap { Digits.slip(from: sum, to: $0, total) } ?? []
      findings.append(
        Draft(
          mistake: .totalDoesNotAddUp, alternatives: digits.filter { $0 != .productSlip }, range: range,
          claimed: total.value, correct: sum, fix: Expression(sum)))
    }
  }

  /// Whether a total is off by digits; or, where rows above show what the column is, by one of the parts or a little.
  private func isSlip(
    _ total: Numeral, _ sum: Rational, of addends: [Rational], in row: TextLine, below agreeing: Int
  ) -> Bool {
    if total.lastPlace != .one { return RoundedSums.areTransposed(sum, total) && agreeing > 0 }
    if total.value > 999, Digits.differ(sum, total.value) { return true }
    guard agreeing > 0, total.value > 9_999, addends.count(where: { !$0.isZero }) >= 2, sum.isInteger,
      !Calculation.countedOnce.isOn(row, of: working.bytes)
    else { return false }
    return SameNumber.isNear(sum, total.value)
  }

  /// Rows in which a part may be counted once, twice or not at all.
  private static let countedOnce: PhraseSet = [
    "tied", "shared", "without", "excl", "incl", "×", "*", "total", "(", "共享", "不含", "不计", "其中", "含",
  ]

  func isHeadedTotal(_ cell: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: cell.lowerBound, to: cell.upperBound)
    guard joint.take(Calculation.headedTotal) else { return false }
    _ = joint.takeUnits()
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private static let headedTotal: PhraseSet = ["total", "sum", "all", "Σ", "合计", "总计", "总和", "总数", "共计"]

  /// The whole numbers of a row before a column; nil where a cell holds anything else.
  private func addends(before column: Int, in row: TextLine) -> [Rational]? {
    guard let cells = row.row?.cells, cells.indices.contains(column) else { return nil }
    var addends: [Rational] = []
    for place in 1..<column {
      if let number = number(in: place, of: row) {
        guard number.numeral.scale == .one else { return nil }
        addends.append(number.numeral.value)
      } else if working.bytes[cells[place]].contains(where: { $0.isASCIIWordByte }) {
        return nil
      }
    }
    return addends.count >= 2 ? addends : nil
  }
}
