/// A decoder of GPT-2's kind: layer norms before both halves of a block, learned positions, biases everywhere, one matrix
/// for queries, keys and values, and a feed-forward half of two matrices.
///
/// Radford and others, "Language Models are Unsupervised Multitask Learners", section 2.3; GPT-3 is the same at other
/// sizes (its sparse layers are counted as if they were dense). Paths are those of the library transformers, whose `Conv1D`
/// is a fully connected layer.
///
///     GPT2Decoder(vocabulary: 50_257, width: 768, layers: 12, heads: 12, positions: 1024)   // GPT-2
public struct GPT2Decoder: Hashable, Sendable {
  /// Words of the vocabulary V.
  public var vocabulary: Int
  /// Features of the state of a token; all heads together are as wide.
  public var width: Int
  /// Blocks.
  public var layers: Int
  /// Heads A.
  public var heads: Int
  /// Features between the matrices of the feed-forward half; four times the width unless given.
  public var hidden: Int
  /// Rows of the table of positions.
  public var positions: Int
  /// The function between those matrices.
  public var activation: Operation.Activation
  /// What stands behind the last block.
  public var head: LanguageHead

  /// A decoder with all its options. `heads` divides `width`; the derivation refuses others.
  public init(
    vocabulary: Int, width: Int, layers: Int, heads: Int, hidden: Int? = nil, positions: Int,
    activation: Operation.Activation = .init(.gelu), head: LanguageHead = .tied
  ) {
    self.vocabulary = vocabulary
    self.width = width
    self.layers = layers
    self.heads = heads
    self.hidden = hidden ?? .product(4, width)
    self.positions = positions
    self.activation = activation
    self.head = head
  }

  /// The root module, which takes tokens `[N, T]` behind so many that are cached.
  public func module(past: Int = 0) -> Module {
    var module = Module(.network)
    func path(_ name: String) -> String { head.path("transformer", name) }
    module.append(path("wte"), .embedding(vocabulary, width))
    module.append(path("wpe"), .learned(.positions(rows: positions, features: width, past: past)))
    module.append(path("h"), .module(.list(of: block(past: past), count: layers)))
    module.append(path("ln_f"), .layerNorm(width))
    head.append(to: &module, width: width, vocabulary: vocabulary)
    return module
  }

  private func block(past: Int) -> Module {
    var module = Module(.block)
    module.append("ln_1", .layerNorm(width))
    module.append("attn", .module(attention(past: past)))
    let attended = module.append("add", .add, from: [.input, .node(1)])
    module.append("ln_2", .layerNorm(width))
    module.append("mlp", .module(feedForward))
    module.append("add_1", .add, from: [attended, .node(4)])
    return module
  }

  private func attention(past: Int) -> Module {
    var module = Module(.attention)
    let core = Operation.Attention(
      heads: heads, keyWidth: width.divided(amongHeads: heads), past: past, mask: .causal)
    module.append("c_attn", .linear(width, .product(3, width)))
    module.append("attention", .attention(core), call: .function)
    module.append("c_proj", .linear(width, width))
    return module
  }

  private var feedForward: Module {
    var module = Module(.group)
    module.append("c_fc", .linear(width, hidden))
    module.append("act", .layer(.activation(activation)))
    module.append("c_proj", .linear(hidden, width))
    return module
  }
}
