import Longhand

extension Command {
  static let formulas = Command(
    "formulas", "list the formulas and where they were published",
    discussion: "N is the batch size, G the number of groups; a worked solution leaves out what is 1.",
    options: ReferenceList.options,
    examples: [
      ("longhand formulas", "every formula in plain notation"),
      ("longhand formulas -o formulas.html", "as a page for the browser"),
    ],
    run: listFormulas)

  private static func listFormulas(_ invocation: Invocation) throws(Failure) -> Outcome {
    try ReferenceList.write(
      invocation, json: { _ in Formula.json() }, document: { ReferenceLists.formulas($0) })
  }
}
