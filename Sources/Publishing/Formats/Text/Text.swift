import Explaining
import Symbolics

/// Writes a document for the terminal: lines of a given width, aligned columns, colours if asked for.
struct TextWriter {
  let notations: Notations
  let words: PageWords
  let hasColour: Bool
  /// The columns of the terminal.
  let width: Int
  var output: [UInt8] = []
  /// The blanks before every line of the present block.
  var indent = 0

  init(_ document: Document, words: PageWords, colour: Bool, width: Int) {
    notations = Notations(document.language)
    self.words = words
    hasColour = colour
    self.width = max(width, 40)
  }

  mutating func render(_ document: Document) -> [UInt8] {
    if !document.title.isEmpty { writeTitle(of: document) }
    write(document.blocks)
    while output.suffix(2).elementsEqual([0x0A, 0x0A]) { output.removeLast() }
    return output
  }

  private mutating func writeTitle(of document: Document) {
    let title = runs(document.title, .bold)
    write(title)
    let titleWidth = lines(splitIntoWords(title), width: width).map { Publishing.width(of: $0) }.max() ?? 0
    put(String(repeating: "═", count: titleWidth), .bold)
    endLine()
    if !document.subtitle.isEmpty { write(runs(document.subtitle, .dim)) }
    endLine()
  }

  mutating func write(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(let level, _, let inlines): writeHeading(level: level, inlines)
      case .paragraph(let inlines):
        write(runs(inlines))
        endBlock()
      case .list(let ordered, let items): writeList(ordered: ordered, items)
      case .calculation(let calculation): writeCalculation(calculation)
      case .table(let table): writeTable(table)
      case .figure(let figure): writeFigure(figure)
      case .details(let summary, _, let inner):
        write(runs(summary, .bold))
        indent += 2
        write(inner)
        indent -= 2
        endBlock()
      case .excerpt(let excerpt): writeExcerpt(excerpt)
      case .manuscript(let manuscript): writeManuscript(manuscript)
      }
    }
  }

  private mutating func writeHeading(level: Int, _ inlines: [Inline]) {
    let heading = runs(inlines, .bold)
    write(heading)
    if level <= 2 {
      let widest = lines(splitIntoWords(heading), width: width).map { Publishing.width(of: $0) }.max() ?? 0
      put(String(repeating: "─", count: widest), .bold)
      endLine()
    }
  }

  private mutating func writeList(ordered: Bool, _ items: [[Block]]) {
    for (index, item) in items.enumerated() {
      let mark = ordered ? "\(index + 1). " : "• "
      startLine()
      put(mark)
      let depth = columns(mark)
      indent += depth
      // The first block goes on behind the mark.
      if case .paragraph(let inlines)? = item.first {
        write(runs(inlines), isBegun: true)
        write(Array(item.dropFirst()))
      } else {
        endLine()
        write(item)
      }
      indent -= depth
    }
    endBlock()
  }

  // MARK: Lines

  /// Writes runs as lines that are broken at the terminal's width.
  mutating func write(_ runs: [Run], isBegun: Bool = false) {
    var isFirst = isBegun
    for line in lines(splitIntoWords(runs), width: max(width - indent, 20)) {
      if !isFirst { startLine() }
      isFirst = false
      put(line)
      endLine()
    }
    if isFirst { endLine() }
  }

  /// Writes words side by side.
  mutating func put(_ line: [Word]) {
    var ink: Ink = []
    for (index, word) in line.enumerated() {
      let isSpaced = index > 0 && word.hasSpace
      if hasColour, word.ink != ink {
        if !ink.isEmpty { output.put("\u{1B}[0m") }
        if isSpaced { output.put(" ") }
        word.ink.write(to: &output)
        ink = word.ink
      } else if isSpaced {
        output.put(" ")
      }
      put(plainBlanks: word.text)
    }
    if hasColour, !ink.isEmpty { output.put("\u{1B}[0m") }
  }

  /// Writes a word with ordinary blanks: a no-break space has done its work once the lines are broken, and whoever
  /// searches the output would not find it.
  private mutating func put(plainBlanks text: String) {
    guard text.utf8.contains(0xC2) else { return output.put(text) }
    for scalar in text.unicodeScalars { output.put(String(Character(scalar == "\u{A0}" ? " " : scalar))) }
  }

  /// Writes text as it stands.
  mutating func put(_ text: String, _ ink: Ink = []) {
    if hasColour, !ink.isEmpty {
      ink.write(to: &output)
      output.put(text)
      output.put("\u{1B}[0m")
    } else {
      output.put(text)
    }
  }

  mutating func put(blanks count: Int) {
    if count > 0 { output.append(contentsOf: repeatElement(UInt8(ascii: " "), count: count)) }
  }

  /// Leaves one line free before what follows.
  mutating func endBlock() {
    if !output.suffix(2).elementsEqual([0x0A, 0x0A]) { endLine() }
  }

  mutating func startLine() { put(blanks: indent) }

  mutating func endLine() {
    while output.last == UInt8(ascii: " ") { output.removeLast() }
    output.append(UInt8(ascii: "\n"))
  }

  // MARK: Inlines

  /// Inlines as runs of text.
  func runs(_ inlines: [Inline], _ ink: Ink = []) -> [Run] {
    var runs: [Run] = []
    for (index, inline) in inlines.enumerated() {
      switch inline {
      case .text(let text):
        // A unit stays on the line of its number.
        var text = text
        if index > 0, case .number = inlines[index - 1], text.utf8.first == UInt8(ascii: " ") {
          text = "\u{A0}" + text.dropFirst()
        }
        runs.append(Run(text: text, ink: ink))
      case .code(let text): runs.append(Run(text: text, ink: ink.union(hasColour ? .cyan : [])))
      case .number, .math: runs.append(Run(text: plainText([inline], notations), ink: ink))
      case .strong(let inner): runs += self.runs(inner, ink.union(.bold))
      case .link(let inner, let target):
        runs += self.runs(inner, ink)
        if !target.hasPrefix("#") { runs.append(Run(text: " <\(target)>", ink: .dim)) }
      case .deleted(let inner):
        runs += bracketed(inner, "[-", "-]", ink.union([.red, .struck]))
      case .inserted(let inner):
        runs += bracketed(inner, "[+", "+]", ink.union([.green, .bold]))
      case .marked(let inner):
        runs += bracketed(inner, "[", "]", ink.union([.yellow, .bold]))
      }
    }
    return runs
  }

  /// Where there are no colours, brackets tell what was changed.
  private func bracketed(_ inner: [Inline], _ open: String, _ close: String, _ ink: Ink) -> [Run] {
    let inside = runs(inner, ink)
    return hasColour ? inside : [Run(text: open, ink: ink)] + inside + [Run(text: close, ink: ink)]
  }
}
