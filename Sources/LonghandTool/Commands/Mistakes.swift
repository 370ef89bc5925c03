import Longhand

extension Command {
  static let mistakes = Command(
    "mistakes", "list the mistakes that check knows, or explain one",
    operands: [
      Operand(name: "NAME", value: .choice("NAME", Mistake.allCases.map { $0.rawValue }), count: 0...1)
    ],
    options: ReferenceList.options,
    examples: [
      ("longhand mistakes", "all of them, one a line"),
      ("longhand mistakes product-slip", "what it is, what to do, an example"),
    ],
    run: listMistakes)

  private static func listMistakes(_ invocation: Invocation) throws(Failure) -> Outcome {
    let asked = try invocation.operands.first.map { name throws(Failure) in try mistake(named: name) }
    let mistakes = asked.map { [$0] } ?? Mistake.allCases
    return try ReferenceList.write(
      invocation, json: { Mistake.json(of: mistakes, wording: $0) },
      text: asked != nil ? nil : { $0.publisher.terminal(mistakes, wording: $0.wording, colour: $1.colour) },
      document: { wording in
        guard let asked else { return ReferenceLists.mistakes(wording) }
        let title = wording.inlines(identifier: "mistake.\(asked.rawValue).name")
        // The first block is the heading that the title repeats.
        let blocks = ReferenceLists.blocks(for: asked, wording).dropFirst()
        return Document(language: wording.language, title: title, blocks: Array(blocks))
      })
  }

  private static func mistake(named name: String) throws(Failure) -> Mistake {
    let names = Mistake.allCases.map { $0.rawValue }
    if let mistake = Mistake(rawValue: name) { return mistake }
    throw Failure(
      "there is no mistake \(quoted(name))",
      help: [suggestion(for: name, among: names), "`longhand mistakes` lists them."].compactMap { $0 })
  }
}
