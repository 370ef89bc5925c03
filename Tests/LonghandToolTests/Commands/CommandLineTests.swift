import Longhand
import Testing

@testable import LonghandTool

@Suite("The command as a whole")
struct CommandLineTests {
  @Test("Help and version go to standard output and are fine")
  func helpAndVersion() {
    let version = longhand("--version")
    #expect(version.status == 0)
    #expect(version.text == "longhand \(Tool.version)\n")
    for words in [["help"], ["--help"], ["-h"]] {
      let run = longhand(words)
      #expect(run.status == 0 && run.errors.isEmpty)
      for command in CommandTable.commands { #expect(run.text.contains("\n  " + command.name + " ")) }
    }
  }

  @Test("Every command explains itself, with examples that are understood")
  func helpOfCommands() throws {
    for command in CommandTable.commands {
      let run = longhand("help", command.name)
      #expect(run.status == 0)
      #expect(run.output == longhand(command.name, "--help").output)
      #expect(!command.examples.isEmpty, "\(command.name) has no example")
      for example in command.examples {
        #expect(run.text.contains(example.line))
        let words = example.line.split(separator: " ").map { String($0) }
        // "source <(longhand …)" is an example of the shell's.
        guard words.first == "longhand" else { continue }
        _ = try CommandTable.parser.parse(Array(words.dropFirst()))
      }
    }
  }

  @Test(
    "Wrong use is an error on standard error, with what to do",
    arguments: [
      ([], "no command was given", "longhand help"),
      (["dervie", "resnet50"], "there is no command 'dervie'", "Did you mean derive?"),
      (["derive"], "NETWORK is missing", "For example: longhand derive"),
      (["derive", "restnet50"], "there is no network 'restnet50'", "Did you mean resnet50?"),
      (["derive", "xyzzy"], "there is no network 'xyzzy'", "longhand networks"),
      (["derive", "no-such-file.onnx"], "no-such-file.onnx", "the file cannot be read"),
      (
        ["derive", "resnet50", "--convention", "papper"], "there is no convention 'papper'",
        "Did you mean paper?"
      ),
      (["derive", "resnet50", "--layer", "layer1.0.cnv2"], "has no part", "Did you mean layer1.0.conv2?"),
      (["derive", "resnet50", "--format", "htm"], "there is no format 'htm'", "Did you mean html?"),
      (
        ["derive", "resnet50", "--format", "notebook"], "not in this version yet",
        "text, markdown, html, latex, json"
      ),
      (["derive", "resnet50", "-o", "/tmp/x.sarif"], "not in this version yet", "It is one of"),
      (["derive", "resnet50", "--detail", "step"], "'step' is no value of --detail", "Did you mean steps?"),
      (["derive", "resnet50", "--language", "de"], "'de' is no value of --language", "en, zh-Hans"),
      (["derive", "resnet50", "--input", "224"], "--input needs 3 sizes", ""),
      (["derive", "resnet50", "--input", "1x3x224x224"], "--input needs 3 sizes", "use --batch"),
      (["derive", "resnet50", "--input", "3xABCx224"], "--input is a shape such as 3x224x224", ""),
      (["derive", "resnet50", "--input", "3x0x224"], "must be at least 1", ""),
      (["derive", "resnet50", "--input", "3x-5x224"], "must be at least 1", ""),
      (["derive", "resnet50", "--input", "3x99999999999999999999x224"], "is too large", ""),
      (["derive", "resnet50", "--input", "4x224x224"], "takes 3 channels, but gets 4", "usual input"),
      (["derive", "resnet50", "--batch", "0"], "--batch must be at least 1", ""),
      (["derive", "resnet50", "--batch", "two"], "--batch needs a whole number", ""),
      (["derive", "resnet50", "--templates", "/no/such/folder"], "/no/such/folder", ""),
      (["mistakes", "product-slop"], "there is no mistake 'product-slop'", "Did you mean product-slip?"),
      (["completions", "tcsh"], "there are no completions for 'tcsh'", "bash, zsh, fish"),
      (["check", "a.md", "b.md", "-o", "/tmp/x.html"], "several workings do not go into one page", "json"),
      (["check", "a.md", "--input", "3x64x64"], "--input needs --network", "For example"),
    ] as [([String], String, String)])
  func wrongUse(words: [String], message: String, help: String) {
    let run = longhand(words)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains("error: "), "\(run.errors)")
    #expect(run.errors.contains(message), "\(run.errors)")
    #expect(help.isEmpty || run.errors.contains(help), "\(run.errors)")
  }

  @Test("An input that is too small names the layer and what is left there")
  func tooSmall() {
    let network = Network(
      name: "n", title: "Net", publication: .init(authors: "A", title: "T", year: 2000, identifier: ""),
      usualInput: [3, 32, 32], root: .init(.network))
    let error = ShapeError.windowTooLarge(path: "conv1", size: 2, kernel: 7, padding: 1)
    let failure = Failure(.shape(error), network: network, input: Shape([1, 3, 2, 2]))
    #expect(
      failure.message
        == "the input 3×2×2 is too small: at conv1 only 2 positions are left with 1 added on each side, "
        + "and the window needs 7")
    #expect(failure.help == ["The usual input of Net is 3x32x32."])
  }

  @Test("Colours only where they are asked for")
  func colours() {
    #expect(!longhand("derive", "resnet18", "--detail", "totals").text.contains("\u{1B}"))
    #expect(
      longhand("derive", "resnet18", "--detail", "totals", "--color", "always").text.contains("\u{1B}["))
    #expect(!longhand("derive", "xyzzy").errors.contains("\u{1B}"))
    #expect(longhand("derive", "xyzzy", "--color=always").errors.contains("\u{1B}["))
  }

  @Test(
    "Completion scripts are accepted by their shells, where these are installed",
    arguments: ["bash", "zsh", "fish"])
  func completions(name: String) {
    let folder = Folder()
    let run = longhand("completions", name, "-o", folder["script"])
    #expect(run.status == 0)
    #expect(shell("! command -v \(name) >/dev/null || \(name) -n '\(folder["script"])'").status == 0)
    let text = folder.text("script") ?? ""
    for command in CommandTable.commands { #expect(text.contains(command.name)) }
  }

  @Test("bash completes commands, options, values and networks")
  func bashCompletes() {
    let folder = Folder()
    _ = longhand("completions", "bash", "-o", folder["script"])
    func complete(_ line: String) -> String {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      folder.write(
        "try.bash",
        """
        PATH="$(dirname "$LONGHAND"):$PATH"
        complete() { :; }
        . "\(folder["script"])"
        COMP_WORDS=(\(words.map { "'\($0)'" }.joined(separator: " ")))
        COMP_CWORD=\(words.count - 1)
        _longhand
        echo "${COMPREPLY[@]}"
        """)
      return shell("bash '\(folder["try.bash"])'").text
    }
    #expect(complete("longhand der") == "derive\n")
    #expect(complete("longhand derive --lay") == "--layer\n")
    #expect(complete("longhand derive --color al") == "always\n")
    #expect(complete("longhand derive resnet34-").hasPrefix("resnet34-v1"))
    #expect(complete("longhand completions z") == "zsh\n")
  }
}
