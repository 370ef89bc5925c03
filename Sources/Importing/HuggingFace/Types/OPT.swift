import Networks

extension ModelType {
  /// OPT.
  static let opt = ModelType(
    decoder: "opt", class: "OPT", context: "max_position_embeddings", publication: .opt,
    defaults: [
      "vocab_size": 50272, "hidden_size": 768, "num_hidden_layers": 12, "ffn_dim": 3072,
      "max_position_embeddings": 2048, "do_layer_norm_before": true, "_remove_final_layer_norm": false,
      "word_embed_proj_dim": nil, "num_attention_heads": 12, "activation_function": "relu",
      "enable_bias": true, "layer_norm_elementwise_affine": true, "tie_word_embeddings": true,
    ]
  ) { config, head, past throws(ImportError) in
    let (width, heads) = (try config.size("hidden_size"), try config.size("num_attention_heads"))
    _ = try config.equalHeads(of: width, "hidden_size", heads, "num_attention_heads")
    let normsFirst = try config.flag("do_layer_norm_before")
    let withoutFinalNorm = try config.flag("_remove_final_layer_norm")
    return OPTDecoder(
      vocabulary: try config.size("vocab_size"), wordWidth: try config.optionalSize("word_embed_proj_dim"),
      width: width, layers: try config.layers("num_hidden_layers"), heads: heads,
      hidden: try config.size("ffn_dim"), context: try config.size("max_position_embeddings"),
      activation: try config.activation("activation_function"), normsFirst: normsFirst,
      hasFinalNorm: normsFirst && !withoutFinalNorm, hasBias: try config.flag("enable_bias"),
      hasNormParameters: try config.flag("layer_norm_elementwise_affine"), head: head
    ).module(past: past)
  }
}
