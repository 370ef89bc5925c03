import Networks

extension ModelType {
  /// Qwen2 and Qwen2.5: biases on queries, keys and values, always.
  static let qwen2 = ModelType(
    decoder: "qwen2", class: "Qwen2", context: "max_position_embeddings", publication: .qwen25,
    defaults: [
      "vocab_size": 151_936, "hidden_size": 4096, "intermediate_size": 22016, "num_hidden_layers": 32,
      "num_attention_heads": 32, "num_key_value_heads": 32, "head_dim": nil, "hidden_act": "silu",
      "max_position_embeddings": 32768, "tie_word_embeddings": false, "use_sliding_window": false,
      "sliding_window": 4096, "max_window_layers": 28, "layer_types": nil,
    ]
  ) { config, head, past throws(ImportError) in
    let width = try config.size("hidden_size")
    return try qwen(config, config.groupedHeads(of: width, bias: true), on: width, head, past)
  }

  /// Qwen3: norms on the queries and keys of each head.
  static let qwen3 = ModelType(
    decoder: "qwen3", class: "Qwen3", context: "max_position_embeddings", publication: .qwen3,
    defaults: [
      "vocab_size": 151_936, "hidden_size": 4096, "intermediate_size": 22016, "num_hidden_layers": 32,
      "num_attention_heads": 32, "num_key_value_heads": 32, "head_dim": 128, "hidden_act": "silu",
      "max_position_embeddings": 32768, "tie_word_embeddings": false, "attention_bias": false,
      "use_sliding_window": false, "sliding_window": 4096, "max_window_layers": 28, "layer_types": nil,
    ]
  ) { config, head, past throws(ImportError) in
    let width = try config.size("hidden_size")
    let bias = try config.flag("attention_bias")
    let attention = try config.groupedHeads(of: width, bias: bias, outputBias: bias, headNorms: true)
    return try qwen(config, attention, on: width, head, past)
  }

  /// The blocks of Qwen2 and Qwen3, of which the later ones may see a window only.
  private static func qwen(
    _ config: Config, _ attention: GroupedAttention, on width: Int, _ head: LanguageHead, _ past: Int
  ) throws(ImportError) -> Module {
    let feedForward = GatedFeedForward(
      try config.size("intermediate_size"), activation: try config.activation("hidden_act"))
    let window = try config.windowInUse()
    let first = try config.count("max_window_layers")
    let masks = try config.masks(layers: config.layers("num_hidden_layers"), windowed: window) { $0 >= first }
    return LlamaDecoder(
      vocabulary: try config.size("vocab_size"), width: width,
      blocks: BlockRun.runs(
        of: masks.map { mask in
          var attention = attention
          attention.mask = mask
          return LlamaDecoder.Block(.grouped(attention), .gated(feedForward))
        }), head: head
    ).module(past: past)
  }

  /// Qwen3 with experts in all layers, or in every so many.
  static let qwen3MoE = ModelType(
    decoder: "qwen3_moe", class: "Qwen3Moe", context: "max_position_embeddings", publication: .qwen3,
    defaults: [
      "vocab_size": 151_936, "hidden_size": 2048, "intermediate_size": 6144, "num_hidden_layers": 24,
      "num_attention_heads": 32, "num_key_value_heads": 4, "head_dim": nil, "hidden_act": "silu",
      "max_position_embeddings": 32768, "tie_word_embeddings": false, "attention_bias": false,
      "use_sliding_window": false, "sliding_window": 4096, "decoder_sparse_step": 1,
      "moe_intermediate_size": 768, "num_experts_per_tok": 8, "num_experts": 128, "mlp_only_layers": nil,
    ], otherSpellings: ["num_local_experts": "num_experts"]
  ) { config, head, past throws(ImportError) in
    let width = try config.size("hidden_size")
    let bias = try config.flag("attention_bias")
    let attention = try config.groupedHeads(
      of: width, bias: bias, outputBias: bias, headNorms: true, mask: config.windowInUse())
    let dense = LlamaDecoder.Block(
      .grouped(attention),
      .gated(
        GatedFeedForward(
          try config.size("intermediate_size"), activation: try config.activation("hidden_act"))))
    let layers = try config.layers("num_hidden_layers")
    var blocks = Array(repeating: dense, count: layers)
    if let mixture = try config.qwenMixture() {
      let (step, onlyDense) = (try config.size("decoder_sparse_step"), try config.counts("mlp_only_layers"))
      let without = Set(onlyDense)
      for layer in blocks.indices where !without.contains(layer) && (layer + 1) % step == 0 {
        blocks[layer].feedForward = .experts(mixture)
      }
    }
    return LlamaDecoder(
      vocabulary: try config.size("vocab_size"), width: width, blocks: BlockRun.runs(of: blocks), head: head
    ).module(past: past)
  }
}

extension Config {
  /// The window, if the configuration says that it is used.
  fileprivate func windowInUse() throws(ImportError) -> Operation.Attention.Mask {
    try flag("use_sliding_window") ? try window("sliding_window") : .causal
  }

  /// The experts, or nil where there are none.
  fileprivate func qwenMixture() throws(ImportError) -> MixtureOfExperts? {
    let experts = try count("num_experts")
    guard experts > 0 else { return nil }
    return MixtureOfExperts(
      experts: experts, perToken: try expertsPerToken(of: experts),
      expert: GatedFeedForward(try size("moe_intermediate_size"), activation: try activation("hidden_act")))
  }
}
