/// What of a text its reader sees: comments and what is struck out become blanks, byte for byte, so that every other byte
/// keeps its place.
///
/// In LaTeX these are `% …`, `\iffalse … \fi`, the environment `comment` and `\sout{}`; in Markdown `~~ … ~~`,
/// `[//]: # (…)`, `<!-- … -->` and `<del> … </del>`. The tables of LaTeX are written as those of Markdown; see
/// ``TabularText``.
struct VisibleText {
  private(set) var bytes: [UInt8]
  private var at = 0
  private var isInDisplay = false
  private var tables = TabularText()
  private var macros = Macros()
  /// Whether the text has commands of LaTeX, and whether it is a document of LaTeX and not Markdown with formulas.
  private var (hasCommands, isLaTeX) = (false, false)

  /// The text as it is seen.
  ///
  /// - Parameter isPage: whether it was taken out of a web page, which has left out already what nobody sees.
  static func bytes(of written: [UInt8], isPage: Bool) -> [UInt8] {
    var text = VisibleText(bytes: written)
    text.isPage = isPage
    text.look()
    return text.bytes
  }

  private var isPage = false

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private mutating func look() {
    var hasMarks = false
    while !hasMarks, passPlain() {
      switch bytes[at] {
      case UInt8(ascii: "\\"): hasMarks = byte(at + 1).isASCIILetter
      case UInt8(ascii: "~"): hasMarks = byte(at + 1) == bytes[at]
      case UInt8(ascii: "<"), UInt8(ascii: "["): hasMarks = !isPage
      default: break
      }
      at += 1
    }
    guard hasMarks else { return }
    // The first command may be the one that was just passed.
    at = 0
    noteCommands()
    while passPlain() {
      switch bytes[at] {
      case UInt8(ascii: "\\"): passCommand()
      case UInt8(ascii: "%") where hasCommands && !isPage: passComment()
      case UInt8(ascii: "~"): passTildes()
      case UInt8(ascii: "<") where !isPage: passTag()
      case UInt8(ascii: "[") where !isPage: passLabel()
      case UInt8(ascii: "&"):
        if tables.isWall(at: at, in: bytes) { bytes[at] = UInt8(ascii: "|") }
        at += 1
      default: at += 1
      }
    }
  }

