import Longhand

/// A command of the tool, as data.
struct Command: Sendable {
  /// What may stand behind the command's name.
  struct Operand: Equatable, Sendable {
    /// The name in the help: `NETWORK`.
    let name: String
    /// What kind of word it is, for completions.
    let value: Option.Value
    /// How many are needed, and how many are allowed.
    let count: ClosedRange<Int>
  }

  /// The word on the command line.
  let name: String
  /// What it does, for the list of commands: one line without a full stop.
  let summary: String
  /// More about it, for its own help. Paragraphs; lines are kept.
  let discussion: String
  /// What stands behind the name.
  let operands: [Operand]
  /// Its options, in the order of the help. `--help` is everybody's and not listed.
  let options: [Option]
  /// Command lines that work, with what they do.
  let examples: [(line: String, meaning: String)]
  /// Does it.
  let run: @Sendable (Invocation) throws(Failure) -> Outcome
  /// Its result as a document, for commands that a note can hold.
  let document: (@Sendable (Invocation, Pages) throws(Failure) -> Document)?

  init(
    _ name: String, _ summary: String, discussion: String = "", operands: [Operand] = [],
    options: [Option] = [],
    examples: [(line: String, meaning: String)] = [],
    run: @escaping @Sendable (Invocation) throws(Failure) -> Outcome,
    document: (@Sendable (Invocation, Pages) throws(Failure) -> Document)? = nil
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.operands = operands
    self.options = options
    self.examples = examples
    self.run = run
    self.document = document
  }

  /// Every option that the command understands.
  var allOptions: [Option] { options + [.help] }
}

extension Option {
  /// Every command explains itself.
  static let help = Option("help", short: "h", .flag, "show this help")
}

/// A command line that was understood.
struct Invocation {
  /// The command.
  let command: Command
  /// The words behind it, in order.
  var operands: [String] = []
  /// The options that were given; of a repeated one, the last value. Flags have an empty one.
  var values: [String: String] = [:]

  /// The value of an option, if it was given.
  subscript(option: Option) -> String? { values[option.name] }
  /// Whether an option was given.
  func has(_ option: Option) -> Bool { values[option.name] != nil }
}
