import Explaining

/// The page around a document's body: its skeleton, its style and the policy that admits nothing else.
struct HTMLPage: Sendable {
  private let skeleton: Skeleton
  private let style: [UInt8]
  private let policy: String

  /// The placeholders of `page.html`.
  static let placeholders = [
    "language", "csp", "title", "style", "skip", "heading", "subtitle", "contents", "main", "footer",
  ]

  init(skeleton: Skeleton, style: [UInt8]) {
    self.skeleton = skeleton
    self.style = style
    policy = HTMLPage.policy(style: style)
  }

  func render(_ document: Document, words: PageWords) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(1 << 18)
    skeleton.write(to: &output) { name, output in
      fill(name, with: document, words, to: &output)
    }
    return output
  }

  private func fill(_ name: String, with document: Document, _ words: PageWords, to output: inout [UInt8]) {
    let notations = Notations(document.language)
    switch name {
    case "language": output.put(document.language.tag)
    case "csp": output.put(escaping: policy)
    case "title": output.put(escaping: plainText(document.title, notations))
    case "style":
      // The hash is over the element's whole content, so nothing may stand between the tags and the text.
      output.put("<style>")
      output.append(contentsOf: style)
      output.put("</style>")
    case "skip": output.put(escaping: words[.skip])
    case "heading": HTMLWriter(document.language, words: words).render(document.title, to: &output)
    case "subtitle":
      if document.subtitle.isEmpty { return }
      output.put("<div class=\"subtitle\">")
      HTMLWriter(document.language, words: words).render([.paragraph(document.subtitle)], to: &output)
      output.put("</div>")
    case "contents":
      HTMLWriter(document.language, words: words)
        .renderContents(HTMLPage.contents(of: document.blocks), to: &output)
    case "main": HTMLWriter(document.language, words: words).render(document.blocks, to: &output)
    case "footer": output.put(escaping: words[.footer])
    default: break
    }
  }

  /// The headings of the first two levels below the title.
  static func contents(of blocks: [Block]) -> [ContentsEntry] {
    var entries: [ContentsEntry] = []
    for case .heading(let level, let anchor, let inlines) in blocks where level <= 3 {
      let entry = ContentsEntry(anchor: anchor, inlines: name(of: inlines))
      if level == 2 || entries.isEmpty {
        entries.append(entry)
      } else {
        entries[entries.count - 1].inner.append(entry)
      }
    }
    return entries
  }

  /// The policy that admits a style sheet by its hash, pictures of the same site where there may be some, and nothing else.
  static func policy(style: [UInt8], pictures: Bool = false) -> String {
    let hash = base64(SHA256.hash(style))
    let images = pictures ? " img-src 'self';" : ""
    return "default-src 'none'; style-src 'sha256-\(hash)';\(images) base-uri 'none'; form-action 'none'"
  }
}

/// What the contents say of a heading: a layer's name alone, of other headings everything.
private func name(of heading: [Inline]) -> [Inline] {
  if case .code? = heading.first { return [heading[0]] }
  return heading
}

/// A heading in the contents, with the headings below it.
struct ContentsEntry {
  var anchor: String
  var inlines: [Inline]
  var inner: [ContentsEntry] = []
}

extension HTMLWriter {
  /// The panel of contents; a page with fewer than two headings has none.
  func renderContents(_ entries: [ContentsEntry], to output: inout [UInt8]) {
    if entries.count < 2 { return }
    output.put("<nav aria-labelledby=\"page-contents\"><div><h2 id=\"page-contents\">")
    output.put(escaping: words[.contents])
    output.put("</h2>\n")
    writeContents(entries, ordered: true)
    tree.renderHTML(to: &output)
    output.put("</div></nav>")
  }

  private func writeContents(_ entries: [ContentsEntry], ordered: Bool) {
    tree.list(ordered: ordered, tight: true) {
      for entry in entries {
        tree.item {
          tree.paragraph { tree.link(to: "#" + entry.anchor) { write(withoutLinks(entry.inlines)) } }
          if !entry.inner.isEmpty { writeContents(entry.inner, ordered: true) }
        }
      }
    }
  }

  /// A link cannot hold another one.
  private func withoutLinks(_ inlines: [Inline]) -> [Inline] {
    inlines.flatMap { inline -> [Inline] in
      if case .link(let inner, _) = inline { withoutLinks(inner) } else { [inline] }
    }
  }
}

extension Language {
  /// The tag that documents carry: browsers choose faces for Chinese by the country, not by the script.
  var tag: String { self == .chinese ? "zh-CN" : "en" }
}
