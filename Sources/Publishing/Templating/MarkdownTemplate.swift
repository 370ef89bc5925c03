import CCMark
public import Explaining
import Symbolics

/// Turns a Markdown template into a document: its Mustache tags are
/// worked out, cmark parses it, and the names are replaced by fragments.
///
/// The heading of level 1 is the title; a paragraph `{{subtitle}}` is the line below it. A heading below which every
/// placeholder came out empty, and nothing else stands, is left out.
struct MarkdownTemplate {
  private let template: MaskedTemplate
  private let fragments: [String: Fragment]
  private let language: Language
  private var anchors: Set<String> = []

  private var title: [Inline]?
  private var subtitle: [Inline] = []
  private var elements: [Element] = []

  /// A piece of the document on its top level.
  private enum Element {
    case heading(level: Int, anchor: String, [Inline])
    case blocks([Block])
    /// A placeholder that stands for nothing this time.
    case nothing
  }

  /// Templates are small; anything larger is a mistake, and cmark's time grows faster than some inputs.
  static let largestSize = 200_000
  /// How deeply lists and quotations may be nested.
  static let deepest = 20

  init(
    file: String, bytes: [UInt8], language: Language, fragments: [String: Fragment],
    partials: @escaping (String) -> [UInt8]? = { _ in nil }
  ) throws(TemplateError) {
    guard bytes.count <= MarkdownTemplate.largestSize else {
      throw TemplateError(file: file, .unsupported("more than \(MarkdownTemplate.largestSize) bytes"))
    }
    template = try MaskedTemplate(
      file: file, bytes: bytes, isEmpty: { fragments[$0]?.isEmpty }, partials: partials)
    self.language = language
    self.fragments = fragments
    for case .blocks(let blocks) in fragments.values { collectAnchors(blocks) }
  }

  /// The document.
  mutating func document() throws(TemplateError) -> Document {
    let root = template.bytes.withUnsafeBufferPointer { buffer in
      buffer.withMemoryRebound(to: CChar.self) {
        cmark_parse_document($0.baseAddress, $0.count, CMARK_OPT_DEFAULT)
      }
    }
    defer { cmark_node_free(root) }
    var node = cmark_node_first_child(root)
    while let current = node {
      try readTopLevel(current)
      node = cmark_node_next(current)
    }
    guard let title else { throw TemplateError(file: template.file, line: 1, column: 1, .missingTitle) }
    return Document(language: language, title: title, subtitle: subtitle, blocks: remaining())
  }

  private mutating func readTopLevel(_ node: OpaquePointer) throws(TemplateError) {
    if cmark_node_get_type(node) == CMARK_NODE_HEADING {
      let level = Int(cmark_node_get_heading_level(node))
      var inlines = try inlines(of: node)
      if level == 1, title == nil {
        title = inlines
      } else {
        let anchor = anchor(for: &inlines)
        elements.append(.heading(level: max(level, 2), anchor: anchor, inlines))
      }
    } else if let name = lonePlaceholder(node), name == "subtitle",
      case .inlines(let inlines)? = fragments[name]
    {
      subtitle = inlines
    } else {
      let isPlaceholder = lonePlaceholder(node) != nil
      let blocks = try blocks(of: node, depth: 0)
      elements.append(blocks.isEmpty && isPlaceholder ? .nothing : .blocks(blocks))
    }
  }

  /// The blocks without the headings of empty sections.
  private func remaining() -> [Block] {
    var blocks: [Block] = []
    for (index, element) in elements.enumerated() {
      switch element {
      case .heading(let level, let anchor, let inlines):
        if !isEmptySection(at: index, level: level) {
          blocks.append(.heading(level: level, anchor: anchor, inlines))
        }
      case .blocks(let inner): blocks += inner
      case .nothing: break
      }
    }
    return blocks
  }

  private func isEmptySection(at index: Int, level: Int) -> Bool {
    var sawPlaceholder = false
    for element in elements[(index + 1)...] {
      switch element {
      case .heading(let other, _, _): if other <= level { return sawPlaceholder }
      case .blocks(let blocks):
        // A fragment may begin a section of its own.
        if case .heading(let other, _, _)? = blocks.first, other <= level { return sawPlaceholder }
        return false
      case .nothing: sawPlaceholder = true
      }
    }
    return sawPlaceholder
  }

  // MARK: Anchors

