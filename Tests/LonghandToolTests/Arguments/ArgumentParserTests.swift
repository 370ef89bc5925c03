import Testing

@testable import LonghandTool

@Suite("The command line")
struct ArgumentParserTests {
  static let size = Option("size", short: "s", .text("N"), "a size")
  static let output = Option("output", short: "o", .file("FILE"), "a file")
  static let loud = Option("loud", short: "l", .flag, "louder")
  static let quick = Option("quick", short: "q", .flag, "quicker")
  static let color = Option("color", .choice("WHEN", ["auto", "always", "never"]), "colours")
  static let parser = ArgumentParser(
    commands: [
      Command(
        "work", "does it", operands: [.init(name: "FILE", value: .file("FILE"), count: 1...Int.max)],
        options: [size, output, loud, quick, color], run: { _ in .fine }),
      Command("rest", "does nothing", run: { _ in .fine }),
    ])

  /// The operands and the values, or the failure, as text.
  static func outcome(_ line: String) -> String {
    do throws(Failure) {
      switch try parser.parse(line.split(separator: " ").map { String($0) }) {
      case .version: return "version"
      case .help(let command): return "help \(command?.name ?? "")"
      case .run(let invocation):
        let values = invocation.values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return ([invocation.command.name] + invocation.operands + values).joined(separator: " ")
      }
    } catch { return ([error.message] + error.help).joined(separator: " | ") }
  }

  @Test(
    "Every spelling of an option and its value",
    arguments: [
      ("work a", "work a"),
      ("work a --size 3", "work a size=3"),
      ("work --size=3 a", "work a size=3"),
      ("work --size= a", "work a size="),
      ("work --size=a=b c", "work c size=a=b"),
      ("work -s 3 a", "work a size=3"),
      ("work -s3 a", "work a size=3"),
      ("work -lq a", "work a loud= quick="),
      ("work -lqs3 a", "work a loud= quick= size=3"),
      ("work -lqo out a", "work a loud= output=out quick="),
      ("work --size -1 a", "work a size=-1"),
      ("work --size 1 --size 2 a", "work a size=2"),
      ("work - a", "work - a"),
      ("work -- --size -l", "work --size -l"),
      ("work -o - a", "work a output=-"),
      ("--help", "help "), ("-h", "help "), ("--version", "version"), ("-V", "version"),
      ("work --help", "help work"), ("work -h", "help work"), ("work -lh", "help work"),
      ("work -- -h", "work -h"),
    ])
  func understood(line: String, expected: String) {
    #expect(Self.outcome(line) == expected)
  }

  @Test(
    "What is wrong, and what to do",
    arguments: [
      ("", "no command was given | `longhand help` lists the commands."),
      ("wrok a", "there is no command 'wrok' | Did you mean work? | `longhand help` lists the commands."),
      ("xyzzy", "there is no command 'xyzzy' | `longhand help` lists the commands."),
      (
        "--size 3 work",
        "the option '--size' stands before the command | Options follow the command: "
          + "longhand derive resnet101 --language zh-Hans."
      ),
      ("work", "FILE is missing: longhand work FILE… [options]"),
      (
        "work a --sise 3",
        "work has no option '--sise' | Did you mean --size? | `longhand help work` lists its options."
      ),
      ("work a -lx", "work has no option '-x' | `longhand help work` lists its options."),
      (
        "rest --size 3",
        "rest has no option '--size' | It belongs to other commands. | `longhand help rest` lists its options."
      ),
      ("rest a", "rest takes nothing more, but there is 'a' | Usage: longhand rest "),
      ("work a --size", "the option --size needs a value: --size N"),
      ("work a --size --loud", "the option --size needs a value: --size N"),
      ("work a -s", "the option -s needs a value: -s N"),
      ("work a --loud=1", "the option --loud takes no value"),
      (
        "work a --color allways",
        "'allways' is no value of --color | Did you mean always? | It is one of auto, always, never."
      ),
      (
        "work a --color",
        "the option --color needs a value: --color WHEN | It is one of auto, always, never."
      ),
    ])
  func refused(line: String, expected: String) {
    #expect(Self.outcome(line) == expected)
  }

  @Test("Control characters in a word cannot reach the terminal")
  func controlCharacters() {
    #expect(quoted("a\u{1B}[31mb\u{202E}c\n") == "'a\u{FFFD}[31mb\u{FFFD}c\u{FFFD}'")
  }

  @Test("No line of help is wider than 100 characters")
  func widthOfHelp() {
    for text in [CommandTable.parser.helpText] + CommandTable.commands.map({ $0.helpText }) {
      for line in text.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
    }
  }
}
