public import Explaining

/// Turns documents into files. The templates are read and checked once; rendering then cannot fail.
///
///     let publisher = try Publisher(templates: Templates())
///     let page = publisher.render(document, as: .html)
public struct Publisher: Sendable {
  private let page: HTMLPage
  private let latex: Mustache
  private let partials: @Sendable (String) -> [UInt8]?
  let words: [Language: PageWords]

  /// Reads the templates that the formats need.
  ///
  /// - Throws: ``TemplateError``, the first that is found, with its place.
  public init(templates: Templates) throws(TemplateError) {
    page = try HTMLPage(templates)
    latex = try templates.skeleton(
      "document.tex", names: LaTeXWriter.placeholders, required: ["language", "title", "main"])
    partials = { templates.partial($0) }
    var words: [Language: PageWords] = [:]
    for language in Language.allCases {
      let name = "page.\(language.rawValue).txt"
      words[language] = try PageWords(file: templates.path(of: name), bytes: templates.bytes(of: name))
    }
    self.words = words
  }

  /// A document in a format, as UTF-8 that ends with a line end.
  ///
  /// - Parameters:
  ///   - colour: whether text for the terminal carries colours and bold type; other formats ignore it.
  ///   - width: the columns of the terminal; other formats ignore it.
  public func render(_ document: Document, as format: Format, colour: Bool = false, width: Int = 80)
    -> [UInt8]
  {
    let words = words[document.language] ?? PageWords()
    switch format {
    case .html: return page.render(document, words: words)
    case .markdown: return MarkdownWriter.render(document)
    case .latex: return LaTeXWriter.render(document, skeleton: latex, partials: partials)
    case .text:
      var writer = TextWriter(document, words: words, colour: colour, width: width)
      return writer.render(document)
    }
  }
}

extension Templates {
  /// The style sheet; it must not end its own element.
  func styleSheet() throws(TemplateError) -> [UInt8] {
    let bytes = try bytes(of: "style.css")
    for index in bytes.indices where bytes.has("</", at: index) {
      let before = bytes[..<index]
      let line = before.count { $0 == UInt8(ascii: "\n") } + 1
      let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
      throw TemplateError(
        file: path(of: "style.css"), line: line, column: index - start + 1,
        .unsupported("“</”, which would end the page's style,"))
    }
    return bytes
  }
}
