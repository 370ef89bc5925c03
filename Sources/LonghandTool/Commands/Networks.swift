import Longhand

extension Command {
  private static let names = Option("names", .flag, "only the names, one a line")

  static let networks = Command(
    "networks", "list the networks that are known by name",
    discussion: """
      Parameters and multiply-adds (MACs) are those of one image, or of one sequence, at the usual input.
      The year is that of the paper; --format markdown, html or json names it.
      """,
    options: [names] + ReferenceList.options,
    examples: [("longhand networks --format json", "the same list for a program")],
    run: listNetworks)

  private static func listNetworks(_ invocation: Invocation) throws(Failure) -> Outcome {
    if invocation.has(names) {
      try OutputFile.write([UInt8](Catalogue.names.map { $0 + "\n" }.joined().utf8), to: invocation[.output])
      return .fine
    }
    return try ReferenceList.write(
      invocation, json: { _ in Catalogue.json() },
      text: { pages, settings in
        // Away from a terminal every network keeps its line, so that lines can be picked out.
        pages.publisher.render(
          Document(language: .english, title: [], blocks: [.table(networkTable())]), as: .text,
          colour: settings.colour, width: settings.terminal ?? 1_000)
      },
      document: { ReferenceLists.networks($0) })
  }

  private static func networkTable() -> Table {
    func text(_ words: String) -> [Inline] { words.isEmpty ? [] : [.text(words)] }
    let rows = Catalogue.entries.map { entry -> [[Inline]] in
      let derivation = try? Longhand.derive(entry.network())
      let figures = [Quantity.parameters, .macs].map { quantity -> [Inline] in
        derivation.map { [.number($0.root.value(quantity))] } ?? []
      }
      let input = entry.inputs.map { $0.words }.joined(separator: " + ")
      let year = entry.publication.year > 0 ? String(entry.publication.year) : ""
      return [text(entry.name), text(entry.title), text(year), text(input)] + figures
    }
    let headings = ["name", "network", "year", "input", "parameters", "MACs"]
    return Table(
      caption: [],
      columns: headings.enumerated().map { Table.Column(text($0.element), isNumeric: $0.offset > 3) },
      rows: rows)
  }
}

extension Network.Input {
  /// `3x224x224`, `1024 tokens`.
  fileprivate var words: String {
    usual.map { String($0) }.joined(separator: "x") + (layout == .tokens ? " tokens" : "")
  }
}

extension Style {
  /// The style of results: colours only where the result goes to a terminal, or where they are asked for.
  static func ofResults(_ invocation: Invocation) -> Style {
    guard invocation[Option.output] == nil else { return Style(isOn: invocation[Option.color] == "always") }
    return Style(choice: invocation[Option.color], descriptor: Descriptor.output)
  }
}
