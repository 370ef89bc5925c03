import Networks

extension ModelType {
  /// Gemma, the first.
  static let gemma = ModelType(
    decoder: "gemma", class: "Gemma", context: "max_position_embeddings", publication: .gemma,
    defaults: [
      "vocab_size": 256_000, "hidden_size": 3072, "intermediate_size": 24576, "num_hidden_layers": 28,
      "num_attention_heads": 16, "num_key_value_heads": 16, "head_dim": 256,
      "hidden_act": "gelu_pytorch_tanh", "max_position_embeddings": 8192, "tie_word_embeddings": true,
      "attention_bias": false, "use_bidirectional_attention": nil,
    ]
  ) { config, head, past throws(ImportError) in
    let width = try config.size("hidden_size")
    let bias = try config.flag("attention_bias")
    let block = LlamaDecoder.Block(
      .grouped(
        try config.groupedHeads(of: width, bias: bias, outputBias: bias, mask: config.gemmaMask())),
      .gated(
        GatedFeedForward(
          try config.size("intermediate_size"), activation: try config.activation("hidden_act"))))
    return LlamaDecoder(
      vocabulary: try config.size("vocab_size"), width: width,
      blocks: [BlockRun(block, count: try config.layers("num_hidden_layers"))], head: head
    ).module(past: past)
  }

  /// Gemma 2: four norms a block, and a window in every other layer.
  static let gemma2 = ModelType(
    decoder: "gemma2", class: "Gemma2", context: "max_position_embeddings", publication: .gemma2,
    defaults: [
      "vocab_size": 256_000, "hidden_size": 2304, "intermediate_size": 9216, "num_hidden_layers": 26,
      "num_attention_heads": 8, "num_key_value_heads": 4, "head_dim": 256,
      "hidden_activation": "gelu_pytorch_tanh", "max_position_embeddings": 8192,
      "tie_word_embeddings": true, "attention_bias": false, "sliding_window": 4096, "layer_types": nil,
      "use_bidirectional_attention": nil,
    ]
  ) { config, head, past throws(ImportError) in
    let width = try config.size("hidden_size")
    let bias = try config.flag("attention_bias")
    var attention = try config.groupedHeads(of: width, bias: bias, outputBias: bias)
    let feedForward = GatedFeedForward(
      try config.size("intermediate_size"), activation: try config.activation("hidden_activation"))
    let masks = try config.masks(
      layers: config.layers("num_hidden_layers"), windowed: config.window("sliding_window")
    ) { $0 % 2 == 0 }
    let everything = try config.gemmaMask()
    var blocks: [LlamaDecoder.Block] = []
    for mask in masks {
      attention.mask = mask == .causal ? everything : mask
      blocks.append(.init(.grouped(attention), .gated(feedForward), hasOutputNorms: true))
    }
    return LlamaDecoder(
      vocabulary: try config.size("vocab_size"), width: width, blocks: BlockRun.runs(of: blocks), head: head
    ).module(past: past)
  }
}

extension Config {
  /// What a query sees without a window: everything, where the model was made to encode.
  fileprivate func gemmaMask() throws(ImportError) -> Operation.Attention.Mask {
    let key = "use_bidirectional_attention"
    if isNothing(key) { return .causal }
    return try flag(key) ? .none : .causal
  }
}
