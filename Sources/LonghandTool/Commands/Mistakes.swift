import Longhand

extension Command {
  static let mistakes = Command(
    "mistakes", "list the mistakes that check knows, or explain one",
    operands: [
      Operand(name: "NAME", value: .choice("NAME", Mistake.allCases.map { $0.rawValue }), count: 0...1)
    ],
    options: [.language, .listFormat, .output, .templates, .color],
    examples: [
      ("longhand mistakes", "all of them, one a line"),
      ("longhand mistakes product-slip", "what it is, what to do, an example"),
    ],
    run: listMistakes)

  private static func listMistakes(_ invocation: Invocation) throws(Failure) -> Outcome {
    let asked = try invocation.operands.first.map { name throws(Failure) in try mistake(named: name) }
    let pages = try Pages(invocation)
    let mistakes = asked.map { [$0] } ?? Mistake.allCases
    let result: [UInt8]
    if invocation[Option.listFormat] == "json" {
      result = Mistake.json(of: mistakes, wording: pages.wording)
    } else {
      let settings = TerminalSettings(invocation)
      result = pages.publisher.terminal(
        mistakes, wording: pages.wording, isWhole: asked != nil, colour: settings.colour,
        width: settings.width)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }

  private static func mistake(named name: String) throws(Failure) -> Mistake {
    let names = Mistake.allCases.map { $0.rawValue }
    if let mistake = Mistake(rawValue: name) { return mistake }
    throw Failure(
      "there is no mistake \(quoted(name))",
      help: [suggestion(for: name, among: names), "`longhand mistakes` lists them."].compactMap { $0 })
  }
}
