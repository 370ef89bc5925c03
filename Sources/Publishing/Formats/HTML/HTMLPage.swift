import Explaining

/// The page around a document's body: its skeleton, its style and the policy that admits nothing else.
struct HTMLPage: Sendable {
  private let skeleton: Mustache
  private let style: [UInt8]
  private let policy: String
  private let partials: @Sendable (String) -> [UInt8]?

  /// The names that `page.html` may use.
  static let placeholders = [
    "language", "csp", "title", "style", "skip", "heading", "subtitle", "contents", "main", "footer",
  ]

  init(_ templates: Templates) throws(TemplateError) {
    skeleton = try templates.skeleton(
      "page.html", names: HTMLPage.placeholders,
      required: ["language", "csp", "title", "style", "heading", "main"])
    style = try templates.styleSheet()
    policy = HTMLPage.policy(style: style)
    partials = { templates.partial($0) }
  }

  func render(_ document: Document, words: PageWords) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(1 << 18)
    let language = document.language
    func html(_ write: (HTMLWriter, inout [UInt8]) -> Void) -> MustacheValue {
      var bytes: [UInt8] = []
      write(HTMLWriter(language, words: words), &bytes)
      return .text(bytes)
    }
    var subtitle = html { $0.render([.paragraph(document.subtitle)], to: &$1) }
    if document.subtitle.isEmpty { subtitle = .nothing }
    let values: [String: MustacheValue] = [
      "language": .text(language.tag), "csp": .text(policy),
      "title": .text(clean(plainText(document.title, Notations(language)))),
      "style": HTMLPage.element(style: style), "skip": .text(words[.skip]),
      "footer": .text(words[document.isDerived ? .footer : .plainFooter]),
      "heading": html { $0.render(document.title, to: &$1) }, "subtitle": subtitle,
      "contents": html { $0.renderContents(HTMLPage.contents(of: document.blocks), to: &$1) },
      "main": html { $0.render(document.blocks, to: &$1) },
    ]
    skeleton.render(to: &output, .object(values), partials: partials)
    return output
  }

  /// The style sheet in its element. The policy's hash is over all that stands between the tags.
  static func element(style: [UInt8]) -> MustacheValue {
    .text(Array("<style>".utf8) + style + Array("</style>".utf8))
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
    guard entries.count > 1 || (entries.first?.inner.count ?? 0) > 1 else { return }
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
