import Explaining

extension TextWriter {
  /// A table in aligned columns, numbers flush right. Where it is wider than the terminal, columns of text are broken.
  mutating func writeTable(_ table: Table) {
    if table.columns.isEmpty { return }
    if !table.caption.isEmpty { write(runs(table.caption, .dim)) }
    let heading = table.columns.map { splitIntoWords(runs($0.heading, .bold)) }
    let rows = table.rows.map { row in cells(row, of: table, []) }
    let footer = table.footer.map { cells($0, of: table, .bold) }
    let widths = columnWidths(table, [heading] + rows + (footer.map { [$0] } ?? []))
    writeRow(heading, table, widths)
    writeRule(widths)
    for row in rows { writeRow(row, table, widths) }
    if let footer {
      writeRule(widths)
      writeRow(footer, table, widths)
    }
    endBlock()
  }

  private func cells(_ row: [[Inline]], of table: Table, _ ink: Ink) -> [[Word]] {
    table.columns.indices.map { $0 < row.count ? splitIntoWords(runs(row[$0], ink)) : [] }
  }

  private func columnWidths(_ table: Table, _ rows: [[[Word]]]) -> [Int] {
    var widths = table.columns.indices.map { column in
      rows.map { Publishing.width(of: $0[column]) }.max() ?? 0
    }
    let room = width - indent - 2 * (widths.count - 1)
    // Columns of text give way, the widest first, as far as their longest word and twelve columns.
    let least = table.columns.indices.map { column in
      max(12, rows.map { row in row[column].map { Publishing.width(of: [$0]) }.max() ?? 0 }.max() ?? 0)
    }
    while widths.reduce(0, +) > room {
      let textColumns = table.columns.indices.filter {
        !table.columns[$0].isNumeric && widths[$0] > least[$0]
      }
      guard let widest = textColumns.max(by: { widths[$0] < widths[$1] }) else { break }
      widths[widest] -= 1
    }
    return widths
  }

  private mutating func writeRow(_ cells: [[Word]], _ table: Table, _ widths: [Int]) {
    let broken = cells.indices.map { lines(cells[$0], width: max(widths[$0], 1)) }
    for line in 0..<max(1, broken.map(\.count).max() ?? 1) {
      startLine()
      for column in cells.indices {
        if column > 0 { put(blanks: 2) }
        let words = line < broken[column].count ? broken[column][line] : []
        let padding = max(widths[column] - Publishing.width(of: words), 0)
        if table.columns[column].isNumeric { put(blanks: padding) }
        put(words)
        if !table.columns[column].isNumeric { put(blanks: padding) }
      }
      endLine()
    }
  }

  private mutating func writeRule(_ widths: [Int]) {
    startLine()
    put(String(repeating: "─", count: widths.reduce(0, +) + 2 * (widths.count - 1)), .dim)
    endLine()
  }
}
