// Devlin, Chang, Lee, Toutanova: "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding".
//
// Names of modules are those of transformers. Segments ("token types") are looked up in a table of their own.

/// The settings of BERT and of what was made of it, and its networks.
///
///     BERT(vocabulary: 30_522, width: 768, layers: 12, heads: 12, inner: 3_072).network(.pooler)
public struct BERT: Hashable, Sendable {
  /// Words in the vocabulary.
  public var vocabulary: Int
  /// Features of a token ("hidden size").
  public var width: Int
  /// Layers of the encoder.
  public var layers: Int
  /// Heads of attention in each.
  public var heads: Int
  /// Features between the two layers of the feed-forward network ("intermediate size").
  public var inner: Int
  /// Rows of the table of positions.
  public var positions: Int
  /// The row of the first token; those before it are never looked up.
  public var firstPosition: Int
  /// Rows of the table of segments.
  public var segments: Int
  /// The function in the feed-forward network and in the head.
  public var activation: Operation.Activation.Function

  /// Settings with those of the paper as defaults.
  public init(
    vocabulary: Int, width: Int, layers: Int, heads: Int, inner: Int, positions: Int = 512,
    firstPosition: Int = 0, segments: Int = 2, activation: Operation.Activation.Function = .gelu
  ) {
    self.vocabulary = vocabulary
    self.width = width
    self.layers = layers
    self.heads = heads
    self.inner = inner
    self.positions = positions
    self.firstPosition = firstPosition
    self.segments = segments
    self.activation = activation
  }

  /// What stands on the encoder.
  public enum Head: Hashable, Sendable {
    /// Nothing: the states of the tokens come out.
    case none
    /// One more layer on the first token's state, which comes out ("pooler"). This is what the paper counts.
    case pooler
    /// Words for masked tokens. The matrix is the table of words, unless it is untied.
    case maskedWords(isTied: Bool)
    /// Whether the second segment follows the first, behind the pooler.
    case nextSentence
    /// Both, as in pre-training.
    case preTraining(isTied: Bool)
    /// A class for the text, behind the pooler.
    case textClasses(Int)
    /// A class for each token.
    case tokenClasses(Int)
    /// Scores for each token to be the first or the last of an answer.
    case answerSpan(scores: Int)
  }

  /// What goes in: as many tokens as there are rows of positions from the first one's on.
  public var inputs: [Network.Input] { [.tokens(max(1, max(0, positions) - max(0, firstPosition)))] }

  /// The network with a head.
  public func network(_ head: Head) -> Module {
    switch head {
    case .none: return network("", isPooled: false) { _, _ in }
    case .pooler: return network("", isPooled: true) { _, _ in }
    case .maskedWords(let isTied):
      return network("bert.", isPooled: false) { root, _ in
        root.append("cls.predictions", .module(predictions(isTied: isTied)))
      }
    case .nextSentence:
      return network("bert.", isPooled: true) { root, _ in
        root.append("cls.seq_relationship", .linear(width, 2))
      }
    case .preTraining(let isTied):
      return network("bert.", isPooled: true) { root, states in
        let pooled: Module.Source = .node(root.nodes.count - 1)
        root.append("cls.predictions", .module(predictions(isTied: isTied)), from: [states])
        root.append("cls.seq_relationship", .linear(width, 2), from: [pooled])
      }
    case .textClasses(let count):
      return network("bert.", isPooled: true) { root, _ in root.append("classifier", .linear(width, count)) }
    case .tokenClasses(let count):
      return network("bert.", isPooled: false) { root, _ in root.append("classifier", .linear(width, count)) }
    case .answerSpan(let scores):
      return network("bert.", isPooled: false) { root, _ in root.append("qa_outputs", .linear(width, scores))
      }
    }
  }

  /// Embeddings and encoder, the pooler if it is wanted, and what is put on them; that is given the states of the tokens.
  func network(
    _ prefix: String, isPooled: Bool, head: (inout Module, Module.Source) -> Void
  ) -> Module {
    var root = Module(.network)
    root.append(prefix + "embeddings", .module(embeddings))
    let states = root.append(prefix + "encoder.layer", .module(.list(of: layer, count: layers)))
    if isPooled { root.append(prefix + "pooler", .module(pooler)) }
    head(&root, states)
    return root
  }

