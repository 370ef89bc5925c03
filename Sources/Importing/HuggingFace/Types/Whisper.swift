import Networks

extension ModelType {
  /// Whisper.
  static let whisper = ModelType(
    encoder: "whisper", architectures: ["WhisperForConditionalGeneration"], bare: "WhisperModel",
    publication: Whisper.publication,
    defaults: [
      "vocab_size": 51865, "num_mel_bins": 80, "encoder_layers": 4, "encoder_attention_heads": 6,
      "decoder_layers": 4, "decoder_attention_heads": 6, "decoder_ffn_dim": 1536, "encoder_ffn_dim": 1536,
      "activation_function": "gelu", "d_model": 384, "max_source_positions": 1500,
      "max_target_positions": 448, "tie_word_embeddings": true,
    ],
    otherSpellings: [
      "hidden_size": "d_model", "num_attention_heads": "encoder_attention_heads",
      "num_hidden_layers": "encoder_layers",
    ],
    build: { config, architecture throws(ImportError) in
      let whisper = try config.whisper()
      let isTied = try config.flag("tie_word_embeddings")
      let head: Whisper.Head =
        architecture == "WhisperForConditionalGeneration" ? .words(isTied: isTied) : .none
      return (whisper.inputs, whisper.network(head))
    })
}

extension Config {
  fileprivate func whisper() throws(ImportError) -> Whisper {
    let width = try size("d_model")
    return Whisper(
      vocabulary: try size("vocab_size"), bands: try size("num_mel_bins"), width: width,
      encoder: try stack("encoder", width), decoder: try stack("decoder", width),
      sourcePositions: try size("max_source_positions"), targetPositions: try size("max_target_positions"),
      activation: try function("activation_function"))
  }

  private func stack(_ name: String, _ width: Int) throws(ImportError) -> Whisper.Stack {
    let heads = try size(name + "_attention_heads")
    _ = try equalHeads(of: width, "d_model", heads, name + "_attention_heads")
    return Whisper.Stack(
      layers: try layers(name + "_layers"), heads: heads, inner: try size(name + "_ffn_dim"))
  }
}
