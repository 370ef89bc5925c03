/// A decoder of BLOOM's kind: as GPT-2, with a norm behind the embedding and positions as a slope on the scores (ALiBi),
/// which has no parameters.
///
/// BigScience Workshop, "BLOOM", arXiv:2211.05100, section 3.2. Paths are those of the library transformers.
///
///     BloomDecoder(vocabulary: 250_880, width: 14_336, layers: 70, heads: 112)   // BLOOM, 176 billion parameters
public struct BloomDecoder: Hashable, Sendable {
  /// Words of the vocabulary V.
  public var vocabulary: Int
  /// Features of the state of a token; all heads together are as wide.
  public var width: Int
  /// Blocks.
  public var layers: Int
  /// Heads A.
  public var heads: Int
  /// Whether what is added to the result of each half is its input behind the norm, not before it.
  public var addsNormed: Bool
  /// What stands behind the last block.
  public var head: LanguageHead

  /// A decoder with all its options. `heads` divides `width`; the derivation refuses others.
  public init(
    vocabulary: Int, width: Int, layers: Int, heads: Int, addsNormed: Bool = false,
    head: LanguageHead = .tied
  ) {
    self.vocabulary = vocabulary
    self.width = width
    self.layers = layers
    self.heads = heads
    self.addsNormed = addsNormed
    self.head = head
  }

  /// The root module, which takes tokens `[N, T]` behind so many that are cached.
  public func module(past: Int = 0) -> Module {
    var module = Module(.network)
    func path(_ name: String) -> String { head.path("transformer", name) }
    module.append(path("word_embeddings"), .embedding(vocabulary, width))
    module.append(path("word_embeddings_layernorm"), .layerNorm(width))
    module.append(path("h"), .module(.list(of: block(past: past), count: layers)))
    module.append(path("ln_f"), .layerNorm(width))
    head.append(to: &module, width: width, vocabulary: vocabulary)
    return module
  }

  private func block(past: Int) -> Module {
    var module = Module(.block)
    let normed = module.append("input_layernorm", .layerNorm(width))
    let attended = module.append("self_attention", .module(attention(past: past)))
    let middle = module.append("add", .add, from: [attended, addsNormed ? normed : .input])
    let normedAgain = module.append("post_attention_layernorm", .layerNorm(width))
    let result = module.append("mlp", .module(feedForward))
    module.append("add_1", .add, from: [result, addsNormed ? normedAgain : middle])
    return module
  }

  private func attention(past: Int) -> Module {
    var module = Module(.attention)
    let core = Operation.Attention(
      heads: heads, keyWidth: width.divided(amongHeads: heads), past: past, mask: .causal)
    module.append("query_key_value", .linear(width, .product(3, width)))
    module.append("attention", .attention(core), call: .function)
    module.append("dense", .linear(width, width))
    return module
  }

  private var feedForward: Module {
    var module = Module(.group)
    module.append("dense_h_to_4h", .linear(width, .product(4, width)))
    module.append("gelu_impl", .activation(.gelu))
    module.append("dense_4h_to_h", .linear(.product(4, width), width))
    return module
  }
}