  private mutating func collectAnchors(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(_, let anchor, _): anchors.insert(anchor)
      case .details(_, _, let inner): collectAnchors(inner)
      default: break
      }
    }
  }

  /// The anchor that a heading gives itself with `{#name}` at its end, or one made of its words; unique in any case.
  private mutating func anchor(for inlines: inout [Inline]) -> String {
    var name = ""
    if case .text(let text)? = inlines.last, text.hasSuffix("}"), let brace = text.lastIndex(of: "{") {
      let inner = text[text.index(after: brace)...].dropLast()
      if inner.hasPrefix("#") {
        name = String(inner.dropFirst())
        inlines[inlines.count - 1] = .text(trimmed(text[..<brace]))
      }
    }
    if name.isEmpty { name = slug(plainText(inlines, Notations(language))) }
    if name.isEmpty { name = "section" }
    var unique = name
    var number = 2
    while !anchors.insert(unique).inserted {
      unique = "\(name)-\(number)"
      number += 1
    }
    return unique
  }

  // MARK: Blocks

  private func blocks(of node: OpaquePointer, depth: Int) throws(TemplateError) -> [Block] {
    guard depth < MarkdownTemplate.deepest else {
      throw error(at: node, .unsupported("nesting beyond \(MarkdownTemplate.deepest) levels"))
    }
    switch cmark_node_get_type(node) {
    case CMARK_NODE_PARAGRAPH:
      if let name = lonePlaceholder(node), case .blocks(let blocks)? = fragments[name] { return blocks }
      let inlines = try inlines(of: node)
      return inlines.isEmpty ? [] : [.paragraph(inlines)]
    case CMARK_NODE_HEADING:
      return [.paragraph([.strong(try inlines(of: node))])]
    case CMARK_NODE_LIST:
      var items: [[Block]] = []
      var item = cmark_node_first_child(node)
      while let current = item {
        items.append(try children(of: current, depth: depth + 1))
        item = cmark_node_next(current)
      }
      return [.list(ordered: cmark_node_get_list_type(node) == CMARK_ORDERED_LIST, items)]
    case CMARK_NODE_BLOCK_QUOTE: return try children(of: node, depth: depth + 1)
    case CMARK_NODE_CODE_BLOCK: return [.paragraph([.code(trimmed(literal(node)))])]
    case CMARK_NODE_HTML_BLOCK: throw error(at: node, .unsupported("HTML"))
    default: return []
    }
  }

  private func children(of node: OpaquePointer, depth: Int) throws(TemplateError) -> [Block] {
    var blocks: [Block] = []
    var child = cmark_node_first_child(node)
    while let current = child {
      blocks += try self.blocks(of: current, depth: depth)
      child = cmark_node_next(current)
    }
    return blocks
  }

  /// The name of the placeholder that is all there is in a paragraph.
  private func lonePlaceholder(_ node: OpaquePointer) -> String? {
    guard cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH, let child = cmark_node_first_child(node),
      cmark_node_next(child) == nil, cmark_node_get_type(child) == CMARK_NODE_TEXT
    else { return nil }
    let pieces = template.pieces(of: literal(child))
    guard pieces.count == 1, case .item(let index) = pieces[0],
      case .placeholder(let name) = template.items[index].item
    else { return nil }
    return name
  }

  private func error(at node: OpaquePointer, _ reason: TemplateError.Reason) -> TemplateError {
    let place = template.place(ofLine: Int(cmark_node_get_start_line(node)))
    return TemplateError(file: place.file, line: place.line, column: 1, reason)
  }

  // MARK: Inlines

  private func inlines(of node: OpaquePointer, depth: Int = 0) throws(TemplateError) -> [Inline] {
    guard depth < MarkdownTemplate.deepest else {
      throw error(at: node, .unsupported("nesting beyond \(MarkdownTemplate.deepest) levels"))
    }
    var result: [Inline] = []
    var child = cmark_node_first_child(node)
    while let current = child {
      switch cmark_node_get_type(current) {
      case CMARK_NODE_TEXT: append(try filled(literal(current)), to: &result)
      case CMARK_NODE_SOFTBREAK, CMARK_NODE_LINEBREAK:
        append([.text(language == .chinese ? "" : " ")], to: &result)
      case CMARK_NODE_CODE: result.append(.code(plainText(try filled(literal(current)), Notations(language))))
      case CMARK_NODE_EMPH, CMARK_NODE_STRONG:
        result.append(.strong(try inlines(of: current, depth: depth + 1)))
      case CMARK_NODE_LINK:
        let target = cmark_node_get_url(current).map { String(cString: $0) } ?? ""
        result.append(
          .link(
            try inlines(of: current, depth: depth + 1),
            target: plainText(try filled(target), Notations(language))))
      case CMARK_NODE_IMAGE: throw error(at: node, .unsupported("an image"))
      default: throw error(at: node, .unsupported("HTML"))
      }
      child = cmark_node_next(current)
    }
    return result
  }

  /// Text with its marks replaced.
  private func filled(_ text: String) throws(TemplateError) -> [Inline] {
    var result: [Inline] = []
    for piece in template.pieces(of: text) {
      switch piece {
      case .text(let text): append([.text(text)], to: &result)
      case .item(let index):
        let (item, place) = template.items[index]
        switch item {
        case .math(let math): result.append(.math(math))
        case .placeholder(let name):
          append(try inlines(for: name, at: place), to: &result)
        }
      }
    }
    return result
  }

  private func inlines(for name: String, at place: MaskedTemplate.Place) throws(TemplateError) -> [Inline] {
    switch fragments[name] {
    case .inlines(let inlines): return inlines
    case .blocks:
      throw TemplateError(file: place.file, line: place.line, column: place.column, .blockInsideText(name))
    case nil:
      throw TemplateError(
        file: place.file, line: place.line, column: place.column,
        .unknownPlaceholder(name, nearest: nearest(name, among: Array(fragments.keys))))
    }
  }

  /// Appends inlines; neighbouring texts become one.
  private func append(_ inlines: [Inline], to result: inout [Inline]) {
    for inline in inlines {
      if case .text(let text) = inline, case .text(let before)? = result.last {
        result[result.count - 1] = .text(before + text)
      } else if case .text("") = inline {
        continue
      } else {
        result.append(inline)
      }
    }
  }

  private func literal(_ node: OpaquePointer) -> String {
    cmark_node_get_literal(node).map { String(cString: $0) } ?? ""
  }
}

