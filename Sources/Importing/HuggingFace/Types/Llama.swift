import Networks

extension ModelType {
  /// Llama 1, 2, 3, 3.1, 3.2 without images, and the many models that are made the same way.
  static let llama = ModelType(
    decoder: "llama", class: "Llama", context: "max_position_embeddings", publication: .llama,
    defaults: [
      "vocab_size": 32000, "hidden_size": 4096, "intermediate_size": 11008, "num_hidden_layers": 32,
      "num_attention_heads": 32, "num_key_value_heads": nil, "head_dim": nil, "hidden_act": "silu",
      "max_position_embeddings": 2048, "tie_word_embeddings": false, "attention_bias": false,
      "mlp_bias": false,
    ]
  ) { config, head, past throws(ImportError) in
    let width = try config.size("hidden_size")
    let bias = try config.flag("attention_bias")
    let block = LlamaDecoder.Block(
      .grouped(try config.groupedHeads(of: width, bias: bias, outputBias: bias, refusesRest: true)),
      .gated(
        GatedFeedForward(
          try config.size("intermediate_size"), activation: try config.activation("hidden_act"),
          hasBias: try config.flag("mlp_bias"))))
    return LlamaDecoder(
      vocabulary: try config.size("vocab_size"), width: width,
      blocks: [BlockRun(block, count: try config.layers("num_hidden_layers"))], head: head
    ).module(past: past)
  }
}
