import Derivations
import Networks
import Symbolics
import Testing

@testable import Importing

@Suite("Configurations of decoders")
struct DecoderConfigTests {
  private func root(_ network: Network, tokens: Int) throws -> Part {
    try derive(network, input: Shape([1, tokens])).root
  }

  @Test("Published models have their measured figures", arguments: ConfigFixture.decoders.indices)
  func published(_ index: Int) throws {
    let figures = ConfigFixture.decoders[index]
    for spelling in ["config", "config5"] {
      let config = try figures.required(spelling).mapping
      let network = try HuggingFace.network(config)
      let bare = try HuggingFace.network(config, head: .without)
      for row in try figures.required("forward").sequence {
        let row = try row.mapping
        let derived = try root(network, tokens: row.number("tokens"))
        #expect(try derived.value(.flops) == Rational(row.number("flops")))
        #expect(try derived.value(.parameters) == Rational(figures.number("parameters")))
        if figures["activeParameters"] != nil {
          #expect(try derived.value(.activeParameters) == Rational(figures.number("activeParameters")))
        } else {
          #expect(derived.step(.activeParameters) == nil)
        }
        guard row["bare"] != nil else { continue }
        let headless = try root(bare, tokens: row.number("tokens"))
        #expect(try headless.value(.flops) == Rational(row.number("bare")))
        #expect(try headless.value(.parameters) == Rational(figures.number("bareParameters")))
      }
      for row in try figures.required("decode").sequence {
        let behind = try HuggingFace.network(config, past: row.mapping.number("past"))
        #expect(try root(behind, tokens: 1).value(.flops) == Rational(row.mapping.number("flops")))
      }
      if figures["cached"] != nil {
        let cached = try derive(network).cachedElementsPerToken()
        #expect(try cached == Rational(figures.number("cached")))
      }
    }
  }

  @Test("Small configurations have their measured figures", arguments: ConfigFixture.decoderVariants.indices)
  func variants(_ index: Int) throws {
    let figures = ConfigFixture.decoderVariants[index]
    let config = try figures.required("config").mapping
    let derived = try root(HuggingFace.network(config), tokens: figures.number("tokens"))
    #expect(try derived.value(.parameters) == Rational(figures.number("parameters")))
    #expect(try derived.value(.flops) == Rational(figures.number("flops")))
    let bare = try root(HuggingFace.network(config, head: .without), tokens: figures.number("tokens"))
    #expect(try bare.value(.flops) == Rational(figures.number("bare")))
  }

  @Test(
    "Both spellings are the same network, and that of the catalogue",
    arguments: ConfigFixture.decoders.indices)
  func sameNetwork(_ index: Int) throws {
    let figures = ConfigFixture.decoders[index]
    let network = try HuggingFace.network(figures.required("config").mapping)
    #expect(try network.root == HuggingFace.network(figures.required("config5").mapping).root)
    let entry = try #require(Catalogue.entry(named: figures.required("name").string))
    #expect(network.root == entry.network().root)
    #expect(network.inputs == entry.inputs)
    #expect(
      try HuggingFace.network(figures.required("config").mapping, past: 100).root
        == entry.network(past: 100).root)
  }

  /// The work of a pass: the products of attention, and the rest.
  private func work(_ config: Value.Mapping, tokens: Int, past: Int = 0) throws -> (
    scores: Rational, rest: Rational
  ) {
    let derivation = try derive(HuggingFace.network(config, past: past), input: Shape([1, tokens]))
    var scores = Rational.zero
    for layer in derivation.layers where layer.operation.kind == .attention {
      scores = try scores.adding(
        layer.part.value(.flops).multiplied(by: Rational(layer.copies(for: .flops))))
    }
    return (scores, try derivation.root.value(.flops).subtracting(scores))
  }

  @Test("Tokens behind others are the same work as with them, but for the scores of what comes later")
  func past() throws {
    for figures in ConfigFixture.decoderVariants {
      let config = try figures.required("config").mapping
      let together = try work(config, tokens: 12)
      let first = try work(config, tokens: 5)
      let second = try work(config, tokens: 7, past: 5)
      // 12 tokens meet 12 each, 5 meet 5, 7 behind 5 meet 12.
      #expect(
        try first.scores.multiplied(by: Rational(12 * 12)) == together.scores.multiplied(by: Rational(5 * 5)))
      #expect(
        try second.scores.multiplied(by: Rational(12 * 12))
          == together.scores.multiplied(by: Rational(7 * 12)))
      let sum = try first.rest.adding(second.rest)
      // Latents of cached tokens are expanded once more.
      #expect(config["kv_lora_rank"] == nil ? sum == together.rest : sum > together.rest)
    }
  }
}

