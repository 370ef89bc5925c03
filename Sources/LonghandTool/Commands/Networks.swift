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
      text: { _, settings in [UInt8](networkTable().text(Style(isOn: settings.colour)).utf8) },
      document: { ReferenceLists.networks($0) })
  }

  private static func networkTable() -> TextTable {
    var table = TextTable(columns: [
      .init(heading: "name"), .init(heading: "network"), .init(heading: "year"), .init(heading: "input"),
      .init(heading: "parameters", isNumeric: true), .init(heading: "MACs", isNumeric: true),
    ])
    for entry in Catalogue.entries {
      let derivation = try? Longhand.derive(entry.network())
      let figures = [Quantity.parameters, .macs].map { quantity in
        derivation.map { NumberStyle.grouped.text($0.root.value(quantity)) } ?? ""
      }
      let input = entry.inputs.map { $0.words }.joined(separator: " + ")
      let year = entry.publication.year > 0 ? String(entry.publication.year) : ""
      table.rows.append([entry.name, entry.title, year, input] + figures)
    }
    return table
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
