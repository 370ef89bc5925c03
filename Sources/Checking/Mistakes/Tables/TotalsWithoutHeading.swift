import Symbolics

/// Rows of a table that has no heading, the last of which says "total": `| LSTM 1 | 16,896 |`, `| Dense | 129 |`,
/// `| Total | 16,896 |`.
extension Calculation {
  /// The last column against its total. What stands above on the page may be further rows of the same table, so that a total
  /// above the sum is only called wrong for its digits.
  mutating func checkTotalWithoutHeading(_ rows: [TextLine]) {
    guard (3...64).contains(rows.count), let last = rows.last, isTotal(last), !isPartialTotal(last),
      let column = last.row?.cells.indices.last, column >= 1, !isBelowRow(rows[0]),
      case let data = Array(rows.dropLast()),
      data.allSatisfy({ $0.row?.cells.count == column + 1 && !isTotal($0) && !isGap($0) && !isAside($0) }),
      let total = number(in: column, of: last), total.numeral.lastPlace == .one, total.numeral.value > 999,
      !isReported(total.range), !data.contains(where: { mayCountOtherwise($0) }),
      // `| layer | 444,864 |` above `| 12 layers | 5,338,368 |` is no part.
      withoutSingles(data, in: column, total.numeral).count == data.count,
      case let addends = data.compactMap({ number(in: column, of: $0)?.numeral }),
      addends.count == data.count, addends.allSatisfy({ $0.lastPlace == .one && $0.value >= .one }),
      let sum = NetworkFacts.sum(addends.map { $0.value }), sum != total.numeral.value,
      sum > total.numeral.value || Digits.differ(sum, total.numeral.value)
    else { return }
    check(total.numeral, total.range, against: addends, isList: false)
    checkRowsLeftOut(of: data, last, column, below: nil)
  }

  /// Whether the text's line right above a row is one of a table.
  private func isBelowRow(_ row: TextLine) -> Bool {
    let bytes = working.bytes
    let start = working.lineStarts[working.line(at: row.range.lowerBound)]
    let end = bytes.skipBack(from: start, to: max(0, start - 64)) { $0 <= 0x20 }
    let above = bytes.skipBack(from: end, to: max(0, end - 512)) { $0 != 0x0A }
    return bytes[above..<max(above, end)].contains(UInt8(ascii: "|"))
  }

  /// Whether a gap is no sum of some of up to twelve addends: then nothing was left out of a total, it was added wrongly.
  func isNoPart(_ gap: Rational, of addends: [Rational]) -> Bool {
    guard addends.count <= 12, addends.allSatisfy({ $0 > .zero }) else { return false }
    var sums: Set<Rational> = [.zero]
    for addend in addends {
      for sum in Array(sums) {
        guard let next = try? sum.adding(addend) else { return false }
        if next == gap { return false }
        if next < gap { sums.insert(next) }
      }
    }
    return true
  }
}