  /// The sum of three tables, each with a row for the token: its word, its segment, its position.
  private var embeddings: Module {
    var module = Module(.group)
    let words = module.append("word_embeddings", .embedding(vocabulary, width), from: [.input])
    let segments = module.append("token_type_embeddings", .embedding(self.segments, width), from: [.input])
    module.append("add", .add, from: [words, segments])
    module.append(
      "position_embeddings",
      .learned(.positions(rows: positions, features: width, past: firstPosition)))
    module.append("LayerNorm", .layerNorm(width))
    return module
  }

  /// A layer of the encoder: the norms stand behind the sums.
  private var layer: Module {
    var attention = MultiHeadAttention(
      width: width, heads: heads, headWidth: width.divided(amongHeads: heads),
      names: .init(
        query: "self.query", key: "self.key", value: "self.value", products: "self.attention", output: nil)
    ).module()
    attention.append("output.dense", .linear(width, width))
    attention.append("output.add", .add, from: [.node(attention.nodes.count - 1), .input])
    attention.append("output.LayerNorm", .layerNorm(width))
    var layer = Module(.block)
    let attended = layer.append("attention", .module(attention))
    layer.append("intermediate.dense", .linear(width, inner))
    layer.append("intermediate.intermediate_act_fn", .activation(activation))
    let fed = layer.append("output.dense", .linear(inner, width))
    layer.append("output.add", .add, from: [fed, attended])
    layer.append("output.LayerNorm", .layerNorm(width))
    return layer
  }

  private var pooler: Module {
    var module = Module.of("first_token", .view(.oneToken))
    module.append("dense", .linear(width, width))
    module.append("activation", .activation(.tanh))
    return module
  }

  private func predictions(isTied: Bool) -> Module {
    var module = Module.of("transform.dense", .linear(width, width))
    module.append("transform.transform_act_fn", .activation(activation))
    module.append("transform.LayerNorm", .layerNorm(width))
    // Without the tie the list of parameters keeps a second bias that nothing uses.
    if !isTied { module.append("bias", .learned(.tensor([vocabulary]))) }
    module.append("decoder", .linear(width, vocabulary, weights: isTied ? .shared : .own))
    return module
  }
}

extension BERT {
  /// The paper.
  public static let publication = Publication(
    authors: "Devlin, Chang, Lee, Toutanova",
    title: "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding", year: 2018,
    identifier: "arXiv:1810.04805", place: .section("3"))

  /// The two sizes of section 3 of the paper, in lower case or not, as it counts them (with the pooler) and with the
  /// head for masked words.
  static var entries: [Catalogue.Entry] {
    let sizes = [
      ("base", BERT(vocabulary: 30_522, width: 768, layers: 12, heads: 12, inner: 3_072)),
      ("large", BERT(vocabulary: 30_522, width: 1_024, layers: 24, heads: 16, inner: 4_096)),
    ]
    return sizes.flatMap { size, settings in
      var cased = settings
      cased.vocabulary = 28_996
      return settings.entries("bert-\(size)", "BERT-\(size)", aliases: ["bert-\(size)-uncased"])
        + cased.entries("bert-\(size)-cased", "BERT-\(size) cased", aliases: [])
    }
  }

  private func entries(_ name: String, _ title: String, aliases: [String]) -> [Catalogue.Entry] {
    let withHead = name + "-mlm"
    return [
      entry(name, title, aliases: aliases, variant: withHead, .pooler),
      entry(
        withHead, title + " MLM", aliases: aliases.map { $0 + "-mlm" }, variant: name,
        .maskedWords(isTied: true)),
    ]
  }

  private func entry(
    _ name: String, _ title: String, aliases: [String], variant: String, _ head: Head
  ) -> Catalogue.Entry {
    Catalogue.Entry(
      name: name, title: title, aliases: aliases, publication: Self.publication, inputs: inputs,
      variants: [variant], takesPast: false
    ) { _ in network(head) }
  }
}
