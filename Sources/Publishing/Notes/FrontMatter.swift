import Explaining
import Importing
import Networks

/// What stands between `---` and `---` at the head of a note: `title` and `lang`, in YAML.
struct FrontMatter {
  /// The title, if one is given.
  var title: String?
  /// The language, if one is given.
  var language: Language?
  /// The offset behind the closing line; 0 without front matter.
  var end = 0

  /// The keys that are known.
  static let keys = ["title", "lang"]

  /// - Throws: ``NoteProblem`` with the place, whatever the text is.
  init(_ text: NoteText) throws(NoteProblem) {
    guard FrontMatter.isRule(text.line(0)) else { return }
    guard
      let last = text.lineStarts.indices.dropFirst().first(where: { index in
        FrontMatter.isRule(text.line(index)) || text.line(index).elementsEqual("...".utf8)
      })
    else {
      throw text.problem(
        at: 0, .error, "the front matter is not closed", help: ["Put --- alone on the line behind it."])
    }
    end = last + 1 < text.lineStarts.count ? text.lineStarts[last + 1] : text.bytes.count
    // The first line becomes an empty one, so that the reader counts the lines of the note.
    let yaml = [UInt8(ascii: "\n")] + text.bytes[text.lineStarts[1]..<text.lineStarts[last]]
    if yaml.allSatisfy({ $0 == 0x20 || $0 == 0x0A || $0 == 0x09 }) { return }
    do throws(ImportError) {
      let mapping = try Value.read(yaml, file: text.file).mapping
      // `date` and `tags` are for other tools.
      try mapping.refuseMisspelt(FrontMatter.keys)
      title = try mapping["title"]?.word
      if let value = mapping["lang"] { language = try FrontMatter.language(value) }
    } catch { throw NoteProblem(error) }
    if let title, title.utf8.contains(UInt8(ascii: "\n")) || trimmed(title).isEmpty {
      throw text.problem(at: 0, .error, "the title must be one line of text")
    }
  }

  private static func isRule(_ line: ArraySlice<UInt8>) -> Bool {
    line.starts(with: "---".utf8) && line.dropFirst(3).allSatisfy { $0 == 0x20 || $0 == 0x09 }
  }

  private static func language(_ value: Value) throws(ImportError) -> Language {
    let word = try value.word
    if let language = Language(tag: word) { return language }
    let names = Language.allCases.map { $0.rawValue }
    throw value.place.error(
      .malformed("“\(word)” is no language of Longhand; it is one of \(names.joined(separator: ", "))"))
  }
}

extension Language {
  /// The language of a tag as people write it: `en`, `en-GB`, `zh-Hans`, `zh-CN`, `zh`.
  init?(tag: String) {
    if let exact = Language(rawValue: tag) {
      self = exact
      return
    }
    switch tag.lowercased().split(separator: "-").first {
    case "en": self = .english
    case "zh" where !tag.lowercased().contains("hant"): self = .chinese
    default: return nil
    }
  }
}

extension NoteProblem {
  /// What the YAML reader says, at its place.
  init(_ error: ImportError) {
    var help: [String] = []
    let message: String
    switch error.problem {
    case .malformed(let words): message = words
    case .text(.unknownKey(let key, let nearest, let known)):
      message = "the front matter knows no “\(key)”"
      if let nearest { help.append("Did you mean \(nearest)?") }
      help.append("It knows \(known.joined(separator: " and ")).")
    case .text(.duplicateKey(let key, let first)):
      message = "“\(key)” is given twice; the first time in line \(first.line)"
    case .text(.wrongKind):
      message = "the front matter is lines of the form “title: …”"
    case .text(.syntax(let words, _)): message = "the front matter cannot be read: \(words)"
    default: message = "the front matter cannot be read"
    }
    self.init(
      file: error.file, line: error.line ?? 0, column: error.column ?? 0, .error, message, help: help)
  }
}
