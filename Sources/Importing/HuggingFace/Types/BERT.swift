import Networks

extension ModelType {
  /// BERT.
  static let bert = ModelType(
    encoder: "bert",
    architectures: [
      "BertForMaskedLM", "BertLMHeadModel", "BertForPreTraining", "BertForNextSentencePrediction",
      "BertForSequenceClassification", "BertForTokenClassification", "BertForQuestionAnswering",
    ],
    bare: "BertModel", publication: BERT.publication,
    defaults: bertDefaults + ["position_embedding_type": "absolute"],
    build: { config, architecture throws(ImportError) in
      let bert = try config.bert()
      let isTied = try config.flag("tie_word_embeddings")
      let head: BERT.Head =
        switch architecture {
        case nil: .none
        case "BertForMaskedLM", "BertLMHeadModel": .maskedWords(isTied: isTied)
        case "BertForPreTraining": .preTraining(isTied: isTied)
        case "BertForNextSentencePrediction": .nextSentence
        case "BertForSequenceClassification": try .textClasses(config.labels())
        case "BertForTokenClassification": try .tokenClasses(config.labels())
        case "BertForQuestionAnswering": try .answerSpan(scores: config.labels())
        default: .pooler
        }
      return (bert.inputs, bert.network(head))
    })

  /// The keys that BERT and RoBERTa have in common.
  static let bertDefaults: Config.Defaults =
    [
      "vocab_size": 30522, "hidden_size": 768, "num_hidden_layers": 12, "num_attention_heads": 12,
      "intermediate_size": 3072, "hidden_act": "gelu", "max_position_embeddings": 512,
      "type_vocab_size": 2, "add_cross_attention": false, "tie_word_embeddings": true,
    ] + Config.labelDefaults
}

extension Config {
  /// The encoder that BERT and RoBERTa have in common.
  func encoder(firstPosition: Int) throws(ImportError) -> BERT {
    // A second attention would need another encoder beside it.
    try refuse("add_cross_attention")
    let (width, heads) = (try size("hidden_size"), try size("num_attention_heads"))
    _ = try equalHeads(of: width, "hidden_size", heads, "num_attention_heads")
    let positions = try size("max_position_embeddings")
    guard firstPosition < positions else {
      throw error(
        .tooSmall(key: "max_position_embeddings", positions, beside: "pad_token_id", firstPosition - 1),
        at: "max_position_embeddings")
    }
    return BERT(
      vocabulary: try size("vocab_size"), width: width, layers: try layers("num_hidden_layers"), heads: heads,
      inner: try size("intermediate_size"), positions: positions, firstPosition: firstPosition,
      segments: try size("type_vocab_size"), activation: try function("hidden_act"))
  }

  fileprivate func bert() throws(ImportError) -> BERT {
    let key = "position_embedding_type"
    let kind = try word(key)
    // Relative positions were learned in each layer by version 4, and are none in version 5.
    guard kind == "absolute" else { throw error(.unsupported(key: key, Value.cut(kind)), at: key) }
    return try encoder(firstPosition: 0)
  }
}
