import Longhand

extension Command {
  static let compare = Command(
    "compare", "what each convention and tool counts of a network, and why they differ",
    discussion: """
      Every total is derived by that tool's own rules. What separates it from the multiply-adds that
      papers count is listed as named terms, which add up exactly.
      """,
    operands: [Operand(name: "NETWORK", value: .network("NETWORK"), count: 1...1)],
    options: [
      .input, .tokens, .past, .batch, .head, .language, ResultFormat.option, .output, .templates, .color,
    ],
    examples: [
      ("longhand compare resnet50", "on the terminal"),
      ("longhand compare vit_b_16 -o vit.html", "as a page for the browser"),
      ("longhand compare resnet50 --format json", "for a program"),
    ],
    run: runCompare, document: compareDocument)

  private static func compareDocument(_ invocation: Invocation, _ pages: Pages) throws(Failure) -> Document {
    let source = try NetworkSource(invocation.operands[0], invocation)
    do throws(DerivationError) {
      let comparison = try Longhand.compare(source.network, inputs: source.inputs)
      return ComparisonText.document(comparison, wording: pages.wording, isGraph: source.isGraph)
    } catch { throw source.failure(error) }
  }

  private static func runCompare(_ invocation: Invocation) throws(Failure) -> Outcome {
    let format = try ResultFormat(invocation)
    let source = try NetworkSource(invocation.operands[0], invocation)
    let comparison: Comparison
    do throws(DerivationError) {
      comparison = try Longhand.compare(source.network, inputs: source.inputs)
    } catch { throw source.failure(error) }
    let pages = try Pages(invocation)
    let result: [UInt8]
    switch format {
    case .json: result = comparison.json(wording: pages.wording, isGraph: source.isGraph)
    case .document(let format):
      let settings = TerminalSettings(invocation)
      result = pages.publisher.render(
        ComparisonText.document(comparison, wording: pages.wording, isGraph: source.isGraph), as: format,
        colour: settings.colour, width: settings.width)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }
}
