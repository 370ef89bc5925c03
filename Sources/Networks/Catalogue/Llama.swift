// Llama 1 (table 2 of Touvron and others, 2023), Llama 2 (section 2.2), Llama 3, 3.1 and 3.2 (table 3 of Grattafiori and
// others), with the settings of the published weights where the papers leave them out.

/// The Llama family.
enum Llama {
  private struct Size {
    var name: String
    var title: String
    var aliases: [String] = []
    var layers: Int
    var width: Int
    var heads: Int
    var keyHeads: Int
    var hidden: Int
    var tiesHead = false
  }

  private static let first: [Size] = [
    Size(
      name: "llama-7b", title: "LLaMA-7B", layers: 32, width: 4096, heads: 32, keyHeads: 32, hidden: 11008),
    Size(
      name: "llama-13b", title: "LLaMA-13B", layers: 40, width: 5120, heads: 40, keyHeads: 40, hidden: 13824),
    Size(
      name: "llama-33b", title: "LLaMA-33B", aliases: ["LLaMA-30B"], layers: 60, width: 6656, heads: 52,
      keyHeads: 52, hidden: 17920),
    Size(
      name: "llama-65b", title: "LLaMA-65B", layers: 80, width: 8192, heads: 64, keyHeads: 64, hidden: 22016),
  ]

  private static let second: [Size] = [
    Size(
      name: "llama-2-7b", title: "Llama 2 7B", aliases: ["Llama-2-7b-hf"], layers: 32, width: 4096, heads: 32,
      keyHeads: 32, hidden: 11008),
    Size(
      name: "llama-2-13b", title: "Llama 2 13B", aliases: ["Llama-2-13b-hf"], layers: 40, width: 5120,
      heads: 40, keyHeads: 40, hidden: 13824),
    Size(
      name: "llama-2-70b", title: "Llama 2 70B", aliases: ["Llama-2-70b-hf"], layers: 80, width: 8192,
      heads: 64, keyHeads: 8, hidden: 28672),
  ]

  private static let third: [Size] = [
    Size(
      name: "llama-3-8b", title: "Llama 3 8B", aliases: ["Meta-Llama-3-8B"], layers: 32, width: 4096,
      heads: 32, keyHeads: 8, hidden: 14336),
    Size(
      name: "llama-3-70b", title: "Llama 3 70B", aliases: ["Meta-Llama-3-70B"], layers: 80, width: 8192,
      heads: 64, keyHeads: 8, hidden: 28672),
    Size(
      name: "llama-3.1-8b", title: "Llama 3.1 8B", aliases: ["Meta-Llama-3.1-8B"], layers: 32, width: 4096,
      heads: 32, keyHeads: 8, hidden: 14336),
    Size(
      name: "llama-3.1-70b", title: "Llama 3.1 70B", aliases: ["Meta-Llama-3.1-70B", "Llama 3.3 70B"],
      layers: 80, width: 8192, heads: 64, keyHeads: 8, hidden: 28672),
    Size(
      name: "llama-3.1-405b", title: "Llama 3.1 405B", aliases: ["Meta-Llama-3.1-405B", "Llama 3 405B"],
      layers: 126, width: 16384, heads: 128, keyHeads: 8, hidden: 53248),
    Size(
      name: "llama-3.2-1b", title: "Llama 3.2 1B", layers: 16, width: 2048, heads: 32, keyHeads: 8,
      hidden: 8192, tiesHead: true),
    Size(
      name: "llama-3.2-3b", title: "Llama 3.2 3B", layers: 28, width: 3072, heads: 24, keyHeads: 8,
      hidden: 8192, tiesHead: true),
  ]

  static var entries: [Catalogue.Entry] {
    first.map { entry($0, vocabulary: 32000, context: 2048, .llama) }
      + second.map { entry($0, vocabulary: 32000, context: 4096, .llama2) }
      + third.map { entry($0, vocabulary: 128_256, context: 8192, .llama3) }
  }

  private static func entry(
    _ size: Size, vocabulary: Int, context: Int, _ publication: Publication
  ) -> Catalogue.Entry {
    Catalogue.Entry(
      decoder: size.name, title: size.title, aliases: size.aliases, publication: publication,
      context: context
    ) { past in
      let attention = GroupedAttention(
        heads: size.heads, keyHeads: size.keyHeads, headWidth: size.width / size.heads)
      return LlamaDecoder(
        vocabulary: vocabulary, width: size.width,
        blocks: [BlockRun(.init(.grouped(attention), .gated(.init(size.hidden))), count: size.layers)],
        head: size.tiesHead ? .tied : .own
      ).module(past: past)
    }
  }
}
