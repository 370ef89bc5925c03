import Longhand

/// The format of a result: `--format`, else the ending of `-o`, else text.
enum ResultFormat: Equatable {
  case document(Format)
  case json

  /// Formats that the interface promises for a later version.
  private static let promised = ["notebook"]
  /// Formats of findings, which only `check` has.
  private static let ofFindings = ["sarif", "github"]
  /// The words of `--format`.
  static let words = ["text", "markdown", "html", "latex", "json"]

  static let option = Option(
    "format", .text("FORMAT"), "text, markdown, html, latex or json; else by the ending of -o, else text")

  init(_ invocation: Invocation) throws(Failure) {
    if let word = invocation[ResultFormat.option] {
      self = try ResultFormat.named(word)
    } else if let path = invocation[Option.output] {
      self = try ResultFormat.ofFile(path)
    } else {
      self = .document(.text)
    }
  }

  private static func named(_ word: String) throws(Failure) -> ResultFormat {
    if word == "json" { return .json }
    if let format = Format(rawValue: word) { return .document(format) }
    let list = "It is one of " + words.joined(separator: ", ") + "."
    if promised.contains(word) {
      throw Failure("the format \(word) is not in this version yet", help: [list])
    }
    if ofFindings.contains(word) {
      throw Failure("the format \(word) is for findings, which only `longhand check` has", help: [list])
    }
    throw Failure(
      "there is no format \(quoted(word))",
      help: [Format(fileExtension: word)?.rawValue ?? nearest(to: word, among: words)].compactMap { $0 }
        .map { "Did you mean \($0)?" } + [list])
  }

  private static func ofFile(_ path: String) throws(Failure) -> ResultFormat {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return .document(.text) }
    let ending = String(name[name.index(after: dot)...])
    if ending.lowercased() == "json" { return .json }
    if let format = Format(fileExtension: ending) { return .document(format) }
    switch ending.lowercased() {
    case "ipynb": return try named("notebook")
    case "sarif": return try named("sarif")
    default:
      // A device has no ending that means anything: /dev/fd/3, /proc/self/fd/1.
      return .document(.text)
    }
  }
}

extension Pages {
  /// The pages in the language and with the templates that the command line asks for.
  init(_ invocation: Invocation) throws(Failure) {
    let language = invocation[Option.language].flatMap { Language(rawValue: $0) } ?? .english
    do throws(TemplateError) {
      let templates: Templates
      if let folder = invocation[Option.templates] {
        templates = try Templates(replacing: folder)
      } else {
        templates = Templates()
      }
      try self.init(language: language, templates: templates)
    } catch { throw Failure(error) }
  }
}

/// How wide text for the terminal may be, and whether it carries colours.
struct TerminalSettings {
  let colour: Bool
  let width: Int

  init(_ invocation: Invocation) {
    colour = Style.ofResults(invocation).isOn
    // What goes to a file is read elsewhere, so the width of this terminal does not matter for it.
    let isShown = invocation[Option.output] == nil
    width = isShown ? terminalWidth(Descriptor.output) ?? 100 : 100
  }
}
