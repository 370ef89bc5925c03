import Explaining

extension LaTeXWriter {
  /// A table that may go over several pages, with plain rules. What is wider than the page is set smaller, and columns of
  /// text that are then still too wide are broken into lines.
  func writeTable(_ table: Table, to output: inout [UInt8]) {
    if table.columns.isEmpty { return }
    if !table.caption.isEmpty {
      output.put("\\textit{")
      write(table.caption, to: &output)
      output.put("}\\nopagebreak\n\n")
    }
    let layout = LaTeXTableLayout(table, notations)
    if let size = layout.size {
      output.put("{")
      output.put(size)
      output.put("\\setlength{\\tabcolsep}{3pt}\n")
    }
    output.put("\\begin{longtable}{")
    for (index, column) in table.columns.enumerated() {
      if let hundredths = layout.shares[index] {
        output.put("p{\(decimal(hundredths))\\linewidth}")
      } else {
        output.put(column.isNumeric ? "r" : "l")
      }
    }
    output.put("}\n\\hline\n")
    writeHeadings(of: table, layout, to: &output)
    output.put("\\hline\n\\endhead\n")
    for row in table.rows { writeRow(row, of: table, layout, to: &output) }
    output.put("\\hline\n")
    if let footer = table.footer {
      writeRow(footer.map { $0.isEmpty ? [] : [.strong($0)] }, of: table, layout, to: &output)
      output.put("\\hline\n")
    }
    output.put("\\end{longtable}\n")
    if layout.size != nil { output.put("}") }
    output.put("\n")
  }

  private func writeHeadings(of table: Table, _ layout: LaTeXTableLayout, to output: inout [UInt8]) {
    for (index, column) in table.columns.enumerated() {
      if index > 0 { output.put(" & ") }
      if layout.shares[index] != nil { output.put("\\raggedright ") }
      let width = layout.headings[index]
      if let width { output.put("\\parbox[b]{\(decimal(width))\\linewidth}{\\raggedleft\\strut ") }
      write([.strong(column.heading)], to: &output)
      if width != nil { output.put("\\strut}") }
    }
    output.put(layout.hasParagraphs ? " \\tabularnewline\n" : " \\\\\n")
  }

  /// Hundredths as TeX reads them.
  private func decimal(_ hundredths: Int) -> String {
    hundredths < 10 ? "0.0\(hundredths)" : "0.\(min(hundredths, 99))"
  }

  private func writeRow(
    _ cells: [[Inline]], of table: Table, _ layout: LaTeXTableLayout, to output: inout [UInt8]
  ) {
    for index in table.columns.indices {
      if index > 0 { output.put(" & ") }
      guard index < cells.count else { continue }
      guard layout.shares[index] != nil, !cells[index].isEmpty else {
        write(cells[index], to: &output)
        continue
      }
      output.put("\\raggedright ")
      var narrow = self
      narrow.breaksNames = true
      narrow.write(cells[index], to: &output)
    }
    output.put(layout.hasParagraphs ? " \\tabularnewline\n" : " \\\\\n")
  }
}

/// The type size of a table, and what of it is broken into lines.
private struct LaTeXTableLayout {
  /// The command of a smaller size, if the table needs one.
  private(set) var size: StaticString?
  /// For each column that is broken into lines, its width in hundredths of the text's.
  private(set) var shares: [Int?]
  /// The same for headings that are broken above a column of numbers.
  private(set) var headings: [Int?]

  var hasParagraphs: Bool { shares.contains { $0 != nil } }

  /// How many digits fit into a line of the page at each size; the first is the document's own.
  private static let sizes: [(command: StaticString?, room: Int)] = [
    (nil, 82), ("\\small", 90), ("\\footnotesize", 98), ("\\scriptsize", 106),
  ]
  /// No column of text becomes narrower.
  private static let least = 12

  init(_ table: Table, _ notations: Notations) {
    let count = table.columns.count
    shares = Array(repeating: nil, count: count)
    headings = shares
    let rows = table.rows + (table.footer.map { [$0.map { [.strong($0)] }] } ?? [])
    let bodies = table.columns.indices.map { column in
      rows.reduce(0) { $1.count > column ? max($0, Self.width(of: $1[column], notations)) : $0 }
    }
    let titles = table.columns.map { Self.width(of: [.strong($0.heading)], notations) }
    var widths = zip(bodies, titles).map { max($0, $1) }
    let natural = widths.reduce(0, +) + 2 * count
    if let fitting = Self.sizes.first(where: { natural <= $0.room }) {
      size = fitting.command
      return
    }
    var broken: [Int: Int] = [:]
    for (index, column) in table.columns.enumerated() where column.isNumeric && titles[index] > bodies[index]
    {
      // In two lines, or in as many as its longest word leaves.
      let words = plainText(column.heading, notations).split(separator: " ").map { columns(String($0)) }
      let longest = ((words.max() ?? 0) * 8 + 6) / 7
      let width = max(bodies[index], max(longest, titles[index] / 2) + 2)
      if width < titles[index] { (broken[index], widths[index]) = (width, width) }
    }
    // The largest size at which columns of text can give way enough; the smallest if there is none. Much text in a row is
    // easier to read in longer lines of smaller type.
    for (command, room) in Self.sizes.dropFirst(natural > 2 * Self.sizes[0].room ? 2 : 0) {
      size = command
      for (index, width) in broken { headings[index] = width * 100 / room }
      if fit(widths, table, room: room) { return }
    }
  }

  /// In digits. Names are set in a face whose characters are a quarter wider than those of text, bold type is a seventh
  /// wider.
  private static func width(of cell: [Inline], _ notations: Notations) -> Int {
    cell.reduce(0) { width, inline in
      switch inline {
      case .code(let text): width + (columns(text) * 5 + 3) / 4
      case .strong(let inner): width + (self.width(of: inner, notations) * 8 + 6) / 7
      case .link(let inner, _): width + self.width(of: inner, notations)
      default: width + textWidth([inline], notations)
      }
    }
  }

  /// Takes digits off the columns of text until all fit into `room`, so that a column of twice the text keeps more than
  /// another, but not twice as much; false where they cannot give way that far.
  private mutating func fit(_ widths: [Int], _ table: Table, room: Int) -> Bool {
    var narrow = widths
    var excess = widths.reduce(0, +) + 2 * widths.count - room
    func pressure(_ index: Int) -> Double { Double(narrow[index] * narrow[index]) / Double(widths[index]) }
    while excess > 0 {
      let texts = widths.indices.filter { !table.columns[$0].isNumeric && narrow[$0] > Self.least }
      guard let widest = texts.max(by: { pressure($0) < pressure($1) }) else { break }
      narrow[widest] -= 1
      excess -= 1
    }
    for index in widths.indices {
      shares[index] = narrow[index] < widths[index] ? max(5, narrow[index] * 100 / room) : nil
    }
    return excess <= 0
  }
}
