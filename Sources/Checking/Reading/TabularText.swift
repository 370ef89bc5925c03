/// Writes the tables of LaTeX as those of Markdown, byte for byte: `&` becomes a wall, `\\` and `\hline` become blanks, so
/// that one reader of tables serves both. In `align` and its kin `&` is left alone.
struct TabularText {
  /// How many tables are open.
  private var depth = 0
  /// Whether the table in hand has a row so far: the first one is its header.
  private var hasRow = false

  /// Whether the `&` at a place parts two cells: in a table, or before a formula with its own dollar signs, which no
  /// alignment has.
  func isWall(at place: Int, in bytes: [UInt8]) -> Bool {
    if depth > 0 { return true }
    var next = bytes.skip(from: place + 1, to: bytes.count) { $0 == 0x20 }
    guard next < bytes.count, next > place + 1, bytes[next] == UInt8(ascii: "$") else { return false }
    // The line of a table ends with `\\`.
    while next < bytes.count, bytes[next] != 0x0A {
      if bytes[next] == UInt8(ascii: "\\"), bytes.has("\\\\", at: next) { return true }
      next += 1
    }
    return false
  }

  /// The place behind the `\\` at a place and its distance, `\\[2pt]`, if it ends a row and its line.
  mutating func endOfRow(at place: Int, in bytes: [UInt8]) -> Int? {
    guard depth > 0 else { return nil }
    hasRow = true
    var end = place + 2
    if end < bytes.count, bytes[end] == UInt8(ascii: "*") { end += 1 }
    if end < bytes.count, bytes[end] == UInt8(ascii: "[") {
      let close = bytes.skip(from: end, to: min(bytes.count, end + 16)) { $0 != UInt8(ascii: "]") }
      if close < bytes.count, bytes[close] == UInt8(ascii: "]") { end = close + 1 }
    }
    return endsLine(end, in: bytes) ? end : nil
  }

  /// Whether nothing but rules and comments stands behind a place.
  private func endsLine(_ place: Int, in bytes: [UInt8]) -> Bool {
    var at = place
    while at < bytes.count, bytes[at] != 0x0A, bytes[at] != UInt8(ascii: "%") {
      if bytes[at] == UInt8(ascii: "\\") {
        guard let end = endOfRule(at: at, in: bytes) else { return bytes.has("\\end{", at: at) }
        at = end
      } else if bytes[at] <= 0x20 {
        at += 1
      } else {
        return false
      }
    }
    return true
  }

  /// Rewrites a command of a table; nil if the one at the place is none.
  ///
  /// - Returns: the place to go on at.
  mutating func rewrite(at place: Int, in bytes: inout [UInt8]) -> Int? {
    if let end = endOfOpening(at: place, in: bytes) {
      depth += 1
      hasRow = false
      blank(place..<end, in: &bytes)
      return end
    }
    guard depth > 0 else { return nil }
    if bytes.has("\\end{tab", at: place) || bytes.has("\\end{longtab", at: place) {
      depth -= 1
      return place + 5
    }
    if let end = endOfRule(at: place, in: bytes) {
      let isAlone = isBlank(before: place, in: bytes) && isBlank(behind: end, in: bytes)
      blank(place..<end, in: &bytes)
      if isAlone, hasRow {
        for at in place..<end { bytes[at] = UInt8(ascii: at == place || at == end - 1 ? "|" : "-") }
      }
      return end
    }
    return span(at: place, in: &bytes)
  }

  /// `\begin{tabularx}{\textwidth}{l|rr}` with its arguments.
  private func endOfOpening(at place: Int, in bytes: [UInt8]) -> Int? {
    guard bytes.has("\\begin{tab", at: place) || bytes.has("\\begin{longtab", at: place),
      !bytes.has("\\begin{table", at: place), var end = bytes.endOfBraces(from: place + 6)
    else { return nil }
    for _ in 0..<3 {
      guard end < bytes.count else { break }
      if bytes[end] == UInt8(ascii: "{"), let close = bytes.endOfBraces(from: end) {
        end = close
      } else if bytes[end] == UInt8(ascii: "["), end + 2 < bytes.count, bytes[end + 2] == UInt8(ascii: "]") {
        end += 3
      } else {
        break
      }
    }
    return end
  }

  /// The place behind a rule: `\hline`, `\cmidrule(lr){2-3}`.
  private func endOfRule(at place: Int, in bytes: [UInt8]) -> Int? {
    guard let rule = TabularText.rules.first(where: { bytes.has($0, at: place) }) else { return nil }
    var end = place + rule.utf8CodeUnitCount
    if end < bytes.count, bytes[end].isASCIILetter { return nil }
    if end < bytes.count, bytes[end] == UInt8(ascii: "(") {
      end = bytes.skip(from: end, to: bytes.count) { $0 != UInt8(ascii: ")") && $0 != 0x0A }
      end = Swift.min(end + 1, bytes.count)
    }
    return bytes.endOfBraces(from: end) ?? end
  }

  private static let rules: [StaticString] = [
    "\\hline", "\\toprule", "\\midrule", "\\bottomrule", "\\cline", "\\cmidrule", "\\addlinespace",
  ]

  /// `\multicolumn{2}{l}{Total}` is two cells, the text in the last of them; of `\multirow{2}{*}{Stem}` the text is left.
  private func span(at place: Int, in bytes: inout [UInt8]) -> Int? {
    let isWide = bytes.has("\\multicolumn{", at: place)
    guard isWide || bytes.has("\\multirow{", at: place) else { return nil }
    let first = place + (isWide ? 12 : 9)
    guard let second = bytes.endOfBraces(from: first), let text = bytes.endOfBraces(from: second),
      let end = bytes.endOfBraces(from: text)
    else { return nil }
    let count = bytes[first + 1]
    bytes[end - 1] = 0x20
    let walls = isWide && second == first + 3 && count.isASCIIDigit ? Int(count - 0x31) : 0
    blank(place..<text + 1, in: &bytes)
    for wall in 0..<Swift.max(0, walls) { bytes[place + 2 + wall] = UInt8(ascii: "|") }
    return text + 1
  }

  private func blank(_ range: Range<Int>, in bytes: inout [UInt8]) {
    for at in range where bytes[at] != 0x0A && bytes[at] != 0x0D { bytes[at] = 0x20 }
  }

  private func isBlank(before place: Int, in bytes: [UInt8]) -> Bool {
    let at = bytes.skipBack(from: place, to: 0) { $0 == 0x20 || $0 == 0x09 }
    return at == 0 || bytes[at - 1] == 0x0A
  }

  private func isBlank(behind place: Int, in bytes: [UInt8]) -> Bool {
    var at = place
    while at < bytes.count, bytes[at] != 0x0A {
      if bytes[at] > 0x20 { return false }
      at += 1
    }
    return true
  }
}
