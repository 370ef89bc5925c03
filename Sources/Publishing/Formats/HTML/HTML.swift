import CCMark
import Explaining
import Symbolics

/// Writes the body of a page. One value writes one page: the numbers that make ids unique are counted in it.
///
/// Each `HTML…` file adds the blocks of one kind.
final class HTMLWriter {
  let tree = Tree()
  let notations: Notations
  let words: PageWords
  /// How many tables and figures were written so far.
  var tables = 0
  var figures = 0

  init(_ language: Language, words: PageWords) {
    notations = Notations(language)
    self.words = words
  }

  /// The blocks as HTML.
  func render(_ blocks: [Block], to output: inout [UInt8]) {
    write(blocks)
    tree.renderHTML(to: &output)
  }

  /// Inlines without a paragraph around them.
  func render(_ inlines: [Inline], to output: inout [UInt8]) {
    tree.block { write(inlines) }
    tree.renderHTML(to: &output)
  }

  func write(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(let level, let anchor, let inlines): writeHeading(level: level, anchor: anchor, inlines)
      case .paragraph(let inlines): tree.paragraph { write(inlines) }
      case .list(let ordered, let items): writeList(ordered: ordered, items)
      case .calculation(let calculation): writeCalculation(calculation)
      case .table(let table): writeTable(table)
      case .figure(let figure): writeFigure(figure)
      case .details(let summary, let isOpen, let blocks): writeDetails(summary, isOpen: isOpen, blocks)
      case .excerpt(let excerpt): writeExcerpt(excerpt)
      case .manuscript(let manuscript): writeManuscript(manuscript)
      }
    }
  }

  private func writeHeading(level: Int, anchor: String, _ inlines: [Inline]) {
    let level = min(max(level, 2), 6)
    tree.block {
      tree.raw.put("<h\(level) id=\"")
      tree.raw.put(escaping: anchor)
      tree.raw.put("\">")
      write(inlines)
      tree.raw.put("<a class=\"anchor\" href=\"#")
      tree.raw.put(escaping: anchor)
      tree.raw.put("\" aria-label=\"")
      tree.raw.put(escaping: words[.link])
      tree.raw.put(" ")
      tree.raw.put(escaping: plainText(inlines, notations))
      tree.raw.put("\">#</a></h\(level)>")
    }
  }

  private func writeList(ordered: Bool, _ items: [[Block]]) {
    let isTight = items.allSatisfy { $0.count <= 1 }
    tree.list(ordered: ordered, tight: isTight) {
      for item in items { tree.item { write(item) } }
    }
  }

  private func writeDetails(_ summary: [Inline], isOpen: Bool, _ blocks: [Block]) {
    tree.block {
      tree.raw.put(isOpen ? "<details open><summary>" : "<details><summary>")
      write(summary)
      tree.raw.put("</summary>")
      write(blocks)
      tree.raw.put("</details>")
    }
  }
}
