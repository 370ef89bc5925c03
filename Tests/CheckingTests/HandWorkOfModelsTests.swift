import Checking
import Testing

/// Parts, passes, bytes and conclusions in notes about transformers, each with the right line next door.
@Suite("Slips of a part, a token or a byte in notes about transformers")
struct HandWorkOfModelsTests {
  private static let table = "wte embedding: 20000*640 = 12,800,000\nblocks: 40,000,000\n"
  private static let adapters = "LoRA adds A (4 × 640) and B (640 × 4) to a 640 × 640 matrix.\n"
  private static let experts = "Total: 39.4B parameters\nActive per token: 9.6B\n"
  private static let prices = "A100: 6,000 x 2 = $12,000\nH100: 2,500 x 3 = $7,500\n"
  private static let batch = "batch: 128 sequences of 4096 tokens\nFLOPs per token: 6 * 3e9 = 1.8e10\n"
  private static let products =
    "投影: 4 × 512 × 320² = 209,715,200\nQKᵀ: 512² × 320 = 83,886,080\n加权求和: 512² × 320 = 83,886,080\n"

  @Test func rightWorkings() {
    let right = [
      "A 3B model, 1T tokens.\nModel FLOPs: 6 × 3e9 × 1e12 = 1.8e22 FLOPs\n"
        + "Hardware FLOPs with recomputation: 8 × 3e9 × 1e12 = 2.4e22 FLOPs",
      "Model FLOPs of the forward pass for 4 prompts of a 3B model: 2 × 4 × 3e9 × 131072 = 3.15e15 FLOPs",
      Self.table + "lm_head, not shared: 20000*640 = 12,800,000\n"
        + "total: 12,800,000 + 40,000,000 + 12,800,000 = 65,600,000",
      Self.table + "lm_head: tied, 0\ntotal: 12,800,000 + 40,000,000 = 52,800,000",
      "SwiGLU FFN 三个矩阵：3×640×1728 = 3,317,760",
      "SwiGLU: gate and up, two matrices: 2×640×1728 = 2,211,840\ndown: 1728×640 = 1,105,920",
      "SwiGLU replaces the MLP with two matrices 2×640×2560 = 3,276,800.",
      Self.adapters + "per adapted matrix: 2 × 4 × 640 = 5,120",
      Self.adapters + "per adapted matrix, for A alone: 4 × 640 = 2,560, and B as well",
      "Adam m in fp32: 3e9 × 4 bytes = 12 GB\nAdam m and v in fp32: 3e9 × 8 bytes = 24 GB",
      "fp32 gradients, half of them on each side: 3e9 × 2 bytes = 6 GB",
      "40% of 989 TFLOP/s: 395.6 TFLOP/s. 10% of 80 GB: 72 GB are left.",
      "First: 320 × 640 + 640 = 205,440\nIf each of the 49 positions had its own weights: "
        + "49 × 205,440 = 10,066,560 parameters",
      "About 352 GFLOPs per batch. With a batch of 16: 352 / 16 = 22 GFLOPs per image.",
      "参数 1.7亿(170M)，参数 2.6亿(2.6B 的十分之一)",
      "BERT-base\n两个 LayerNorm：2×2×768 = 3,072",
      "BERT-base layer\ntwo LayerNorms: 2 × 768 = 1,536 each",
      Self.experts + "FLOPs per token: 2 × 9.6e9 = 19.2 GFLOPs",
      Self.experts + "If it were dense, FLOPs per token: 2 × 39.4e9 = 78.8 GFLOPs",
      "Active per token: 9,612,345,678 ≈ 9.61B\nFLOPs per token: 2 × 9.61e9 = 19.22 GFLOPs",
      "n = 512\n当 n 增大到 2048 时，投影部分变为 4 倍，而 n² 部分变为 16 倍。",
      "n = 2048\nKV cache: 2 × 2048 × 640 × 2 = 5,242,880 bytes. Doubling the context needs twice as much.",
      "n = 512\nn 增大到 1024，头数减半，因此 QKᵀ 变为 2 倍",
      "n = 512\nn grows to 1024, the softmax over the scores of each query takes 2 times as long.",
      "For n = 512 one row of the score matrix takes 1 KiB, for n = 1024 it takes 2 KiB.",
      Self.products + "合计: 209,715,200 + 83,886,080 + 83,886,080 = 377,487,360",
      Self.products + "不含加权求和的合计: 209,715,200 + 83,886,080 = 293,601,280",
      Self.batch + "FLOPs per step: 128 * 4096 * 1.8e10 = 9.44e15",
      Self.batch + "FLOPs per decoding step: 128 * 1.8e10 = 2.30e12",
      "A linear layer 320 -> 640, sequence 48.\nbias additions 48*640 = 30,720",
      Self.prices + "So the H100 is cheaper.",
      Self.prices + "So the A100 is more expensive.",
      "| stage | formula | per GPU |\n|---|---|---|\n| none | 16 × 3 | 48 GB |\n"
        + "| 1 | 4 × 3 + 12 × 3 / 16 | 14.25 GB |\n| 2 | 2 × 3 + 14 × 3 / 16 | 8.63 GB |\n| 3 | 16 × 3 / 16 | 3 GB |",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
  }

  @Test func partsOfTransformers() {
    let wrong: [ShortTexts.Wrong] = [
      (
        "A 3B model, 1T tokens.\nFor the MFU we count model FLOPs: 8 × 3e9 × 1e12 = 2.4e22 FLOPs", 2,
        .trainingFactorWrong
      ),
      (
        Self.table + "lm_head (tied to wte): 20000*640 = 12,800,000\n"
          + "total: 12,800,000 + 40,000,000 + 12,800,000 = 65,600,000", 4, .embeddingOrHeadTwice
      ),
      ("SwiGLU FFN 两个矩阵：2×640×1728 = 2,211,840", 1, .ffnMatrixMissing),
      ("SwiGLU feed-forward, two matrices: 2 × 640 × 1728 = 2,211,840", 1, .ffnMatrixMissing),
      (Self.adapters + "Parameters per adapted matrix: 4 × 640 = 2,560", 2, .partsOmitted),
      (
        "### BERT-base attention, sequence length 64 (MACs)\n12 heads of 64.\n"
          + "Q, K, V: 3 · 64 · 768 · 768 · 12 = 1,358,954,496", 3, .headsMultipliedAgain
      ),
      ("BERT-base\nTwo LayerNorms: 2 × 768 = 1,536 parameters", 2, .normCountWrong),
      (Self.experts + "FLOPs per token: 2 × 39.4e9 = 78.8 GFLOPs", 3, .aboveTwoPerParameter),
      (Self.products + "合计: 209,715,200 + 83,886,080 = 293,601,280", 4, .oneOfTwoAttentionProducts),
      ("A linear layer 320 -> 640, sequence 48.\nbiases 48*640 = 30720", 2, .biasPerPosition),
      (
        "First: 320 × 640 + 640 = 205,440\nIt is applied at each of 49 positions, so it has "
          + "49 × 205,440 = 10,066,560 parameters.", 2, .weightsCountedPerPosition
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func tokensBytesAndConclusions() {
    let wrong: [ShortTexts.Wrong] = [
      ("Adam m in fp32: 3e9 × 2 bytes = 6 GB", 1, .bytesPerValueWrong),
      ("动量(fp32)：3e9×2 字节 = 6 GB", 1, .bytesPerValueWrong),
      ("40% of 989 TFLOP/s: 359.6 TFLOP/s", 1, .digitsTransposed),
      ("989 TFLOPS 的 40%：359.6 TFLOPS", 1, .digitsTransposed),
      (
        "About 22 GFLOPs per image.\nWith a batch of 16 that is 22 / 16 = 1.375 GFLOPs per image.", 2,
        .batchDividesWork
      ),
      ("模型参数 2.6亿(2.6B)", 1, .yiUnitSlip),
      ("n = 512\nIf n grows to 1024, the quadratic part becomes 2 times as large.", 2, .scalingExponentWrong),
      ("n = 512\n当 n 增大到 1024 时，投影部分变为 2 倍，而 QKᵀ 部分变为 2 倍。", 2, .scalingExponentWrong),
      (
        "n = 2048\n8 × 2048² × 2 = 67,108,864 bytes\nDoubling the context to n = 4096 needs twice as much.",
        3,
        .scalingExponentWrong
      ),
      (
        "For n = 512 the score matrix takes 1 MiB, for n = 1024 it takes 2 MiB.", 1, .scalingExponentWrong
      ),
      (Self.batch + "FLOPs per step: 128 * 1.8e10 = 2.30e12", 3, .tokensMissing),
      (Self.prices + "So the A100 is cheaper.", 3, .conclusionContradictsNumbers),
      (
        "H100: 380 of 989 TFLOP/s is an MFU of 38.4%.\nA100: 150 of 312 TFLOP/s is an MFU of 48.1%.\n"
          + "So the H100 run has the higher MFU.", 3, .conclusionContradictsNumbers
      ),
      (
        "- fp16 峰值: 312 TFLOPS\n- 每个 token: 2 × 13×10⁹ = 26 GFLOPs\n- 利用率: 26×10⁹ / 312×10¹² = 0.0083%", 3,
        .workDividedByRate
      ),
      (
        "| stage | formula | per GPU |\n|---|---|---|\n| none | 16 × 3 | 48 GB |\n"
          + "| 1 | 4 × 3 + 12 × 3 / 16 | 14.25 GB |\n| 2 | 2 × 3 + 14 × 3 / 16 | 6.83 GB |\n| 3 | 16 × 3 / 16 | 3 GB |",
        5, .digitsTransposed
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
