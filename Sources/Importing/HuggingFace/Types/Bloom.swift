import Networks

extension ModelType {
  /// BLOOM.
  static let bloom = ModelType(
    decoder: "bloom", class: "Bloom", context: nil, publication: .bloom,
    defaults: [
      "vocab_size": 250_880, "hidden_size": 64, "n_layer": 2, "n_head": 8,
      "apply_residual_connection_post_layernorm": false, "tie_word_embeddings": true,
    ],
    otherSpellings: [
      "n_embed": "hidden_size", "num_attention_heads": "n_head", "num_hidden_layers": "n_layer",
    ]
  ) { config, head, past throws(ImportError) in
    let (width, heads) = (try config.size("hidden_size"), try config.size("n_head"))
    _ = try config.equalHeads(of: width, "hidden_size", heads, "n_head")
    return BloomDecoder(
      vocabulary: try config.size("vocab_size"), width: width, layers: try config.layers("n_layer"),
      heads: heads, addsNormed: try config.flag("apply_residual_connection_post_layernorm"), head: head
    ).module(past: past)
  }
}
