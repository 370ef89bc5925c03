import Longhand

extension Command {
  static let formulas = Command(
    "formulas", "list the formulas and where they were published",
    discussion: "N is the batch size, G the number of groups; a worked solution leaves out what is 1.",
    options: [.listFormat, .output, .color],
    examples: [("longhand formulas", "every formula in plain notation")],
    run: listFormulas)

  private static func listFormulas(_ invocation: Invocation) throws(Failure) -> Outcome {
    let result: [UInt8]
    if invocation[Option.listFormat] == "json" {
      result = Formula.json()
    } else {
      let style = Style.ofResults(invocation)
      var text = ""
      for formula in Formula.all {
        let condition = formula.condition == .always ? "" : style.faint(" (\(formula.condition.words))")
        text += style.bold(formula.id) + condition + "\n"
        text += "    \(formula.quantity.symbol) = \(formula.text)\n"
        text += style.faint("    " + formula.source.citation) + "\n"
      }
      result = [UInt8](text.utf8)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }
}

extension Formula.Condition {
  fileprivate var words: String {
    switch self {
    case .always: "always"
    case .withBias: "with bias"
    case .withoutBias: "without bias"
    case .dense: "taps next to each other"
    case .dilated: "spaced taps"
    }
  }
}
