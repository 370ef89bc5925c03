import Explaining
import Symbolics

extension TextWriter {
  /// Rows aligned at their signs. Long right sides are broken before an operator; remarks stand in a column at the right
  /// where there is room, else below.
  mutating func writeCalculation(_ calculation: Calculation) {
    let rows = calculation.rows.map { row in
      (left: row.left.map { plain($0) } ?? "", right: plain(row.right), row: row)
    }
    let room = width - indent - 2
    let leftWidth = min(rows.map { columns($0.left) }.max() ?? 0, room / 3)
    let rightRoom = room - leftWidth - 3
    let widest = rows.map { columns($0.right) }.filter { $0 <= rightRoom }.max() ?? 0
    // The column of remarks stands behind the widest right side that leaves it some room.
    let noteColumn = min(widest + 3, max(rightRoom - 18, 0))
    indent += 2
    for (left, right, row) in rows {
      startLine()
      let leftColumns = columns(left)
      if leftColumns > leftWidth {
        put(left)
        endLine()
        startLine()
        put(blanks: leftWidth)
      } else {
        put(blanks: leftWidth - leftColumns)
        put(left)
      }
      output.put(" ")
      output.put(row.relation.sign)
      output.put(" ")
      writeRight(right, row, room: rightRoom, noteColumn: noteColumn, margin: leftWidth + 3)
    }
    indent -= 2
    endBlock()
  }

  private mutating func writeRight(
    _ right: String, _ row: Calculation.Row, room: Int, noteColumn: Int, margin: Int
  ) {
    let pieces = brokenAtOperators(right, width: room)
    for (index, piece) in pieces.enumerated() {
      if index > 0 {
        startLine()
        put(blanks: margin + 2)
      }
      put(piece, row.isResult ? .bold : [])
      if index + 1 < pieces.count { endLine() }
    }
    let note = splitIntoWords(runs(row.note, .dim))
    if note.isEmpty { return endLine() }
    let used = columns(pieces.last ?? "") + (pieces.count > 1 ? 2 : 0)
    let noteRoom = room - max(noteColumn, used + 3)
    let noteLines = lines(note, width: noteRoom)
    if noteRoom >= 16, pieces.count == 1, used <= noteColumn, noteLines.count <= 3,
      noteLines.allSatisfy({ Publishing.width(of: $0) <= noteRoom })
    {
      for (index, line) in noteLines.enumerated() {
        if index > 0 { startLine() }
        put(blanks: index > 0 ? margin + noteColumn : noteColumn - used)
        put(line)
        endLine()
      }
    } else {
      endLine()
      for line in lines(note, width: max(room - 2, 20)) {
        startLine()
        put(blanks: margin + 2)
        put(line)
        endLine()
      }
    }
  }

  func plain(_ expression: Expression) -> String {
    var bytes: [UInt8] = []
    notations.plain(expression, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// A formula in plain notation as lines no wider than `width`, broken before operators, outside brackets
/// where possible.
func brokenAtOperators(_ text: String, width: Int) -> [String] {
  if columns(text) <= width { return [text] }
  // The pieces between operators, with the depth of brackets at which each begins.
  var pieces: [(text: String, depth: Int)] = [("", 0)]
  var depth = 0
  let scalars = Array(text.unicodeScalars)
  for (index, scalar) in scalars.enumerated() {
    switch scalar {
    case "(", "[", "⌊", "⌈": depth += 1
    case ")", "]", "⌋", "⌉": depth -= 1
    case "×", "·", "÷", "/":
      // Twice the depth, and one more: a sum is rather broken than a product.
      if index > 0 { pieces.append(("", 2 * depth + 1)) }
    case "+", "−", "-", "=":
      // Without blanks it is a sign.
      if index > 0, scalars[index - 1] == " ", index + 1 < scalars.count, scalars[index + 1] == " " {
        pieces.append(("", 2 * depth))
      }
    default: break
    }
    pieces[pieces.count - 1].text.unicodeScalars.append(scalar)
  }
  return joined(pieces, width: width)
}

/// Puts pieces together into lines: a line that is full is broken at its last piece of least depth.
private func joined(_ pieces: [(text: String, depth: Int)], width: Int) -> [String] {
  var lines: [String] = []
  var start = 0
  while start < pieces.count {
    let room = lines.isEmpty ? width : width - 2
    var (end, used) = (start, 0)
    while end < pieces.count, end == start || used + columns(trimmed(pieces[end].text)) <= room {
      used += columns(pieces[end].text)
      end += 1
    }
    if end < pieces.count {
      let least = pieces[(start + 1)...end].map(\.depth).min() ?? 0
      // Not so early that the line is nearly empty.
      let candidate = (start + 1...end).last { pieces[$0].depth == least } ?? end
      if candidate - start > (end - start) / 3 { end = max(candidate, start + 1) }
    }
    lines.append(trimmed(pieces[start..<end].map(\.text).joined()))
    start = end
  }
  return lines
}
