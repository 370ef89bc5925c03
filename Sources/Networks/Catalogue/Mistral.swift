// Mistral 7B, table 1 of Jiang and others (2023), and Mixtral, table 1 of Jiang and others (2024).

/// The Mistral family.
enum Mistral {
  static var entries: [Catalogue.Entry] {
    [
      entry(
        "mistral-7b", "Mistral 7B", ["Mistral-7B-v0.1"], .mistral, layers: 32, width: 4096, heads: 32,
        context: 8192, mask: .window(4096), .gated(GatedFeedForward(14336))),
      entry(
        "mixtral-8x7b", "Mixtral 8x7B", ["Mixtral-8x7B-v0.1"], .mixtral, layers: 32, width: 4096, heads: 32,
        context: 32768, mask: .causal, experts(14336)),
      entry(
        "mixtral-8x22b", "Mixtral 8x22B", ["Mixtral-8x22B-v0.1"], .mixtral, layers: 56, width: 6144,
        heads: 48, context: 65536, mask: .causal, experts(16384)),
    ]
  }

  private static func experts(_ hidden: Int) -> LlamaDecoder.FeedForward {
    .experts(MixtureOfExperts(experts: 8, perToken: 2, expert: GatedFeedForward(hidden)))
  }

  private static func entry(
    _ name: String, _ title: String, _ aliases: [String], _ publication: Publication, layers: Int, width: Int,
    heads: Int, context: Int, mask: Operation.Attention.Mask, _ feedForward: LlamaDecoder.FeedForward
  ) -> Catalogue.Entry {
    Catalogue.Entry(
      decoder: name, title: title, aliases: aliases, publication: publication, context: context
    ) { past in
      let attention = GroupedAttention(heads: heads, keyHeads: 8, headWidth: width / heads, mask: mask)
      return LlamaDecoder(
        vocabulary: 32000, width: width,
        blocks: [BlockRun(.init(.grouped(attention), feedForward), count: layers)], head: .own
      ).module(past: past)
    }
  }
}
