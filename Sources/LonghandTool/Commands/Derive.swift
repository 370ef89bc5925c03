import Longhand

extension Option {
  static let layer = Option("layer", .text("PATH"), "only this part, such as layer1.0.conv2 or layer3")
  static let detail = Option(
    "detail", .choice("LEVEL", Detail.allCases.map { $0.rawValue }),
    "how far to unfold: all steps if left out, the totals with --with")
  static let symbolic = Option(
    "symbolic", .text("LETTERS"),
    "keep some of batch, height, width, tokens as letters, with commas between them: the closed form")
}

extension Command {
  static let derive = Command(
    "derive", "work out, step by step, what a network costs",
    discussion: """
      Parameters, multiply-adds (MACs) and FLOPs, each as formula, numbers put in, and result.
      Identical blocks are derived once and multiplied. Every number printed was obtained from the
      formula beside it.
      """,
    operands: [Operand(name: "NETWORK", value: .network("NETWORK"), count: 1...1)],
    options: [
      .input, .tokens, .past, .batch, .head, .convention, .layer, .detail, .symbolic,
    ] + Option.ofAnalyses + [.language, ResultFormat.option, .output, .templates, .color],
    examples: [
      ("longhand derive resnet101", "on the terminal"),
      ("longhand derive resnet50 -o resnet50.html", "as a page for the browser"),
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
    let request = try DeriveRequest(invocation)
    let result: [UInt8]
    switch format {
    case .json: result = request.json()
    case .document(let format):
      let pages = try Pages(invocation)
      let settings = TerminalSettings(invocation)
      result = pages.publisher.render(
        try request.document(pages), as: format, colour: settings.colour, width: settings.width)
    }
    try OutputFile.write(result, to: invocation[.output])
    return .fine
  }
}
