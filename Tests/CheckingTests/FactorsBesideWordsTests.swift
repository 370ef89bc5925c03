import Checking
import Testing

/// Factors of two, four and six beside the words that tell what they count: tokens, passes, matrices, operations.
@Suite("Factors beside their words")
struct FactorsBesideWordsTests {
  private static let right = [
    "GPT-2 XL (1.5B) needs about 3.1 GFLOPs per token.",
    "GPT-2 (1.5B): 3.1 GFLOPs per token",
    "A 7B model with a context of 128K needs 90 GFLOPs per token.",
    "LLaMA-7B 训练: 每个 token 约 42 GFLOPs",
    "The family has a 7B and a 70B model.\nThe larger one needs 140 GFLOPs per token.",
    "FLOPs = 2 × 70e9 × 2e12 = 2.8e23 (forward pass of training)",
    "Scoring the corpus before training: FLOPs = 2 × 7e9 × 2e12 = 2.8e22",
    "Forward ≈ 2N, backward ≈ 4N, total 6N FLOPs per token",
    "Forward ≈ 2N, backward ≈ 2N for the weights and 2N for the inputs, total 6N FLOPs per token",
    "Forward 2N, backward 2N + 2N = 4N",
    "With frozen weights: forward ≈ 2N, backward ≈ 2N, total 4N",
    "FLOPs per token (inference) = 2 × 2.7e9 ≈ 5.4 GFLOPs/token",
    "前向: 2 × 7e9 × 1e12 = 1.4e22 FLOPs\n反向: 2.8e22 FLOPs (前向的两倍)",
    "output = (input + 2 × padding - kernel_size) / stride + 1",
    "receptive = kernel_size × pool_size",
    "MACs are about half the FLOPs",
    "FLOPs are about twice the MACs",
    "It is wrong that MACs are twice the FLOPs.",
    "Q, K, V: 3d² = 786 432 for d = 512",
    "Q, K, V and output projection: 4d² = 1 048 576 for d = 512",
    "8 blocks of attention with 8 heads: 8 × 4 × 512² = 8 388 608",
    "Width 128 and 4 heads: each layer has four matrices, 4 × 128² = 65,536 weights.",
    "A wrong way: training FLOPs = 2 × 7e9 × 2e12 = 2.8e22. The right way: 6 × 7e9 × 2e12 = 8.4e22.",
    "8 layers: 8 × 4 × 512² = 8 388 608",
    "8 heads: 8 × 4 × 512 × 64 = 1 048 576",
    "MB = 3211264 * 4 / 1024 / 1024 = 12.25",
    "C1: 5x5x1x6+6=156\nS2: 12\nC3: 5x5x6x16+16=2416\nC5: 5x5x16x120+120=48120",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("GPT-2 XL (1.5B) takes about 31 GFLOPs per token.", 1, .aboveTwoPerParameter),
    ("GPT-2 needs ~2.5 GFLOPs per token.", 1, .aboveTwoPerParameter),
    ("LLaMA-7B: 每个 token 约 140 GFLOPs", 1, .aboveTwoPerParameter),
    ("Training FLOPs = 2 × 70B × 2T = 2.8 × 10^23 FLOPs", 1, .trainingFactorWrong),
    ("FLOPs = 2 × 7B × 2T = 2.8 × 10^22 FLOPs (训练)", 1, .trainingFactorWrong),
    (
      "The training run of a 70B model on 2T tokens.\ntotal_flops = 2 * 70e9 * 2e12 = 2.8e23", 2,
      .trainingFactorWrong
    ),
    ("FLOPs per token (forward + backward) = 2 × 2.7e9 ≈ 5.4 GFLOPs/token", 1, .trainingFactorWrong),
    ("Forward ≈ 2N, backward ≈ 2N, total 4N FLOPs per token", 1, .backwardFactorWrong),
    ("Forward ≈ 2 × N_params, Backward ≈ 2 × N_params", 1, .backwardFactorWrong),
    ("前向: 2 × 7e9 × 1e12 = 1.4e22 FLOPs\n反向: 1.4e22 FLOPs (与前向相同)", 2, .backwardFactorWrong),
    ("Conv1: (kernel_size × padding + 1) × filters = (3 × 3 × 1 + 1) × 32 = 320", 1, .wrongQuantityNamed),
    ("Conv1: (kernel_size × pool_size + 1) × filters = (3 × 3 × 2 + 1) × 32 = 608", 1, .wrongQuantityNamed),
    ("MACs are about twice the FLOPs", 1, .macFlopRatioReversed),
    ("GFLOPs 是 GMACs 的一半", 1, .macFlopRatioReversed),
    ("Q, K, V and output projection: 3d² = 786 432 for d = 512", 1, .outputProjectionMissing),
    ("8 heads: 8 × 4 × 512² = 8 388 608", 1, .headsMultipliedAgain),
    ("MB = 3211264 * 4 / 1024 / 1024 = 12.85", 1, .binaryDecimalPrefixMixed),
    ("C1: 5x5x1x6+6=156\nS2: 12\nC3: 5x5x6x16+16=2416\nC5: 5x5x120+120=3120", 4, .inputChannelsMissing),
    ("AlexNet 总参数量: 61100480", 1, .digitsTransposed),
  ]

  @Test("Right factors raise nothing")
  func rightFactors() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("Wrong ones are found by their name")
  func wrongFactors() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
