import Networks

extension ModelType {
  /// GPT-2.
  static let gpt2 = ModelType(
    decoder: "gpt2", class: "GPT2", head: "LMHeadModel", context: "n_positions", publication: .gpt2,
    defaults: [
      "vocab_size": 50257, "n_positions": 1024, "n_embd": 768, "n_layer": 12, "n_head": 12, "n_inner": nil,
      "activation_function": "gelu_new", "add_cross_attention": false, "tie_word_embeddings": true,
    ],
    otherSpellings: [
      "hidden_size": "n_embd", "max_position_embeddings": "n_positions", "num_attention_heads": "n_head",
      "num_hidden_layers": "n_layer",
    ]
  ) { config, head, past throws(ImportError) in
    // Its second attention would need an encoder beside it.
    if try config.flag("add_cross_attention") {
      throw config.error(.unsupported(key: "add_cross_attention", "true"), at: "add_cross_attention")
    }
    let (width, heads) = (try config.size("n_embd"), try config.size("n_head"))
    _ = try config.equalHeads(of: width, "n_embd", heads, "n_head")
    return GPT2Decoder(
      vocabulary: try config.size("vocab_size"), width: width, layers: try config.layers("n_layer"),
      heads: heads, hidden: try config.optionalSize("n_inner"), positions: try config.size("n_positions"),
      activation: try config.activation("activation_function"), head: head
    ).module(past: past)
  }
}
