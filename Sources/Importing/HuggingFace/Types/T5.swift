import Networks

extension ModelType {
  /// T5 in both forms. Version 5 of transformers ties the head whatever `tie_word_embeddings` says; the key decides only
  /// whether the states are scaled before the head.
  static let t5 = ModelType(
    encoder: "t5",
    architectures: ["T5ForConditionalGeneration", "T5WithLMHeadModel", "T5EncoderModel"], bare: "T5Model",
    publication: T5.publication,
    defaults: [
      "vocab_size": 32128, "d_model": 512, "d_kv": 64, "d_ff": 2048, "num_layers": 6,
      "num_decoder_layers": nil, "num_heads": 8, "relative_attention_num_buckets": 32,
      "feed_forward_proj": "relu", "tie_word_embeddings": true, "scale_decoder_outputs": nil,
    ],
    otherSpellings: [
      "hidden_size": "d_model", "num_attention_heads": "num_heads", "num_hidden_layers": "num_layers",
      "head_dim": "d_kv",
    ],
    build: { config, architecture throws(ImportError) in
      let t5 = try config.t5()
      let head: T5.Form =
        switch architecture {
        case "T5ForConditionalGeneration", "T5WithLMHeadModel": .withHead(isTied: true)
        case "T5EncoderModel": .encoder
        default: .withoutHead
        }
      return (t5.inputs(head), t5.network(head))
    })
}

extension Config {
  fileprivate func t5() throws(ImportError) -> T5 {
    let layers = try layers("num_layers")
    let decoderLayers = isNothing("num_decoder_layers") ? layers : try self.layers("num_decoder_layers")
    let (isGated, function) = try feedForward()
    return T5(
      vocabulary: try size("vocab_size"), width: try size("d_model"), encoderLayers: layers,
      decoderLayers: decoderLayers, heads: try size("num_heads"), headWidth: try size("d_kv"),
      inner: try size("d_ff"), isGated: isGated, activation: function,
      buckets: try size("relative_attention_num_buckets"),
      scalesOutput: try flag(
        isNothing("scale_decoder_outputs") ? "tie_word_embeddings" : "scale_decoder_outputs"))
  }

  /// `relu`, or `gated-gelu`: whether there is a gate, and the function.
  private func feedForward() throws(ImportError) -> (isGated: Bool, Operation.Activation.Function) {
    let key = "feed_forward_proj"
    let parts = try word(key).split(separator: "-", omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 1 || parts.count == 2 && parts[0] == "gated", let name = parts.last else {
      throw error(.unknownWord(key: key, Value.cut(try word(key)), nearest: nil, known: []), at: key)
    }
    return (parts.count == 2, try activation(named: name, at: key).function)
  }
}
