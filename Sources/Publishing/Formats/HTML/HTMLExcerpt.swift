import CCMark
import Explaining

extension HTMLWriter {
  /// A line of somebody's working with its marks, and the remarks below it.
  func writeExcerpt(_ excerpt: Excerpt) {
    tree.block {
      tree.raw.put("<div class=\"excerpt\"><p class=\"place\">")
      tree.text(excerpt.place)
      tree.raw.put("</p><blockquote dir=\"auto\">")
      write(excerpt.line)
      tree.raw.put("</blockquote>")
      if !excerpt.remarks.isEmpty {
        tree.raw.put("<ol class=\"remarks\">")
        for remark in excerpt.remarks { writeRemark(remark) }
        tree.raw.put("</ol>")
      }
      tree.raw.put("</div>")
    }
  }

  /// The whole of somebody's working line by line, with the names of the mistakes at the side.
  func writeManuscript(_ manuscript: Manuscript) {
    tree.block {
      tree.raw.put("<div class=\"manuscript\" role=\"group\" dir=\"auto\" aria-label=\"")
      tree.raw.put(escaping: manuscript.label)
      tree.raw.put("\">")
      for line in manuscript.lines {
        tree.raw.put(line.notes.isEmpty ? "<p>" : "<p class=\"noted\"><span>")
        write(line.text)
        if !line.notes.isEmpty { tree.raw.put("</span>") }
        for note in line.notes { writeNote(note) }
        tree.raw.put("</p>")
      }
      tree.raw.put("</div>")
    }
  }

  private func writeNote(_ note: Manuscript.Note) {
    switch note.severity {
    case .error: tree.raw.put("<small class=\"error\">")
    case .warning: tree.raw.put("<small class=\"warning\">")
    case .note: tree.raw.put("<small class=\"remark\">")
    }
    writeHidden(words[PageWords.Key(note.severity)])
    write(note.text)
    tree.raw.put("</small>")
  }

  private func writeRemark(_ remark: Excerpt.Remark) {
    switch remark.severity {
    case .error: tree.raw.put("<li class=\"error\"><p>")
    case .warning: tree.raw.put("<li class=\"warning\"><p>")
    case .note: tree.raw.put("<li class=\"remark\"><p>")
    }
    if !remark.name.isEmpty {
      tree.raw.put("<strong class=\"name\">")
      writeHidden(words[PageWords.Key(remark.severity)])
      write(notations.sentence(remark.name))
      tree.raw.put("</strong>")
      tree.raw.put(notations.seam)
    }
    write(remark.text)
    tree.raw.put("</p>")
    if let correction = remark.correction { writeCalculation(correction) }
    tree.raw.put("</li>")
  }
}
