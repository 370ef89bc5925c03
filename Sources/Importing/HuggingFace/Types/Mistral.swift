import Networks

extension ModelType {
  /// Mistral 7B and its like.
  static let mistral = ModelType(
    decoder: "mistral", class: "Mistral", context: "max_position_embeddings", publication: .mistral,
    defaults: mistralDefaults.merging(["sliding_window": 4096]) { $1 }
  ) { config, head, past throws(ImportError) in
    let feedForward = GatedFeedForward(
      try config.size("intermediate_size"), activation: try config.activation("hidden_act"))
    return try mistral(config, .gated(feedForward), head, past)
  }

  /// Mixtral: Mistral with experts.
  static let mixtral = ModelType(
    decoder: "mixtral", class: "Mixtral", context: "max_position_embeddings", publication: .mixtral,
    defaults: mistralDefaults.merging([
      "sliding_window": nil, "num_local_experts": 8, "num_experts_per_tok": 2,
    ]) { $1 }, otherSpellings: ["num_experts": "num_local_experts"]
  ) { config, head, past throws(ImportError) in
    let experts = try config.size("num_local_experts")
    let mixture = MixtureOfExperts(
      experts: experts, perToken: try config.expertsPerToken(of: experts),
      expert: GatedFeedForward(
        try config.size("intermediate_size"), activation: try config.activation("hidden_act")))
    return try mistral(config, .experts(mixture), head, past)
  }

  private static let mistralDefaults: Config.Defaults = [
    "vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 14336, "num_hidden_layers": 32,
    "num_attention_heads": 32, "num_key_value_heads": 8, "head_dim": nil, "hidden_act": "silu",
    "max_position_embeddings": 131_072, "tie_word_embeddings": false,
  ]

  private static func mistral(
    _ config: Config, _ feedForward: LlamaDecoder.FeedForward, _ head: LanguageHead, _ past: Int
  ) throws(ImportError) -> Module {
    let width = try config.size("hidden_size")
    let attention = try config.groupedHeads(of: width, mask: try config.window("sliding_window"))
    return LlamaDecoder(
      vocabulary: try config.size("vocab_size"), width: width,
      blocks: [
        BlockRun(
          LlamaDecoder.Block(.grouped(attention), feedForward),
          count: try config.layers("num_hidden_layers"))
      ], head: head
    ).module(past: past)
  }
}
