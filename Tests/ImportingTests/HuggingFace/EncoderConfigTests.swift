import Derivations
import Networks
import Symbolics
import Testing

@testable import Importing

/// Configurations of encoders, encoder–decoders, image encoders and CLIP: figures measured with transformers 5.23.
@Suite("Configurations of encoders")
struct EncoderConfigTests {
  static let published = ConfigFixture.entries("encoders")
  static let variants = ConfigFixture.entries("encoder-variants")

  /// The network derived for so many tokens wherever tokens go in; of a list, one number for each such input.
  private func root(_ network: Network, tokens: Value?) throws -> Part {
    var counts: [Int] = []
    if let tokens, !tokens.isNull {
      if case .sequence(let values) = tokens.content {
        counts = try values.map { try $0.integer() }
      } else {
        counts = Array(repeating: try tokens.integer(), count: 2)
      }
    }
    let shapes = network.inputs.map { input in
      input.layout == .tokens ? input.shape(batch: 1, [counts.removeFirst()]) : input.shape(batch: 1)
    }
    return try derive(network, inputs: shapes).root
  }

  @Test("Published models have their measured figures", arguments: published.indices)
  func publishedModels(_ index: Int) throws {
    let figures = Self.published[index]
    for spelling in ["config", "config5"] {
      let config = try figures.required(spelling).mapping
      let network = try HuggingFace.network(config)
      let bare = try HuggingFace.network(config, head: .without)
      for row in try figures.required("forward").sequence {
        let row = try row.mapping
        let derived = try root(network, tokens: row["tokens"])
        #expect(try derived.value(.flops) == Rational(row.number("flops")))
        #expect(try derived.value(.parameters) == Rational(figures.number("parameters")))
        // What makes CLIP's comparison is no head that could be left out.
        guard try config.required("model_type").string != "clip" else { continue }
        let headless = try root(bare, tokens: row["tokens"])
        #expect(try headless.value(.flops) == Rational(row.number("bare")))
        guard figures["bareParameters"] != nil else { continue }
        #expect(try headless.value(.parameters) == Rational(figures.number("bareParameters")))
      }
    }
  }

  @Test("Small configurations of every class have their measured figures", arguments: variants.indices)
  func smallConfigurations(_ index: Int) throws {
    let figures = Self.variants[index]
    let config = try figures.required("config").mapping
    let network = try HuggingFace.network(config)
    let derived = try root(network, tokens: figures["tokens"])
    #expect(try derived.value(.parameters) == Rational(figures.number("parameters")))
    #expect(try derived.value(.flops) == Rational(figures.number("flops")))
    #expect(try network.title == config.required("architectures").sequence.first?.string)
    guard figures["bare"] != nil, try config.required("model_type").string != "clip" else { return }
    let bare = try root(HuggingFace.network(config, head: .without), tokens: figures["tokens"])
    #expect(try bare.value(.flops) == Rational(figures.number("bare")))
  }

