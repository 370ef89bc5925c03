/// A decoder of OPT's kind: as GPT-2, with separate matrices for queries, keys and values, two unused rows in front of the
/// table of positions, and words that may be narrower than the states.
///
/// Zhang and others, "OPT: Open Pre-trained Transformer Language Models", arXiv:2205.01068, section 2.1. Paths are those of
/// the library transformers.
///
///     OPTDecoder(vocabulary: 50_272, width: 2048, layers: 24, heads: 32, hidden: 8192, context: 2048)   // OPT-1.3B
public struct OPTDecoder: Hashable, Sendable {
  /// Words of the vocabulary V.
  public var vocabulary: Int
  /// Features of a word; narrower ones are projected to the states and back.
  public var wordWidth: Int
  /// Features of the state of a token; all heads together are as wide.
  public var width: Int
  /// Blocks.
  public var layers: Int
  /// Heads A.
  public var heads: Int
  /// Features between the matrices of the feed-forward half.
  public var hidden: Int
  /// Tokens that have a position.
  public var context: Int
  /// The function between those matrices.
  public var activation: Operation.Activation
  /// Whether norms stand before the halves of a block, not behind them.
  public var normsFirst: Bool
  /// Whether a norm stands behind the last block.
  public var hasFinalNorm: Bool
  /// Whether the layers of a block have biases.
  public var hasBias: Bool
  /// Whether norms have a learned scale and shift.
  public var hasNormParameters: Bool
  /// What stands behind the last block.
  public var head: LanguageHead

  /// Rows of the table of positions that no token uses: the first two.
  private static let unusedRows = 2

  /// A decoder with all its options. `heads` divides `width`; the derivation refuses others.
  public init(
    vocabulary: Int, wordWidth: Int? = nil, width: Int, layers: Int, heads: Int, hidden: Int, context: Int,
    activation: Operation.Activation = .init(.relu), normsFirst: Bool = true, hasFinalNorm: Bool? = nil,
    hasBias: Bool = true, hasNormParameters: Bool = true, head: LanguageHead = .tied
  ) {
    self.vocabulary = vocabulary
    self.wordWidth = wordWidth ?? width
    self.width = width
    self.layers = layers
    self.heads = heads
    self.hidden = hidden
    self.context = context
    self.activation = activation
    self.normsFirst = normsFirst
    self.hasFinalNorm = hasFinalNorm ?? normsFirst
    self.hasBias = hasBias
    self.hasNormParameters = hasNormParameters
    self.head = head
  }

  /// The root module, which takes tokens `[N, T]` behind so many that are cached.
  public func module(past: Int = 0) -> Module {
    var module = Module(.network)
    func path(_ name: String) -> String { head.path("model", "decoder." + name) }
    // The unused rows stand before the first token, as cached tokens do.
    let positions = Operation.Learned.positions(
      rows: .sum(context, Self.unusedRows), features: width, past: .sum(past, Self.unusedRows))
    module.append(path("embed_tokens"), .embedding(vocabulary, wordWidth))
    if wordWidth != width {
      module.append(path("project_in"), .linear(wordWidth, width, hasBias: false))
    }
    module.append(path("embed_positions"), .learned(positions))
    module.append(
      path("layers"), .module(.list(of: block(past: past), count: layers)))
    if hasFinalNorm { module.append(path("final_layer_norm"), norm) }
    if wordWidth != width {
      module.append(path("project_out"), .linear(width, wordWidth, hasBias: false))
    }
    head.append(to: &module, width: wordWidth, vocabulary: vocabulary)
    return module
  }

  private var norm: Module.Element {
    .layer(.norm(Operation.Norm(.layer, width, hasScale: hasNormParameters, hasShift: hasNormParameters)))
  }

  private func block(past: Int) -> Module {
    var module = Module(.block)
    if normsFirst { module.append("self_attn_layer_norm", norm) }
    let attended = module.append("self_attn", .module(attention(past: past)))
    module.append("add", .add, from: [.input, attended])
    if !normsFirst { module.append("self_attn_layer_norm", norm) }
    let middle = Module.Source.node(module.nodes.count - 1)
    if normsFirst { module.append("final_layer_norm", norm) }
    module.append("fc1", .linear(width, hidden, hasBias: hasBias))
    module.append("activation_fn", .layer(.activation(activation)))
    let result = module.append("fc2", .linear(hidden, width, hasBias: hasBias))
    module.append("add_1", .add, from: [middle, result])
    if !normsFirst { module.append("final_layer_norm", norm) }
    return module
  }

  private func attention(past: Int) -> Module {
    var module = Module(.attention)
    let projections = ["q_proj", "k_proj", "v_proj"].map {
      module.append($0, .linear(width, width, hasBias: hasBias), from: [.input])
    }
    let core = Operation.Attention(
      heads: heads, keyWidth: width.divided(amongHeads: heads), past: past, mask: .causal)
    module.append("attention", .attention(core), from: projections, call: .function)
    module.append("out_proj", .linear(width, width, hasBias: hasBias))
    return module
  }
}
