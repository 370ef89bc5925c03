/// The tool as a table: every command it has, in the order of its help.
enum CommandTable {
  static let commands: [Command] = [
    .derive, .check, .compare, .explain, .publish, .networks, .conventions, .mistakes, .formulas, .templates,
    .completions, .help,
  ]

  static let parser = ArgumentParser(commands: commands)
}

extension Command {
  static let help = Command(
    "help", "explain a command",
    operands: [Operand(name: "COMMAND", value: .text("COMMAND"), count: 0...1)],
    examples: [("longhand help derive", "what derive can do")],
    run: showHelp)

  private static func showHelp(_ invocation: Invocation) throws(Failure) -> Outcome {
    let parser = CommandTable.parser
    let text = try invocation.operands.first.map { name throws(Failure) in
      try parser.command(named: name).helpText
    }
    try OutputFile.write([UInt8]((text ?? parser.helpText).utf8), to: nil)
    return .fine
  }
}
