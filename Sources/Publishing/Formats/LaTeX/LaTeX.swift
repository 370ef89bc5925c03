import Explaining

/// Writes a document for TeX straight from the model: cmark's own LaTeX would escape the mathematics.
struct LaTeXWriter {
  /// The names that `document.tex` may use.
  static let placeholders = ["language", "title", "subtitle", "main"]

  let notations: Notations
  /// Whether names may be broken, as in narrow columns; elsewhere they stay as they are, to be read by people and programs.
  var breaksNames = false
  private var anchors: Set<String> = []

  init(_ document: Document) {
    notations = Notations(document.language)
    collectAnchors(document.blocks)
  }

  /// A complete document.
  static func render(
    _ document: Document, skeleton: Mustache, partials: (String) -> [UInt8]?
  ) -> [UInt8] {
    let writer = LaTeXWriter(document)
    var (title, subtitle, main): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    writer.write(document.title, to: &title)
    writer.write(document.subtitle, to: &subtitle)
    writer.write(document.blocks, to: &main)
    let isChinese = document.language == .chinese
    return skeleton.render(
      [
        "language": .text(
          isChinese ? "\\usepackage[UTF8,heading=false,scheme=plain]{ctex}" : "\\usepackage[english]{babel}"),
        "title": .text(title), "subtitle": .text(subtitle), "main": .text(main),
      ], partials: partials)
  }

  /// A document's text alone, its title as a heading, to be put into another document with `\input`. The comment at its
  /// top says what that one must have.
  static func renderBody(_ document: Document) -> [UInt8] {
    let writer = LaTeXWriter(document)
    var output: [UInt8] = []
    output.put("% Needs amsmath, longtable, xcolor, hyperref")
    output.put(document.language == .chinese ? " and ctex.\n" : ".\n")
    for (name, form) in bodyCommands { output.put("\\providecommand{\\\(name)}[1]{\(form)}\n") }
    output.put("\\section*{")
    writer.write(document.title, to: &output)
    output.put("}\n")
    if !document.subtitle.isEmpty {
      writer.write([.paragraph(document.subtitle)], to: &output)
    }
    writer.write(document.blocks, to: &output)
    return output
  }

  /// What `document.tex` defines for corrections, for documents that do not.
  private static let bodyCommands = [
    ("deleted", "{\\color{red!70!black}[#1]}"), ("inserted", "{\\color{green!40!black}\\textbf{#1}}"),
    ("marked", "\\colorbox{yellow!40}{#1}"),
  ]

  func write(_ blocks: [Block], to output: inout [UInt8]) {
    for block in blocks {
      switch block {
      case .heading(let level, let anchor, let inlines):
        let command: StaticString = level <= 2 ? "section" : level == 3 ? "subsection" : "subsubsection"
        output.put("\n\\")
        output.put(command)
        output.put("*{")
        write(inlines, to: &output)
        output.put("}\\label{")
        output.put(label(anchor))
        output.put("}\n")
      case .paragraph(let inlines):
        write(inlines, to: &output)
        output.put("\n\n")
      case .list(let ordered, let items): writeList(ordered: ordered, items, to: &output)
      case .calculation(let calculation): writeCalculation(calculation, to: &output)
      case .table(let table): writeTable(table, to: &output)
      case .figure(let figure): if let table = figure.tableAlone { writeTable(table, to: &output) }
      case .details(let summary, _, let inner):
        output.put("\\textbf{")
        write(withoutEmphasis(summary), to: &output)
        output.put("}\n\n")
        write(inner, to: &output)
      case .excerpt(let excerpt): writeExcerpt(excerpt, to: &output)
      case .manuscript(let manuscript): writeManuscript(manuscript, to: &output)
      }
    }
  }

  private func writeList(ordered: Bool, _ items: [[Block]], to output: inout [UInt8]) {
    if items.isEmpty { return }
    // Formulas and addresses leave few places for breaks: evened out, the lines of an item would have wide gaps.
    output.put(ordered ? "\\begin{enumerate}\\raggedright\n" : "\\begin{itemize}\\raggedright\n")
    for item in items {
      output.put("\\item ")
      write(item, to: &output)
    }
    output.put(ordered ? "\\end{enumerate}\n" : "\\end{itemize}\n")
  }

  private func writeCalculation(_ calculation: Calculation, to output: inout [UInt8]) {
    if calculation.rows.isEmpty { return }
    var notes: [[Inline]] = []
    var rows = AlignedRows(notations: notations, limit: 56, environment: "align*", breaksLeft: true)
    let width = rows.width(of: calculation)
    // Short remarks stay beside their row, in smaller type if need be; what has no room there stands below.
    rows.longestNote = min(44, max(24, Int(LaTeXWriter.lineWidth - width)))
    let needed = width + Double(rows.widestNote(of: calculation)) * 0.85
    let size: StaticString? =
      needed <= LaTeXWriter.lineWidth
      ? nil : needed <= LaTeXWriter.lineWidth * 1.18 ? "\\footnotesize" : "\\scriptsize"
    if let size {
      output.put("{")
      output.put(size)
      output.put("\n")
    }
    rows.write(calculation, longNotes: &notes, to: &output)
    if size != nil { output.put("}\n") }
    writeList(ordered: true, notes.map { [.paragraph($0)] }, to: &output)
  }

  /// How many digits fit into a line beside the gaps between columns.
  private static let lineWidth = 80.0

  private func writeExcerpt(_ excerpt: Excerpt, to output: inout [UInt8]) {
    output.put("\\texttt{")
    writeEscaped(excerpt.place, to: &output)
    output.put("}\n\\begin{quote}\n")
    write(excerpt.line, to: &output)
    output.put("\n\\end{quote}\n")
    let items = excerpt.remarks.map { remark -> [Block] in
      let name: [Inline] =
        remark.name.isEmpty
        ? [] : [.strong(notations.sentence(remark.name)), .text(notations.seam.description)]
      return [.paragraph(name + remark.text)] + (remark.correction.map { [.calculation($0)] } ?? [])
    }
    writeList(ordered: items.count > 1, items, to: &output)
  }

  /// The whole of somebody's working, a paragraph a line, with notes at the margin.
  private func writeManuscript(_ manuscript: Manuscript, to output: inout [UInt8]) {
    output.put("\\begin{quote}\n")
    for line in manuscript.lines {
      write(line.text, to: &output)
      for note in line.notes {
        output.put("\\marginpar{\\footnotesize ")
        write(note.text, to: &output)
        output.put("}")
      }
      output.put("\n\n")
    }
    output.put("\\end{quote}\n")
  }

  private mutating func collectAnchors(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(_, let anchor, _): anchors.insert(anchor)
      case .details(_, _, let inner): collectAnchors(inner)
      default: break
      }
    }
  }

  /// Whether a heading of the document has this anchor.
  func has(anchor: String) -> Bool { anchors.contains(anchor) }

  /// An anchor as TeX's labels allow it.
  func label(_ anchor: String) -> String {
    var label = ""
    for byte in anchor.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"):
        label.unicodeScalars.append(Unicode.Scalar(byte))
      default: label += ":" + String(byte, radix: 16)
      }
    }
    return label
  }
}
