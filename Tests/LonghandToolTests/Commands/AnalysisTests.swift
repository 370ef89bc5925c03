import Longhand
import Testing

@Suite("longhand derive --with")
struct AnalysisTests {
  @Test("JSON has the analyses behind everything else, steps with their symbols")
  func json() throws {
    let run = longhand(
      "derive", "gpt2", "--with", "memory,Shortcuts,experts", "--tokens", "1024", "--format", "json")
    #expect(run.status == 0 && run.errors.isEmpty)
    let json = try #require(JSON(run.output))
    #expect(json.keys == ["network", "input", "convention", "totals", "layers", "analyses"])
    let analyses = try #require(json["analyses"]).elements
    #expect(analyses.map { $0["analysis"]?.string } == ["memory", "shortcuts", "experts"])
    let weights = try #require(analyses[0]["sections"]?[0])
    #expect(weights.keys == ["topic", "rows", "remarks", "refusal"])
    let bf16 = try #require(weights["rows"]?.elements.first { $0["label"]?.string == "bf16" })
    let step = try #require(bf16["steps"]?[0])
    #expect(step.keys == ["id", "quantity", "symbol", "formula", "substituted", "value", "source"])
    #expect(step["value"]?.string == "248879616")
    #expect(step["formula"]?.string == "Params×b_weight")
    let ratio = try #require(
      analyses[1]["sections"]?[0]?["rows"]?.elements.last?["steps"]?[0]?["value"]?.string)
    #expect(ratio == "162031/185425")
    #expect(analyses[2]["sections"]?[0]?["refusal"]?["reason"]?.string == "no-experts")
    let plain = try #require(
      JSON(longhand("derive", "gpt2", "--format", "json", "--detail", "totals").output))
    #expect(plain["analyses"] == nil)
  }

  @Test("Every format, both languages, every analysis at once")
  func formats() {
    let turns = [
      ("text", "en"), ("text", "zh-Hans"), ("markdown", "zh-Hans"), ("html", "en"), ("latex", "zh-Hans"),
      ("json", "en"),
    ]
    for (format, language) in turns {
      let run = longhand(
        "derive", "mixtral-8x7b", "--tokens", "64", "--with", "all", "--accelerator", "h100",
        "--training-tokens", "2T", "--utilisation", "40%", "--devices", "1024", "--language", language,
        "--format", format)
      #expect(run.status == 0 && run.errors.isEmpty, "\(language) \(format)")
      #expect(!run.output.isEmpty)
    }
  }

  @Test("Decoding goes on behind the prompt, behind --past, or at the last position of a full table")
  func past() throws {
    func cached(_ words: [String]) throws -> String? {
      let json = try #require(
        JSON(longhand(["derive"] + words + ["--with", "inference", "--format", "json"]).output))
      let rows = json["analyses"]?[0]?["sections"]?[1]?["rows"]?.elements
      return rows?.first { $0["label"]?.string == "context" }?["steps"]?[0]?["value"]?.string
    }
    #expect(try cached(["gpt2", "--tokens", "1023"]) == "18855936")
    #expect(try cached(["gpt2", "--tokens", "1024"]) == "18855936")
    #expect(try cached(["gpt2", "--tokens", "1", "--past", "1023"]) == "18855936")
    #expect(try cached(["llama-3-8b", "--tokens", "1024"]) == "\(65_536 * 1024)")
    #expect(try cached(["resnet18"]) == nil)
  }

  @Test(
    "What is wrong is said, with what was probably meant",
    arguments: [
      (["--with", "memry"], "Did you mean memory?"), (["--with", ""], "It knows parameters, memory"),
      (["--with", "memory", "--number-format", "bf15"], "Did you mean bf16?"),
      (["--with", "roofline", "--accelerator", "a10o"], "Did you mean a100?"),
      (["--with", "roofline", "--peak", "fast"], "--peak needs a number such as 312T"),
      (["--with", "roofline", "--peak", "0"], "--peak must be above 0"),
      (["--with", "training", "--utilisation", "40"], "at most 1 or 100%"),
      (["--peak", "312T"], "--peak has no meaning without --with"),
      (["--with", "memory", "--layer", "lm_head"], "do not go together"),
      (["--with", "memory", "--symbolic", "batch"], "do not go together"),
      (["--with", "training", "--training-tokens", "1e37", "--peak", "1e-30"], "beyond the exact range"),
    ])
  func wrong(words: [String], message: String) {
    let run = longhand(["derive", "gpt2"] + words)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  /// Law 3 for analyses, each in the format whose turn it is. Scripts/printed-and-checked asks all networks.
  @Test(
    "What is printed is found right",
    arguments: [
      "gpt2", "mixtral-8x7b", "deepseek-v3", "t5-small", "resnet50", "lstm-small", "clip-vit-b-32",
    ])
  func isFoundRight(_ name: String) throws {
    let language = Language.allCases[name.utf8.count % Language.allCases.count]
    let entry = try #require(Catalogue.entry(named: name))
    func derivation(_ tokens: Int, past: Int) throws -> Derivation {
      let network = entry.network(past: past)
      return try derive(
        network,
        inputs: network.inputs.map {
          $0.shape(batch: 1, $0.layout == .tokens ? [min(tokens, $0.usual.first ?? tokens)] : nil)
        })
    }
    let settings = Analysis.Settings(
      weights: .int8, activations: .bf16, peak: Rational(whole: 312_000_000_000_000),
      bandwidth: Rational(whole: 2_039_000_000_000), utilisation: try Rational(2, over: 5), devices: 1024,
      trainingTokens: Rational(whole: 2_000_000_000_000))
    let prompt = try derivation(256, past: 0)
    let decode = entry.takesPast ? try derivation(1, past: 256) : nil
    let pages = try Pages(language: language)
    for (turn, kind) in Analysis.Kind.allCases.enumerated() {
      let analysis = try prompt.analysis(kind, settings, decode: decode)
      let document = try #require(try pages.solution(of: prompt, detail: .totals, analyses: [analysis]))
      let format = [Format.text, .markdown, .latex][(turn + name.utf8.count) % 3]
      let bytes = pages.publisher.render(document, as: format)
      let diagnosis = Checker().diagnose(HandCalculation(bytes))
      let lines = String(decoding: bytes, as: UTF8.self).split(
        separator: "\n", omittingEmptySubsequences: false)
      #expect(
        diagnosis.findings.isEmpty,
        "\(kind) \(format): \(diagnosis.findings.prefix(3).map { "\($0.mistake.rawValue): \(lines[$0.place.line - 1])" })"
      )
    }
  }
}
