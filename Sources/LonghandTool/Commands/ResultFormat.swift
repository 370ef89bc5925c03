import Longhand

/// The format of a result: `--format`, else the ending of `-o`, else text.
enum ResultFormat: Equatable {
  case document(Format)
  case json

  /// Formats of findings, which only `check` has.
  private static let ofFindings = ["sarif", "github"]
  /// The words of `--format`.
  static let words = ["text", "markdown", "html", "latex", "notebook", "json"]

  static let option = Option(
    "format", .text("FORMAT"),
    "text, markdown, html, latex, notebook or json; else by the ending of -o, else text")

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
    case "sarif": return try named("sarif")
    case "": return .document(.text)
    default:
      // A device has no ending that means anything.
      if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return .document(.text) }
      throw Failure(
        "no format has the ending .\(visible(ending))",
        help: ["The endings are .txt, .md, .html, .tex, .ipynb and .json; or name one with --format."])
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

/// What a format may be told beyond the document: colours and width of text, the flavour of Markdown, LaTeX without a
/// preamble.
struct FormatSettings {
  static let flavour = Option(
    "flavour", .choice("FLAVOUR", MarkdownFlavour.allCases.map { $0.rawValue }),
    "whose Markdown is written; portable if left out")
  static let body = Option("body", .flag, "LaTeX without its preamble, for \\input in another document")

  private let terminal: TerminalSettings
  private let flavour: MarkdownFlavour
  private let isBodyOnly: Bool

  /// - Throws: an option that has no meaning for the format.
  init(_ invocation: Invocation, for format: ResultFormat) throws(Failure) {
    terminal = TerminalSettings(invocation)
    flavour = invocation[Self.flavour].flatMap { MarkdownFlavour(rawValue: $0) } ?? .portable
    isBodyOnly = invocation.has(Self.body)
    for (option, meant) in [(Self.flavour, Format.markdown), (Self.body, .latex)]
    where invocation.has(option) && format != .document(meant) {
      throw Failure(
        "--\(option.name) has a meaning for \(meant.rawValue) only",
        help: ["Add --format \(meant.rawValue), or write to a file with its ending."])
    }
  }

  func render(_ document: Document, as format: Format, _ pages: Pages) -> [UInt8] {
    pages.publisher.render(
      document, as: format, colour: terminal.colour, width: terminal.width, flavour: flavour,
      isBodyOnly: isBodyOnly)
  }
}

/// How wide text for the terminal may be, and whether it carries colours.
struct TerminalSettings {
  let colour: Bool
  let width: Int
  /// The width of the terminal that the result is shown on; nil where it goes elsewhere.
  let terminal: Int?

  init(_ invocation: Invocation) {
    colour = Style.ofResults(invocation).isOn
    // What goes to a file is read elsewhere, so the width of this terminal does not matter for it.
    let isShown = invocation[Option.output] == nil
    terminal = isShown ? terminalWidth(Descriptor.output) : nil
    width = terminal ?? 100
  }
}
