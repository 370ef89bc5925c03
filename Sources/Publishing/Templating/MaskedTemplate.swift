import Explaining
import Symbolics

/// A Markdown template with its Mustache tags worked out and everything replaced by marks that Markdown would misread:
/// what stands for a fragment, and mathematics, because `$x*y*z$` would lose its stars.
///
/// A mark is a number between two characters of Unicode's private use area; it survives the parse as text.
struct MaskedTemplate {
  /// What a mark stands for.
  enum Item {
    case placeholder(String)
    case math(Math)
  }

  static let open: Unicode.Scalar = "\u{E000}"
  static let close: Unicode.Scalar = "\u{E001}"

  let file: String
  private(set) var bytes: [UInt8] = []
  private(set) var items: [(item: Item, place: Place)] = []

  /// A place of a template's file.
  struct Place {
    let file: String
    let line: Int
    let column: Int
  }

  /// The template with marks in the place of its tags.
  private let source: [UInt8]
  private let origins: TemplateOrigins
  private var position = 0
  /// The offset in ``source`` at which each line of ``bytes`` begins.
  private var lineStarts = [0]

  /// - Parameters:
  ///   - isEmpty: whether a name stands for nothing, so that its section is left out; nil for an unknown name.
  ///   - partials: the bytes of a partial by its name.
  init(
    file: String, bytes: [UInt8], isEmpty: @escaping (String) -> Bool?,
    partials: @escaping (String) -> [UInt8]? = { _ in nil }
  ) throws(TemplateError) {
    self.file = file
    var expansion = TemplateExpansion(isEmpty: isEmpty, partials: partials)
    try expansion.expand(Mustache(file: file, bytes: bytes), bytes, depth: 0)
    (source, origins) = (expansion.bytes, expansion.origins)
    items = expansion.placeholders.map { (.placeholder($0.name), $0.place) }
    self.bytes.reserveCapacity(source.count)
    while position < source.count { try step() }
  }

  /// The place of a line of ``bytes``, from 1.
  func place(ofLine line: Int) -> Place {
    origins.place(of: lineStarts[min(max(line - 1, 0), lineStarts.count - 1)])
  }

  private mutating func step() throws(TemplateError) {
    switch source[position] {
    case UInt8(ascii: "\\"): copy(2)
    case UInt8(ascii: "`"): copyCode()
    case UInt8(ascii: "$"): try maskMathematics()
    default: copy(1)
    }
  }

  private mutating func copy(_ count: Int) {
    for _ in 0..<count where position < source.count {
      bytes.append(source[position])
      position += 1
      if bytes.last == UInt8(ascii: "\n") { lineStarts.append(position) }
    }
  }

  private func error(_ reason: TemplateError.Reason) -> TemplateError {
    let place = origins.place(of: position)
    return TemplateError(file: place.file, line: place.line, column: place.column, reason)
  }

  /// The end of what lies on this line before `sign`, from `start` on.
  private func end(of sign: StaticString, from start: Int) -> Int? {
    var index = start
    while index < source.count, source[index] != UInt8(ascii: "\n") {
      if source.has(sign, at: index) { return index }
      index += 1
    }
    return nil
  }

  /// Code is copied: its dollars are dollars.
  private mutating func copyCode() {
    var run = 0
    while position + run < source.count, source[position + run] == UInt8(ascii: "`") { run += 1 }
    copy(run)
    var probe = position
    while probe < source.count, !source.has("\n\n", at: probe) {
      guard source[probe] == UInt8(ascii: "`") else {
        probe += 1
        continue
      }
      var length = 0
      while probe + length < source.count, source[probe + length] == UInt8(ascii: "`") { length += 1 }
      probe += length
      if length == run { return copy(probe - position) }
    }
  }

  /// `$…$` on one line, without blanks inside its dollars. A dollar without a partner is a dollar.
  private mutating func maskMathematics() throws(TemplateError) {
    if source.has("$$", at: position) { throw error(.unsupported("a formula between $$ and $$")) }
    guard let end = end(of: "$", from: position + 1), end > position + 1,
      source[position + 1] != UInt8(ascii: " "), source[end - 1] != UInt8(ascii: " ")
    else { return copy(1) }
    let inner = Array(source[position + 1..<end])
    if inner.indices.contains(where: { inner.has("\u{E000}", at: $0) }) {
      throw error(.unsupported("a placeholder inside $…$"))
    }
    let text = String(decoding: inner, as: UTF8.self)
    guard let math = readMath(text) else { throw error(.unreadableMathematics(text)) }
    bytes.put("\u{E000}")
    bytes.put(items.count)
    bytes.put("\u{E001}")
    items.append((.math(math), origins.place(of: position)))
    position = end + 1
  }
}

/// Reads an expression or one relation: `K`, `P = 3`, `x \approx 7.8`.
private func readMath(_ text: String) -> Math? {
  for (sign, relation) in [("=", Relation.equal), ("\\approx", .approximately), ("≈", .approximately)] {
    guard let range = text.range(of: sign) else { continue }
    guard let left = try? PlainText.read(String(text[..<range.lowerBound])),
      let right = try? PlainText.read(String(text[range.upperBound...]))
    else { return nil }
    return Math(right, left: left, relation: relation)
  }
  return (try? PlainText.read(text)).map { Math($0) }
}

extension String {
  /// The first place of a text, byte by byte.
  fileprivate func range(of text: String) -> Range<Index>? {
    let (whole, part) = (Array(utf8), Array(text.utf8))
    guard part.count <= whole.count else { return nil }
    for start in 0...(whole.count - part.count) where whole[start..<start + part.count].elementsEqual(part) {
      let low = utf8.index(startIndex, offsetBy: start)
      return low..<utf8.index(low, offsetBy: part.count)
    }
    return nil
  }
}
