import Longhand

extension Command {
  private static let network = Option(
    "network", .network("NETWORK"), "which network the workings are about; found from the text if left out")

  static let check = Command(
    "check", "find what is wrong in a hand calculation, and why",
    discussion: """
      FILE is Markdown, LaTeX or plain text, in English or Chinese; - is standard input. Every
      equation is computed, set beside the derivation of its layer and, where it differs, explained:
      the place, the mistake by its name, what is right. A file of more than 64 MiB is refused.

      The exit code is 1 if anything false was found.
      """,
    operands: [Operand(name: "FILE", value: .file("FILE"), count: 1...Int.max)],
    options: [
      network, .input, .tokens, .past, .batch, .head, .convention, .language, ResultFormat.option, .output,
      .templates, .color,
    ],
    examples: [
      ("longhand check homework.md", "on the terminal"),
      ("longhand check homework.md -o feedback.html", "as a page for the browser"),
      ("longhand check *.md --network resnet50 --format json", "many workings, for a program"),
    ],
    run: runCheck)

  private static func runCheck(_ invocation: Invocation) throws(Failure) -> Outcome {
    let format = try ResultFormat(invocation)
    var series = Checker.Series(
      Checker(
        network: try givenNetwork(invocation),
        convention: try NetworkArgument.convention(invocation[.convention])))
    let pages = try Pages(invocation)
    let messages = Messages(style: Style(choice: invocation[.color], descriptor: Descriptor.errors))
    if format != .json, format != .document(.text), invocation.operands.count > 1 {
      throw Failure(
        "several workings do not go into one page",
        help: ["Check one at a time, or use --format json or text."])
    }
    var checked: [CheckedFile] = []
    var failures = 0
    for path in invocation.operands {
      do throws(Failure) {
        let file = try InputFile(path)
        if let place = file.firstReplacement {
          messages.note("what is not UTF-8 was read as U+FFFD", at: "\(file.name):\(place)")
        }
        checked.append(CheckedFile(file: file, diagnosis: series.diagnose(HandCalculation(file.bytes))))
      } catch {
        messages.say(error)
        failures += 1
      }
    }
    // A file asked for with -o is whole or not there: a report that lacks a working would be taken for a whole one.
    if failures > 0, checked.isEmpty || invocation.has(.output) { return .failed }
    try OutputFile.write(try report(checked, as: format, pages, invocation), to: invocation[.output])
    if failures > 0 { return .failed }
    return checked.contains { $0.diagnosis.verdict == .wrong } ? .mistakes : .fine
  }

  /// What is wrong in a working that stands in a note, with the options of the command line.
  static func diagnosis(of working: [UInt8], _ invocation: Invocation) throws(Failure) -> Diagnosis {
    let checker = Checker(
      network: try givenNetwork(invocation),
      convention: try NetworkArgument.convention(invocation[.convention]))
    return checker.diagnose(HandCalculation(working))
  }

  private struct CheckedFile {
    let file: InputFile
    let diagnosis: Diagnosis
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

  private static func report(
    _ checked: [CheckedFile], as format: ResultFormat, _ pages: Pages, _ invocation: Invocation
  ) throws(Failure) -> [UInt8] {
    let settings = TerminalSettings(invocation)
    switch format {
    case .json:
      return Diagnosis.json(of: checked.map { ($0.file.name, $0.diagnosis) }, wording: pages.wording)
    case .document(.text):
      var text: [UInt8] = []
      for entry in checked {
        if !text.isEmpty { text.append(0x0A) }
        text += pages.terminal(
          entry.diagnosis, text: entry.file.bytes, file: entry.file.name, colour: settings.colour,
          width: settings.width)
      }
      return text
    case .document(let format):
      guard let entry = checked.first else { return [] }
      do throws(TemplateError) {
        let document = try pages.feedback(on: entry.diagnosis, text: entry.file.bytes, file: entry.file.name)
        return pages.publisher.render(document, as: format)
      } catch { throw Failure(error) }
    }
  }
}
