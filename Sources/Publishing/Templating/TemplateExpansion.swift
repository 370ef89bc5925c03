/// A Markdown template with its sections decided and its partials put in; what stands for a fragment is a mark.
struct TemplateExpansion {
  /// The text so far.
  private(set) var bytes: [UInt8] = []
  private(set) var origins = TemplateOrigins()
  /// The names that the marks stand for, in the order of their numbers.
  private(set) var placeholders: [(name: String, place: MaskedTemplate.Place)] = []

  private let isEmpty: (String) -> Bool?
  private let partials: (String) -> [UInt8]?

  init(isEmpty: @escaping (String) -> Bool?, partials: @escaping (String) -> [UInt8]?) {
    self.isEmpty = isEmpty
    self.partials = partials
  }

  /// Appends a template.
  mutating func expand(_ template: Mustache, _ source: [UInt8], depth: Int) throws(TemplateError) {
    let file = origins.add(template.file, source)
    try expand(template.nodes, of: template, file, depth: depth)
  }

  private mutating func expand(
    _ nodes: [Mustache.Node], of template: Mustache, _ file: Int, depth: Int
  ) throws(TemplateError) {
    for node in nodes {
      switch node {
      case .text(let text, let offset):
        origins.note(bytes.count, file, offset)
        append(text)
      case .variable(let name, _):
        origins.note(bytes.count, file, name.offset)
        bytes.put("\u{E000}")
        bytes.put(placeholders.count)
        bytes.put("\u{E001}")
        placeholders.append((name.text, .init(file: template.file, line: name.line, column: name.column)))
      case .section(let name, let isInverted, let inner):
        // An unknown name is met as a placeholder, which says what is near.
        guard let isEmpty = isEmpty(name.text) else {
          try expand([.variable(name, isEscaped: true)], of: template, file, depth: depth)
          continue
        }
        if isEmpty == isInverted { try expand(inner, of: template, file, depth: depth) }
      case .partial(let name, _):
        guard depth < Mustache.deepest, let source = partials(name.text) else {
          throw TemplateError(
            file: template.file, line: name.line, column: name.column, .unknownPartial(name.text))
        }
        try expand(Mustache(file: name.text, bytes: source), source, depth: depth + 1)
      }
    }
  }

  /// Characters that marks are made of are not let through.
  private mutating func append(_ text: [UInt8]) {
    var index = 0
    while index < text.count {
      if text[index] == 0xEE, text.has("\u{E000}", at: index) || text.has("\u{E001}", at: index) {
        bytes.put("\u{FFFD}")
        index += 3
      } else {
        bytes.append(text[index])
        index += 1
      }
    }
  }
}

/// Where each piece of an expanded template comes from.
struct TemplateOrigins {
  private var files: [(name: String, bytes: [UInt8])] = []
  private var pieces: [(start: Int, file: Int, offset: Int)] = []

  mutating func add(_ name: String, _ bytes: [UInt8]) -> Int {
    files.append((name, bytes))
    return files.count - 1
  }

  mutating func note(_ start: Int, _ file: Int, _ offset: Int) { pieces.append((start, file, offset)) }

  /// The place of an offset of the expanded text.
  func place(of offset: Int) -> MaskedTemplate.Place {
    guard let piece = pieces.last(where: { $0.start <= offset }) ?? pieces.first else {
      return .init(file: files.first?.name ?? "", line: 1, column: 1)
    }
    let (name, bytes) = files[piece.file]
    let before = bytes[..<min(piece.offset + max(0, offset - piece.start), bytes.count)]
    let line = before.count { $0 == UInt8(ascii: "\n") } + 1
    let start = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    return .init(file: name, line: line, column: String(decoding: before[start...], as: UTF8.self).count + 1)
  }
}
