import Longhand

extension Option {
  static let with = Option(
    "with", .text("LIST"),
    "further quantities, with commas between: "
      + Analysis.Kind.allCases.map { $0.rawValue }.joined(separator: ", ") + ", or all")
  static let numberFormat = Option(
    "number-format", .text("FORMAT"), "of weights: fp32, fp16, bf16 (if left out), fp8, int8, int4")
  static let activationFormat = Option(
    "activation-format", .text("FORMAT"),
    "of activations and the cache, if another one than that of the weights")
  static let accelerator = Option(
    "accelerator", .text("NAME"),
    "a device by name, for --peak and --bandwidth: " + Accelerator.all.map { $0.name }.joined(separator: ", ")
  )
  static let peak = Option("peak", .text("FLOPS"), "speed of a device for products, in FLOP/s: 312T")
  static let bandwidth = Option("bandwidth", .text("BYTES"), "what a device moves in a second: 2039G")
  static let utilisation = Option(
    "utilisation", .text("SHARE"), "share of the peak that is reached: 0.4 or 40%")
  static let devices = Option("devices", .text("N"), "number of devices")
  static let trainingTokens = Option("training-tokens", .text("N"), "tokens of a training run: 2T")
  static let trainingExamples = Option(
    "training-examples", .text("N"), "examples of a training run, each as often as it is seen: 115M")

  /// Those that only analyses use.
  static let ofAnalyses: [Option] = [
    .with, .numberFormat, .activationFormat, .accelerator, .peak, .bandwidth, .utilisation, .devices,
    .trainingTokens, .trainingExamples,
  ]
}

/// The further quantities that `--with` asks for, and what the reader said about them.
struct AnalysisOptions {
  /// What is asked for, in the order of the command line.
  let kinds: [Analysis.Kind]
  let settings: Analysis.Settings

  init(_ invocation: Invocation) throws(Failure) {
    kinds = try Self.kinds(invocation)
    if kinds.isEmpty {
      for option in Option.ofAnalyses where invocation.has(option) {
        throw Failure(
          "--\(option.name) has no meaning without --with",
          help: ["For example: longhand derive gpt2 --with memory,training"])
      }
    }
    var settings = Analysis.Settings(
      weights: try Self.format(invocation, .numberFormat) ?? .bf16,
      activations: try Self.format(invocation, .activationFormat))
    if let word = invocation[.accelerator] {
      let device = try Self.accelerator(word)
      (settings.peak, settings.bandwidth) = (device.peak, device.bandwidth)
    }
    if let peak = try Self.number(invocation, .peak) { settings.peak = peak }
    if let bandwidth = try Self.number(invocation, .bandwidth) { settings.bandwidth = bandwidth }
    settings.utilisation = try Self.number(invocation, .utilisation)
    if let share = settings.utilisation, share > .one {
      throw Failure("--utilisation is a share of the peak, at most 1 or 100%")
    }
    settings.devices = try NetworkArgument.count(invocation[.devices], name: "--devices").map { Rational($0) }
    settings.trainingTokens = try Self.number(invocation, .trainingTokens)
    settings.trainingExamples = try Self.number(invocation, .trainingExamples)
    self.settings = settings
  }

  /// Whether anything is asked for.
  var isEmpty: Bool { kinds.isEmpty }

  private static func kinds(_ invocation: Invocation) throws(Failure) -> [Analysis.Kind] {
    guard let words = invocation[.with] else { return [] }
    let names = Analysis.Kind.allCases.map { $0.rawValue }
    if Spelling.folded(words) == Spelling.folded("all") { return Analysis.Kind.allCases }
    var kinds: [Analysis.Kind] = []
    for word in words.split(separator: ",", omittingEmptySubsequences: false).map({ String($0) }) {
      guard let kind = Analysis.Kind.named(word) else {
        throw Failure(
          "--with knows no \(quoted(word))",
          help: [
            suggestion(for: word, among: names),
            "It knows \(names.joined(separator: ", ")), with commas between, and all.",
          ].compactMap { $0 })
      }
      if !kinds.contains(kind) { kinds.append(kind) }
    }
    return kinds
  }

