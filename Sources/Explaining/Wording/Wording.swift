/// The words of one language, looked up by identifier. They stand in `Templates/wording.LANGUAGE.txt`, one
/// `identifier = text` a line, so that a teacher can change them without touching Swift.
///
/// In a text,
///
/// - `<<layer>>` is replaced by a value;
/// - `<<count|block|blocks>>` gives the first word if the value is 1, otherwise the second;
/// - `[[, not <<claimed>>]]` appears only if all its values are there, and `[[a <<x>>||b]]` gives the first
///   alternative whose values are there;
/// - `**bold**` and `` `code` `` mean what they mean in Markdown.
///
/// A line that begins with a blank goes on with the text above; `#` begins a comment at the start of a line. A text in
/// double quotes keeps the blanks at its ends.
///
///     let wording = try Wording(language: .english, file: "wording.en.txt", bytes: bytes)
///     wording.inlines(.totalsCaption, ["input": "3 × 224 × 224"])
public struct Wording: Sendable {
  /// The language of the texts.
  public let language: Language
  /// The texts in the order of ``WordingIdentifiers/all``.
  let texts: [[Piece]]

  /// Reads a file of wording and checks that it has every text that the program needs, and no other.
  ///
  /// - Parameters:
  ///   - file: the name that errors carry.
  ///   - bytes: the file's content in UTF-8.
  /// - Throws: the first ``WordingError`` in the order of the file; a missing text comes last.
  public init(language: Language, file: String, bytes: [UInt8]) throws(WordingError) {
    var reader = WordingReader(file: file, bytes: bytes)
    reader.read()
    if let error = reader.errors.first { throw error }
    self.language = language
    texts = reader.texts
  }

  /// Everything that is wrong with a file of wording; empty if it can be used.
  public static func errors(file: String, bytes: [UInt8]) -> [WordingError] {
    var reader = WordingReader(file: file, bytes: bytes)
    reader.read()
    return reader.errors
  }

  /// A text with its values filled in.
  public func inlines(_ phrase: Phrase, _ values: WordingValues = [:]) -> [Inline] {
    inlines(at: phrase.rawValue, values)
  }

  /// A text looked up by an identifier that is not known before the program runs, such as a mistake's.
  ///
  /// - Returns: the text; the identifier itself if there is none, which ``init(language:file:bytes:)`` rules out for
  ///   every identifier of ``WordingIdentifiers``.
  public func inlines(identifier: String, _ values: WordingValues = [:]) -> [Inline] {
    guard let index = WordingIdentifiers.index[identifier] else { return [.text(identifier)] }
    return inlines(at: index, values)
  }

  /// A text by its place in ``WordingIdentifiers/all``.
  func inlines(at index: Int, _ values: WordingValues) -> [Inline] {
    var inlines: [Inline] = []
    fill(texts[index], values, into: &inlines)
    return inlines
  }

  /// A text as a plain string, for labels that hold no markup. Numbers are grouped by three.
  public func string(_ phrase: Phrase, _ values: WordingValues = [:]) -> String {
    plainText(inlines(phrase, values))
  }

  /// Whether there is a text of this identifier.
  public func has(identifier: String) -> Bool { WordingIdentifiers.index[identifier] != nil }
}

// MARK: - Filling in

extension Wording {
  private func fill(_ pieces: [Piece], _ values: WordingValues, into inlines: inout [Inline]) {
    for piece in pieces {
      switch piece {
      case .text(let text): append(text, to: &inlines)
      case .code(let text): inlines.append(.code(text))
      case .strong(let inner):
        var filled: [Inline] = []
        fill(inner, values, into: &filled)
        inlines.append(.strong(filled))
      case .placeholder(let name):
        guard let value = values[name] else { continue }
        if case .text(let text) = value { append(text, to: &inlines) } else { inlines += value.inlines }
      case .form(let name, let one, let many):
        append(values[name]?.isOne == true ? one : many, to: &inlines)
      case .optional(let alternatives):
        for alternative in alternatives where alternative.allSatisfy({ $0.isFilled(by: values) }) {
          fill(alternative, values, into: &inlines)
          break
        }
      }
    }
  }

  /// Runs of text stay one piece, so that the writers see whole words.
  private func append(_ text: String, to inlines: inout [Inline]) {
    if text.isEmpty { return }
    if case .text(let before) = inlines.last {
      inlines[inlines.count - 1] = .text(before + text)
    } else {
      inlines.append(.text(text))
    }
  }
}

/// A piece of a text of the wording.
indirect enum Piece: Hashable, Sendable {
  /// Words as they stand.
  case text(String)
  /// Between backquotes.
  case code(String)
  /// Between double asterisks.
  case strong([Piece])
  /// A value by its name.
  case placeholder(String)
  /// A word that depends on whether the value is one.
  case form(String, one: String, many: String)
  /// What is left out if a value in it is missing: the first alternative that is complete.
  case optional([[Piece]])

  /// Whether every value that the piece must have is there.
  func isFilled(by values: WordingValues) -> Bool {
    switch self {
    case .text, .code, .optional: true
    case .strong(let inner): inner.allSatisfy { $0.isFilled(by: values) }
    case .placeholder(let name), .form(let name, _, _): values[name] != nil
    }
  }
}
