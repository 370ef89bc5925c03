// GPT-2, table 2 of Radford and others: "Language Models are Unsupervised Multitask Learners", and GPT-3, table 2.1 of
// Brown and others: "Language Models are Few-Shot Learners".
//
// Two rows of table 2.1 contradict the numbers of parameters in table D.1: 24 heads of 128 features for a width of 2,048, and
// a width of 5,140. With 16 heads and a width of 5,120 the numbers come out as published (1,320 and 12,850 million).

/// The GPT family.
enum GPT {
  private struct Size {
    var name: String
    var title: String
    var aliases: [String]
    var layers: Int
    var width: Int
    var heads: Int
  }

  private static let gpt2: [Size] = [
    Size(
      name: "gpt2", title: "GPT-2", aliases: ["GPT-2 small", "GPT-2 117M", "GPT-2 124M"], layers: 12,
      width: 768, heads: 12),
    Size(
      name: "gpt2-medium", title: "GPT-2 Medium", aliases: ["GPT-2 345M", "GPT-2 355M"], layers: 24,
      width: 1024, heads: 16),
    Size(
      name: "gpt2-large", title: "GPT-2 Large", aliases: ["GPT-2 762M", "GPT-2 774M"], layers: 36,
      width: 1280, heads: 20),
    Size(
      name: "gpt2-xl", title: "GPT-2 XL", aliases: ["GPT-2 1542M", "GPT-2 1558M", "GPT-2 1.5B"], layers: 48,
      width: 1600, heads: 25),
  ]

  private static let gpt3: [Size] = [
    Size(
      name: "gpt3", title: "GPT-3", aliases: ["GPT-3 175B", "GPT-3 davinci"], layers: 96, width: 12288,
      heads: 96),
    Size(
      name: "gpt3-13b", title: "GPT-3 13B", aliases: ["GPT-3 13.0B"], layers: 40, width: 5120, heads: 40),
    Size(name: "gpt3-6.7b", title: "GPT-3 6.7B", aliases: [], layers: 32, width: 4096, heads: 32),
    Size(name: "gpt3-2.7b", title: "GPT-3 2.7B", aliases: [], layers: 32, width: 2560, heads: 32),
    Size(name: "gpt3-xl", title: "GPT-3 XL", aliases: ["GPT-3 1.3B"], layers: 24, width: 2048, heads: 16),
    Size(
      name: "gpt3-large", title: "GPT-3 Large", aliases: ["GPT-3 760M"], layers: 24, width: 1536, heads: 16),
    Size(
      name: "gpt3-medium", title: "GPT-3 Medium", aliases: ["GPT-3 350M"], layers: 24, width: 1024,
      heads: 16),
    Size(
      name: "gpt3-small", title: "GPT-3 Small", aliases: ["GPT-3 125M"], layers: 12, width: 768, heads: 12),
  ]

  static var entries: [Catalogue.Entry] {
    gpt2.map { entry($0, context: 1024, .gpt2) } + gpt3.map { entry($0, context: 2048, .gpt3) }
  }

  private static func entry(_ size: Size, context: Int, _ publication: Publication) -> Catalogue.Entry {
    Catalogue.Entry(
      decoder: size.name, title: size.title, aliases: size.aliases, publication: publication,
      context: context
    ) { past in
      GPT2Decoder(
        vocabulary: 50257, width: size.width, layers: size.layers, heads: size.heads, positions: context
      ).module(past: past)
    }
  }
}

extension Catalogue.Entry {
  /// An entry of a decoder that was made for so many tokens.
  init(
    decoder name: String, title: String, aliases: [String] = [], publication: Publication, context: Int,
    variants: [String] = [], root: @escaping @Sendable (_ past: Int) -> Module
  ) {
    self.init(
      name: name, title: title, aliases: aliases, publication: publication,
      inputs: [.tokens(context: context)], variants: variants, takesPast: true, root: root)
  }
}
