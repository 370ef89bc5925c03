import Longhand

extension Command {
  static let conventions = Command(
    "conventions", "list the ways of counting",
    discussion: """
      A convention says, for each kind of operation, what is counted. The default is that of papers: multiply-adds of
      convolutions, linear layers and matrix products.
      """,
    options: [.listFormat, .output, .color],
    examples: [
      ("longhand derive resnet50 --convention every-operation", "count additions and comparisons, too")
    ],
    run: listConventions)

  private static func listConventions(_ invocation: Invocation) throws(Failure) -> Outcome {
    let result: [UInt8]
    if invocation[Option.listFormat] == "json" {
      result = Convention.json()
    } else {
      var table = TextTable(columns: [
        .init(heading: "name"), .init(heading: "unit"), .init(heading: "what is counted"),
      ])
      for convention in Convention.all {
        let kinds = convention.rules.map { $0.kind.name }.joined(separator: ", ")
        table.rows.append([convention.name, convention.unit == .mac ? "MAC" : "FLOP", kinds])
      }
      result = [UInt8](table.text(Style.ofResults(invocation)).utf8)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }
}
