import Explaining

/// The words around a page's content, read from `page.LANGUAGE.txt`.
struct PageWords: Sendable {
  /// The identifiers, each with one text in every language.
  enum Key: String, CaseIterable {
    case skip, contents, link, deleted, inserted, error, warning, note, footer
    /// The footer of a page that quotes numbers that are not its own.
    case plainFooter = "plain-footer"
    /// The pages of a site: their navigation, the lists of notes, of symbols and of formulas.
    case notes, pages, turn, previous, next, symbols, formulas, symbol, meaning
    case symbolsAndFormulas = "symbols-and-formulas"
    case usedIn = "used-in"
    /// How the language calls itself.
    case languageName = "language-name"
    /// The labels of a finding on the terminal, as compilers print them.
    case terminalError = "terminal-error"
    case terminalWarning = "terminal-warning"
    case terminalNote = "terminal-note"
    case terminalHelp = "terminal-help"

    init(_ severity: Excerpt.Severity) {
      switch severity {
      case .error: self = .error
      case .warning: self = .warning
      case .note: self = .note
      }
    }
  }

  private var texts: [Key: String] = [:]

  subscript(key: Key) -> String { texts[key] ?? "" }

  /// No words at all.
  init() {}

  /// Reads `identifier = text`, one a line; `#` begins a comment.
  ///
  /// - Throws: a missing or unknown identifier, with its place.
  init(file: String, bytes: [UInt8]) throws(TemplateError) {
    var number = 0
    for line in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let text = trimmed(String(decoding: line, as: UTF8.self))
      if text.isEmpty || text.hasPrefix("#") { continue }
      let parts = text.split(separator: "=", maxSplits: 1).map { trimmed($0) }
      guard let key = Key(rawValue: parts.first ?? "") else {
        let name = parts.first ?? ""
        throw TemplateError(
          file: file, line: number, column: 1,
          .unknownText(name, nearest: nearest(name, among: Key.allCases.map(\.rawValue))))
      }
      guard parts.count == 2, !parts[1].isEmpty else {
        throw TemplateError(file: file, line: number, column: 1, .missingText(key.rawValue))
      }
      texts[key] = parts[1]
    }
    for key in Key.allCases where texts[key] == nil {
      throw TemplateError(file: file, line: number, column: 1, .missingText(key.rawValue))
    }
  }
}

/// A text without blanks around it.
func trimmed(_ text: some StringProtocol) -> String {
  guard let first = text.firstIndex(where: { !$0.isWhitespace }),
    let last = text.lastIndex(where: { !$0.isWhitespace })
  else { return "" }
  return String(text[first...last])
}
