/// An option of the command line, as data: the parser, the help and the completions all read it.
struct Option: Equatable, Sendable {
  /// What kind of value an option takes. The name is what the help shows for it.
  enum Value: Equatable, Sendable {
    /// None: the option is there or not.
    case flag
    /// Any text.
    case text(String)
    /// One of these words.
    case choice(String, [String])
    /// A file to read or write.
    case file(String)
    /// A folder.
    case folder(String)
    /// A network of the catalogue, or a file that holds one.
    case network(String)
  }

  /// The long name without its dashes: `output`.
  let name: String
  /// The one-letter form without its dash: `o`.
  let short: Character?
  /// What follows it.
  let value: Value
  /// What it does, for the help: one sentence without a full stop.
  let summary: String

  init(_ name: String, short: Character? = nil, _ value: Value, _ summary: String) {
    self.name = name
    self.short = short
    self.value = value
    self.summary = summary
  }

  /// The name of the value in the help, if there is one.
  var valueName: String? {
    switch value {
    case .flag: nil
    case .text(let name), .choice(let name, _), .file(let name), .folder(let name), .network(let name): name
    }
  }

  /// The words that the value may be, if they are few.
  var choices: [String]? {
    if case .choice(_, let words) = value { words } else { nil }
  }
}
