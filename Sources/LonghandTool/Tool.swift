#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The command `longhand`, from its words to its exit code.
enum Tool {
  /// The version, as in CHANGELOG.md.
  static let version = "0.1.0"

  /// Runs the tool with the words behind its name.
  static func run(_ words: [String]) -> Outcome {
    // A closed pipe and a full quota come back as errors of the call that met them, not as the end of the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    do throws(Failure) {
      switch try CommandTable.parser.parse(words) {
      case .version: try OutputFile.write([UInt8]("longhand \(version)\n".utf8), to: nil)
      case .help(let command):
        let text = command?.helpText ?? CommandTable.parser.helpText
        try OutputFile.write([UInt8](text.utf8), to: nil)
      case .run(let invocation): return try invocation.command.run(invocation)
      }
      return .fine
    } catch {
      Messages(style: Style(choice: colorChoice(in: words), descriptor: Descriptor.errors)).say(error)
      return .failed
    }
  }

  /// What `--color` says, for messages about command lines that were not understood.
  private static func colorChoice(in words: [String]) -> String? {
    if let word = words.last(where: { $0.hasPrefix("--color=") }) { return String(word.dropFirst(8)) }
    guard let index = words.lastIndex(of: "--color"), index + 1 < words.count else { return nil }
    return words[index + 1]
  }
}
