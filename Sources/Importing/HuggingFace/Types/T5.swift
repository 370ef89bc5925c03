import Networks

extension ModelType {
  /// T5 in both forms. Version 5 of transformers ties the head whatever `tie_word_embeddings` says; the key decides only
  /// whether the states are scaled before the head.
  static let t5 = t5Type(
    "t5", class: "T5", oldHead: "T5WithLMHeadModel", publication: T5.publication,
    defaults: ["tie_word_embeddings": true, "scale_decoder_outputs": nil]
  ) { config throws(ImportError) in
    try config.flag(
      config.isNothing("scale_decoder_outputs") ? "tie_word_embeddings" : "scale_decoder_outputs")
  }

  /// mT5: the second form for a hundred languages, tied too.
  static let mt5 = t5Type(
    "mt5", class: "MT5",
    publication: Publication(
      authors: "Xue and others", title: "mT5: A massively multilingual pre-trained text-to-text transformer",
      year: 2020, identifier: "arXiv:2010.11934", place: .section("3.2")),
    defaults: [
      "vocab_size": 250_112, "d_ff": 1024, "num_layers": 8, "num_heads": 6, "feed_forward_proj": "gated-gelu",
    ]
  ) { _ in false }

  private static func t5Type(
    _ name: String, class prefix: String, oldHead: String? = nil, publication: Publication,
    defaults: Config.Defaults,
    scalesOutput: @escaping @Sendable (Config) throws(ImportError) -> Bool
  ) -> ModelType {
    let (head, encoder) = (prefix + "ForConditionalGeneration", prefix + "EncoderModel")
    return ModelType(
      encoder: name, architectures: [head, oldHead, encoder].compactMap { $0 }, bare: prefix + "Model",
      publication: publication,
      defaults: [
        "vocab_size": 32128, "d_model": 512, "d_kv": 64, "d_ff": 2048, "num_layers": 6,
        "num_decoder_layers": nil, "num_heads": 8, "relative_attention_num_buckets": 32,
        "feed_forward_proj": "relu",
      ] + defaults,
      otherSpellings: [
        "hidden_size": "d_model", "num_attention_heads": "num_heads", "num_hidden_layers": "num_layers",
        "head_dim": "d_kv",
      ],
      build: { config, architecture throws(ImportError) in
        let t5 = try config.t5(scalesOutput: scalesOutput(config))
        let form: T5.Form =
          switch architecture {
          case nil: .withoutHead
          case head, oldHead: .withHead(isTied: true)
          case encoder: .encoder
          default: .withoutHead
          }
        return (t5.inputs(form), t5.network(form))
      })
  }
}

extension Config {
  fileprivate func t5(scalesOutput: Bool) throws(ImportError) -> T5 {
    let layers = try layers("num_layers")
    let decoderLayers = isNothing("num_decoder_layers") ? layers : try self.layers("num_decoder_layers")
    let (isGated, function) = try feedForward()
    return T5(
      vocabulary: try size("vocab_size"), width: try size("d_model"), encoderLayers: layers,
      decoderLayers: decoderLayers, heads: try size("num_heads"), headWidth: try size("d_kv"),
      inner: try size("d_ff"), isGated: isGated, activation: function,
      buckets: try size("relative_attention_num_buckets"),
      scalesOutput: scalesOutput)
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
