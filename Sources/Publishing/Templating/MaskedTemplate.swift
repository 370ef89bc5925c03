import Explaining
import Symbolics

/// A Markdown template in which everything that Markdown would misread has been replaced by marks: placeholders, because
/// `<<` looks like HTML, and mathematics, because `$x*y*z$` would lose its stars.
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
  private(set) var items: [(item: Item, line: Int, column: Int)] = []

  private let source: [UInt8]
  private var position = 0
  private var line = 1
  private var lineStart = 0

  init(file: String, bytes: [UInt8]) throws(TemplateError) {
    self.file = file
    source = bytes
    self.bytes.reserveCapacity(bytes.count)
    while position < source.count { try step() }
  }

  private var column: Int { String(decoding: source[lineStart..<position], as: UTF8.self).count + 1 }

  private mutating func step() throws(TemplateError) {
    let byte = source[position]
    switch byte {
    case UInt8(ascii: "\\"): copy(source.has("<<", at: position + 1) ? 3 : 2)
    case UInt8(ascii: "<") where source.has("<<", at: position): try maskPlaceholder()
    case UInt8(ascii: "`"): try copyCode()
    case UInt8(ascii: "$"): try maskMathematics()
    case 0xEE where source.has("\u{E000}", at: position) || source.has("\u{E001}", at: position):
      bytes.put("\u{FFFD}")
      position += 3
    default: copy(1)
    }
  }

  private mutating func copy(_ count: Int) {
    for _ in 0..<count where position < source.count {
      // `\<<` stands for two plain signs, which Markdown wants escaped.
      if source[position] == UInt8(ascii: "<"), bytes.last == UInt8(ascii: "<") { bytes.put("\\") }
      bytes.append(source[position])
      position += 1
      if bytes.last == UInt8(ascii: "\n") {
        line += 1
        lineStart = position
      }
    }
  }

  private mutating func mask(_ item: Item, to end: Int) {
    bytes.put("\u{E000}")
    bytes.put(items.count)
    bytes.put("\u{E001}")
    items.append((item, line, column))
    position = end
  }

  private func error(_ reason: TemplateError.Reason) -> TemplateError {
    TemplateError(file: file, line: line, column: column, reason)
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

  private mutating func maskPlaceholder() throws(TemplateError) {
    guard let end = end(of: ">>", from: position + 2) else { throw error(.unclosedPlaceholder) }
    let name = trimmed(String(decoding: source[position + 2..<end], as: UTF8.self))
    mask(.placeholder(name), to: end + 2)
  }

  /// Code is copied with its placeholders masked, but its dollars are dollars.
  private mutating func copyCode() throws(TemplateError) {
    var run = 0
    while position + run < source.count, source[position + run] == UInt8(ascii: "`") { run += 1 }
    let start = position
    copy(run)
    var probe = position
    var found = 0
    while probe < source.count, found < run {
      if source.has("\n\n", at: probe) { break }
      if source[probe] == UInt8(ascii: "`") {
        var length = 0
        while probe + length < source.count, source[probe + length] == UInt8(ascii: "`") { length += 1 }
        if length == run { found = run } else { probe += length }
      } else {
        probe += 1
      }
    }
    guard found == run, start < probe else { return }
    while position < probe {
      if source.has("<<", at: position) { try maskPlaceholder() } else { copy(1) }
    }
    copy(run)
  }

  /// `$…$` on one line, without blanks inside its dollars. A dollar without a partner is a dollar.
  private mutating func maskMathematics() throws(TemplateError) {
    if source.has("$$", at: position) { throw error(.unsupported("a formula between $$ and $$")) }
    guard let end = end(of: "$", from: position + 1), end > position + 1,
      source[position + 1] != UInt8(ascii: " "), source[end - 1] != UInt8(ascii: " ")
    else { return copy(1) }
    let inner = Array(source[position + 1..<end])
    if inner.indices.contains(where: { inner.has("<<", at: $0) }) {
      throw error(.unsupported("a placeholder inside $…$"))
    }
    let text = String(decoding: inner, as: UTF8.self)
    guard let math = readMath(text) else { throw error(.unreadableMathematics(text)) }
    mask(.math(math), to: end + 1)
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
