extension Command {
  static let completions = Command(
    "completions", "write a completion script for a shell",
    discussion: """
      bash   longhand completions bash > ~/.local/share/bash-completion/completions/longhand
      zsh    longhand completions zsh > a file _longhand in a folder of $fpath
      fish   longhand completions fish > ~/.config/fish/completions/longhand.fish
      """,
    operands: [
      Operand(name: "SHELL", value: .choice("SHELL", Shell.allCases.map { $0.rawValue }), count: 1...1)
    ],
    options: [.output],
    examples: [("source <(longhand completions bash)", "complete in this bash")],
    run: writeCompletions)

  private static func writeCompletions(_ invocation: Invocation) throws(Failure) -> Outcome {
    let name = invocation.operands[0]
    let names = Shell.allCases.map { $0.rawValue }
    guard let shell = Shell(rawValue: name) else {
      throw Failure(
        "there are no completions for \(quoted(name))",
        help: [
          suggestion(for: name, among: names), "There are some for " + names.joined(separator: ", ") + ".",
        ]
        .compactMap { $0 })
    }
    try OutputFile.write([UInt8](shell.completions(for: CommandTable.commands).utf8), to: invocation[.output])
    return .fine
  }
}

/// The shells that completions can be written for.
enum Shell: String, CaseIterable {
  case bash, zsh, fish

  func completions(for commands: [Command]) -> String {
    switch self {
    case .bash: bashCompletions(for: commands)
    case .zsh: zshCompletions(for: commands)
    case .fish: fishCompletions(for: commands)
    }
  }
}