extension MaskedTemplate {
  /// A piece of a text that came back from cmark.
  enum Piece {
    case text(String)
    case item(Int)
  }

  /// A text taken apart at its marks.
  func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var rest = text.unicodeScalars[...]
    while let start = rest.firstIndex(of: MaskedTemplate.open),
      let end = rest[start...].firstIndex(of: MaskedTemplate.close),
      let index = Int(String(rest[rest.index(after: start)..<end])), items.indices.contains(index)
    {
      if start > rest.startIndex { pieces.append(.text(String(rest[..<start]))) }
      pieces.append(.item(index))
      rest = rest[rest.index(after: end)...]
    }
    if !rest.isEmpty { pieces.append(.text(String(rest))) }
    return pieces
  }
}

extension Templates {
  /// A template in Markdown with its placeholders replaced: `worked-solution`, `feedback`, or one of your own.
  ///
  /// - Parameters:
  ///   - name: the file's name without language and ending.
  ///   - fragments: what stands for each placeholder.
  /// - Throws: ``TemplateError`` with file, line and column: no such template, a placeholder without a fragment, blocks
  ///   inside a line, mathematics that cannot be read.
  public func document(
    named name: String, language: Language, fragments: [String: Fragment]
  ) throws(TemplateError) -> Document {
    let file = "\(name).\(language.rawValue).md"
    let bytes = try bytes(of: file)
    var template = try MarkdownTemplate(
      file: path(of: file), bytes: bytes, language: language, fragments: fragments,
      partials: { self.partial("\($0).\(language.rawValue).md") })
    return try template.document()
  }

  /// The words of a language.
  ///
  /// - Throws: ``TemplateError`` with what the file lacks or has wrong.
  public func wording(_ language: Language) throws(TemplateError) -> Wording {
    let file = "wording.\(language.rawValue).txt"
    let bytes = try bytes(of: file)
    do {
      return try Wording(language: language, file: path(of: file), bytes: bytes)
    } catch {
      throw TemplateError(
        file: path(of: file), line: error.line, column: error.column, .wording(error.description))
    }
  }
}

extension Fragment {
  /// Whether a section of this name is left out.
  fileprivate var isEmpty: Bool {
    switch self {
    case .inlines(let inlines): inlines.isEmpty
    case .blocks(let blocks): blocks.isEmpty
    }
  }
}
