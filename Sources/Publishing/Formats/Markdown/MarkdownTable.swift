import Explaining

extension MarkdownWriter {
  /// A pipe table below its caption. Its rows are lines of one paragraph, so that cmark escapes the cells.
  func writeTable(_ table: Table) {
    if !table.caption.isEmpty { writeParagraph(table.caption) }
    isInTable = true
    defer { isInTable = false }
    tree.paragraph {
      tree.raw.put("|")
      for column in table.columns { writeCell(column.heading) }
      tree.raw.put("\n|")
      for column in table.columns { tree.raw.put(column.isNumeric ? " ---: |" : " --- |") }
      for row in table.rows { writeRow(row, of: table, isFooter: false) }
      if let footer = table.footer { writeRow(footer, of: table, isFooter: true) }
    }
  }

  private func writeRow(_ cells: [[Inline]], of table: Table, isFooter: Bool) {
    tree.raw.put("\n|")
    for index in table.columns.indices {
      let cell = index < cells.count ? cells[index] : []
      writeCell(isFooter && !cell.isEmpty ? [.strong(cell)] : cell)
    }
  }

  private func writeCell(_ inlines: [Inline]) {
    tree.raw.put(" ")
    write(inlines)
    tree.raw.put(inlines.isEmpty ? "|" : " |")
  }
}
