import Explaining

extension LaTeXWriter {
  /// A table that may go over several pages, with plain rules.
  func writeTable(_ table: Table, to output: inout [UInt8]) {
    if table.columns.isEmpty { return }
    if !table.caption.isEmpty {
      output.put("\\textit{")
      write(table.caption, to: &output)
      output.put("}\\nopagebreak\n\n")
    }
    output.put("\\begin{longtable}{")
    for column in table.columns { output.put(column.isNumeric ? "r" : "l") }
    output.put("}\n\\hline\n")
    writeRow(table.columns.map { [.strong($0.heading)] }, of: table, to: &output)
    output.put("\\hline\n\\endhead\n")
    for row in table.rows { writeRow(row, of: table, to: &output) }
    output.put("\\hline\n")
    if let footer = table.footer {
      writeRow(footer.map { $0.isEmpty ? [] : [.strong($0)] }, of: table, to: &output)
      output.put("\\hline\n")
    }
    output.put("\\end{longtable}\n\n")
  }

  private func writeRow(_ cells: [[Inline]], of table: Table, to output: inout [UInt8]) {
    for index in table.columns.indices {
      if index > 0 { output.put(" & ") }
      if index < cells.count { write(cells[index], to: &output) }
    }
    output.put(" \\\\\n")
  }
}
