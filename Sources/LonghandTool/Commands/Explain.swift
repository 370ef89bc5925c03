import Longhand

extension Command {
  private static let network = Option(
    "network", .network("NETWORK"), "the network of which the number is stated; needed")

  static let explain = Command(
    "explain", "which convention, variant or mistake gives a number",
    discussion: """
      NUMBER is what somebody states of a network: 4.1G, 7.8亿, 25,557,032, "≈ 4.1 GFLOPs", 4.1e9. It
      is compared with what every convention counts, with parameters and other quantities, with other
      forms of the network and other usual inputs, and with what usual mistakes make of it. What gives
      the number, exactly or to the digits that it shows, is listed with its working, the likeliest
      first. Where nothing does, the nearest counts are shown with their gaps.
      """,
    operands: [Operand(name: "NUMBER", value: .text("NUMBER"), count: 1...4)],
    options: [
      network, .input, .tokens, .past, .batch, .head, .language, ResultFormat.option, .output, .templates,
      .color,
    ],
    examples: [
      ("longhand explain 4.1G --network resnet50", "whose count this is"),
      ("longhand explain 7.8亿 --network resnet101", "what went wrong"),
      ("longhand explain 25.6M --network resnet50 --format json", "for a program"),
    ],
    run: runExplain, document: explainDocument)

  private static func explainDocument(_ invocation: Invocation, _ pages: Pages) throws(Failure) -> Document {
    OriginText.document(try origins(invocation), wording: pages.wording)
  }

  private static func runExplain(_ invocation: Invocation) throws(Failure) -> Outcome {
    let format = try ResultFormat(invocation)
    let origins = try origins(invocation)
    let pages = try Pages(invocation)
    let result: [UInt8]
    switch format {
    case .json: result = origins.json(wording: pages.wording)
    case .document(let format):
      let settings = TerminalSettings(invocation)
      result = pages.publisher.render(
        OriginText.document(origins, wording: pages.wording), as: format, colour: settings.colour,
        width: settings.width)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }

  private static func origins(_ invocation: Invocation) throws(Failure) -> Origins {
    // "4.1 GFLOPs" may come as two words.
    let words = invocation.operands.joined(separator: " ")
    guard let claim = ClaimedNumber(words) else {
      throw Failure(
        "\(quoted(words)) is no number of a network",
        help: ["A number is such as 4.1G, 25,557,032, 7.8亿, 4.1e9 or \"4.1 GFLOPs\"."])
    }
    guard let word = invocation[network] else {
      throw Failure(
        "the network is missing: --network NETWORK",
        help: ["For example: longhand explain \(visible(words)) --network resnet50"])
    }
    let source = try NetworkSource(word, invocation)
    do throws(DerivationError) {
      return try Origins(of: claim, in: source.network, inputs: source.inputs)
    } catch { throw source.failure(error) }
  }
}
