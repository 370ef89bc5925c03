import Explaining

/// Writes a document for TeX straight from the model: cmark's own LaTeX would escape the mathematics.
struct LaTeXWriter {
  /// The names that `document.tex` may use.
  static let placeholders = ["language", "title", "subtitle", "main"]

  let notations: Notations
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
      case .figure: break
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
    output.put(ordered ? "\\begin{enumerate}\n" : "\\begin{itemize}\n")
    for item in items {
      output.put("\\item ")
      write(item, to: &output)
    }
    output.put(ordered ? "\\end{enumerate}\n" : "\\end{itemize}\n")
  }

  private func writeCalculation(_ calculation: Calculation, to output: inout [UInt8]) {
    if calculation.rows.isEmpty { return }
    var notes: [[Inline]] = []
    AlignedRows(notations: notations, limit: 56, environment: "align*")
      .write(calculation, longNotes: &notes, to: &output)
    writeList(ordered: true, notes.map { [.paragraph($0)] }, to: &output)
  }

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
