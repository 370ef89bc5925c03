import Checking
import Testing

/// Calculations with numbers whose unit, count or exact value stands beside them.
@Suite struct UnitsLeftOutTests {
  /// Each is right with what its line says of its numbers.
  @Test func whatStandsBesideANumberBelongsToIt() {
    #expect(
      ShortTexts.alarms(in: [
        "Decoding takes 22 ms a token; an answer of 400 tokens 400 × 22 = 8.8 s.",
        "解码每步 35 毫秒，生成 600 个 token 需要 600 × 35 = 21 秒。",
        "14 GB / 1.008 = 13.9 ms on a 4090.", "140 GB / (8 × 2.04) = 8.6 ms",
        "312/2.04 TB/s = 153", "125/900 GB/s = 139",
        "(35 + 7.5)/(4 × 2.04) = 42.5 GB / 8.16 TB/s = 5.2 ms",
        "Per token 5.2 + 0.8 = 6.0 GFLOPs, so (5.2 + 0.8) × 12K = 72 TFLOP/s.",
        "A 3090 at 35% of 71 = 24.9 TFLOP/s.",
      ]).isEmpty)
  }

  @Test func slipsBesideUnitsLeftOutAreFound() {
    #expect(
      ShortTexts.unfound(in: [
        ("Decoding takes 22 ms a token; an answer of 400 tokens 400 × 22 = 88 s.", 1, .powerOfTenSlip),
        ("14 GB / 1.008 = 139 ms on a 4090.", 1, .durationWrong),
        ("125/900 GB/s = 193", 1, .formulaDoesNotGiveResult),
        ("A 3090 at 35% of 71 = 29.4 TFLOP/s.", 1, .formulaDoesNotGiveResult),
      ]).isEmpty)
  }

  /// `In GB: …`: the unit is told once.
  @Test func aUnitIsToldOnceForSeveralResults() {
    #expect(
      ShortTexts.alarms(in: [
        "In GB: 2 × 3e9 = 6, 2 × 8e9 = 16.", "单位 GB：3e9 × 2 = 6，8e9 × 2 = 16。",
        "(in MiB) 512 × 2048 = 1; 512 × 8192 = 4",
        "2 × 3.2e9 = 6.4 GFLOPs (without the head 2 × 2.9e9 = 5.8).",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("In GB: 2 × 3e9 = 6, 2 × 8e9 = 61.", 1, .formulaDoesNotGiveResult),
        ("2 × 3.2e9 = 6.4 GFLOPs (without the head 2 × 2.9e9 = 8.5).", 1, .formulaDoesNotGiveResult),
        ("A model of 8B: 2 × 8e9 = 16.", 1, .powerOfTenSlip),
      ]).isEmpty)
  }

  /// `1M steps of …`: the count stands in words.
  @Test func aCountInFrontMultiplies() {
    #expect(
      ShortTexts.alarms(in: [
        "500K steps of 1024 × 1024 tokens = 524B tokens.", "32 layers of 12 × 4096² = 6.44B.",
        "30 万步，每步 256 × 2048 个 token = 1573 亿 token。",
        "Two states of a parameter: 2 + 2 = 4 bytes × 13B = 52 GB.", "4 + 4 = 8 字节 × 130 亿 = 104 GB。",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("500K steps of 1024 × 1024 tokens = 542B tokens.", 1, .formulaDoesNotGiveResult),
        ("30 万步，每步 256 × 2048 个 token = 1537 亿 token。", 1, .formulaDoesNotGiveResult),
        ("Two states of a parameter: 2 + 2 = 4 bytes × 13B = 25 GB.", 1, .productSlip),
      ]).isEmpty)
  }

  /// A forward pass over the data of a training is no training.
  @Test func aPassOverDataIsForwardOnly() {
    #expect(
      ShortTexts.alarms(in: [
        "Evaluating perplexity on the training set: 2ND = 2 × 13e9 × 1e11 = 2.6e21 FLOPs.",
        "用 7B 模型给训练语料打分：2 × 7e9 × 1e12 = 1.4e22 FLOPs。",
        "DiT-B/2: 256 tokens, 23 G per forward. 100 steps: 100 × 2 × 23 G = 4.6 TMACs per image.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("Training a 13B model on the set: 2ND = 2 × 13e9 × 1e11 = 2.6e21 FLOPs.", 1, .trainingFactorWrong)
      ]).isEmpty)
  }

  /// The exact number stands on the line of the rounded one.
  @Test func whatWasRoundedIsCarriedOnUnrounded() {
    #expect(
      ShortTexts.alarms(in: [
        "5e21/1.5e17 ≈ 33,000 s ≈ 9.3 h (exactly 33,333 s).",
        "Embeddings are 38,597,376 of 124,439,808, 38.6/124.4 = 31.0 %.",
        "5632/2048 = 2.75 = 8/3 rounded up.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("5e21/1.5e17 ≈ 33,000 s ≈ 3.9 h (exactly 33,333 s).", 1, .durationWrong),
        ("5632/2048 = 2.75 = 7/3 rounded up.", 1, .productSlip),
      ]).isEmpty)
  }
}
