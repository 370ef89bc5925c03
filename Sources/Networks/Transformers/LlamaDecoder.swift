/// A decoder of Llama's kind: norms before both halves of a block, positions by rotation, a gated feed-forward half.
///
/// Touvron and others, "LLaMA", arXiv:2302.13971, section 2.2. Mistral, Mixtral, Qwen, Gemma, Phi-3 and DeepSeek are made of the same
/// parts with other options. Rotations, scalings by constants and the copying of shared heads multiply nothing by a weight
/// and are left out. Paths are those of the library transformers.
///
///     let block = LlamaDecoder.Block(
///       .grouped(GroupedAttention(heads: 32, keyHeads: 8, headWidth: 128)), .gated(GatedFeedForward(14_336)))
///     LlamaDecoder(vocabulary: 128_256, width: 4096, blocks: [.init(block, count: 32)], head: .own)   // Llama 3 8B
public struct LlamaDecoder: Hashable, Sendable {
  /// Words of the vocabulary V.
  public var vocabulary: Int
  /// Features of the state of a token.
  public var width: Int
  /// The blocks in their order.
  public var blocks: [BlockRun<Block>]
  /// What stands behind the last block.
  public var head: LanguageHead

  /// One block.
  public struct Block: Hashable, Sendable {
    /// Its first half.
    public var attention: Attention
    /// Its second half.
    public var feedForward: FeedForward
    /// Whether the result of each half is normalised too, as Gemma 2 does.
    public var hasOutputNorms: Bool

    /// A block of two halves.
    public init(_ attention: Attention, _ feedForward: FeedForward, hasOutputNorms: Bool = false) {
      self.attention = attention
      self.feedForward = feedForward
      self.hasOutputNorms = hasOutputNorms
    }
  }

  /// The first half of a block.
  public enum Attention: Hashable, Sendable {
    /// Heads that may share keys and values.
    case grouped(GroupedAttention)
    /// Keys and values expanded from a latent.
    case latent(LatentAttention)
  }

  /// The second half of a block.
  public enum FeedForward: Hashable, Sendable {
    /// The same matrices for every token.
    case gated(GatedFeedForward)
    /// Experts, some for each token.
    case experts(MixtureOfExperts)
  }

  /// A decoder of these blocks.
  public init(vocabulary: Int, width: Int, blocks: [BlockRun<Block>], head: LanguageHead) {
    self.vocabulary = vocabulary
    self.width = width
    self.blocks = blocks
    self.head = head
  }

  /// The root module, which takes tokens `[N, T]` behind so many that are cached.
  public func module(past: Int = 0) -> Module {
    var module = Module(.network)
    func path(_ name: String) -> String { head.path("model", name) }
    module.append(path("embed_tokens"), .embedding(vocabulary, width))
    module.append(path("layers"), .module(.stage(blocks) { $0.module(on: width, past: past) }))
    module.append(path("norm"), .rmsNorm(width))
    head.append(to: &module, width: width, vocabulary: vocabulary)
    return module
  }
}

extension LlamaDecoder.Block {
  func module(on width: Int, past: Int) -> Module {
    var module = Module(.block)
    module.append("input_layernorm", .rmsNorm(width))
    module.append("self_attn", .module(attention.module(on: width, past: past)))
    if hasOutputNorms { module.append("post_attention_layernorm", .rmsNorm(width)) }
    let attended = module.append("add", .add, from: [.input, .node(module.nodes.count - 1)])
    module.append(
      hasOutputNorms ? "pre_feedforward_layernorm" : "post_attention_layernorm", .rmsNorm(width))
    module.append("mlp", .module(feedForward.module(on: width)))
    if hasOutputNorms { module.append("post_feedforward_layernorm", .rmsNorm(width)) }
    module.append("add_1", .add, from: [attended, .node(module.nodes.count - 1)])
    return module
  }
}

extension LlamaDecoder.Attention {
  fileprivate func module(on width: Int, past: Int) -> Module {
    switch self {
    case .grouped(let attention): attention.module(on: width, past: past)
    case .latent(let attention): attention.module(on: width, past: past)
    }
  }
}

extension LlamaDecoder.FeedForward {
  fileprivate func module(on width: Int) -> Module {
    switch self {
    case .gated(let feedForward): feedForward.module(on: width)
    case .experts(let mixture): mixture.module(on: width)
    }
  }
}
