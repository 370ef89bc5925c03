/// A template with the tags of the Mustache specification (github.com/mustache/spec, version 1): variables, unescaped
/// variables, sections, inverted sections, comments, partials, set-delimiters; dotted names and the implicit iterator.
///
///     let page = try Mustache(file: "page.html", bytes: bytes)
///     page.render(["title": "ResNet-101", "rows": .list([…])])
struct Mustache: Sendable {
  /// A piece of a template.
  indirect enum Node: Sendable {
    /// Text as it stands, with its offset in the template.
    case text([UInt8], offset: Int)
    case variable(Name, isEscaped: Bool)
    case section(Name, isInverted: Bool, [Node])
    /// Another template; the blanks before a tag alone on its line stand before each of its lines.
    case partial(Name, indentation: [UInt8])
  }

  /// A name with its place in the template.
  struct Name: Sendable {
    let text: String
    let line: Int
    let column: Int
    /// The offset of its tag.
    let offset: Int
    /// The names between the dots; empty for the implicit iterator.
    var parts: [String] { text == "." ? [] : text.split(separator: ".").map { String($0) } }
  }

  /// The template's name for messages.
  let file: String
  let nodes: [Node]

  /// Takes a template apart.
  ///
  /// - Throws: ``TemplateError`` with the place: a tag or a section that is not closed, one that closes nothing, an empty name.
  init(file: String, bytes: [UInt8]) throws(TemplateError) {
    var parser = MustacheParser(file: file, bytes: bytes)
    self.file = file
    nodes = try parser.parse()
  }

  /// Refuses names that mean nothing and partials that do not exist: a misspelt name would be an empty place.
  ///
  /// - Parameters:
  ///   - names: the names of the outermost level; what stands in sections of lists is looked up there, too.
  ///   - partials: the bytes of a partial by its name.
  func check(names: [String], required: [String] = [], partials: (String) -> [UInt8]? = { _ in nil })
    throws(TemplateError)
  {
    var found: Set<String> = []
    try check(nodes, names, partials, &found, depth: 0)
    for name in required where !found.contains(name) {
      throw TemplateError(file: file, .missingPlaceholder(name))
    }
  }

  private func check(
    _ nodes: [Node], _ names: [String], _ partials: (String) -> [UInt8]?, _ found: inout Set<String>,
    depth: Int
  ) throws(TemplateError) {
    for node in nodes {
      switch node {
      case .text: continue
      case .variable(let name, _): try check(name, names, &found)
      case .section(let name, _, let inner):
        try check(name, names, &found)
        try check(inner, names, partials, &found, depth: depth)
      case .partial(let name, _):
        guard let bytes = partials(name.text), depth < Mustache.deepest else {
          throw TemplateError(
            file: file, line: name.line, column: name.column, .unknownPartial(name.text))
        }
        let partial = try Mustache(file: name.text, bytes: bytes)
        try partial.check(partial.nodes, names, partials, &found, depth: depth + 1)
      }
    }
  }

  private func check(_ name: Name, _ names: [String], _ found: inout Set<String>) throws(TemplateError) {
    guard let first = name.parts.first else { return }
    guard names.contains(first) else {
      throw TemplateError(
        file: file, line: name.line, column: name.column,
        .unknownPlaceholder(first, nearest: nearest(first, among: names)))
    }
    found.insert(first)
  }

  /// Partials within partials are followed down to this depth, so that one that calls itself comes to an end.
  static let deepest = 32
}
