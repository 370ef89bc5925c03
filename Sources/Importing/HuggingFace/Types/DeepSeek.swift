import Networks

extension ModelType {
  /// DeepSeek-V2 and V2-Lite.
  static let deepSeekV2 = ModelType(
    decoder: "deepseek_v2", class: "DeepseekV2", context: "max_position_embeddings",
    publication: .deepSeekV2,
    defaults: [
      "vocab_size": 102_400, "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32,
      "num_attention_heads": 32, "hidden_act": "silu", "max_position_embeddings": 2048,
      "tie_word_embeddings": false, "attention_bias": false, "mlp_bias": false, "kv_lora_rank": 512,
      "q_lora_rank": 1536, "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "v_head_dim": 128,
      "first_k_dense_replace": 0, "n_routed_experts": 64, "n_shared_experts": 2,
      "num_experts_per_tok": nil, "moe_intermediate_size": 1407,
    ], otherSpellings: ["num_experts": "n_routed_experts"]
  ) { config, head, past throws(ImportError) in
    try deepSeek(config, scoring: .softmax, hasBias: try config.flag("mlp_bias"), head, past)
  }

  /// DeepSeek-V3 and R1, without the layers that predict further tokens: `num_nextn_predict_layers` are no part of the
  /// class.
  static let deepSeekV3 = ModelType(
    decoder: "deepseek_v3", class: "DeepseekV3", context: "max_position_embeddings",
    publication: .deepSeekV3,
    defaults: [
      "vocab_size": 129_280, "hidden_size": 7168, "intermediate_size": 18432, "num_hidden_layers": 61,
      "num_attention_heads": 128, "hidden_act": "silu", "max_position_embeddings": 4096,
      "tie_word_embeddings": false, "attention_bias": false, "kv_lora_rank": 512, "q_lora_rank": 1536,
      "qk_nope_head_dim": 128, "qk_rope_head_dim": 64, "v_head_dim": 128, "first_k_dense_replace": 3,
      "n_routed_experts": 256, "n_shared_experts": 1, "num_experts_per_tok": 8,
      "moe_intermediate_size": 2048,
    ], otherSpellings: ["num_local_experts": "n_routed_experts"]
  ) { config, head, past throws(ImportError) in
    try deepSeek(config, scoring: .sigmoid, hasBias: false, head, past)
  }

  /// Dense layers first, then layers with experts.
  private static func deepSeek(
    _ config: Config, scoring: MixtureOfExperts.Scoring, hasBias: Bool, _ head: LanguageHead, _ past: Int
  ) throws(ImportError) -> Module {
    let layers = try config.layers("num_hidden_layers")
    let dense = min(layers, try config.count("first_k_dense_replace"))
    let attention = LlamaDecoder.Attention.latent(try config.latentAttention())
    var blocks: [BlockRun<LlamaDecoder.Block>] = []
    if dense > 0 {
      let feedForward = GatedFeedForward(
        try config.size("intermediate_size"), activation: try config.activation("hidden_act"),
        hasBias: hasBias)
      blocks.append(BlockRun(.init(attention, .gated(feedForward)), count: dense))
    }
    if dense < layers {
      let mixture = try config.deepSeekMixture(scoring, hasBias: hasBias)
      blocks.append(BlockRun(.init(attention, .experts(mixture)), count: layers - dense))
    }
    return LlamaDecoder(
      vocabulary: try config.size("vocab_size"), width: try config.size("hidden_size"), blocks: blocks,
      head: head
    ).module(past: past)
  }
}

extension Config {
  fileprivate func latentAttention() throws(ImportError) -> LatentAttention {
    LatentAttention(
      heads: try size("num_attention_heads"), queryLatent: try optionalSize("q_lora_rank"),
      keyLatent: try size("kv_lora_rank"), plainWidth: try size("qk_nope_head_dim"),
      rotaryWidth: try size("qk_rope_head_dim"), valueWidth: try size("v_head_dim"),
      hasBias: try flag("attention_bias"))
  }

  /// The experts that every token goes through are one gated part of as many times the width.
  fileprivate func deepSeekMixture(
    _ scoring: MixtureOfExperts.Scoring, hasBias: Bool
  ) throws(ImportError) -> MixtureOfExperts {
    let experts = try size("n_routed_experts")
    let hidden = try size("moe_intermediate_size")
    let activation = try activation("hidden_act")
    let shared = try optionalCount("n_shared_experts") ?? 0
    return MixtureOfExperts(
      experts: experts, perToken: try expertsPerToken(of: experts),
      expert: GatedFeedForward(hidden, activation: activation),
      shared: shared == 0
        ? nil : GatedFeedForward(hidden * shared, activation: activation, hasBias: hasBias),
      scoring: scoring)
  }
}
