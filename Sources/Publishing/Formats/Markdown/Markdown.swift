import CCMark
import Explaining

/// Writes Markdown: CommonMark, mathematics, pipe tables, strike-through, and what a flavour adds; see ``MarkdownFlavour``.
///
/// Figures are left out: what they show stands in a table nearby.
final class MarkdownWriter {
  let tree = Tree()
  let notations: Notations
  let flavour: MarkdownFlavour
  /// How many blocks are folded away around what is being written.
  private var depth = 0
  /// The anchors under which GitHub and pandoc will find each heading, by the document's own anchors.
  private let anchors: [String: String]
  /// Whether a table's cell is being written, where a pipe would end it.
  var isInTable = false

  private init(_ document: Document, _ flavour: MarkdownFlavour, anchors: [String: String]) {
    notations = Notations(document.language)
    self.flavour = flavour
    self.anchors = anchors
  }

  /// A document with its front matter.
  static func render(_ document: Document, flavour: MarkdownFlavour) -> [UInt8] {
    let anchors = headingAnchors(document, flavour)
    let writer = MarkdownWriter(document, flavour, anchors: anchors)
    var output: [UInt8] = []
    output.reserveCapacity(1 << 16)
    if flavour.hasFrontMatter { writer.writeFrontMatter(document, to: &output) }
    if flavour.hasTitleHeading { writer.tree.heading(level: 1) { writer.write(document.title) } }
    if !document.subtitle.isEmpty {
      writer.tree.paragraph { writer.tree.node(CMARK_NODE_EMPH) { writer.write(document.subtitle) } }
    }
    writer.write(document.blocks)
    writer.tree.renderMarkdown(to: &output)
    return output
  }

  /// Some blocks of a document by themselves, for one cell of a notebook.
  static func render(
    _ blocks: [Block], of document: Document, flavour: MarkdownFlavour, anchors: [String: String]
  ) -> [UInt8] {
    let writer = MarkdownWriter(document, flavour, anchors: anchors)
    var output: [UInt8] = []
    writer.write(blocks)
    writer.tree.renderMarkdown(to: &output)
    return output
  }

  private func writeFrontMatter(_ document: Document, to output: inout [UInt8]) {
    output.put("---\ntitle: \"")
    for byte in plainText(document.title, notations).utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): output.append(contentsOf: [UInt8(ascii: "\\"), byte])
      case UInt8(ascii: "\n"): output.put(" ")
      default: output.append(byte)
      }
    }
    output.put("\"\nlang: ")
    output.put(document.language.tag)
    output.put("\n---\n\n")
  }

  func write(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(let level, let anchor, let inlines): writeHeading(level, anchor, inlines)
      case .paragraph(let inlines): writeParagraph(inlines)
      case .list(let ordered, let items):
        let isTight = items.allSatisfy { $0.count <= 1 }
        tree.list(ordered: ordered, tight: isTight) {
          for item in items { tree.item { write(item) } }
        }
      case .calculation(let calculation): writeCalculation(calculation)
      case .table(let table): writeTable(table)
      case .figure(let figure): if let table = figure.tableAlone { writeTable(table) }
      case .details(let summary, _, let blocks): writeFolded(summary, blocks)
      case .excerpt(let excerpt): writeExcerpt(excerpt)
      case .manuscript(let manuscript): writeManuscript(manuscript)
      }
    }
  }

  private func writeHeading(_ level: Int, _ anchor: String, _ inlines: [Inline]) {
    let name = anchors[anchor] ?? anchor
    if flavour.anchors == .target { tree.block { tree.raw.put("(\(name))=\n") } }
    tree.heading(level: level) {
      write(inlines)
      if flavour.anchors == .attribute { tree.raw.put(" {#\(name)}") }
    }
  }

  /// What can be folded away, behind its summary.
  private func writeFolded(_ summary: [Inline], _ blocks: [Block]) {
    switch flavour.folding {
    case .none:
      tree.paragraph { tree.node(CMARK_NODE_STRONG) { write(withoutEmphasis(summary)) } }
      write(blocks)
    case .details(let tag):
      // Blank lines around it let the blocks inside be read as Markdown.
      tree.block {
        tree.raw.put(tag)
        tree.raw.put("\n<summary>")
        tree.raw.put(escaping: plainText(summary, notations))
        tree.raw.put("</summary>\n")
      }
      write(blocks)
      tree.block { tree.raw.put("</details>\n") }
    case .fence(let sign, let kind):
      // A fence is longer than those inside it.
      let fence = String(repeating: sign, count: max(3, 6 - depth))
      let text = plainText(summary, notations)
      tree.block { tree.raw.put("\(fence) \(kind)" + (flavour == .myst ? " \(text)\n" : "\n")) }
      // Quarto takes the first heading inside for the call-out's title.
      if flavour == .quarto { tree.heading(level: 5) { write(withoutEmphasis(summary)) } }
      depth += 1
      write(blocks)
      depth -= 1
      tree.block { tree.raw.put(fence + "\n") }
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

/// The anchors of a flavour's headings by the document's own. Where readers make them up, they are as GitHub's are, and
/// pandoc's when it reads GitHub's Markdown: lower case, blanks as hyphens, other signs dropped, a number behind repeated
/// ones.
private func headingAnchors(_ document: Document, _ flavour: MarkdownFlavour) -> [String: String] {
  let notations = Notations(document.language)
  var anchors: [String: String] = [:]
  var counts: [String: Int] = [:]
  func add(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(_, let anchor, let inlines):
        guard flavour.anchors == .fromWords else {
          anchors[anchor] = anchor
          continue
        }
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
