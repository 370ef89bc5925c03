import Symbolics

/// A table with the heads of its columns and the rows below them, whatever networks these name: tables that compare networks
/// are of no single calculation.
struct NumberTable {
  let working: HandCalculation
  /// The cells of the header.
  let heads: [Range<Int>]
  /// The rows with a number, without totals.
  let rows: [TextLine]
  /// The lines of the text around it.
  let around: ArraySlice<TextLine>

  /// What is wrong in the tables of a text.
  static func findings(in lines: [TextLine], of working: HandCalculation) -> [Calculation.Draft] {
    var findings: [Calculation.Draft] = []
    var start = 0
    while start < lines.count {
      var end = start
      while end < lines.count, lines[end].row != nil { end += 1 }
      if end - start > 3, let table = NumberTable(lines, start..<end, of: working) {
        findings += table.formulaColumns() + table.bytesOfFormats() + table.products()
        findings += table.quadraticColumns()
      }
      start = max(end, start + 1)
    }
    return findings
  }

  private init?(_ lines: [TextLine], _ range: Range<Int>, of working: HandCalculation) {
    guard let header = lines[range.lowerBound].row, (2...12).contains(header.cells.count) else { return nil }
    self.working = working
    heads = header.cells
    rows = lines[(range.lowerBound + 1)..<range.upperBound].filter { row in
      guard let first = row.row?.cells.first else { return false }
      return working.bytes[row.range].contains { $0.isASCIIDigit }
        && !TableWords.totals.isIn(first, of: working.bytes)
    }
    around = lines[max(0, range.lowerBound - 8)..<min(lines.count, range.upperBound + 8)]
    if !(3...40).contains(rows.count) { return nil }
  }

  /// The number of a cell with how far it may be off, as a part of it; a plain whole number may be exact.
  func cell(_ column: Int, of row: TextLine, isExact: Bool = false) -> TableValue? {
    guard let (numeral, range) = row.number(inColumn: column), let cell = row.row?.cells[column],
      range.upperBound <= cell.upperBound, numeral.value > .zero, let room = numeral.relativeRoom
    else { return nil }
    let isWhole =
      numeral.lastPlace == .one && numeral.scale == .one && (isExact || numeral.value >= 1_000)
    return TableValue(
      numeral: numeral, range: range, value: numeral.value.approximation,
      room: isWhole ? 0 : room.approximation)
  }

  /// Whether a row says of itself that it is counted in another way.
  func isOfOtherKind(_ row: TextLine) -> Bool { TableWords.others.isOn(row, of: working.bytes) }
}

/// A number of a table.
struct TableValue {
  let numeral: Numeral
  let range: Range<Int>
  let value: Double
  /// How far it may be off by its digits, as a part of it.
  let room: Double
}

private enum TableWords {
  static let totals: PhraseSet = [
    "total", "sum", "average", "mean", "合计", "总计", "总和", "总共", "平均",
  ]
  static let others: PhraseSet = [
    "*", "†", "‡", "注", "note", "不含", "including", "incl", "without", "excl", "moe", "active", "激活", "tied",
    "shared", "共享", "wrong", "错", "✗", "❌", "should", "应为", "instead",
  ]
}
