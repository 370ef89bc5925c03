import Explaining

extension HTMLWriter {
  /// A table that scrolls in its own region where the page is too narrow.
  ///
  /// - Parameter label: what names a table without a caption to those who hear the page.
  func writeTable(_ table: Table, label: String = "") {
    tables += 1
    tree.block {
      if table.caption.isEmpty {
        tree.raw.put("<div class=\"scroll\" tabindex=\"0\"")
        if !label.isEmpty {
          tree.raw.put(" role=\"region\" aria-label=\"")
          tree.raw.put(escaping: label)
          tree.raw.put("\"")
        }
        tree.raw.put("><table>")
      } else {
        tree.raw.put(
          "<div class=\"scroll\" role=\"region\" aria-labelledby=\"page-table-\(tables)\" tabindex=\"0\">")
        tree.raw.put("<table><caption><span id=\"page-table-\(tables)\">")
        write(table.caption)
        tree.raw.put("</span></caption>")
      }
      tree.raw.put("<thead><tr>")
      for column in table.columns {
        // A heading without words heads nothing.
        let isHeading = !column.heading.isEmpty
        tree.raw.put(isHeading ? "<th scope=\"col\"" : "<td")
        tree.raw.put(column.isNumeric ? " class=\"n\">" : ">")
        write(column.heading)
        tree.raw.put(isHeading ? "</th>" : "</td>")
      }
      tree.raw.put("</tr></thead><tbody>\n")
      for row in table.rows { writeRow(row, of: table) }
      tree.raw.put("</tbody>")
      if let footer = table.footer {
        tree.raw.put("<tfoot>")
        writeRow(footer, of: table)
        tree.raw.put("</tfoot>")
      }
      tree.raw.put("</table></div>")
    }
  }

  /// The columns of a terminal from which on a text is broken into lines, as in a list of titles.
  private static let widestCell = 32

  private func writeRow(_ cells: [[Inline]], of table: Table) {
    tree.raw.put("<tr>")
    for (index, column) in table.columns.enumerated() {
      let cell = index < cells.count ? cells[index] : []
      let isHeading = index == 0 && !cell.isEmpty
      tree.raw.put(isHeading ? "<th scope=\"row\"" : "<td")
      if column.isNumeric {
        tree.raw.put(" class=\"n\"")
      } else if textWidth(cell, notations) > HTMLWriter.widestCell {
        tree.raw.put(" class=\"w\"")
      }
      tree.raw.put(">")
      write(cell)
      tree.raw.put(isHeading ? "</th>" : "</td>")
    }
    tree.raw.put("</tr>\n")
  }
}