  private static func format(_ invocation: Invocation, _ option: Option) throws(Failure) -> NumberFormat? {
    guard let word = invocation[option] else { return nil }
    if let format = NumberFormat.named(word) { return format }
    let names = NumberFormat.allCases.map { $0.rawValue }
    throw Failure(
      "there is no number format \(quoted(word))",
      help: [suggestion(for: word, among: names), "It is one of " + names.joined(separator: ", ") + "."]
        .compactMap { $0 })
  }

  private static func accelerator(_ word: String) throws(Failure) -> Accelerator {
    if let device = Accelerator.named(word) { return device }
    let names = Accelerator.all.map { $0.name }
    throw Failure(
      "there is no accelerator \(quoted(word))",
      help: [
        suggestion(for: word, among: names),
        "It is one of " + names.joined(separator: ", ") + "; for any other use --peak and --bandwidth.",
      ].compactMap { $0 })
  }

  /// A number above zero with a scale, as people write it: `312T`, `2e12`, `0.4`, `40%`.
  private static func number(_ invocation: Invocation, _ option: Option) throws(Failure) -> Rational? {
    guard let word = invocation[option] else { return nil }
    let value: Rational?
    do throws(NotationError) {
      value = try PlainText.read(word).writtenNumeral?.value
    } catch { value = nil }
    guard let value else {
      throw Failure(
        "--\(option.name) needs a number such as \(option.example), not \(quoted(word))")
    }
    guard value > .zero else { throw Failure("--\(option.name) must be above 0, not \(quoted(word))") }
    return value
  }
}

extension Option {
  /// What the help shows behind the last colon.
  fileprivate var example: Substring {
    summary.split(separator: ":").last?.drop { $0 == " " } ?? ""
  }
}

extension AnalysisOptions {
  /// The answers about a derivation.
  ///
  /// Where inference is asked for, the prompt is what went in and one token is written behind it; with `--past N` the
  /// prompt has N tokens.
  func analyses(
    of derivation: Derivation, _ word: String, _ invocation: Invocation
  ) throws(DerivationError) -> [Analysis] {
    var analyses: [Analysis] = []
    for kind in kinds {
      guard kind == .inference else {
        analyses.append(try derivation.analysis(kind, settings))
        continue
      }
      let (prompt, decode) = try sides(derivation, word, invocation)
      analyses.append(try prompt.analysis(kind, settings, decode: decode))
    }
    return analyses
  }

  private func sides(
    _ derivation: Derivation, _ word: String, _ invocation: Invocation
  ) throws(DerivationError) -> (prompt: Derivation, decode: Derivation?) {
    let tokens = derivation.inputs.last { $0.layout == .tokens }?.dimensions[1]
    guard let tokens else { return (derivation, nil) }
    let past = invocation[.past].flatMap { Int($0) } ?? 0
    if past > 0 {
      let prompt = try derive(word, invocation, tokens: past, past: 0, convention: derivation.convention)
      let decode = try derive(word, invocation, tokens: 1, past: past, convention: derivation.convention)
      return (prompt ?? derivation, decode)
    }
    do throws(DerivationError) {
      return (
        derivation, try derive(word, invocation, tokens: 1, past: tokens, convention: derivation.convention)
      )
    } catch {
      // A table of positions that the prompt fills has no row for a further token: then the prompt's last one is written.
      guard case .shape(.sequenceTooLong) = error, tokens > 1 else { throw error }
      return (
        derivation,
        try derive(word, invocation, tokens: 1, past: tokens - 1, convention: derivation.convention)
      )
    }
  }

  /// The same network for so many tokens behind so many cached ones; nil where it caches none.
  private func derive(
    _ word: String, _ invocation: Invocation, tokens: Int, past: Int, convention: Convention
  ) throws(DerivationError) -> Derivation? {
    var other = invocation
    other.values[Option.tokens.name] = String(tokens)
    other.values[Option.past.name] = past > 0 ? String(past) : nil
    let source: NetworkSource
    do throws(Failure) {
      source = try NetworkSource(word, other)
    } catch { return nil }
    return try Longhand.derive(source.network, inputs: source.inputs, convention: convention)
  }
}