  @Test("Every class that is understood is among the measured ones, but for an old name")
  func everyClass() throws {
    var measured: Set<String> = ["T5WithLMHeadModel"]
    for figures in Self.variants {
      let names = try figures.required("config").mapping.required("architectures").sequence
      for name in names { measured.insert(try name.string) }
    }
    for type in ModelType.all where !type.takesPast {
      for name in type.architectures + [type.bare] { #expect(measured.contains(name), "\(name)") }
    }
  }

  @Test(
    "Both spellings are the same network, and that of the catalogue",
    arguments: [
      ("bert-base-uncased", "bert-base-mlm"), ("bert-large-uncased", "bert-large-mlm"),
      ("roberta-base", "roberta-base-mlm"), ("distilbert-base-uncased", "distilbert-mlm"),
      ("flan-t5-base", "flan-t5-base"), ("deit-tiny-patch16-224", "deit-tiny"),
      ("deit-tiny-distilled-patch16-224", "deit-tiny-distilled"), ("clip-vit-base-patch32", "clip-vit-b-32"),
    ])
  func sameNetwork(_ name: String, _ entry: String) throws {
    let figures = try #require(Self.published.first { try $0.required("name").string == name })
    let network = try HuggingFace.network(figures.required("config").mapping)
    #expect(try network.root == HuggingFace.network(figures.required("config5").mapping).root)
    let known = try #require(Catalogue.entry(named: entry))
    #expect(network.root == known.network().root)
    #expect(network.inputs == known.inputs)
  }

  @Test("Nothing but the model type is the configuration with all defaults")
  func defaults() throws {
    for full in ConfigFixture.entries("encoder-defaults") {
      let type = try full.required("model_type").string
      let implied = try HuggingFace.network(Array("{\"model_type\": \"\(type)\"}".utf8), file: "f")
      let explicit = try HuggingFace.network(full)
      #expect(implied.root == explicit.root, "\(type)")
      #expect(implied.inputs == explicit.inputs, "\(type)")
      let ours = try #require(ModelType.all.first { $0.name == type })
      for (key, value) in ours.defaults {
        // What follows from other keys is written out in the file.
        guard let given = full[key], value != .nothing else { continue }
        switch value {
        case .integer(let number): #expect(try given.integer() == number, "\(type) \(key)")
        case .number(let number): #expect(try given.number == number, "\(type) \(key)")
        case .flag(let flag): #expect(try given.bool == flag, "\(type) \(key)")
        case .word(let word): #expect(try given.string == word, "\(type) \(key)")
        case .integers(let numbers):
          #expect(try given.sequence.map { try $0.integer() } == numbers, "\(type) \(key)")
        case .nothing: break
        }
      }
    }
  }

  private func network(_ text: String, past: Int = 0, head: HuggingFace.Head = .asNamed) throws -> Network {
    try HuggingFace.network(Array(text.utf8), file: "f", past: past, head: head)
  }

  private func expect(_ problem: ImportError.Problem, at column: Int, in text: String, past: Int = 0) {
    #expect(throws: ImportError(file: "f", line: 1, column: column, problem: problem)) {
      try network(text, past: past)
    }
  }

  @Test("The number of classes is that of their names, else the number given, else 2")
  func labels() throws {
    func classes(_ keys: String) throws -> Int? {
      let text = "{\"model_type\": \"vit\"\(keys)}"
      guard case .layer(.linear(let layer)) = try network(text).root.nodes.last?.element else { return nil }
      return layer.outputFeatures
    }
    #expect(try classes("") == 2)
    #expect(try classes(", \"num_labels\": 7") == 7)
    #expect(try classes(", \"id2label\": {\"0\": \"cat\", \"1\": \"dog\", \"2\": \"eel\"}") == 3)
    #expect(try classes(", \"id2label\": {\"0\": \"cat\"}, \"num_labels\": 7") == 1)
    #expect(try classes(", \"id2label\": null, \"num_labels\": 7") == 7)
    #expect(throws: ImportError.self) { try classes(", \"id2label\": {}") }
    #expect(throws: ImportError.self) { try classes(", \"num_labels\": 0") }
  }

