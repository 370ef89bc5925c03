/// What a name of a template stands for.
indirect enum MustacheValue: Sendable, ExpressibleByStringLiteral, ExpressibleByDictionaryLiteral {
  case nothing
  case truth(Bool)
  /// Text, which a variable escapes for HTML.
  case text([UInt8])
  case list([MustacheValue])
  case object([String: MustacheValue])

  init(stringLiteral text: String) { self = .text(Array(text.utf8)) }
  init(dictionaryLiteral members: (String, MustacheValue)...) {
    self = .object(Dictionary(members) { $1 })
  }

  /// Text.
  static func text(_ text: String) -> MustacheValue { .text(Array(text.utf8)) }

  /// Whether a section is left out: nothing, false, an empty list, an empty text.
  var isFalse: Bool {
    switch self {
    case .nothing: true
    case .truth(let isTrue): !isTrue
    case .text(let text): text.isEmpty
    case .list(let elements): elements.isEmpty
    case .object: false
    }
  }
}

extension Mustache {
  /// The template with its tags replaced.
  ///
  /// - Parameters:
  ///   - value: what the names stand for.
  ///   - partials: the bytes of a partial by its name; an unknown one is left out.
  func render(_ value: MustacheValue, partials: (String) -> [UInt8]? = { _ in nil }) -> [UInt8] {
    var output: [UInt8] = []
    render(to: &output, value, partials: partials)
    return output
  }

  /// The same, appended to `output`.
  func render(to output: inout [UInt8], _ value: MustacheValue, partials: (String) -> [UInt8]? = { _ in nil })
  {
    var stack = [value]
    Mustache.write(nodes, &stack, partials, depth: 0, to: &output)
  }

  private static func write(
    _ nodes: [Node], _ stack: inout [MustacheValue], _ partials: (String) -> [UInt8]?, depth: Int,
    to output: inout [UInt8]
  ) {
    for node in nodes {
      switch node {
      case .text(let text, _): output.append(contentsOf: text)
      case .variable(let name, let isEscaped):
        guard case .text(let text) = lookUp(name, stack) else { continue }
        if isEscaped { escape(text, to: &output) } else { output.append(contentsOf: text) }
      case .section(let name, let isInverted, let inner):
        let value = lookUp(name, stack)
        if isInverted {
          if value.isFalse { write(inner, &stack, partials, depth: depth, to: &output) }
        } else if case .list(let elements) = value {
          for element in elements { write(inner, element, &stack, partials, depth, &output) }
        } else if !value.isFalse {
          write(inner, value, &stack, partials, depth, &output)
        }
      case .partial(let name, let indentation):
        guard depth < deepest, let bytes = partials(name.text),
          let partial = try? Mustache(file: name.text, bytes: indented(bytes, by: indentation))
        else { continue }
        write(partial.nodes, &stack, partials, depth: depth + 1, to: &output)
      }
    }
  }

  private static func write(
    _ nodes: [Node], _ value: MustacheValue, _ stack: inout [MustacheValue], _ partials: (String) -> [UInt8]?,
    _ depth: Int, _ output: inout [UInt8]
  ) {
    stack.append(value)
    write(nodes, &stack, partials, depth: depth, to: &output)
    stack.removeLast()
  }

  /// The first name is looked up from the innermost value outwards, the names behind dots only within it.
  private static func lookUp(_ name: Name, _ stack: [MustacheValue]) -> MustacheValue {
    let parts = name.parts
    guard let first = parts.first else { return stack.last ?? .nothing }
    for value in stack.reversed() {
      guard case .object(let members) = value, var found = members[first] else { continue }
      for part in parts.dropFirst() {
        guard case .object(let members) = found, let next = members[part] else { return .nothing }
        found = next
      }
      return found
    }
    return .nothing
  }

  private static func escape(_ text: [UInt8], to output: inout [UInt8]) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "&"): output.put("&amp;")
      case UInt8(ascii: "<"): output.put("&lt;")
      case UInt8(ascii: ">"): output.put("&gt;")
      case UInt8(ascii: "\""): output.put("&quot;")
      default: output.append(byte)
      }
    }
  }

  private static func indented(_ bytes: [UInt8], by indentation: [UInt8]) -> [UInt8] {
    if indentation.isEmpty { return bytes }
    var result = indentation
    for (index, byte) in bytes.enumerated() {
      result.append(byte)
      if byte == UInt8(ascii: "\n"), index + 1 < bytes.count { result += indentation }
    }
    return result
  }
}
