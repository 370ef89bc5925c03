// Vaswani and others: "Attention Is All You Need", the encoder and decoder that gave all others their name.
//
// One matrix serves both tables of words and the output (section 3.4). The positions are sinusoids (section 3.5): nothing
// is learned of them. Names of modules are those of fairseq.

/// The settings of the transformer of 2017, and its network: tokens of the source go in first, of the target second.
struct Transformer: Hashable, Sendable {
  /// Pieces in the vocabulary that both languages share.
  var vocabulary: Int
  /// Features of a token ("d_model").
  var width: Int
  /// Layers of the encoder, and of the decoder.
  var layers: Int
  /// Heads of attention in each.
  var heads: Int
  /// Features between the two layers of the feed-forward network ("d_ff").
  var inner: Int
  /// Whether the projections of attention have a bias. The equations of the paper have none, most code has.
  var hasAttentionBias: Bool

  /// The network.
  var network: Module {
    var root = Module(.network)
    let memory = root.append(partsOf: stack(isDecoder: false), "encoder.", from: [.input])
    root.append(partsOf: stack(isDecoder: true), "decoder.", from: [.moduleInput(1), memory])
    root.append("output_projection", .linear(width, vocabulary, hasBias: false, weights: .shared))
    return root
  }

  private func stack(isDecoder: Bool) -> Module {
    var stack = Module(.group)
    // Scaling the rows by √width and adding the sinusoids multiplies no matrix; both are left out.
    let words = stack.append(
      "embed_tokens", .embedding(vocabulary, width, weights: isDecoder ? .shared : .own), from: [.input])
    stack.append(
      "layers", .module(.list(of: layer(isDecoder: isDecoder), count: layers, seesMemory: isDecoder)),
      from: isDecoder ? [words, .moduleInput(1)] : [words])
    return stack
  }

  /// A layer: the norms stand behind the sums.
  private func layer(isDecoder: Bool) -> Module {
    let attention = MultiHeadAttention(
      width: width, heads: heads, headWidth: width.divided(amongHeads: heads),
      biases: hasAttentionBias ? .all : .none)
    var selfAttention = attention
    selfAttention.mask = isDecoder ? .causal : .none
    return EncoderDecoderLayer(
      selfAttention: selfAttention, crossAttention: isDecoder ? attention : nil,
      feedForward: FeedForward(width: width, inner: inner, activation: .relu), normsFirst: false
    ).module
  }
}

extension Transformer {
  static let publication = Publication(
    authors: "Vaswani, Shazeer, Parmar, Uszkoreit, Jones, Gomez, Kaiser, Polosukhin",
    title: "Attention Is All You Need", year: 2017, identifier: "arXiv:1706.03762", place: .table("3"))

  /// The two rows of table 3, for the 37,000 pieces of section 5.1, each without biases in attention, as the paper's
  /// equations, and with them. Table 3 says 65 and 213 million parameters; so many pieces give 63 and 214 million.
  static var entries: [Catalogue.Entry] {
    let base = Transformer(
      vocabulary: 37_000, width: 512, layers: 6, heads: 8, inner: 2_048, hasAttentionBias: false)
    let big = Transformer(
      vocabulary: 37_000, width: 1_024, layers: 6, heads: 16, inner: 4_096, hasAttentionBias: false)
    return base.entries("base") + big.entries("big")
  }

  private func entries(_ size: String) -> [Catalogue.Entry] {
    let (name, title) = ("transformer-\(size)", "Transformer \(size)")
    let biased = name + "-with-bias"
    var other = self
    other.hasAttentionBias = true
    let nickname = size == "base" ? "transformer-base-model" : "transformer-large"
    return [
      entry(name, title, aliases: [nickname, "vaswani-\(size)"], variant: biased),
      other.entry(biased, title + " with biases in attention", aliases: [], variant: name),
    ]
  }

  /// With 512 tokens on each side; the paper gives no usual length.
  private func entry(_ name: String, _ title: String, aliases: [String], variant: String) -> Catalogue.Entry {
    Catalogue.Entry(
      name: name, title: title, aliases: aliases, publication: Self.publication,
      inputs: [.tokens(512, name: "source"), .tokens(512, name: "target")], variants: [variant],
      takesPast: false
    ) { _ in network }
  }
}
