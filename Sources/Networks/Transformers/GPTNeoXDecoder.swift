/// A decoder of GPT-NeoX's kind: as GPT-2, with positions by rotation, a head of its own, and both halves of a block
/// working on the same input.
///
/// Black and others, "GPT-NeoX-20B", arXiv:2204.06745, section 2.1. Paths are those of the library transformers, version 5
/// (before, `lm_head` was `embed_out`).
///
///     GPTNeoXDecoder(vocabulary: 50_304, width: 2048, layers: 24, heads: 16, hidden: 8192)   // Pythia 1.4B
public struct GPTNeoXDecoder: Hashable, Sendable {
  /// Words of the vocabulary V.
  public var vocabulary: Int
  /// Features of the state of a token; all heads together are as wide.
  public var width: Int
  /// Blocks.
  public var layers: Int
  /// Heads A.
  public var heads: Int
  /// Features between the matrices of the feed-forward half.
  public var hidden: Int
  /// The function between those matrices.
  public var activation: Operation.Activation
  /// Whether both halves of a block work on the same input, side by side.
  public var isParallel: Bool
  /// Whether the layers of attention have biases; those of the feed-forward half always do.
  public var hasAttentionBias: Bool
  /// What stands behind the last block.
  public var head: LanguageHead

  /// A decoder with all its options. `heads` divides `width`; the derivation refuses others.
  public init(
    vocabulary: Int, width: Int, layers: Int, heads: Int, hidden: Int,
    activation: Operation.Activation = .init(.gelu), isParallel: Bool = true, hasAttentionBias: Bool = true,
    head: LanguageHead = .own
  ) {
    self.vocabulary = vocabulary
    self.width = width
    self.layers = layers
    self.heads = heads
    self.hidden = hidden
    self.activation = activation
    self.isParallel = isParallel
    self.hasAttentionBias = hasAttentionBias
    self.head = head
  }

  /// The root module, which takes tokens `[N, T]` behind so many that are cached.
  public func module(past: Int = 0) -> Module {
    var module = Module(.network)
    func path(_ name: String) -> String { head.path("gpt_neox", name) }
    module.append(path("embed_in"), .embedding(vocabulary, width))
    module.append(
      path("layers"), .module(.list(of: block(past: past), count: layers)))
    module.append(path("final_layer_norm"), .layerNorm(width))
    head.append(to: &module, width: width, vocabulary: vocabulary)
    return module
  }

  private func block(past: Int) -> Module {
    var module = Module(.block)
    module.append("input_layernorm", .layerNorm(width))
    let attended = module.append("attention", .module(attention(past: past)))
    if isParallel {
      module.append("post_attention_layernorm", .layerNorm(width), from: [.input])
      let result = module.append("mlp", .module(feedForward))
      module.append("add", .add, from: [result, attended])
      module.append("add_1", .add, from: [.node(module.nodes.count - 1), .input])
    } else {
      let middle = module.append("add", .add, from: [attended, .input])
      module.append("post_attention_layernorm", .layerNorm(width))
      let result = module.append("mlp", .module(feedForward))
      module.append("add_1", .add, from: [result, middle])
    }
    return module
  }

  private func attention(past: Int) -> Module {
    var module = Module(.attention)
    let core = Operation.Attention(
      heads: heads, keyWidth: width.divided(amongHeads: heads), past: past, mask: .causal)
    module.append("query_key_value", .linear(width, .product(3, width), hasBias: hasAttentionBias))
    module.append("attention", .attention(core), call: .function)
    module.append("dense", .linear(width, width, hasBias: hasAttentionBias))
    return module
  }

  private var feedForward: Module {
    var module = Module(.group)
    module.append("dense_h_to_4h", .linear(width, hidden))
    module.append("act", .layer(.activation(activation)))
    module.append("dense_4h_to_h", .linear(hidden, width))
    return module
  }
}
