// Gemma, table 1 of its report, and Gemma 2, table 1 of its report. Of Gemma 2 every other layer sees a window of 4,096 tokens.

/// The Gemma family.
enum Gemma {
  private struct Size {
    var name: String
    var title: String
    var layers: Int
    var width: Int
    var heads: Int
    var keyHeads: Int
    var headWidth: Int
    var hidden: Int
  }

  private static let first: [Size] = [
    Size(
      name: "gemma-2b", title: "Gemma 2B", layers: 18, width: 2048, heads: 8, keyHeads: 1, headWidth: 256,
      hidden: 16384),
    Size(
      name: "gemma-7b", title: "Gemma 7B", layers: 28, width: 3072, heads: 16, keyHeads: 16, headWidth: 256,
      hidden: 24576),
  ]

  private static let second: [Size] = [
    Size(
      name: "gemma-2-2b", title: "Gemma 2 2B", layers: 26, width: 2304, heads: 8, keyHeads: 4, headWidth: 256,
      hidden: 9216),
    Size(
      name: "gemma-2-9b", title: "Gemma 2 9B", layers: 42, width: 3584, heads: 16, keyHeads: 8,
      headWidth: 256, hidden: 14336),
    Size(
      name: "gemma-2-27b", title: "Gemma 2 27B", layers: 46, width: 4608, heads: 32, keyHeads: 16,
      headWidth: 128, hidden: 36864),
  ]

  static var entries: [Catalogue.Entry] {
    first.map { size in entry(size, .gemma) { _ in block(size, mask: .causal) } }
      + second.map { size in
        entry(size, .gemma2) {
          block(size, mask: $0 % 2 == 0 ? .window(4096) : .causal, hasOutputNorms: true)
        }
      }
  }

  private static func block(
    _ size: Size, mask: Operation.Attention.Mask, hasOutputNorms: Bool = false
  ) -> LlamaDecoder.Block {
    let attention = GroupedAttention(
      heads: size.heads, keyHeads: size.keyHeads, headWidth: size.headWidth, mask: mask)
    return LlamaDecoder.Block(
      .grouped(attention), .gated(GatedFeedForward(size.hidden, activation: .init(.gelu))),
      hasOutputNorms: hasOutputNorms)
  }

  private static func entry(
    _ size: Size, _ publication: Publication, _ block: @escaping @Sendable (Int) -> LlamaDecoder.Block
  ) -> Catalogue.Entry {
    Catalogue.Entry(decoder: size.name, title: size.title, publication: publication, context: 8192) { past in
      LlamaDecoder(
        vocabulary: 256_000, width: size.width, blocks: BlockRun.runs(of: (0..<size.layers).map(block)),
        head: .tied
      ).module(past: past)
    }
  }
}
