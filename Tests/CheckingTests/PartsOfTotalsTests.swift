import Checking
import Testing

/// Totals that lack a part, fractions behind totals, training for a token in letters, and one finding for one cause.
@Suite("Totals with their parts and fractions")
struct PartsOfTotalsTests {
  private static let wrong: [ShortTexts.Wrong] = [
    (
      "BERT-large\nQ, K, V: 3 × (1024 × 1024 + 1024) = 3,148,800\nattention: 3,148,800", 3,
      .outputProjectionMissing
    ),
    ("GPT-2 medium\nc_attn: 1024 × 3072 + 3072 = 3148800\n每层注意力合计 3148800", 3, .outputProjectionMissing),
    (
      "Direct: 14 × 14 × 48 × 5 × 5 × 512 = 120,422,400\nReduction: 14 × 14 × 16 × 512 = 1,605,632\n"
        + "5x5: 14 × 14 × 48 × 5 × 5 × 16 = 3,763,200\nTotal: 5,368,832, a tenth of the direct way.",
      4, .conclusionContradictsNumbers
    ),
    (
      "直接: 28×28×48×5×5×192 = 180,633,600\n1×1: 28×28×24×192 = 3,612,672\n5×5: 28×28×48×5×5×24 = 22,579,200\n"
        + "合计: 26,191,872 (约 1/4)",
      4, .conclusionContradictsNumbers
    ),
    ("Training FLOPs per token ≈ 2 × N\nN = 13B", 1, .trainingFactorWrong),
    ("训练时每个 token 的计算量 = 2 × N_params", 1, .trainingFactorWrong),
    (
      "conv1: 7×7×3×64 + 64 = 9472\nconv2: 3×3×64×96 + 96 = 55392\nfc1: 4096×2048 + 2048 = 8390656\n"
        + "total: about 84.6M parameters", 4, .powerOfTenSlip
    ),
    (
      "卷积层1: 7×7×3×64 + 64 = 9472\n卷积层2: 3×3×64×96 + 96 = 55392\n全连接层: 4096×2048 + 2048 = 8390656\n总计约8.46亿个",
      4, .yiUnitSlip
    ),
  ]

  private static let right = [
    "BERT-large\nQ, K, V: 3 × (1024 × 1024 + 1024) = 3,148,800\noutput: 1,049,600\nattention: 4,198,400",
    "BERT-large\nQ, K, V: 3 × (1024 × 1024 + 1024) = 3,148,800\nattention output: 1024 × 1024 + 1024 = 1,049,600",
    "Direct: 14 × 14 × 48 × 5 × 5 × 512 = 120,422,400\nReduction: 14 × 14 × 16 × 512 = 1,605,632\n"
      + "5x5: 14 × 14 × 48 × 5 × 5 × 16 = 3,763,200\nTotal: 5,368,832, about 1/22 of the direct way.",
    "直接: 28×28×48×5×5×192 = 180,633,600\n1×1: 28×28×24×192 = 3,612,672\n5×5: 28×28×48×5×5×24 = 22,579,200\n"
      + "合计: 26,191,872 (约 1/7)",
    "Training FLOPs per token ≈ 6 × N\nInference FLOPs per token ≈ 2 × N",
    "训练时每个 token:\n前向 ≈ 2 × N_params\n反向 ≈ 4 × N_params",
    "conv1: 7×7×3×64 + 64 = 9472\nconv2: 3×3×64×96 + 96 = 55392\nfc1: 4096×2048 + 2048 = 8390656\n"
      + "total: about 8.46M parameters",
    // Ten of them.
    "Ten branches, 10 in parallel, each:\nconv1: 7×7×3×64 + 64 = 9472\nconv2: 3×3×64×96 + 96 = 55392\n"
      + "fc1: 4096×2048 + 2048 = 8390656\ntotal: about 84.6M parameters",
  ]

  @Test("What the parts contradict is found")
  func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("Right totals and fractions are left alone")
  func leftAlone() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test(
    "One cause on a line is told once",
    arguments: [
      "| layer | formula | parameters |\n|---|---|---|\n| GRU, 16 → 64 | 4×(64×(16 + 64) + 64) | 20,736 |",
      "LSTM\n128×(128 + 64) + 128 = 24704\n4×24704 = 98816\n序列长度为 20, 参数量为 20 × 98816 = 1976320",
    ])
  func once(text: String) {
    var series = Checker.Series(Checker())
    #expect(series.diagnose(HandCalculation(text)).findings.count { $0.severity == .error } == 1)
  }
}
