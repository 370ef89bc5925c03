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
  /// What goes in.
  let inputs: @Sendable (Config) throws(ImportError) -> [Network.Input]
  /// The root module of one of the classes, behind so many cached tokens.
  let module: @Sendable (_ config: Config, _ architecture: String, _ past: Int) throws(ImportError) -> Module

  /// All that are understood.
  static let all: [ModelType] = [
    .bloom, .deepSeekV2, .deepSeekV3, .gemma, .gemma2, .gpt2, .gptNeoX, .llama, .mistral, .mixtral, .opt,
    .phi3,
    .qwen2, .qwen3, .qwen3MoE,
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
      defaults: defaults, otherSpellings: otherSpellings,
      inputs: { config throws(ImportError) in
        guard let context else { return [.tokens(context: .max)] }
        return [.tokens(context: try config.size(context))]
      },
      module: { config, architecture, past throws(ImportError) in
        let isTied = try config.flag("tie_word_embeddings")
        return try module(config, architecture == bare ? .none : isTied ? .tied : .own, past)
      })
  }
}
