import Networks

extension ModelType {
  /// RoBERTa: the encoder of BERT, whose positions begin behind the row of the padding token.
  static let roberta = robertaType(
    "roberta", class: "Roberta", publication: RoBERTa.publication, vocabulary: 50265)

  /// XLM-RoBERTa: the same for a hundred languages.
  static let xlmRoberta = robertaType(
    "xlm-roberta", class: "XLMRoberta",
    publication: Publication(
      authors: "Conneau and others", title: "Unsupervised Cross-lingual Representation Learning at Scale",
      year: 2019, identifier: "arXiv:1911.02116", place: .section("3")), vocabulary: 30522)

  /// CamemBERT: the same for French.
  static let camembert = robertaType(
    "camembert", class: "Camembert",
    publication: Publication(
      authors: "Martin and others", title: "CamemBERT: a Tasty French Language Model", year: 2019,
      identifier: "arXiv:1911.03894", place: .section("4")), vocabulary: 30522)

  private static func robertaType(
    _ name: String, class prefix: String, publication: Publication, vocabulary: Int
  ) -> ModelType {
    ModelType(
      encoder: name,
      architectures: [
        "ForMaskedLM", "ForCausalLM", "ForSequenceClassification", "ForTokenClassification",
        "ForQuestionAnswering",
      ].map { prefix + $0 },
      bare: prefix + "Model", publication: publication,
      defaults: bertDefaults + ["vocab_size": .integer(vocabulary), "pad_token_id": 1],
      build: { config, architecture throws(ImportError) in
        let roberta = RoBERTa(try config.encoder(firstPosition: config.count("pad_token_id") + 1))
        guard let architecture else { return (roberta.inputs, roberta.network(.none)) }
        let head: RoBERTa.Head =
          switch architecture.dropFirst(prefix.utf8.count) {
          case "ForMaskedLM", "ForCausalLM": .maskedWords(isTied: try config.flag("tie_word_embeddings"))
          case "ForSequenceClassification": .textClasses(try config.labels())
          case "ForTokenClassification": .tokenClasses(try config.labels())
          case "ForQuestionAnswering": .answerSpan(scores: try config.labels())
          default: .pooler
          }
        return (roberta.inputs, roberta.network(head))
      })
  }
}