  /// Goes on to the next byte that may withdraw something; false at the end.
  private mutating func passPlain() -> Bool {
    at = bytes.withUnsafeBufferPointer { bytes in
      var place = at
      while place < bytes.count, !VisibleText.isMark(bytes[place]) { place += 1 }
      return place
    }
    return at < bytes.count
  }

  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "%"), UInt8(ascii: "~"), UInt8(ascii: "<"), UInt8(ascii: "["),
      UInt8(ascii: "&"):
      true
    default: false
    }
  }

  private func byte(_ place: Int) -> UInt8 { bytes.indices.contains(place) ? bytes[place] : 0 }

  private func has(_ text: StaticString, at place: Int) -> Bool { bytes.has(text, at: place) }

  /// The next place of a text before a limit.
  private func next(_ text: StaticString, from place: Int, limit: Int) -> Int? {
    let first = text.utf8Start[0]
    var at = place
    while at < limit {
      if bytes[at] == first, has(text, at: at) { return at }
      at += 1
    }
    return nil
  }

  /// Blanks the text up to a place, but for the ends of its lines, and goes on there.
  private mutating func withdraw(to end: Int) {
    for place in at..<min(end, bytes.count) where bytes[place] != 0x0A && bytes[place] != 0x0D {
      bytes[place] = UInt8(ascii: " ")
    }
    at = max(at + 1, end)
  }

  private func endOfLine(from place: Int) -> Int {
    var end = place
    while end < bytes.count, bytes[end] != 0x0A { end += 1 }
    return end
  }

  private var isLineStart: Bool {
    var place = at
    while place > 0, bytes[place - 1] == 0x20 || bytes[place - 1] == 0x09 { place -= 1 }
    return place == 0 || bytes[place - 1] == 0x0A
  }

  // MARK: - LaTeX

  private mutating func noteCommands() {
    defer { at = 0 }
    while passPlain() {
      if bytes[at] == UInt8(ascii: "\\"), byte(at + 1).isASCIILetter {
        hasCommands = true
        isLaTeX = VisibleText.documentCommands.contains { has($0, at: at + 1) }
        if isLaTeX { return }
      }
      at += 1
    }
  }

  private static let documentCommands: [StaticString] = [
    "documentclass", "begin{document}", "begin{tab", "begin{longtab", "begin{itemize}", "begin{enumerate}",
    "usepackage", "section", "subsection", "chapter", "paragraph", "item",
  ]

  private mutating func passCommand() {
    noteDisplay()
    guard byte(at + 1).isASCIILetter else {
      if byte(at + 1) == UInt8(ascii: "\\"), let end = tables.endOfRow(at: at, in: bytes) {
        withdraw(to: end)
      } else {
        at += 2
      }
      return
    }
    if let end = macros.define(at: at, in: bytes) { return withdraw(to: end) }
    if let end = macros.expand(at: at, in: &bytes) {
      at = end
      return
    }
    switch bytes[at + 1] {
    case UInt8(ascii: "i") where has("\\iffalse", at: at) && !byte(at + 8).isASCIILetter:
      var end = next("\\fi", from: at + 8, limit: bytes.count)
      while let place = end, byte(place + 3).isASCIILetter {
        end = next("\\fi", from: place + 3, limit: bytes.count)
      }
      if let end { return withdraw(to: end + 3) }
    case UInt8(ascii: "b") where has("\\begin{comment}", at: at):
      if let end = next("\\end{comment}", from: at, limit: bytes.count) { return withdraw(to: end + 13) }
    case UInt8(ascii: "s") where has("\\sout{", at: at), UInt8(ascii: "x") where has("\\xout{", at: at):
      if let end = bytes.endOfBraces(from: at + 5) { return withdraw(to: end) }
    case UInt8(ascii: "s") where has("\\st{", at: at):
      if let end = bytes.endOfBraces(from: at + 3) { return withdraw(to: end) }
    default:
      if let end = tables.rewrite(at: at, in: &bytes) {
        at = end
        return
      }
    }
    at += 2
  }

  /// A percent sign begins a comment at the beginning of a line; behind other text only in a document of LaTeX or behind
  /// the end of a row: in Markdown it is one.
  private mutating func passComment() {
    let endsRow =
      at >= 3 && bytes[at - 1] == 0x20 && bytes[at - 2] == UInt8(ascii: "\\")
      && bytes[at - 3] == UInt8(ascii: "\\")
    if isLaTeX || endsRow || isLineStart || isInDisplay { withdraw(to: endOfLine(from: at)) } else { at += 1 }
  }

  /// Notes the beginning and the end of a displayed formula that only LaTeX has: `\[ … \]`, `\begin{align} …
  /// \end{align}`. There a percent sign without a backslash begins a comment; in Markdown's `$$` people write it for a
  /// percentage.
  private mutating func noteDisplay() {
    switch byte(at + 1) {
    case UInt8(ascii: "["): isInDisplay = true
    case UInt8(ascii: "]"): isInDisplay = false
    case UInt8(ascii: "b")
    where VisibleText.displays.contains { has($0, at: at + 7) } && has("\\begin{", at: at):
      isInDisplay = true
    case UInt8(ascii: "e")
    where VisibleText.displays.contains { has($0, at: at + 5) } && has("\\end{", at: at):
      isInDisplay = false
    default: break
    }
  }

  private static let displays: [StaticString] = [
    "align", "equation", "gather", "multline", "eqnarray", "split",
  ]

  // MARK: - Markdown

  /// `~~struck out~~`, within a paragraph; three and more are the fence of code.
  private mutating func passTildes() {
    var end = at
    while byte(end) == UInt8(ascii: "~") { end += 1 }
    guard end - at == 2, byte(end) > 0x20, let close = closingTildes(from: end) else {
      at = end
      return
    }
    withdraw(to: close + 2)
  }

  private func closingTildes(from start: Int) -> Int? {
    var place = start
    let limit = min(bytes.count, start + VisibleText.farthest)
    while let close = next("~~", from: place, limit: limit) {
      if bytes[close - 1] > 0x20 { return isOneParagraph(start..<close) ? close : nil }
      place = close + 2
    }
    return nil
  }

  /// How far a stretch of struck out text reaches at most.
  private static let farthest = 4_096

  private func isOneParagraph(_ range: Range<Int>) -> Bool {
    !range.dropFirst().contains { bytes[$0] == 0x0A && bytes[$0 - 1] == 0x0A }
  }

  private mutating func passTag() {
    if has("<!--", at: at) {
      if let end = next("-->", from: at + 4, limit: bytes.count) { return withdraw(to: end + 3) }
    } else {
      for (open, close) in VisibleText.struckOut where has(open, at: at) {
        let name = at + open.utf8CodeUnitCount
        guard byte(name) == UInt8(ascii: ">") || byte(name) == 0x20 else { continue }
        let limit = min(bytes.count, at + VisibleText.farthest)
        if let end = next(close, from: name, limit: limit) {
          return withdraw(to: end + close.utf8CodeUnitCount)
        }
      }
    }
    at += 1
  }

  private static let struckOut: [(StaticString, StaticString)] = [
    ("<del", "</del>"), ("<s", "</s>"), ("<strike", "</strike>"),
  ]

  /// `[//]: # (a comment)`: a link that leads nowhere.
  private mutating func passLabel() {
    var end = at + 1
    while end < bytes.count, end - at < 256, bytes[end] != UInt8(ascii: "]"), bytes[end] != 0x0A { end += 1 }
    if isLineStart, has("]: #", at: end) || has("]: <>", at: end) {
      withdraw(to: endOfLine(from: at))
    } else if let close = endOfAddress(from: end) {
      at = end + 1
      withdraw(to: close)
    } else {
      at += 1
    }
  }

  /// The place behind the address of a link, `](#fc:-fully-connected-layer,-384-→-1,000)`, whose words nobody sees.
  private func endOfAddress(from bracket: Int) -> Int? {
    guard has("](#", at: bracket) || has("](http", at: bracket) || has("](./", at: bracket) else {
      return nil
    }
    var place = bracket + 2
    var depth = 1
    while place < bytes.count, place - bracket < 1_024, bytes[place] > 0x20 {
      if bytes[place] == UInt8(ascii: "(") { depth += 1 }
      if bytes[place] == UInt8(ascii: ")") { depth -= 1 }
      place += 1
      if depth == 0 { return place }
    }
    return nil
  }
}

extension [UInt8] {
  /// Whether a text stands at a place.
  func has(_ text: StaticString, at place: Int) -> Bool {
    let length = text.utf8CodeUnitCount
    guard place >= 0, place + length <= count else { return false }
    for offset in 0..<length where self[place + offset] != text.utf8Start[offset] { return false }
    return true
  }

  /// The place behind the brace that closes the one at a place, within the paragraph.
  func endOfBraces(from place: Int) -> Int? {
    guard place < count, self[place] == UInt8(ascii: "{") else { return nil }
    var depth = 0
    var at = place
    let limit = Swift.min(count, place + 4_096)
    while at < limit {
      switch self[at] {
      case UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return at + 1 }
      case UInt8(ascii: "\\"): at += 1
      case 0x0A where self[at - 1] == 0x0A: return nil
      default: break
      }
      at += 1
    }
    return nil
  }
}
