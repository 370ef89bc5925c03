import Networks

extension ModelType {
  /// DistilBERT.
  static let distilbert = ModelType(
    encoder: "distilbert",
    architectures: [
      "DistilBertForMaskedLM", "DistilBertForSequenceClassification", "DistilBertForTokenClassification",
      "DistilBertForQuestionAnswering",
    ],
    bare: "DistilBertModel", publication: DistilBERT.publication,
    defaults: [
      "vocab_size": 30522, "max_position_embeddings": 512, "n_layers": 6, "n_heads": 12, "dim": 768,
      "hidden_dim": 3072, "activation": "gelu", "tie_word_embeddings": true,
    ] + Config.labelDefaults,
    otherSpellings: [
      "hidden_size": "dim", "num_attention_heads": "n_heads", "num_hidden_layers": "n_layers",
    ],
    build: { config, architecture throws(ImportError) in
      let distilbert = try config.distilbert()
      let head: DistilBERT.Head =
        switch architecture {
        case "DistilBertForMaskedLM": try .maskedWords(isTied: config.flag("tie_word_embeddings"))
        case "DistilBertForSequenceClassification": try .textClasses(config.labels())
        case "DistilBertForTokenClassification": try .tokenClasses(config.labels())
        case "DistilBertForQuestionAnswering": try .answerSpan(scores: config.labels())
        default: .none
        }
      return (distilbert.inputs, distilbert.network(head))
    })
}

extension Config {
  fileprivate func distilbert() throws(ImportError) -> DistilBERT {
    let (width, heads) = (try size("dim"), try size("n_heads"))
    _ = try equalHeads(of: width, "dim", heads, "n_heads")
    return DistilBERT(
      vocabulary: try size("vocab_size"), width: width, layers: try layers("n_layers"), heads: heads,
      inner: try size("hidden_dim"), positions: try size("max_position_embeddings"),
      activation: try function("activation"))
  }
}
