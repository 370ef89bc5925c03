import Networks

extension ModelType {
  /// GPT-NeoX and Pythia.
  static let gptNeoX = ModelType(
    decoder: "gpt_neox", class: "GPTNeoX", context: "max_position_embeddings", publication: .gptNeoX,
    defaults: [
      "vocab_size": 50432, "hidden_size": 6144, "num_hidden_layers": 44, "num_attention_heads": 64,
      "intermediate_size": 24576, "hidden_act": "gelu", "max_position_embeddings": 2048,
      "tie_word_embeddings": false, "use_parallel_residual": true, "attention_bias": true,
    ]
  ) { config, head, past throws(ImportError) in
    let (width, heads) = (try config.size("hidden_size"), try config.size("num_attention_heads"))
    _ = try config.equalHeads(of: width, "hidden_size", heads, "num_attention_heads")
    return GPTNeoXDecoder(
      vocabulary: try config.size("vocab_size"), width: width,
      layers: try config.layers("num_hidden_layers"), heads: heads,
      hidden: try config.size("intermediate_size"), activation: try config.activation("hidden_act"),
      isParallel: try config.flag("use_parallel_residual"),
      hasAttentionBias: try config.flag("attention_bias"), head: head
    ).module(past: past)
  }
}
