import CCMark

/// A pipe table: cmark reads it as a paragraph whose second line is a rule of dashes and walls.
struct NoteTable {
  private let head: [String]
  private let isRight: [Bool]
  private let rows: [[String]]

  /// The table that a paragraph's lines are; nil if they are none.
  init?(_ lines: [String]) {
    guard lines.count >= 2, let alignment = NoteTable.rule(lines[1]) else { return nil }
    let head = NoteTable.cells(lines[0])
    guard head.count == alignment.count else { return nil }
    self.head = head
    isRight = alignment
    rows = lines.dropFirst(2).map { NoteTable.cells($0) }
  }

  /// Which columns `|---|---:|` sets flush right; nil if a line is no such rule.
  private static func rule(_ line: String) -> [Bool]? {
    guard line.contains("-"), line.contains("|") else { return nil }
    var columns: [Bool] = []
    for cell in cells(line) {
      let dashes = cell.drop { $0 == ":" }.prefix { $0 == "-" }
      let rest = cell.drop { $0 == ":" }.dropFirst(dashes.count)
      guard !dashes.isEmpty, rest.isEmpty || rest == ":" else { return nil }
      columns.append(rest == ":" && !cell.hasPrefix(":"))
    }
    return columns
  }

  /// The cells of a line; a wall behind a backslash or within code is none.
  private static func cells(_ line: String) -> [String] {
    var cells: [String] = []
    var cell = ""
    var isEscaped = false
    for character in trimmed(line) {
      if character == "|", !isEscaped {
        cells.append(trimmed(cell))
        cell = ""
      } else {
        if character == "|" { cell.removeLast() }
        cell.append(character)
      }
      isEscaped = character == "\\" && !isEscaped
    }
    cells.append(trimmed(cell))
    if cells.first == "" { cells.removeFirst() }
    if cells.last == "", cells.count > 1 || line.contains("|") { cells.removeLast() }
    return cells
  }

  /// The table as a node. The cells are Markdown of their own.
  func node() -> OpaquePointer? {
    let table = NoteNode.raw(
      CMARK_NODE_CUSTOM_BLOCK, enter: Array("<div class=\"scroll prose\" tabindex=\"0\"><table><thead>".utf8),
      exit: Array("</tbody></table></div>\n".utf8))
    append(head, to: table, tag: "th scope=\"col\"", end: "</tr></thead><tbody>\n")
    for row in rows { append(row, to: table, tag: "td", end: "</tr>\n") }
    return table
  }

  private func append(_ cells: [String], to table: OpaquePointer?, tag: String, end: String) {
    let row = NoteNode.raw(CMARK_NODE_CUSTOM_BLOCK, enter: Array("<tr>".utf8), exit: Array(end.utf8))
    for column in head.indices {
      let name = tag.prefix { $0 != " " }
      let cell = NoteNode.raw(
        CMARK_NODE_CUSTOM_BLOCK, enter: Array("<\(tag)\(isRight[column] ? " class=\"n\"" : "")>".utf8),
        exit: Array("</\(name)>".utf8))
      if column < cells.count, let inner = NoteTree(Array(cells[column].utf8)),
        let paragraph = cmark_node_first_child(inner.root)
      {
        // A cell is one line; what Markdown would make a list or a heading of is put in as its words.
        if NoteNode.type(paragraph) == CMARK_NODE_PARAGRAPH {
          NoteNode.moveChildren(of: paragraph, to: cell)
        } else {
          cmark_node_append_child(cell, NoteNode.text(cells[column]))
        }
      }
      cmark_node_append_child(row, cell)
    }
    cmark_node_append_child(table, row)
  }
}
