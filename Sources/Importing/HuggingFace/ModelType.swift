import Networks

/// A model type of transformers: what its configuration means. A new one is a file in `Types` and a line in ``all``.
struct ModelType: Sendable {
  /// The word in `model_type`: `llama`.
  let name: String
  /// Its classes with a head that are understood, the usual one first: `LlamaForCausalLM`.
  let architectures: [String]
  /// Its class without a head: `LlamaModel`.
  let bare: String
  /// Where it was published.
  let publication: Publication
  /// The keys that are read, with the values that they have where they are left out.
  let defaults: Config.Defaults
  /// Other spellings of keys, which win over the usual ones as they do in transformers.
  let otherSpellings: [String: String]
  /// Whether tokens can follow others that were read before, whose keys and values are cached.
  let takesPast: Bool
  /// The network of one of the classes, or without what its class with a head puts on the body; behind so many cached
  /// tokens.
  let build: @Sendable (_ config: Config, _ architecture: String?, _ past: Int) throws(ImportError) -> Model

  /// What goes into a network, and its root module.
  typealias Model = (inputs: [Network.Input], root: Module)

  /// All that are understood.
  static let all: [ModelType] = [
    .bloom, .deepSeekV2, .deepSeekV3, .gemma, .gemma2, .gpt2, .gptNeoX, .llama, .mistral, .mixtral, .opt,
    .phi3, .qwen2, .qwen3, .qwen3MoE,
    .bert, .roberta, .xlmRoberta, .camembert, .distilbert, .t5, .mt5, .whisper, .vit, .deit, .swin, .clip,
    .clipText, .clipVision,
  ]
}

extension ModelType {
  /// A decoder of tokens: a class with a language head and one without.
  ///
  /// - Parameter context: the key that says how many tokens the model was made for, if any number limits them.
  init(
    decoder name: String, class prefix: String, head: String = "ForCausalLM", context: String?,
    publication: Publication, defaults: Config.Defaults, otherSpellings: [String: String] = [:],
    module:
      @escaping @Sendable (_ config: Config, _ head: LanguageHead, _ past: Int) throws(ImportError) -> Module
  ) {
    let bare = prefix + "Model"
    self.init(
      name: name, architectures: [prefix + head], bare: bare, publication: publication,
      defaults: defaults, otherSpellings: otherSpellings, takesPast: true,
      build: { config, architecture, past throws(ImportError) in
        let isTied = try config.flag("tie_word_embeddings")
        let hasHead = architecture != nil && architecture != bare
        let root = try module(config, hasHead ? isTied ? .tied : .own : .none, past)
        guard let context else { return ([.tokens(context: .max)], root) }
        return ([.tokens(context: try config.size(context))], root)
      })
  }

  /// A model of another kind, which caches nothing.
  init(
    encoder name: String, architectures: [String], bare: String, publication: Publication,
    defaults: Config.Defaults, otherSpellings: [String: String] = [:],
    build: @escaping @Sendable (_ config: Config, _ architecture: String?) throws(ImportError) -> Model
  ) {
    self.init(
      name: name, architectures: architectures, bare: bare, publication: publication, defaults: defaults,
      otherSpellings: otherSpellings, takesPast: false,
      build: { config, architecture, _ throws(ImportError) in try build(config, architecture) })
  }
}
