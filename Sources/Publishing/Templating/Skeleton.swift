/// A template of fixed placeholders, taken apart once: text and names in turn.
///
/// `page.html` and `document.tex` are skeletons. Their placeholders are known and each must occur.
struct Skeleton: Sendable {
  private enum Piece: Sendable {
    case text([UInt8])
    case placeholder(String)
  }

  private var pieces: [Piece] = []

  /// - Throws: an unclosed or unknown placeholder at its place; a required one that is missing.
  init(file: String, bytes: [UInt8], names: [String], required: [String]) throws(TemplateError) {
    var scanner = PlaceholderScanner(file: file, bytes: bytes)
    var found: [String] = []
    var start = 0
    while let placeholder = try scanner.next() {
      guard names.contains(placeholder.name) else {
        throw TemplateError(
          file: file, line: placeholder.line, column: placeholder.column,
          .unknownPlaceholder(placeholder.name, nearest: nearest(placeholder.name, among: names)))
      }
      pieces.append(.text(Array(bytes[start..<placeholder.range.lowerBound])))
      pieces.append(.placeholder(placeholder.name))
      found.append(placeholder.name)
      start = placeholder.range.upperBound
    }
    pieces.append(.text(Array(bytes[start...])))
    for name in required where !found.contains(name) {
      throw TemplateError(file: file, .missingPlaceholder(name))
    }
  }

  /// The template with its placeholders filled by `fill`, which appends what a name stands for.
  func write(to output: inout [UInt8], _ fill: (String, inout [UInt8]) -> Void) {
    for piece in pieces {
      switch piece {
      case .text(let bytes): output.append(contentsOf: bytes)
      case .placeholder(let name): fill(name, &output)
      }
    }
  }
}

/// Finds `<<name>>` in a template. `\<<` stands for two plain signs and is passed over.
struct PlaceholderScanner {
  /// A placeholder and its place.
  struct Placeholder {
    var name: String
    var range: Range<Int>
    var line: Int
    var column: Int
  }

  let file: String
  let bytes: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// The next placeholder, if there is one.
  mutating func next() throws(TemplateError) -> Placeholder? {
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "\n"):
        line += 1
        lineStart = position + 1
      case UInt8(ascii: "\\") where bytes.has("<<", at: position + 1): position += 2
      case UInt8(ascii: "<") where bytes.has("<<", at: position): return try placeholder()
      default: break
      }
      position += 1
    }
    return nil
  }

  private mutating func placeholder() throws(TemplateError) -> Placeholder {
    let start = position
    let column = String(decoding: bytes[lineStart..<start], as: UTF8.self).count + 1
    // `<<style>>` may stand inside an element: `<title><<title>></title>`.
    var end = start + 2
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n"), !bytes.has(">>", at: end) { end += 1 }
    guard bytes.has(">>", at: end) else {
      throw TemplateError(file: file, line: line, column: column, .unclosedPlaceholder)
    }
    position = end + 2
    let name = trimmed(String(decoding: bytes[start + 2..<end], as: UTF8.self))
    return Placeholder(name: name, range: start..<end + 2, line: line, column: column)
  }
}