  @Test("A head is chosen: that of the class, the usual one, none")
  func heads() throws {
    let bare = "{\"model_type\": \"bert\", \"architectures\": [\"BertModel\"]}"
    let masked = "{\"model_type\": \"bert\", \"architectures\": [\"BertForMaskedLM\"]}"
    let classes = "{\"model_type\": \"bert\", \"architectures\": [\"BertForTokenClassification\"]}"
    #expect(try network(bare).root != network(masked).root)
    #expect(try network(bare, head: .with).root == network(masked).root)
    #expect(try network(classes, head: .with).root == network(classes).root)
    // The pooler is a part of the bare class, and no part of what stands under a head.
    #expect(try network(bare).root.nodes.map { $0.name } == ["embeddings", "encoder.layer", "pooler"])
    for text in [bare, masked, classes] {
      #expect(
        try network(text, head: .without).root.nodes.map { $0.name } == ["embeddings", "encoder.layer"])
    }
  }

  @Test("Version 5 ties the head of T5 whatever the file says, which decides only about the scale")
  func tiedT5() throws {
    func network(_ value: String) throws -> Network {
      try self.network("{\"model_type\": \"t5\", \"tie_word_embeddings\": \(value)}")
    }
    let (tied, untied) = (try network("true"), try network("false"))
    #expect(try derive(tied).root.value(.parameters) == derive(untied).root.value(.parameters))
    #expect(tied.root.nodes.contains { $0.name == "mul" } && !untied.root.nodes.contains { $0.name == "mul" })
  }

  @Test("The encoder of T5 alone takes one sequence")
  func encoderOfT5() throws {
    let text = "{\"model_type\": \"t5\", \"architectures\": [\"T5EncoderModel\"]}"
    #expect(try network(text).inputs.count == 1)
    #expect(try network(text, head: .without).inputs.count == 2)
  }

  @Test("RoBERTa's first tokens stand behind the row of the padding token")
  func positionsOfRoBERTa() throws {
    let roberta = try network("{\"model_type\": \"roberta\", \"max_position_embeddings\": 514}")
    #expect(roberta.inputs == [.tokens(512)])
    _ = try derive(roberta, input: Shape([1, 512]))
    #expect(throws: DerivationError.self) { try derive(roberta, input: Shape([1, 513])) }
    expect(
      .config(.tooSmall(key: "max_position_embeddings", 2, beside: "pad_token_id", 1)), at: 54,
      in: #"{"model_type": "roberta", "max_position_embeddings": 2}"#)
  }

  @Test("The older spelling of CLIP's encoders replaces the newer one as a whole")
  func olderCLIP() throws {
    let newer = #"{"model_type": "clip", "text_config": {"hidden_size": 64}}"#
    let both =
      #"{"model_type": "clip", "text_config": {"hidden_size": 64}, "text_config_dict": {"vocab_size": 9}}"#
    let older = #"{"model_type": "clip", "text_config": {"vocab_size": 9}}"#
    let null = #"{"model_type": "clip", "text_config": {"hidden_size": 64}, "text_config_dict": null}"#
    #expect(try network(both).root == network(older).root)
    #expect(try network(null).root == network(newer).root)
    #expect(try network(newer).root != network(older).root)
    expect(
      .text(.outOfRange("0", least: 1, most: 1 << 30)), at: 56,
      in: #"{"model_type": "clip", "vision_config": {"patch_size": 0}}"#)
  }

  @Test("What does not go together, or is not understood, is refused at its place")
  func refused() {
    expect(
      .config(.notMultiple(key: "hidden_size", 768, of: "num_attention_heads", 7)), at: 47,
      in: #"{"model_type": "bert", "num_attention_heads": 7}"#)
    expect(
      .config(.unsupported(key: "position_embedding_type", "relative_key")), at: 51,
      in: #"{"model_type": "bert", "position_embedding_type": "relative_key"}"#)
    expect(
      .config(.unsupported(key: "add_cross_attention", "true")), at: 47,
      in: #"{"model_type": "bert", "add_cross_attention": true}"#)
    expect(
      .config(.tooSmall(key: "image_size", 8, beside: "patch_size", 16)), at: 54,
      in: #"{"model_type": "vit", "image_size": 8, "patch_size": 16}"#)
    // A stage of 4×4 positions cannot be cut into windows of 7×7.
    expect(
      .config(.tooSmall(key: "image_size", 32, beside: "window_size", 7)), at: 56,
      in: #"{"model_type": "swin", "image_size": 32,"window_size": 7}"#)
    expect(
      .config(.wrongLength(key: "num_heads", 1, of: "depths", 2)), at: 55,
      in: #"{"model_type": "swin", "depths": [1, 1], "num_heads": [3]}"#)
    expect(
      .config(.unsupported(key: "mlp_ratio", "1e-05")), at: 37,
      in: #"{"model_type": "swin", "mlp_ratio": 1e-5}"#)
    expect(
      .config(.unknownWord(key: "feed_forward_proj", "gated-gelu-new", nearest: nil, known: [])), at: 43,
      in: #"{"model_type": "t5", "feed_forward_proj": "gated-gelu-new"}"#)
    expect(.config(.cachesNothing("bert")), at: 16, in: #"{"model_type": "bert"}"#, past: 3)
  }

  @Test("Truncated and damaged configurations end in errors, or in networks that are derived or refused")
  func damaged() throws {
    for figures in Self.published {
      let text = Array(try figures.required("config").mapping.text().utf8)
      for cut in stride(from: 0, to: text.count - 2, by: 7) {
        #expect(throws: ImportError.self) { try HuggingFace.network(Array(text.prefix(cut)), file: "f") }
      }
      var random = SplitMix(seed: text.count)
      for _ in 0..<300 {
        var damaged = text
        damaged[random.pick(0...text.count - 1)] ^= UInt8(1 << random.pick(0...7))
        guard let network = try? HuggingFace.network(damaged, file: "f") else { continue }
        _ = try? derive(network)
      }
    }
  }
}
