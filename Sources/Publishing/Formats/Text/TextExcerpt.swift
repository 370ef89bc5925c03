import Explaining

extension TextWriter {
  /// A line of somebody's working as it was written, with carets below what is marked, and the remarks.
  mutating func writeExcerpt(_ excerpt: Excerpt) {
    startLine()
    put(oneLine(excerpt.place), .dim)
    endLine()
    indent += 2
    writeMarked(excerpt.line)
    for remark in excerpt.remarks { writeRemark(remark) }
    indent -= 2
    endBlock()
  }

  /// The whole of somebody's working, the notes below the lines that they are about.
  mutating func writeManuscript(_ manuscript: Manuscript) {
    indent += 2
    for line in manuscript.lines {
      line.text.isEmpty ? endLine() : writeMarked(line.text)
      indent += 2
      for note in line.notes { write([Run(text: "← ", ink: .dim)] + runs(note.text, Ink(note.severity))) }
      indent -= 2
    }
    indent -= 2
    endBlock()
  }

  private mutating func writeMarked(_ line: [Inline]) {
    var cells = cells(of: line)[...]
    while !cells.isEmpty {
      let count = fitting(Array(cells))
      writeLine(Array(cells.prefix(count)))
      cells = cells.dropFirst(count)
    }
  }

  private mutating func writeRemark(_ remark: Excerpt.Remark) {
    let ink = Ink(remark.severity)
    let label = words[PageWords.Key(remark.severity)]
    let name = remark.name.isEmpty ? [] : seam + runs(notations.sentence(remark.name), ink)
    write([Run(text: label, ink: ink)] + name + seam + runs(remark.text))
    if let correction = remark.correction { writeCalculation(correction) }
  }

  private var seam: [Run] { [Run(text: notations.seam.description, ink: [])] }

  /// A character of the quoted line and the mark below it.
  private struct Cell {
    var scalar: Unicode.Scalar
    var ink: Ink
    var isMarked: Bool
    /// What should have been written, at the first character of what is wrong.
    var correct: String?
  }

  private func cells(of line: [Inline]) -> [Cell] {
    var cells: [Cell] = []
    for (index, inline) in line.enumerated() {
      switch inline {
      case .deleted(let inner):
        var correct: String?
        if index + 1 < line.count, case .inserted(let right) = line[index + 1] {
          correct = oneLine(plainText(right, notations))
        }
        append(inner, [.red], isMarked: true, correct: correct, to: &cells)
      case .inserted(let right):
        if index > 0, case .deleted = line[index - 1] { continue }
        append(
          [.text("‸")], [.green], isMarked: true, correct: oneLine(plainText(right, notations)), to: &cells)
      case .marked(let inner): append(inner, [.bold], isMarked: true, correct: nil, to: &cells)
      default: append([inline], [], isMarked: false, correct: nil, to: &cells)
      }
    }
    return cells
  }

  private func append(
    _ inlines: [Inline], _ ink: Ink, isMarked: Bool, correct: String?, to cells: inout [Cell]
  ) {
    var correct = correct
    for scalar in plainText(inlines, notations).unicodeScalars {
      let shown: Unicode.Scalar = scalar == "\n" || scalar == "\t" ? " " : scalar
      cells.append(Cell(scalar: shown, ink: ink, isMarked: isMarked, correct: correct))
      correct = nil
    }
  }

  /// How many characters fit into a line; at least one.
  private func fitting(_ cells: [Cell]) -> Int {
    var used = 0
    for (index, cell) in cells.enumerated() {
      used += columns(cell.scalar)
      if used > width - indent, index > 0 { return index }
    }
    return cells.count
  }

  private mutating func writeLine(_ cells: [Cell]) {
    startLine()
    var start = 0
    while start < cells.count {
      var end = start
      var text = String.UnicodeScalarView()
      while end < cells.count, cells[end].ink == cells[start].ink {
        text.append(cells[end].scalar)
        end += 1
      }
      put(String(text), cells[start].ink)
      start = end
    }
    endLine()
    guard cells.contains(where: \.isMarked) else { return }
    writeMarks(below: cells)
  }

  /// Carets below the marked characters and, below these, the corrections as far as they stand clear of each other.
  private mutating func writeMarks(below cells: [Cell]) {
    startLine()
    var corrections: [(column: Int, text: String)] = []
    var column = 0
    var carets = ""
    for cell in cells {
      if let correct = cell.correct {
        corrections.append((max(0, min(column, width - indent - columns(correct))), correct))
      }
      carets += String(repeating: cell.isMarked ? "^" : " ", count: columns(cell.scalar))
      column += columns(cell.scalar)
    }
    while carets.last == " " { carets.removeLast() }
    put(carets, .red)
    endLine()
    var rows: [(text: String, end: Int)] = []
    for (column, text) in corrections {
      let row = rows.firstIndex { $0.end < column } ?? rows.count
      if row == rows.count { rows.append(("", -1)) }
      rows[row].text += String(repeating: " ", count: column - max(rows[row].end, 0)) + text
      rows[row].end = column + columns(text)
    }
    for row in rows {
      startLine()
      put(row.text, .green)
      endLine()
    }
  }
}
