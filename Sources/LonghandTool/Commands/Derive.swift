import Longhand

extension Command {
  private static let layer = Option(
    "layer", .text("PATH"), "only this part, such as layer1.0.conv2 or layer3")
  private static let detail = Option(
    "detail", .choice("LEVEL", Detail.allCases.map { $0.rawValue }),
    "how far to unfold: all steps if left out, the totals with --with")

  private static let symbolic = Option(
    "symbolic", .text("LETTERS"),
    "keep some of batch, height, width, tokens as letters, with commas between them: the closed form")

  static let derive = Command(
    "derive", "work out, step by step, what a network costs",
    discussion: """
      Parameters, multiply-adds (MACs) and FLOPs, each as formula, numbers put in, and result.
      Identical blocks are derived once and multiplied. Every number printed was obtained from the
      formula beside it.
      """,
    operands: [Operand(name: "NETWORK", value: .network("NETWORK"), count: 1...1)],
    options: [
      .input, .tokens, .past, .batch, .head, .convention, layer, detail, symbolic,
    ] + Option.ofAnalyses + [
      .language, ResultFormat.option, .output, FormatSettings.flavour, FormatSettings.body, .templates,
      .color,
    ],
    examples: [
      ("longhand derive resnet101", "on the terminal"),
      ("longhand derive resnet50 -o resnet50.html", "as a page for the browser"),
      ("longhand derive lenet5 -o lenet5.md --flavour quarto", "as Markdown for Quarto"),
      ("longhand derive resnet50 --layer layer2.0.conv2 --language zh-Hans", "one layer, in Chinese"),
      (
        "longhand derive resnet18 --input 3x320x320 --batch 8 --detail totals", "the totals for larger images"
      ),
      (
        "longhand derive llama-3-8b --with memory,inference --accelerator h100",
        "bytes, cache, time of a token"
      ),
      (
        "longhand derive gpt2 --with training --training-tokens 300B --accelerator a100 --utilisation 0.4",
        "a training run in days"
      ),
    ],
    run: runDerive)

  private static func runDerive(_ invocation: Invocation) throws(Failure) -> Outcome {
    let format = try ResultFormat(invocation)
    let settings = try FormatSettings(invocation, for: format)
    let convention = try NetworkArgument.convention(invocation[.convention])
    let source = try NetworkSource(invocation.operands[0], invocation)
    let letters = try letters(invocation)
    let options = try AnalysisOptions(invocation)
    let derivation: Derivation
    var forms: ClosedForms?
    do throws(DerivationError) {
      if let letters {
        let closed = try ClosedForms(
          source.network, inputs: source.inputs, convention: convention, keeping: letters)
        (derivation, forms) = (closed.derivation, closed)
      } else {
        derivation = try Longhand.derive(source.network, inputs: source.inputs, convention: convention)
      }
    } catch { throw source.failure(error) }
    let path = invocation[layer] ?? ""
    guard derivation.part(at: path) != nil else { throw noSuchLayer(path, in: derivation) }
    try refuseCombination(of: options, invocation)
    let detail = invocation[detail].flatMap { Detail(rawValue: $0) } ?? (options.isEmpty ? .steps : .totals)
    let analyses: [Analysis]
    do throws(DerivationError) {
      analyses = try options.analyses(of: derivation, invocation.operands[0], invocation)
    } catch { throw source.failure(error) }
    let result: [UInt8]
    switch format {
    case .json:
      result =
        forms?.json(layer: path) ?? derivation.json(detail: detail, layer: path, analyses: analyses) ?? []
    case .document(let format):
      let pages = try Pages(invocation)
      let document = try document(derivation, forms, detail: detail, layer: path, analyses, pages)
      result = settings.render(document, as: format, pages)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }

  private static func document(
    _ derivation: Derivation, _ forms: ClosedForms?, detail: Detail, layer: String, _ analyses: [Analysis],
    _ pages: Pages
  ) throws(Failure) -> Document {
    let document: Document?
    if let forms {
      document = pages.closedForms(forms, layer: layer)
    } else {
      do throws(TemplateError) {
        document = try pages.solution(
          of: derivation, detail: detail, layer: layer, analyses: analyses,
          growth: layer.isEmpty && analyses.isEmpty ? growth(of: derivation) : nil)
      } catch { throw Failure(error) }
    }
    guard let document else { throw noSuchLayer(layer, in: derivation) }
    return document
  }

  /// How the cost grows with the input; nil where it cannot be told.
  private static func growth(of derivation: Derivation) -> ClosedForms? { try? derivation.growth() }

  /// Further quantities are of the whole network, and of numbers.
  private static func refuseCombination(of options: AnalysisOptions, _ invocation: Invocation) throws(Failure)
  {
    if options.isEmpty { return }
    for option in [layer, symbolic] where invocation.has(option) {
      throw Failure(
        "--with and --\(option.name) do not go together",
        help: ["Further quantities are about the whole network with its numbers."])
    }
  }

  /// The letters of `--symbolic`; nil without it.
  private static func letters(_ invocation: Invocation) throws(Failure) -> [ClosedForm.Letter]? {
    guard let words = invocation[symbolic] else { return nil }
    let names = ClosedForm.Letter.allCases.map { $0.name }
    var letters: [ClosedForm.Letter] = []
    for word in words.split(separator: ",", omittingEmptySubsequences: false).map({ String($0) }) {
      guard let letter = ClosedForm.Letter.allCases.first(where: { $0.name == word }) else {
        throw Failure(
          "--symbolic cannot keep \(quoted(word))",
          help: [
            suggestion(for: word, among: names),
            "It keeps \(names.joined(separator: ", ")), with commas between.",
          ]
          .compactMap { $0 })
      }
      if !letters.contains(letter) { letters.append(letter) }
    }
    return letters
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
