import Explaining

/// The page around a note: the skeleton `note.html`, the style and the policy that admits nothing else.
struct NotePage {
  /// What one page is made of.
  struct Content {
    var language: Language
    /// The page's path within the site.
    var page: String
    var title: String
    var heading: [UInt8]
    var contents: [ContentsEntry] = []
    var main: [UInt8]
    /// The pages that every page leads to, with their titles.
    var navigation: [Turn] = []
    var previous: Turn?
    var next: Turn?
  }

  /// A page to go to.
  struct Turn: Hashable {
    /// Its path within the site.
    let page: String
    let title: String
  }

  private let skeleton: Mustache
  private let style: [UInt8]
  private let policy: String
  private let partials: @Sendable (String) -> [UInt8]?

  /// The names that `note.html` may use.
  static let placeholders = [
    "language", "csp", "title", "style", "skip", "navigation", "heading", "contents", "main", "turn",
    "footer",
  ]

  init(_ templates: Templates) throws(TemplateError) {
    skeleton = try templates.skeleton(
      "note.html", names: NotePage.placeholders,
      required: ["language", "csp", "title", "style", "heading", "main"])
    style = try templates.styleSheet()
    policy = HTMLPage.policy(style: style, pictures: true)
    partials = { templates.partial($0) }
  }

  func render(_ content: Content, words: PageWords) -> [UInt8] {
    var output: [UInt8] = []
    output.reserveCapacity(content.main.count + style.count + 4096)
    var (navigation, turn, contents): ([UInt8], [UInt8], [UInt8]) = ([], [], [])
    write(navigation: content, words, to: &navigation)
    write(turn: content, words, to: &turn)
    HTMLWriter(content.language, words: words).renderContents(content.contents, to: &contents)
    let values: [String: MustacheValue] = [
      "language": .text(content.language.tag), "csp": .text(policy), "title": .text(clean(content.title)),
      "style": HTMLPage.element(style: style), "skip": .text(words[.skip]),
      "footer": .text(words[.plainFooter]),
      "navigation": .text(navigation), "heading": .text(content.heading), "contents": .text(contents),
      "main": .text(content.main), "turn": .text(turn),
    ]
    skeleton.render(to: &output, .object(values), partials: partials)
    return output
  }

  private func write(navigation content: Content, _ words: PageWords, to output: inout [UInt8]) {
    if content.navigation.isEmpty { return }
    output.put("<nav aria-label=\"")
    output.put(escaping: words[.pages])
    output.put("\"><ul>")
    for turn in content.navigation {
      output.put("<li>")
      write(turn, from: content.page, label: nil, to: &output)
      output.put("</li>")
    }
    output.put("</ul></nav>")
  }

  private func write(turn content: Content, _ words: PageWords, to output: inout [UInt8]) {
    if content.previous == nil, content.next == nil { return }
    output.put("<nav class=\"turn\" aria-label=\"")
    output.put(escaping: words[.turn])
    output.put("\"><ul><li>")
    if let previous = content.previous {
      write(previous, from: content.page, label: words[.previous], to: &output)
    }
    output.put("</li><li>")
    if let next = content.next { write(next, from: content.page, label: words[.next], to: &output) }
    output.put("</li></ul></nav>")
  }

  private func write(_ turn: Turn, from page: String, label: String?, to output: inout [UInt8]) {
    output.put("<a href=\"")
    output.put(escaping: NotePaths.encoded(NotePaths.relative(turn.page, from: page)))
    output.put(turn.page == page ? "\" aria-current=\"page\">" : "\">")
    if let label {
      output.put("<span>")
      output.put(escaping: label)
      output.put("</span>")
    }
    output.put(escaping: turn.title)
    output.put("</a>")
  }
}
