// DeepSeek-V2 and V2-Lite, section 3.1.2 and appendix B of DeepSeek-AI (2024), and DeepSeek-V3, section 4.2 of its report:
// the main model, without the module that predicts a second token.

/// The DeepSeek family.
enum DeepSeek {
  static var entries: [Catalogue.Entry] {
    [
      entry(
        "deepseek-v2-lite", "DeepSeek-V2-Lite", publication: .deepSeekV2, vocabulary: 102_400, width: 2048,
        latentAttention(heads: 16, queryLatent: nil), dense: (1, 10944), layers: 27,
        experts(64, perToken: 6, hidden: 1408, shared: 2, .softmax)),
      entry(
        "deepseek-v2", "DeepSeek-V2", ["DeepSeek-V2.5"], publication: .deepSeekV2, vocabulary: 102_400,
        width: 5120, latentAttention(heads: 128, queryLatent: 1536), dense: (1, 12288), layers: 60,
        experts(160, perToken: 6, hidden: 1536, shared: 2, .softmax)),
      entry(
        "deepseek-v3", "DeepSeek-V3", ["DeepSeek-R1"], publication: .deepSeekV3, vocabulary: 129_280,
        width: 7168, latentAttention(heads: 128, queryLatent: 1536), dense: (3, 18432), layers: 61,
        experts(256, perToken: 8, hidden: 2048, shared: 1, .sigmoid)),
    ]
  }

  private static func latentAttention(heads: Int, queryLatent: Int?) -> LatentAttention {
    LatentAttention(
      heads: heads, queryLatent: queryLatent, keyLatent: 512, plainWidth: 128, rotaryWidth: 64,
      valueWidth: 128)
  }

  private static func experts(
    _ count: Int, perToken: Int, hidden: Int, shared: Int, _ scoring: MixtureOfExperts.Scoring
  ) -> MixtureOfExperts {
    MixtureOfExperts(
      experts: count, perToken: perToken, expert: GatedFeedForward(hidden),
      shared: GatedFeedForward(hidden * shared), scoring: scoring)
  }

  private static func entry(
    _ name: String, _ title: String, _ aliases: [String] = [], publication: Publication, vocabulary: Int,
    width: Int, _ attention: LatentAttention, dense: (count: Int, hidden: Int), layers: Int,
    _ experts: MixtureOfExperts
  ) -> Catalogue.Entry {
    Catalogue.Entry(
      decoder: name, title: title, aliases: aliases, publication: publication, context: 163_840
    ) { past in
      LlamaDecoder(
        vocabulary: vocabulary, width: width,
        blocks: [
          BlockRun(.init(.latent(attention), .gated(GatedFeedForward(dense.hidden))), count: dense.count),
          BlockRun(.init(.latent(attention), .experts(experts)), count: layers - dense.count),
        ], head: .own
      ).module(past: past)
    }
  }
}
