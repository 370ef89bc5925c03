/// Reads a command line by the table of commands: `--name=value`, `--name value`, `-o value`, `-ovalue`, clusters of
/// one-letter flags, `--` before operands that begin with a dash, and `-` for standard input.
struct ArgumentParser {
  /// What a command line asks for.
  enum Request {
    /// Run a command.
    case run(Invocation)
    /// Show the help of a command, or of the tool.
    case help(Command?)
    /// Show the version.
    case version
  }

  /// The commands, in the order of the help.
  let commands: [Command]

  /// Understands the words behind the program's name.
  func parse(_ words: [String]) throws(Failure) -> Request {
    guard let first = words.first else {
      throw Failure("no command was given", help: ["`longhand help` lists the commands."])
    }
    switch first {
    case "-h", "--help": return .help(nil)
    case "-V", "--version": return .version
    default: break
    }
    guard !first.hasPrefix("-") else {
      throw Failure(
        "the option \(quoted(first)) stands before the command",
        help: ["Options follow the command: longhand derive resnet101 --language zh-Hans."])
    }
    let command = try self.command(named: first)
    return try parse(words.dropFirst(), for: command)
  }

  /// The command of a name, or a failure that suggests the nearest one.
  func command(named name: String) throws(Failure) -> Command {
    if let command = commands.first(where: { $0.name == name }) { return command }
    throw Failure(
      "there is no command \(quoted(name))",
      help: [suggestion(for: name, among: commands.map { $0.name }), "`longhand help` lists the commands."]
        .compactMap { $0 })
  }

  private func parse(_ words: ArraySlice<String>, for command: Command) throws(Failure) -> Request {
    var invocation = Invocation(command: command)
    var rest = words
    var optionsEnded = false
    while let word = rest.popFirst() {
      if optionsEnded || word == "-" || !word.hasPrefix("-") {
        invocation.operands.append(word)
      } else if word == "--" {
        optionsEnded = true
      } else if word.hasPrefix("--") {
        try takeLong(word, &rest, &invocation)
      } else {
        try takeCluster(word, &rest, &invocation)
      }
      if invocation.has(.help) { return .help(command) }
    }
    try checkOperands(of: invocation)
    return .run(invocation)
  }

  private func takeLong(
    _ word: String, _ rest: inout ArraySlice<String>, _ invocation: inout Invocation
  ) throws(Failure) {
    let body = word.dropFirst(2)
    let name = String(body.prefix { $0 != "=" })
    guard let option = invocation.command.allOptions.first(where: { $0.name == name }) else {
      throw unknown("--" + name, of: invocation.command)
    }
    let attached = body.count > name.count ? String(body.dropFirst(name.count + 1)) : nil
    if case .flag = option.value {
      guard attached == nil else { throw Failure("the option --\(name) takes no value") }
      invocation.values[name] = ""
    } else {
      try setValue(of: option, written: "--" + name, attached, &rest, &invocation)
    }
  }

  private func takeCluster(
    _ word: String, _ rest: inout ArraySlice<String>, _ invocation: inout Invocation
  ) throws(Failure) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let option = invocation.command.allOptions.first(where: { $0.short == letter }) else {
        throw unknown("-\(letter)", of: invocation.command, in: word)
      }
      if case .flag = option.value {
        invocation.values[option.name] = ""
      } else {
        try setValue(
          of: option, written: "-\(letter)", letters.isEmpty ? nil : String(letters), &rest, &invocation)
        return
      }
    }
  }

  private func setValue(
    of option: Option, written: String, _ attached: String?, _ rest: inout ArraySlice<String>,
    _ invocation: inout Invocation
  ) throws(Failure) {
    guard let value = attached ?? nextValue(&rest, for: invocation.command) else {
      throw Failure(
        "the option \(written) needs a value: \(written) \(option.valueName ?? "VALUE")",
        help: option.choices.map { "It is one of " + $0.joined(separator: ", ") + "." })
    }
    if let choices = option.choices, !choices.contains(value) {
      throw Failure(
        "\(quoted(value)) is no value of \(written)",
        help: [
          suggestion(for: value, among: choices), "It is one of " + choices.joined(separator: ", ") + ".",
        ]
        .compactMap { $0 })
    }
    invocation.values[option.name] = value
  }

  /// The next word, unless it is an option of the command: a forgotten value is more likely than such a file name.
  private func nextValue(_ rest: inout ArraySlice<String>, for command: Command) -> String? {
    guard let next = rest.first else { return nil }
    if next.hasPrefix("--"), next != "--" {
      let name = next.dropFirst(2).prefix { $0 != "=" }
      if command.allOptions.contains(where: { $0.name == name }) { return nil }
    }
    return rest.popFirst()
  }

  private func unknown(_ name: String, of command: Command, in word: String? = nil) -> Failure {
    var help: [String] = []
    let names = command.allOptions.map { "--" + $0.name }
    if let near = suggestion(for: word ?? name, among: names) { help.append(near) }
    if help.isEmpty, commands.contains(where: { $0.allOptions.contains { "--" + $0.name == name } }) {
      help.append("It belongs to other commands.")
    }
    help.append("`longhand help \(command.name)` lists its options.")
    return Failure("\(command.name) has no option \(quoted(name))", help: help)
  }

  private func checkOperands(of invocation: Invocation) throws(Failure) {
    let command = invocation.command
    let least = command.operands.reduce(0) { $0 + $1.count.lowerBound }
    let most = command.operands.reduce(0) { sum, operand in
      let (total, overflow) = sum.addingReportingOverflow(operand.count.upperBound)
      return overflow ? .max : total
    }
    if invocation.operands.count < least {
      let missing = command.operands.last { $0.count.lowerBound > 0 }?.name ?? "something"
      throw Failure(
        "\(missing) is missing: longhand \(command.name) \(command.usage)",
        help: command.examples.first.map { "For example: \($0.line)" })
    }
    if invocation.operands.count > most {
      throw Failure(
        "\(command.name) takes nothing more, but there is \(quoted(invocation.operands[most]))",
        help: ["Usage: longhand \(command.name) \(command.usage)"])
    }
  }
}

/// A word of the command line in quotation marks, with control characters made visible.
func quoted(_ word: String) -> String { "'" + visible(word) + "'" }

/// Text from outside that is safe to print: control characters cannot move the cursor or change colours.
func visible(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar.value {
    case 0x00...0x1F, 0x7F...0x9F, 0x2028...0x202E, 0x2066...0x2069: result.unicodeScalars.append("\u{FFFD}")
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}