@Suite("Defaults of configurations")
struct ConfigDefaultsTests {
  /// A model type that transformers leaves without a number of experts for each token.
  private func completed(_ config: Value.Mapping) -> String {
    let lacks = config["num_experts_per_tok"]?.isNull == true
    return config.text(replacing: lacks ? ["num_experts_per_tok": "3"] : [:])
  }

  @Test(
    "Nothing but the model type is the configuration with all defaults",
    arguments: ConfigFixture.decoderDefaults.indices)
  func allDefaults(_ index: Int) throws {
    let full = ConfigFixture.decoderDefaults[index]
    let type = try full.required("model_type").string
    let lacks = full["num_experts_per_tok"]?.isNull == true
    let empty = "{\"model_type\": \"\(type)\"" + (lacks ? ", \"num_experts_per_tok\": 3}" : "}")
    let implied = try HuggingFace.network(Array(empty.utf8), file: "f")
    let explicit = try HuggingFace.network(Array(completed(full).utf8), file: "f")
    #expect(implied.root == explicit.root)
    #expect(implied.inputs == explicit.inputs)
  }

  @Test("Every model type is read from these files, and no other key of theirs has a default of ours")
  func types() throws {
    let types = try ConfigFixture.decoderDefaults.map { try $0.required("model_type").string }
    for type in types { #expect(HuggingFace.modelTypes.contains(type)) }
    for full in ConfigFixture.decoderDefaults {
      let type = try #require(ModelType.all.first { try $0.name == full.required("model_type").string })
      for (key, value) in type.defaults {
        // What follows from other keys is written out in the file.
        guard let given = full[key], value != .nothing else { continue }
        switch value {
        case .integer(let number):
          #expect(try given.isNull || given.integer() == number, "\(type.name) \(key)")
        case .flag(let flag): #expect(try given.bool == flag, "\(type.name) \(key)")
        case .word(let word): #expect(try given.string == word, "\(type.name) \(key)")
        case .number, .integers, .nothing: Issue.record("\(type.name) \(key)")
        }
      }
    }
  }

  @Test(
    "A key that is left out is not null",
    arguments: [
      ("mistral", "num_key_value_heads", 32, 8), ("mixtral", "num_key_value_heads", 32, 8),
      ("qwen2", "num_key_value_heads", 16, 32), ("qwen3", "num_key_value_heads", 16, 32),
      ("qwen3_moe", "num_key_value_heads", 16, 4), ("gemma2", "num_key_value_heads", 16, 4),
      ("llama", "num_key_value_heads", 16, 16), ("phi3", "num_key_value_heads", 16, 16),
    ])
  func keyHeads(_ type: String, _ key: String, _ heads: Int, _ absent: Int) throws {
    func network(_ keyHeads: String) throws -> Module {
      let text = "{\"model_type\": \"\(type)\", \"num_attention_heads\": \(heads)\(keyHeads)}"
      return try HuggingFace.network(Array(text.utf8), file: "f").root
    }
    #expect(try network(", \"\(key)\": null") == network(", \"\(key)\": \(heads)"))
    if absent <= heads {
      #expect(try network("") == network(", \"\(key)\": \(absent)"))
    } else {
      #expect(throws: ImportError.self) { try network("") }
    }
  }

  @Test("Queries of DeepSeek-V2 are compressed unless the rank is null")
  func queryRank() throws {
    func parts(_ rank: String) throws -> Module {
      let text = "{\"model_type\": \"deepseek_v2\", \"num_experts_per_tok\": 2\(rank)}"
      return try HuggingFace.network(Array(text.utf8), file: "f").root
    }
    #expect(try parts("") == parts(", \"q_lora_rank\": 1536"))
    #expect(try parts("") != parts(", \"q_lora_rank\": null"))
  }
}
