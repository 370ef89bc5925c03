/// Reads the tags of a template.
struct MustacheParser {
  private let file: String
  private let bytes: [UInt8]
  private var open = Array("{{".utf8)
  private var close = Array("}}".utf8)
  /// The sections that are open, with what stands in them so far.
  private var sections: [(name: Mustache.Name, isInverted: Bool, before: [Mustache.Node])] = []
  private var nodes: [Mustache.Node] = []
  private var position = 0
  /// The line and its start at the last place that was asked for.
  private var line = 1
  private var lineStart = 0
  private var counted = 0

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  mutating func parse() throws(TemplateError) -> [Mustache.Node] {
    while let start = place(of: open, from: position) {
      let tag = try tag(at: start)
      let alone = tag.kind.standsAlone ? lineAround(start, tag.end) : nil
      put(position..<(alone?.lowerBound ?? start))
      position = alone?.upperBound ?? tag.end
      try take(tag, indentation: alone.map { Array(bytes[$0.lowerBound..<start]) } ?? [])
    }
    put(position..<bytes.count)
    if let open = sections.last { throw error(.unclosedSection(open.name.text), open.name) }
    return nodes
  }

  // MARK: Tags

  private enum Kind {
    case variable, unescaped, section, inverted, end, partial, comment, delimiters

    /// Whether the tag's line vanishes if nothing else is on it.
    var standsAlone: Bool { self != .variable && self != .unescaped }
  }

  private struct Tag {
    let kind: Kind
    let name: Mustache.Name
    let end: Int
  }

  private mutating func tag(at start: Int) throws(TemplateError) -> Tag {
    var inner = start + open.count
    var closing = close
    let kind: Kind
    switch inner < bytes.count ? bytes[inner] : 0 {
    case UInt8(ascii: "{"): (kind, closing) = (.unescaped, [UInt8(ascii: "}")] + close)
    case UInt8(ascii: "="): (kind, closing) = (.delimiters, [UInt8(ascii: "=")] + close)
    case UInt8(ascii: "&"): kind = .unescaped
    case UInt8(ascii: "#"): kind = .section
    case UInt8(ascii: "^"): kind = .inverted
    case UInt8(ascii: "/"): kind = .end
    case UInt8(ascii: ">"): kind = .partial
    case UInt8(ascii: "!"): kind = .comment
    default: kind = .variable
    }
    if kind != .variable { inner += 1 }
    let (line, column) = lineAndColumn(of: start)
    guard let end = place(of: closing, from: inner) else {
      throw TemplateError(file: file, line: line, column: column, .unclosedPlaceholder)
    }
    let text = trimmed(String(decoding: bytes[inner..<end], as: UTF8.self))
    let name = Mustache.Name(text: text, line: line, column: column, offset: start)
    if text.isEmpty, kind != .comment { throw error(.emptyTag, name) }
    return Tag(kind: kind, name: name, end: end + closing.count)
  }

  private mutating func take(_ tag: Tag, indentation: [UInt8]) throws(TemplateError) {
    switch tag.kind {
    case .variable: nodes.append(.variable(tag.name, isEscaped: true))
    case .unescaped: nodes.append(.variable(tag.name, isEscaped: false))
    case .partial: nodes.append(.partial(tag.name, indentation: indentation))
    case .comment: break
    case .section, .inverted:
      sections.append((tag.name, tag.kind == .inverted, nodes))
      nodes = []
    case .end:
      guard let open = sections.popLast() else {
        throw error(.unopenedSection(tag.name.text, open: nil), tag.name)
      }
      guard open.name.text == tag.name.text else {
        throw error(.unopenedSection(tag.name.text, open: open.name.text), tag.name)
      }
      nodes = open.before + [.section(open.name, isInverted: open.isInverted, nodes)]
    case .delimiters:
      let words = tag.name.text.split(whereSeparator: { $0.isWhitespace })
      guard words.count == 2, !tag.name.text.contains("=") else { throw error(.wrongDelimiters, tag.name) }
      (open, close) = (Array(words[0].utf8), Array(words[1].utf8))
    }
  }

  private mutating func put(_ range: Range<Int>) {
    if !range.isEmpty { nodes.append(.text(Array(bytes[range]), offset: range.lowerBound)) }
  }

  // MARK: Places

  private func place(of sign: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= sign.count, start <= bytes.count - sign.count else { return nil }
    for index in start...(bytes.count - sign.count) where bytes[index] == sign[0] {
      if bytes[index..<index + sign.count].elementsEqual(sign) { return index }
    }
    return nil
  }

  /// The whole line with its end, if there are only blanks around the tag.
  private func lineAround(_ start: Int, _ end: Int) -> Range<Int>? {
    var first = start
    while first > position, isBlank(bytes[first - 1]) { first -= 1 }
    guard first == 0 || bytes[first - 1] == UInt8(ascii: "\n") else { return nil }
    var last = end
    while last < bytes.count, isBlank(bytes[last]) { last += 1 }
    if last == bytes.count { return first..<last }
    if bytes[last] == UInt8(ascii: "\r"), last + 1 < bytes.count { last += 1 }
    return bytes[last] == UInt8(ascii: "\n") ? first..<last + 1 : nil
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private mutating func lineAndColumn(of offset: Int) -> (Int, Int) {
    while counted < offset {
      if bytes[counted] == UInt8(ascii: "\n") { (line, lineStart) = (line + 1, counted + 1) }
      counted += 1
    }
    return (line, String(decoding: bytes[lineStart..<offset], as: UTF8.self).count + 1)
  }

  private func error(_ reason: TemplateError.Reason, _ name: Mustache.Name) -> TemplateError {
    TemplateError(file: file, line: name.line, column: name.column, reason)
  }
}
