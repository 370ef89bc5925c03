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
