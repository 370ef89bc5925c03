/// A table for the terminal: a heading, columns two blanks apart, numbers flush right.
struct TextTable {
  /// One column.
  struct Column {
    let heading: String
    var isNumeric = false
  }

  let columns: [Column]
  var rows: [[String]] = []

  /// The table as lines; nothing stands behind the last text of a line.
  func text(_ style: Style) -> String {
    let widths = columns.indices.map { index in
      max(columns[index].heading.count, rows.map { $0[index].count }.max() ?? 0)
    }
    var text = style.bold(line(columns.map { $0.heading }, widths)) + "\n"
    for row in rows { text += line(row, widths) + "\n" }
    return text
  }

  private func line(_ cells: [String], _ widths: [Int]) -> String {
    var text = ""
    for (index, cell) in cells.enumerated() {
      let padding = String(repeating: " ", count: widths[index] - cell.count)
      if index > 0 { text += "  " }
      text += columns[index].isNumeric ? padding + cell : cell + (index < cells.count - 1 ? padding : "")
    }
    return text
  }
}
