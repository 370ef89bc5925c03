// Qwen2.5, table 1 of its report (Qwen2 has the same sizes where both have one), and Qwen3, tables 1 and 2 of its report, with
// the settings of the published weights where the reports leave them out.

/// The Qwen family.
enum Qwen {
  private struct Size {
    var size: String
    var alias: String?
    var layers: Int
    var width: Int
    var heads: Int
    var keyHeads: Int
    var hidden: Int
    var tiesHead: Bool
    var vocabulary = 151_936
  }

  private static let second: [Size] = [
    Size(
      size: "0.5B", alias: "Qwen2-0.5B", layers: 24, width: 896, heads: 14, keyHeads: 2, hidden: 4864,
      tiesHead: true),
    Size(
      size: "1.5B", alias: "Qwen2-1.5B", layers: 28, width: 1536, heads: 12, keyHeads: 2, hidden: 8960,
      tiesHead: true),
    Size(size: "3B", layers: 36, width: 2048, heads: 16, keyHeads: 2, hidden: 11008, tiesHead: true),
    Size(
      size: "7B", alias: "Qwen2-7B", layers: 28, width: 3584, heads: 28, keyHeads: 4, hidden: 18944,
      tiesHead: false, vocabulary: 152_064),
    Size(
      size: "14B", layers: 48, width: 5120, heads: 40, keyHeads: 8, hidden: 13824, tiesHead: false,
      vocabulary: 152_064),
    Size(
      size: "32B", layers: 64, width: 5120, heads: 40, keyHeads: 8, hidden: 27648, tiesHead: false,
      vocabulary: 152_064),
    Size(
      size: "72B", alias: "Qwen2-72B", layers: 80, width: 8192, heads: 64, keyHeads: 8, hidden: 29568,
      tiesHead: false, vocabulary: 152_064),
  ]

  private static let third: [Size] = [
    Size(size: "0.6B", layers: 28, width: 1024, heads: 16, keyHeads: 8, hidden: 3072, tiesHead: true),
    Size(size: "1.7B", layers: 28, width: 2048, heads: 16, keyHeads: 8, hidden: 6144, tiesHead: true),
    Size(size: "4B", layers: 36, width: 2560, heads: 32, keyHeads: 8, hidden: 9728, tiesHead: true),
    Size(size: "8B", layers: 36, width: 4096, heads: 32, keyHeads: 8, hidden: 12288, tiesHead: false),
    Size(size: "14B", layers: 40, width: 5120, heads: 40, keyHeads: 8, hidden: 17408, tiesHead: false),
    Size(size: "32B", layers: 64, width: 5120, heads: 64, keyHeads: 8, hidden: 25600, tiesHead: false),
  ]

  /// Of these `hidden` is the width of one of 128 experts, of which a token is sent to 8.
  private static let mixtures: [Size] = [
    Size(size: "30B-A3B", layers: 48, width: 2048, heads: 32, keyHeads: 4, hidden: 768, tiesHead: false),
    Size(size: "235B-A22B", layers: 94, width: 4096, heads: 64, keyHeads: 4, hidden: 1536, tiesHead: false),
  ]

  static var entries: [Catalogue.Entry] {
    second.map { size in
      entry(
        "Qwen2.5", size, .qwen25,
        GroupedAttention(
          heads: size.heads, keyHeads: size.keyHeads, headWidth: size.width / size.heads, hasBias: true),
        .gated(GatedFeedForward(size.hidden)))
    }
      + third.map { size in
        entry("Qwen3", size, .qwen3, normed(size), .gated(GatedFeedForward(size.hidden)))
      }
      + mixtures.map { size in
        let experts = MixtureOfExperts(experts: 128, perToken: 8, expert: GatedFeedForward(size.hidden))
        return entry("Qwen3", size, .qwen3, normed(size), .experts(experts))
      }
  }

  private static func normed(_ size: Size) -> GroupedAttention {
    GroupedAttention(heads: size.heads, keyHeads: size.keyHeads, headWidth: 128, hasHeadNorms: true)
  }

  private static func entry(
    _ family: String, _ size: Size, _ publication: Publication, _ attention: GroupedAttention,
    _ feedForward: LlamaDecoder.FeedForward
  ) -> Catalogue.Entry {
    Catalogue.Entry(
      decoder: "\(family)-\(size.size)".lowercased(), title: "\(family) \(size.size)",
      aliases: size.alias.map { [$0] } ?? [], publication: publication, context: 32768
    ) { past in
      LlamaDecoder(
        vocabulary: size.vocabulary, width: size.width,
        blocks: [BlockRun(.init(.grouped(attention), feedForward), count: size.layers)],
        head: size.tiesHead ? .tied : .own
      ).module(past: past)
    }
  }
}
