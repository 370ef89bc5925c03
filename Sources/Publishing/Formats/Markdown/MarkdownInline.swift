import CCMark
import Explaining

extension MarkdownWriter {
  func write(_ inlines: [Inline]) {
    for (index, inline) in inlines.enumerated() {
      let previous = inlines.element(at: index - 1)
      let next = inlines.element(at: index + 1)
      switch inline {
      case .text(let text): write(text)
      case .code(let text):
        // No reader agrees with another on a pipe inside code inside a table.
        if isInTable, text.utf8.contains(UInt8(ascii: "|")) { write(text) } else { tree.code(text) }
      case .number(let value): notations.number(value, to: &tree.raw)
      case .math(let math): spaced(between: previous, and: next) { write(math) }
      case .strong(let inner), .marked(let inner), .inserted(let inner):
        spaced(inner, between: previous, and: next) { inner in
          tree.node(CMARK_NODE_STRONG) { write(withoutEmphasis(inner)) }
        }
      case .deleted(let inner):
        spaced(inner, between: previous, and: next) { inner in
          tree.raw.put("~~")
          write(inner)
          tree.raw.put("~~")
        }
        if case .inserted? = next, tree.raw.last != UInt8(ascii: " ") { tree.raw.put(" ") }
      case .link(let inner, let target): write(inner, to: target)
      }
    }
  }

  private func write(_ inner: [Inline], to target: String) {
    guard let destination = destination(target) else { return write(inner) }
    tree.link(to: isInTable ? destination.split(separator: "|").joined(separator: "%7C") : destination) {
      write(inner)
    }
  }

  /// Text with the signs escaped that cmark knows nothing of: `$` begins mathematics, `~`, `^` and `@` mean
  /// something to pandoc, `|` begins its line blocks and ends cells.
  private func write(_ text: String) {
    let bytes = text.utf8
    guard bytes.contains(where: isSpecial) else { return tree.text(text) }
    var start = bytes.startIndex
    var index = start
    while index < bytes.endIndex {
      let byte = bytes[index]
      if isSpecial(byte), byte != UInt8(ascii: ":") || isEmoji(bytes[index...]) {
        if start < index { tree.text(String(text[start..<index])) }
        if byte == UInt8(ascii: "\n") {
          tree.raw.put(" ")
        } else {
          tree.raw.append(contentsOf: [UInt8(ascii: "\\"), byte])
        }
        start = bytes.index(after: index)
      }
      index = bytes.index(after: index)
    }
    if start < bytes.endIndex { tree.text(String(text[start...])) }
  }

  private func isSpecial(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "$"), UInt8(ascii: "~"), UInt8(ascii: "^"), UInt8(ascii: "@"), UInt8(ascii: "|"),
      UInt8(ascii: "\n"), UInt8(ascii: ":"):
      true
    default: false
    }
  }

  /// Whether a colon begins `:smile:`, or `:::`, which fences a block for some.
  private func isEmoji(_ bytes: Substring.UTF8View) -> Bool {
    for byte in bytes.dropFirst().prefix(40) {
      switch byte {
      case UInt8(ascii: ":"): return true
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "+"), UInt8(ascii: "-"):
        continue
      default: return false
      }
    }
    return false
  }

  private func write(_ math: Math) {
    if flavour.mathematics == .code { return write(plainText([.math(math)], notations)) }
    var latex: [UInt8] = []
    if let left = math.left {
      notations.latex(left, to: &latex)
      latex.put(" ")
    }
    if let relation = math.relation {
      latex.put(relation.command)
      latex.put(" ")
    }
    notations.latex(math.expression, to: &latex)
    tree.raw.put(flavour.mathematics.opening)
    for byte in latex {
      if isInTable, byte == UInt8(ascii: "|") { tree.raw.put("∣") } else { tree.raw.append(byte) }
    }
    tree.raw.put(flavour.mathematics.closing)
  }

  // MARK: Seams

  /// Emphasis whose edge is a sign and no letter is not seen as emphasis right beside a letter: a blank helps. A blank at
  /// its own edge goes outside.
  private func spaced(
    _ inner: [Inline], between previous: Inline?, and next: Inline?, _ content: ([Inline]) -> Void
  ) {
    var inner = inner
    let (opensWithSpace, closesWithSpace) = (trimStart(of: &inner), trimEnd(of: &inner))
    let (first, last) = (edge(inner, atEnd: false), edge(inner, atEnd: true))
    guard let first, let last else { return tree.raw.put(" ") }
    if opensWithSpace || !isWord(first) && touches(previous, atEnd: true) { tree.raw.put(" ") }
    content(inner)
    if closesWithSpace || !isWord(last) && touches(next, atEnd: false) { tree.raw.put(" ") }
  }

  /// Takes the blanks off the start; tells whether there were any.
  func trimStart(of inlines: inout [Inline]) -> Bool {
    guard case .text(let text)? = inlines.first, text.first?.isWhitespace == true else { return false }
    inlines[0] = .text(String(text.drop(while: \.isWhitespace)))
    return true
  }

  private func trimEnd(of inlines: inout [Inline]) -> Bool {
    guard case .text(let text)? = inlines.last, text.last?.isWhitespace == true else { return false }
    let end = text.lastIndex { !$0.isWhitespace }.map { text.index(after: $0) } ?? text.startIndex
    inlines[inlines.count - 1] = .text(String(text[..<end]))
    return true
  }

  /// Dollar signs are read as mathematics only where no letter touches them.
  private func spaced(between previous: Inline?, and next: Inline?, _ content: () -> Void) {
    if isWord(edge([previous].compactMap { $0 }, atEnd: true)) { tree.raw.put(" ") }
    content()
    if isWord(edge([next].compactMap { $0 }, atEnd: false)) { tree.raw.put(" ") }
  }

  private func isWord(_ character: Character?) -> Bool {
    guard let character else { return false }
    return character.isLetter || character.isNumber
  }

  private func touches(_ inline: Inline?, atEnd: Bool) -> Bool {
    guard let inline, let character = edge([inline], atEnd: atEnd) else { return false }
    return !character.isWhitespace
  }

  /// The first or last character of inlines as a reader sees it; mathematics counts as a letter.
  private func edge(_ inlines: [Inline], atEnd: Bool) -> Character? {
    guard let inline = atEnd ? inlines.last : inlines.first else { return nil }
    switch inline {
    case .text(let text), .code(let text): return atEnd ? text.last : text.first
    case .number: return "0"
    case .math: return "x"
    case .strong(let inner), .link(let inner, _), .deleted(let inner), .inserted(let inner),
      .marked(let inner):
      return edge(inner, atEnd: atEnd)
    }
  }
}

extension MarkdownFlavour.Mathematics {
  /// What stands before a formula in the line.
  fileprivate var opening: StaticString {
    switch self {
    case .dollars: "$"
    case .fences: "$`"
    case .brackets: "\\("
    case .code: ""
    }
  }

  /// What stands behind it.
  fileprivate var closing: StaticString {
    switch self {
    case .dollars: "$"
    case .fences: "`$"
    case .brackets: "\\)"
    case .code: ""
    }
  }
}
