import Longhand

extension Command {
  static let networks = Command(
    "networks", "list the networks that are known by name",
    discussion: "Parameters and multiply-adds (MACs) are those of one image at the usual input.",
    options: [
      Option("format", .choice("FORMAT", ["text", "json", "names"]), "how the list is written"), .output,
      .color,
    ],
    examples: [("longhand networks --format json", "the same list for a program")],
    run: listNetworks)

  private static func listNetworks(_ invocation: Invocation) throws(Failure) -> Outcome {
    let result: [UInt8]
    switch invocation[Option.listFormat] {
    case "json": result = Catalogue.json()
    case "names": result = [UInt8](Catalogue.names.map { $0 + "\n" }.joined().utf8)
    default: result = [UInt8](networkTable().text(Style.ofResults(invocation)).utf8)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }

  private static func networkTable() -> TextTable {
    var table = TextTable(columns: [
      .init(heading: "name"), .init(heading: "network"), .init(heading: "input"),
      .init(heading: "parameters", isNumeric: true), .init(heading: "MACs", isNumeric: true),
    ])
    for entry in Catalogue.entries {
      let derivation = try? Longhand.derive(entry.network())
      let figures = [Quantity.parameters, .macs].map { quantity in
        derivation.map { grouped($0.root.value(quantity).description) } ?? ""
      }
      let input = entry.usualInput.map { String($0) }.joined(separator: "x")
      table.rows.append([entry.name, entry.title, input] + figures)
    }
    return table
  }
}

extension Style {
  /// The style of results: colours only where the result goes to a terminal, or where they are asked for.
  static func ofResults(_ invocation: Invocation) -> Style {
    guard invocation[Option.output] == nil else { return Style(isOn: invocation[Option.color] == "always") }
    return Style(choice: invocation[Option.color], descriptor: Descriptor.output)
  }
}
