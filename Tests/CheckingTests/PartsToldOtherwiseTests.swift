import Checking
import Testing

/// Numbers that a mistake about a transformer's part would give, and that are right for what the words speak of.
@Suite struct PartsToldOtherwiseTests {
  @Test func scoresAndQueriesAreNoIgnoredHeads() {
    #expect(
      ShortTexts.alarms(in: [
        "Llama-3-8B at a context of 4096 tokens: attention takes 4 × 4096 × 4096 × 32 = 2,147,483,648 FLOPs per token.",
        "Mistral-7B: q is 4096 × 4096 = 16,777,216, k and v are 4096 × 1024 = 4,194,304 each.",
        "Llama-3-8B at 8192 tokens: K for one layer: 8192 × 1024 × 2 bytes = 16 MiB.",
        "With full attention, 32 layers and d = 4096, it caches 2 × 32 × 4096 × 2 = 524,288 bytes per token, four times as much as Llama-3-8B.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("Llama-3-70B attention layer: 4 × 8192² = 268,435,456 parameters.", 1, .kvHeadsIgnored),
        ("Llama-3-8B: the key matrix has 4096 × 4096 = 16,777,216 parameters.", 1, .kvHeadsIgnored),
        ("KV cache per token: 2 × 32 × 4096 × 2 = 524,288 bytes for Llama-3-8B.", 1, .kvHeadsIgnored),
        (
          "Attention projections of Llama-3-8B at a context of 8192: 4 × 4096 × 4096 = 67,108,864 MACs per token.",
          1, .kvHeadsIgnored
        ),
      ]).isEmpty)
  }

  @Test func someLayersAndOtherHeadsAreNotTheNetworks() {
    #expect(
      ShortTexts.alarms(in: [
        "We early-exit Llama-2-13B after 20 layers: 20/40 = 50% of the work.",
        "Pipeline stage 1 of Llama-2-7B has 16 layers.", "With Llama-3-8B, Medusa needs 5 heads.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("Llama-3-8B has 36 layers and 32 heads.", 1, .wrongModelFact),
        ("Llama-3-8B has 32 layers and 48 heads.", 1, .wrongModelFact),
      ]).isEmpty)
  }

  @Test func plainMatricesBesideTheWordForGates() {
    #expect(
      ShortTexts.alarms(in: [
        "OPT-like MLP with ReLU: 2 × 2048 × 8192 = 33,554,432 parameters; SwiGLU would have three matrices.",
        "A two-matrix MLP has 2 × 5120 × 20480 = 209,715,200 weights; a SwiGLU of Llama-2-13B 3 × 5120 × 13824 = 212,336,640.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("The SwiGLU MLP of Llama-2-7B has 2 × 4096 × 11008 = 90,177,536 parameters.", 1, .ffnMatrixMissing)
      ]).isEmpty)
  }

  /// `2 × 80 × 8 × 128` counts keys and values, and their bytes are left out.
  @Test func bytesLeftOutOfACacheAreNamed() {
    let text = "KV cache of Llama-3-8B per token: 2 × 32 × 8 × 128 = 65,536 bytes."
    #expect(Checker().diagnose(HandCalculation(text)).findings.map { $0.mistake } == [.bytesPerValueWrong])
  }
}
