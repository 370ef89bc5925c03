// Phi-3, section 2 of Abdin and others: "Phi-3 Technical Report", with the settings of the published weights.

/// The Phi family.
enum Phi {
  private struct Size {
    var name: String
    var title: String
    var aliases: [String]
    var layers: Int
    var width: Int
    var heads: Int
    var keyHeads: Int
    var hidden: Int
  }

  private static let third: [Size] = [
    Size(
      name: "phi-3-mini", title: "Phi-3 Mini", aliases: ["Phi-3 3.8B", "Phi-3-mini-4k-instruct"], layers: 32,
      width: 3072, heads: 32, keyHeads: 32, hidden: 8192),
    Size(
      name: "phi-3-medium", title: "Phi-3 Medium", aliases: ["Phi-3 14B", "Phi-3-medium-4k-instruct"],
      layers: 40, width: 5120, heads: 40, keyHeads: 10, hidden: 17920),
  ]

  static var entries: [Catalogue.Entry] {
    third.map { size in
      Catalogue.Entry(
        decoder: size.name, title: size.title, aliases: size.aliases, publication: .phi3, context: 4096
      ) { past in
        let attention = GroupedAttention(
          heads: size.heads, keyHeads: size.keyHeads, headWidth: size.width / size.heads, isFused: true,
          mask: .window(2047))
        let feedForward = GatedFeedForward(size.hidden, isFused: true)
        return LlamaDecoder(
          vocabulary: 32064, width: size.width,
          blocks: [BlockRun(.init(.grouped(attention), .gated(feedForward)), count: size.layers)], head: .own
        ).module(past: past)
      }
    }
  }
}
