import Longhand

extension Command {
  private static let layer = Option(
    "layer", .text("PATH"), "only this part, such as layer1.0.conv2 or layer3")
  private static let detail = Option(
    "detail", .choice("LEVEL", Detail.allCases.map { $0.rawValue }), "how far to unfold; steps if left out")

  static let derive = Command(
    "derive", "work out, step by step, what a network costs",
    discussion: """
      Parameters, multiply-adds (MACs) and FLOPs, each as formula, numbers put in, and result. Identical blocks are
      derived once and multiplied. Every number printed was obtained from the formula beside it.
      """,
    operands: [Operand(name: "NETWORK", value: .network("NETWORK"), count: 1...1)],
    options: [
      .input, .batch, .convention, layer, detail, .language, ResultFormat.option, .output, .templates, .color,
    ],
    examples: [
      ("longhand derive resnet101", "on the terminal"),
      ("longhand derive resnet50 -o resnet50.html", "as a page for the browser"),
      ("longhand derive resnet50 --layer layer2.0.conv2 --language zh-Hans", "one layer, in Chinese"),
      (
        "longhand derive resnet18 --input 3x320x320 --batch 8 --detail totals", "the totals for larger images"
      ),
    ],
    run: runDerive)

  private static func runDerive(_ invocation: Invocation) throws(Failure) -> Outcome {
    let format = try ResultFormat(invocation)
    let network = try NetworkArgument.network(invocation.operands[0])
    let convention = try NetworkArgument.convention(invocation[.convention])
    let input = try NetworkArgument.input(invocation, for: network)
    let detail = invocation[detail].flatMap { Detail(rawValue: $0) } ?? .steps
    let derivation: Derivation
    do throws(DerivationError) {
      derivation = try Longhand.derive(network, input: input, convention: convention)
    } catch {
      throw Failure(error, network: network, input: input)
    }
    let path = invocation[layer] ?? ""
    guard derivation.part(at: path) != nil else { throw noSuchLayer(path, in: derivation) }
    let result: [UInt8]
    switch format {
    case .json: result = derivation.json(detail: detail, layer: path) ?? []
    case .document(let format):
      result = try render(derivation, detail: detail, layer: path, as: format, invocation)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }

  private static func render(
    _ derivation: Derivation, detail: Detail, layer: String, as format: Format, _ invocation: Invocation
  ) throws(Failure) -> [UInt8] {
    let pages = try Pages(invocation)
    let settings = TerminalSettings(invocation)
    do throws(TemplateError) {
      let document = try pages.solution(of: derivation, detail: detail, layer: layer)
      guard let document else { return [] }
      return pages.publisher.render(document, as: format, colour: settings.colour, width: settings.width)
    } catch { throw Failure(error) }
  }

  private static func noSuchLayer(_ path: String, in derivation: Derivation) -> Failure {
    var paths: [String] = []
    func visit(_ part: Part) {
      paths.append(part.path)
      for inner in part.parts { visit(inner) }
    }
    for part in derivation.root.parts { visit(part) }
    let first = derivation.root.parts.map { $0.path }.joined(separator: ", ")
    return Failure(
      "\(derivation.network.title) has no part \(quoted(path))",
      help: [suggestion(for: path, among: paths), "Its parts are \(first), and the parts of these."]
        .compactMap { $0 })
  }
}
