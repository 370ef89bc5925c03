import Longhand

extension Command {
  static let conventions = Command(
    "conventions", "list the ways of counting",
    discussion: """
      A convention says, for each kind of operation, what is counted. The default is that of papers:
      multiply-adds of convolutions, linear layers and matrix products.
      """,
    options: ReferenceList.options,
    examples: [
      ("longhand conventions --language zh-Hans", "the same in Chinese"),
      ("longhand derive resnet50 --convention every-operation", "count additions and comparisons, too"),
    ],
    run: listConventions)

  private static func listConventions(_ invocation: Invocation) throws(Failure) -> Outcome {
    try ReferenceList.write(
      invocation, json: { _ in Convention.json() }, document: { ReferenceLists.conventions($0) })
  }
}
