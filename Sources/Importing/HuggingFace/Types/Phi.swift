import Networks

extension ModelType {
  /// Phi-3 and Phi-4: one matrix for queries, keys and values, and one for the gate and what it gates.
  static let phi3 = ModelType(
    decoder: "phi3", class: "Phi3", context: "max_position_embeddings", publication: .phi3,
    defaults: [
      "vocab_size": 32064, "hidden_size": 3072, "intermediate_size": 8192, "num_hidden_layers": 32,
      "num_attention_heads": 32, "num_key_value_heads": nil, "head_dim": nil, "hidden_act": "silu",
      "max_position_embeddings": 4096, "tie_word_embeddings": false, "sliding_window": nil,
    ]
  ) { config, head, past throws(ImportError) in
    let width = try config.size("hidden_size")
    let block = LlamaDecoder.Block(
      .grouped(
        try config.groupedHeads(of: width, isFused: true, mask: try config.window("sliding_window"))),
      .gated(
        GatedFeedForward(
          try config.size("intermediate_size"), activation: try config.activation("hidden_act"),
          isFused: true)))
    return LlamaDecoder(
      vocabulary: try config.size("vocab_size"), width: width,
      blocks: [BlockRun(block, count: try config.layers("num_hidden_layers"))], head: head
    ).module(past: past)
  }
}
