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
    for row in rows {
      guard let total = number(in: column, of: row), let addends = addends(before: column, in: row),
        let sum = NetworkFacts.sum(addends), total.numeral.lastPlace == .one
      else { continue }
      if sum == total.numeral.value { continue }
      guard Digits.differ(sum, total.numeral.value), total.numeral.value > 999, !isReported(total.range)
      else {
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

  private func isHeadedTotal(_ cell: Range<Int>) -> Bool {
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
        guard number.numeral.lastPlace == .one, number.numeral.scale == .one else { return nil }
        addends.append(number.numeral.value)
      } else if working.bytes[cells[place]].contains(where: { $0.isASCIIWordByte }) {
        return nil
      }
    }
    return addends.count >= 2 ? addends : nil
  }
}
