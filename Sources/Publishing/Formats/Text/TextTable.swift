import Explaining

extension TextWriter {
  /// A table in aligned columns, numbers flush right. Where it is wider than the terminal, columns of text are broken, and
  /// what still does not fit follows below, behind the first column once more.
  mutating func writeTable(_ table: Table) {
    if table.columns.isEmpty { return }
    if !table.caption.isEmpty { write(runs(table.caption, .dim)) }
    let heading = table.columns.map { splitIntoWords(runs($0.heading, .bold)) }
    let rows = table.rows.map { row in cells(row, of: table, []) }
    let footer = table.footer.map { cells($0, of: table, .bold) }
    let widths = columnWidths(table, [heading] + rows + (footer.map { [$0] } ?? []))
    for group in groups(widths) {
      writeRow(heading, table, widths, group)
      writeRule(widths, group)
      for row in rows { writeRow(row, table, widths, group) }
      if let footer {
        writeRule(widths, group)
        writeRow(footer, table, widths, group)
      }
      endBlock()
    }
  }

  /// The columns that stand side by side: as many as fit behind the first one, at least one.
  private func groups(_ widths: [Int]) -> [[Int]] {
    let room = width - indent
    var groups: [[Int]] = []
    var group = [0]
    var used = widths[0]
    for column in widths.indices.dropFirst() {
      if group.count > 1, used + 2 + widths[column] > room {
        groups.append(group)
        group = [0]
        used = widths[0]
      }
      group.append(column)
      used += 2 + widths[column]
    }
    return groups + [group]
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

  private mutating func writeRow(_ cells: [[Word]], _ table: Table, _ widths: [Int], _ group: [Int]) {
    let broken = cells.indices.map { lines(cells[$0], width: max(widths[$0], 1)) }
    for line in 0..<max(1, group.map { broken[$0].count }.max() ?? 1) {
      startLine()
      for column in group {
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

  private mutating func writeRule(_ widths: [Int], _ group: [Int]) {
    startLine()
    let length = group.reduce(2 * (group.count - 1)) { $0 + widths[$1] }
    put(String(repeating: "─", count: length), .dim)
    endLine()
  }
}
