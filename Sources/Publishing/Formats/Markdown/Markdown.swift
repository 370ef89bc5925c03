import CCMark
import Explaining

/// Writes portable Markdown: dollar mathematics, pipe tables, strike-through, and nothing else beyond CommonMark.
///
/// Figures are left out: what they show stands in a table nearby. What HTML folds away follows its summary.
final class MarkdownWriter {
  let tree = Tree()
  let notations: Notations
  /// The anchors under which GitHub and pandoc will find each heading, by the document's own anchors.
  private let anchors: [String: String]
  /// Whether a table's cell is being written, where a pipe would end it.
  var isInTable = false

  private init(_ document: Document) {
    notations = Notations(document.language)
    anchors = headingAnchors(document, notations)
  }

  /// A document with its front matter.
  static func render(_ document: Document) -> [UInt8] {
    let writer = MarkdownWriter(document)
    var output: [UInt8] = []
    output.reserveCapacity(1 << 16)
    output.put("---\ntitle: \"")
    for byte in plainText(document.title, writer.notations).utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case UInt8(ascii: "\n"): output.put(" ")
      default: output.append(byte)
      }
    }
    output.put("\"\nlang: ")
    output.put(document.language.tag)
    output.put("\n---\n\n")
    writer.tree.heading(level: 1) { writer.write(document.title) }
    if !document.subtitle.isEmpty {
      writer.tree.paragraph { writer.tree.node(CMARK_NODE_EMPH) { writer.write(document.subtitle) } }
    }
    writer.write(document.blocks)
    writer.tree.renderMarkdown(to: &output)
    return output
  }

  func write(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(let level, _, let inlines): tree.heading(level: level) { write(inlines) }
      case .paragraph(let inlines): writeParagraph(inlines)
      case .list(let ordered, let items):
        let isTight = items.allSatisfy { $0.count <= 1 }
        tree.list(ordered: ordered, tight: isTight) {
          for item in items { tree.item { write(item) } }
        }
      case .calculation(let calculation): writeCalculation(calculation)
      case .table(let table): writeTable(table)
      case .figure: break
      case .details(let summary, _, let blocks):
        tree.paragraph { tree.node(CMARK_NODE_STRONG) { write(withoutEmphasis(summary)) } }
        write(blocks)
      case .excerpt(let excerpt): writeExcerpt(excerpt)
      case .manuscript(let manuscript): writeManuscript(manuscript)
      }
    }
  }

  func writeParagraph(_ inlines: [Inline]) {
    var inlines = inlines
    _ = trimStart(of: &inlines)  // Four blanks would make code of it.
    tree.paragraph {
      if case .text(let text)? = inlines.first, let mark = listMark(text) {
        // pandoc would begin a list here: `(1) `, `A. `, `iv) `.
        tree.text(String(text.prefix(mark)))
        tree.raw.put("\\")
        tree.raw.put(String(text.dropFirst(mark).prefix(1)))
        write([.text(String(text.dropFirst(mark + 1)))] + inlines.dropFirst())
      } else {
        write(inlines)
      }
    }
  }

  /// Where the sign stands that would make a list of a paragraph: the opening bracket, or what follows a short word.
  private func listMark(_ text: String) -> Int? {
    var count = 0
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "(") where count == 0: return 0
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): count += 1
      case UInt8(ascii: "."), UInt8(ascii: ")"): return count > 0 ? count : nil
      default: return nil
      }
      if count > 8 { return nil }
    }
    return nil
  }

  /// Where a link leads: to a heading by the anchor that readers of Markdown make up, or to an address.
  func destination(_ target: String) -> String? {
    if !target.hasPrefix("#") { return target }
    return anchors[String(target.dropFirst())].map { "#" + $0 }
  }
}

/// Emphasis inside emphasis is no emphasis.
func withoutEmphasis(_ inlines: [Inline]) -> [Inline] {
  inlines.flatMap { inline -> [Inline] in
    if case .strong(let inner) = inline { withoutEmphasis(inner) } else { [inline] }
  }
}

/// The anchors that GitHub gives to headings, and pandoc too when it reads GitHub's Markdown: lower case, blanks as
/// hyphens, other signs dropped, a number behind repeated ones.
private func headingAnchors(_ document: Document, _ notations: Notations) -> [String: String] {
  var anchors: [String: String] = [:]
  var counts: [String: Int] = [:]
  func add(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(_, let anchor, let inlines):
        let name = slug(plainText(inlines, notations))
        let count = counts[name, default: 0]
        counts[name] = count + 1
        anchors[anchor] = count == 0 ? name : "\(name)-\(count)"
      case .details(_, _, let inner): add(inner)
      default: break
      }
    }
  }
  counts[slug(plainText(document.title, notations))] = 1
  add(document.blocks)
  return anchors
}

/// A heading's text as an anchor.
func slug(_ text: String) -> String {
  var result = ""
  for character in text.lowercased() {
    if character == " " {
      result.append("-")
    } else if character.isLetter || character.isNumber || character == "-" || character == "_" {
      result.append(character)
    }
  }
  return result
}
