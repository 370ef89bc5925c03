// Sanh, Debut, Chaumond, Wolf: "DistilBERT, a distilled version of BERT: smaller, faster, cheaper and lighter". BERT with
// every second layer, without segments and pooler. Names of modules are those of transformers.

/// The settings of DistilBERT, and its networks.
public struct DistilBERT: Hashable, Sendable {
  /// Words in the vocabulary.
  public var vocabulary: Int
  /// Features of a token.
  public var width: Int
  /// Layers of the encoder.
  public var layers: Int
  /// Heads of attention in each.
  public var heads: Int
  /// Features between the two layers of the feed-forward network.
  public var inner: Int
  /// Rows of the table of positions.
  public var positions: Int
  /// The function in the feed-forward network and in the head for words.
  public var activation: Operation.Activation.Function

  /// Settings with those of the paper as defaults.
  public init(
    vocabulary: Int = 30_522, width: Int = 768, layers: Int = 6, heads: Int = 12, inner: Int = 3_072,
    positions: Int = 512, activation: Operation.Activation.Function = .gelu
  ) {
    self.vocabulary = vocabulary
    self.width = width
    self.layers = layers
    self.heads = heads
    self.inner = inner
    self.positions = positions
    self.activation = activation
  }

  /// What stands on the encoder.
  public enum Head: Hashable, Sendable {
    /// Nothing: the states of the tokens come out.
    case none
    /// Words for masked tokens. The matrix is the table of words, unless it is untied.
    case maskedWords(isTied: Bool)
    /// A class for the text, from the first token's state.
    case textClasses(Int)
    /// A class for each token.
    case tokenClasses(Int)
    /// Scores for each token to be the first or the last of an answer.
    case answerSpan(scores: Int)
  }

  /// What goes in: as many tokens as there are positions.
  public var inputs: [Network.Input] { [.tokens(max(1, positions))] }

  /// The network with a head.
  public func network(_ head: Head) -> Module {
    var root = Module(.network)
    let prefix = head == .none ? "" : "distilbert."
    root.append(prefix + "embeddings", .module(embeddings))
    root.append(prefix + "transformer.layer", .module(.list(of: layer, count: layers)))
    switch head {
    case .none: break
    case .maskedWords(let isTied):
      root.append("vocab_transform", .linear(width, width))
      root.append("activation", .activation(activation))
      root.append("vocab_layer_norm", .layerNorm(width))
      root.append("vocab_projector", .linear(width, vocabulary, weights: isTied ? .shared : .own))
    case .textClasses(let count):
      root.append("first_token", .view(.oneToken))
      root.append("pre_classifier", .linear(width, width))
      root.append("relu", .relu)
      root.append("classifier", .linear(width, count))
    case .tokenClasses(let count): root.append("classifier", .linear(width, count))
    case .answerSpan(let scores): root.append("qa_outputs", .linear(width, scores))
    }
    return root
  }

  private var embeddings: Module {
    var embeddings = Module.of("word_embeddings", .embedding(vocabulary, width))
    embeddings.append("position_embeddings", .learned(.positions(rows: positions, features: width)))
    embeddings.append("LayerNorm", .layerNorm(width))
    return embeddings
  }

  /// A layer of the encoder: the norms stand behind the sums.
  private var layer: Module {
    let attention = MultiHeadAttention(
      width: width, heads: heads, headWidth: width.divided(amongHeads: heads),
      names: .init(query: "q_lin", key: "k_lin", value: "v_lin", output: "out_lin"))
    let feedForward = FeedForward(
      width: width, inner: inner, activation: activation, names: ("lin1", "activation", "lin2"))
    var layer = Module(.block)
    let attended = layer.append("attention", .module(attention.module()))
    layer.append("add", .add, from: [attended, .input])
    let normed = layer.append("sa_layer_norm", .layerNorm(width))
    let fed = layer.append("ffn", .module(feedForward.module))
    layer.append("add_1", .add, from: [fed, normed])
    layer.append("output_layer_norm", .layerNorm(width))
    return layer
  }
}

extension DistilBERT {
  /// The paper.
  public static let publication = Publication(
    authors: "Sanh, Debut, Chaumond, Wolf",
    title: "DistilBERT, a distilled version of BERT: smaller, faster, cheaper and lighter", year: 2019,
    identifier: "arXiv:1910.01108", place: .section("3"))

  /// The network of the paper, as it counts it (without a head) and with the head for masked words.
  static var entries: [Catalogue.Entry] {
    [
      entry(
        "distilbert", "DistilBERT", aliases: ["distilbert-base", "distilbert-base-uncased"],
        variant: "distilbert-mlm", .none),
      entry(
        "distilbert-mlm", "DistilBERT MLM", aliases: ["distilbert-base-uncased-mlm"],
        variant: "distilbert", .maskedWords(isTied: true)),
    ]
  }

  private static func entry(
    _ name: String, _ title: String, aliases: [String], variant: String, _ head: Head
  ) -> Catalogue.Entry {
    let settings = DistilBERT()
    return Catalogue.Entry(
      name: name, title: title, aliases: aliases, publication: publication, inputs: settings.inputs,
      variants: [variant], takesPast: false
    ) { _ in settings.network(head) }
  }
}
