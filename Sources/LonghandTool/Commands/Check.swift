import Longhand

extension Command {
  private static let network = Option(
    "network", .network("NETWORK"), "which network the workings are about; found from the text if left out")
  private static let hint = Option(
    "hint", .flag, "tell only the line and the kind of each mistake, and no right number")
  private static let explaining = Option(
    "explain", .flag, "show the full solution behind each finding, with its sources")

  static let check = Command(
    "check", "find what is wrong in a hand calculation, and why",
    discussion: """
      FILE is Markdown, LaTeX, plain text, a web page (.html) or a notebook (.ipynb), in English or
      Chinese; - is standard input. The ending tells which, else the content. Every equation is
      computed, set beside the derivation of its layer and, where it differs, explained: the place,
      the mistake by its name, what is right. Places are lines and columns of the file; in a notebook
      those of the cell. A file of more than 64 MiB is refused, and a page of more than 16 MiB.

      The exit code is 1 if anything false was found.
      """,
    operands: [Operand(name: "FILE", value: .file("FILE"), count: 1...Int.max)],
    options: [
      network, .input, .tokens, .past, .batch, .head, .convention, hint, explaining, .language,
      CheckFormat.option, .output, .templates, .color,
    ],
    examples: [
      ("longhand check homework.md", "on the terminal"),
      ("longhand check homework.md --hint", "for somebody who is to find the answer alone"),
      ("longhand check homework.md -o feedback.html", "as a page for the browser"),
      (
        "longhand check notes/*.html lab.ipynb --format sarif -o findings.sarif", "for code hosts and editors"
      ),
      ("longhand check *.md --network resnet50 --format json", "many workings, for a program"),
    ],
    run: runCheck)

  private static func runCheck(_ invocation: Invocation) throws(Failure) -> Outcome {
    if invocation.has(hint), invocation.has(explaining) {
      throw Failure("--hint and --explain exclude each other", help: ["Give one of them."])
    }
    let job = CheckJob(
      checker: Checker(
        network: try givenNetwork(invocation),
        convention: try NetworkArgument.convention(invocation[.convention])),
      pages: try Pages(invocation), format: try CheckFormat(invocation), isHint: invocation.has(hint),
      explains: invocation.has(explaining), terminal: TerminalSettings(invocation))
    if !job.format.takesMany, invocation.operands.count > 1 {
      throw Failure(
        "several workings do not go into one page",
        help: ["Check one at a time, or use --format text, json, sarif or github."])
    }
    let files = Workers.map(invocation.operands, state: { job.state() }) { job.check($0, &$1) }
    let messages = Messages(style: Style(choice: invocation[.color], descriptor: Descriptor.errors))
    for file in files {
      if let note = file.note { messages.note("what is not UTF-8 was read as U+FFFD", at: note) }
      if let failure = file.failure { messages.say(failure) }
    }
    let failures = files.count { $0.failure != nil }
    // A file asked for with -o is whole or not there: a report that lacks a working would be taken for a whole one.
    if failures > 0, failures == files.count || invocation.has(.output) { return .failed }
    try OutputFile.write(job.report(on: files), to: invocation[.output])
    if failures > 0 { return .failed }
    return files.contains { $0.verdict == .wrong } ? .mistakes : .fine
  }

  /// What is wrong in a working that stands in a note, with the options of the command line.
  static func diagnosis(of working: [UInt8], _ invocation: Invocation) throws(Failure) -> Diagnosis {
    let checker = Checker(
      network: try givenNetwork(invocation),
      convention: try NetworkArgument.convention(invocation[.convention]))
    return checker.diagnose(HandCalculation(working))
  }

  /// The network of `--network`, with the input of `--input` as its usual one.
  private static func givenNetwork(_ invocation: Invocation) throws(Failure) -> Network? {
    guard let word = invocation[network] else {
      for option in [Option.input, .tokens, .past, .batch, .head] where invocation[option] != nil {
        throw Failure(
          "--\(option.name) needs --network", help: ["For example: --network resnet50 --input 3x320x320."])
      }
      return nil
    }
    var source = try NetworkSource(word, invocation)
    for (place, input) in source.inputs.enumerated() where source.network.inputs.indices.contains(place) {
      source.network.inputs[place].usual = Array(input.dimensions.dropFirst())
    }
    do throws(DerivationError) { _ = try Longhand.derive(source.network) } catch {
      throw source.failure(error)
    }
    return source.network
  }
}
