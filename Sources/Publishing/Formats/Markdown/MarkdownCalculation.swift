import CCMark
import Explaining

extension MarkdownWriter {
  /// One `aligned` block. Short remarks stand at the end of their rows; longer ones, and those with code or links, follow
  /// in a list and are referred to by numbers.
  func writeCalculation(_ calculation: Calculation) {
    var long: [[Inline]] = []
    tree.paragraph {
      tree.raw.put("$$\n")
      AlignedRows(notations: notations, limit: 72).write(calculation, longNotes: &long, to: &tree.raw)
      tree.raw.put("$$")
    }
    if long.isEmpty { return }
    tree.list(ordered: true, tight: true) {
      for note in long { tree.item { tree.paragraph { write(note) } } }
    }
  }

  /// A quoted line and the remarks on it.
  /// The whole of somebody's working in a quotation, with the names of the mistakes behind their lines.
  func writeManuscript(_ manuscript: Manuscript) {
    tree.blockQuote {
      for paragraph in manuscript.lines.split(whereSeparator: { $0.text.isEmpty }) {
        var inlines: [Inline] = []
        for line in paragraph {
          if !inlines.isEmpty { inlines.append(.text("\n")) }
          inlines += line.text
          for note in line.notes { inlines += [.text(" ← "), .strong(withoutEmphasis(note.text))] }
        }
        tree.paragraph {
          for (index, line) in inlines.split(whereSeparator: isLineEnd).enumerated() {
            if index > 0 { tree.node(CMARK_NODE_LINEBREAK) {} }
            var line = Array(line)
            _ = trimStart(of: &line)
            write(line)
          }
        }
      }
    }
  }

  private func isLineEnd(_ inline: Inline) -> Bool {
    if case .text("\n") = inline { true } else { false }
  }

  func writeExcerpt(_ excerpt: Excerpt) {
    writeParagraph([.code(excerpt.place)])
    tree.blockQuote { writeParagraph(excerpt.line) }
    if excerpt.remarks.isEmpty { return }
    tree.list(ordered: excerpt.remarks.count > 1, tight: false) {
      for remark in excerpt.remarks {
        tree.item {
          let name: [Inline] =
            remark.name.isEmpty
            ? [] : [.strong(notations.sentence(remark.name)), .text(notations.seam.description)]
          writeParagraph(name + remark.text)
          if let correction = remark.correction { writeCalculation(correction) }
        }
      }
    }
  }
}
