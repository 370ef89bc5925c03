import Checking
import Testing

/// Bounds, memories, rates and totals in short notes about training and serving.
@Suite("Slips in notes on runs")
struct NotesOnRunsTests {
  private static let ridge = "Ridge point: 990e12 / 3.3e12 = 300 FLOPs/byte\n"
  private static let states = "ViT in FP32, 60M parameters\nweights = 60M × 4 = 240 MB\n"
  private static let attention = """
    QK^T: 2 × 1024 × 1024 × 2048 = 4.29 GFLOPs
    softmax·V: 2 × 1024 × 1024 × 2048 = 4.29 GFLOPs
    projections: 2 × 1024 × 4 × 2048 × 2048 = 34.36 GFLOPs

    """
  private static let table = """
    | format | bytes | 30B weights |
    |---|---|---|
    | FP32 | 4 | 120 GB |
    | BF16 | 2 | 60 GB |
    | INT8 | 1 | 30 GB |

    """

  private static let right = [
    "3.87 GMACs per image, × 2 for FLOPs, × 3 for both passes: 23.2 GFLOPs\n"
      + "Total: 23.2e9 × 1,281,167 × 50 ≈ 1.49e18 FLOPs",
    ridge + "40 < 300 → memory-bound",
    ridge + "400 > 300 → compute-bound",
    ridge + "300 < 400 → compute-bound",
    "compute: 2 × 7e9 × 1000 / 312e12 = 45 ms\nweights: 14 GB / 2.0 TB/s = 7 ms\nprefill is compute-bound",
    "compute: 2 × 7e9 / 312e12 = 0.045 ms\nweights: 14 GB / 2.0 TB/s = 7 ms\nmemory-bound",
    "H100 989 TFLOPS, 3.35 TB/s → 295 FLOPs/byte\n2 FLOPs per 2 bytes = 1 FLOP/byte, memory-bound",
    states + "Adam states = 480 MB",
    states + "Adam states (bf16) = 240 MB",
    "weights = 60M × 2 = 120 MB\nAdam states = 120 MB",
    "optimizer: 8 × 0.9e9 = 7.2 GB\nweights and gradients: 8 × 0.9e9 = 7.2 GB\n"
      + "Total 14.4 GB; a 24 GB card leaves 9.6 GB",
    "total 18.4 GB, a 24 GB card leaves 4.1 GB",
    "3 epochs, batch 64: 30,016 / 64 = 469 steps/epoch, 1,407 steps",
    "4 epochs: 320 steps per epoch, 100 steps of warmup",
    "Throughput per GPU 2,400 tok/s; 32 GPUs → 76,800 tok/s",
    "Throughput per GPU 2,400 tok/s; 32 GPUs → 66,800 tok/s",
    "3.6 GFLOPs ÷ 30 ms = 120 GFLOPS",
    "64 MB / 4 ms = 16.0 GB/s",
    "1.5 × 16,384 × 6 × 160e6 = 23.6 TFLOPS\nV100 125 TFLOPS → 18.9%",
    "8 GPUs\nMFU = 1.26 / 3.12 = 40.4%",
    "8 GPUs\nMFU = 8.4 / 3.12 = 269%\nThat is impossible: one peak was taken",
    "ideal time = 2.0e23 / (989e12 × 1000) = 2.02e5 s ≈ 56.2 h\nMFU 40%: 56.2 / 0.4 ≈ 140 h",
    "measured: 56.2 h\nMFU 40%: 56.2 × 0.4 ≈ 22.5 h at the peak",
    "forward: 2 FLOPs per parameter per token\nbackward: 4 FLOPs per parameter per token",
    "LoRA forward: 2 FLOPs per parameter\nbackward (frozen weights): 2 FLOPs per parameter",
    "前向: 2 × 3B = 6.0 GFLOPs\n反向是前向的两倍: 12.0 GFLOPs",
    attention + "sum: 4.29 + 4.29 + 34.36 = 42.94 GFLOPs",
    "8-bit Adam: 2 × 1 B × 0.5B = 1 GB",
    "A100: 624 TFLOPS with sparsity, 312 dense",
    "H100: 3,958 TFLOPS with sparsity in FP8, 989 dense in BF16",
    "某模型:700 亿参数,1.4 万亿 token\n6 × 700亿 × 1.4万亿 = 5.88e23 FLOPs",
    "2,150,400 × 2 = 4,300,800 美元 ≈ 430 万美元",
    "0.7 kW × 90 h = 63.0 kWh",
    "8 × 700 W × 48 h = 268.8 kWh",
    "2.45e6 kWh = 2.45 GWh",
    "Falcon-40B：400 亿参数",
    "14 × 10⁹ bytes = 14 GB",
    table + "| INT4 | 0.5 | 15 GB |",
    table + "| INT4 in groups | 0.5 | 17 GB |",
    "s=1024, b=1, h=2048, a=16:5 × 16 × 1024 / 2048 = 40",
    "BERT: batch 128,seq 256\n每步 FLOPs = 6 × 340e6 × 128 × 256 = 6.68e13",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      "3.87 GMACs per image, × 2 for FLOPs, × 3 for both passes: 23.2 GFLOPs\n"
        + "Total: 23.2e9 × 1,281,167 × 50 ≈ 1.53e18 FLOPs", 2, .productSlip
    ),
    (ridge + "40 < 300 → compute-bound", 2, .conclusionContradictsNumbers),
    (ridge + "400 > 300 → memory-bound", 2, .conclusionContradictsNumbers),
    ("算术强度 = 3 FLOP/Byte,拐点 = 60\n3 < 60,因此是计算受限", 2, .conclusionContradictsNumbers),
    (
      "compute: 2 × 7e9 × 1000 / 312e12 = 45 ms\nweights: 14 GB / 2.0 TB/s = 7 ms\nprefill is memory-bound",
      3,
      .conclusionContradictsNumbers
    ),
    (
      "H100 989 TFLOPS, 3.35 TB/s → 295 FLOPs/byte\n2 FLOPs per 2 bytes = 1 FLOP/byte, compute-bound", 2,
      .conclusionContradictsNumbers
    ),
    (states + "Adam states = 240 MB", 3, .partsOmitted),
    (
      "optimizer: 8 × 0.9e9 = 7.2 GB\nweights and gradients: 8 × 0.9e9 = 7.2 GB\nTotal 13.4 GB", 3,
      .totalDoesNotAddUp
    ),
    ("total 18.4 GB, a 24 GB card leaves 6.6 GB", 1, .totalDoesNotAddUp),
    ("权重 = 2 × 9 = 18.4 GB\n共 18.4 GB,24 GB 的卡还剩 6.6 GB", 2, .totalDoesNotAddUp),
    ("3 epochs, batch 64: 30,016 / 64 = 469 steps/epoch, 1,047 steps", 1, .productSlip),
    ("Throughput per GPU 2,400 tok/s; 32 GPUs → 78,600 tok/s", 1, .digitsTransposed),
    ("3.6 GFLOPs ÷ 30 ms = 12.0 GFLOPS", 1, .powerOfTenSlip),
    ("1.5 × 16,384 × 6 × 160e6 = 23.6 TFLOPS\nV100 125 TFLOPS → 1.89%", 2, .powerOfTenSlip),
    ("8 GPUs\nMFU = 8.4 / 3.12 = 269%", 2, .factorDroppedInEvaluation),
    (
      "ideal time = 2.0e23 / (989e12 × 1000) = 2.02e5 s ≈ 56.2 h\nMFU 40%: 56.2 × 0.4 ≈ 22.5 h", 2,
      .durationWrong
    ),
    (
      "forward: 2 FLOPs per parameter per token\nbackward: 2 FLOPs per parameter per token", 2,
      .backwardFactorWrong
    ),
    ("前向: 2 × 3B = 6.0 GFLOPs\n反向是前向的两倍: 6.0 GFLOPs", 2, .backwardFactorWrong),
    (attention + "sum: 4.29 + 34.36 = 38.65 GFLOPs", 4, .oneOfTwoAttentionProducts),
    ("8-bit Adam: 2 × 4 B × 0.5B = 4 GB", 1, .bytesPerValueWrong),
    ("A100: 624 TFLOPS with sparsity, 321 dense", 1, .wrongModelFact),
    ("某模型:700 亿参数,1400 亿 token\n6 × 700亿 × 1.4万亿 = 5.88e23 FLOPs", 1, .valueInconsistentBetweenLines),
    ("2,150,400 × 2 = 4,300,800 美元 ≈ 43.0 万美元", 1, .yiUnitSlip),
    ("0.7 kW × 90 h = 36.0 kWh", 1, .digitsTransposed),
    ("8 × 700 W × 48 h = 286.8 kWh", 1, .digitsTransposed),
    ("2.45e6 kWh = 2.45 MWh", 1, .prefixSlip),
    ("Falcon-40B：40 亿参数", 1, .yiUnitSlip),
    ("14 × 10⁹ bytes = 14 GiB", 1, .binaryDecimalPrefixMixed),
    (table + "| INT4 | 0.5 | 7.5 GB |", 6, .bytesPerValueWrong),
    ("s=1024, b=1, h=2048, a=16:5 × 16 × 1024 / 2048 = 20", 1, .productSlip),
    ("BERT: batch 128,seq 256\n每步 FLOPs = 6 × 340e6 × 128 = 2.61e11", 2, .tokensMissing),
    ("30 + 80 = 120", 1, .totalDoesNotAddUp),
    ("某模型参数量约 6.7 亿,即 6.7B", 1, .yiUnitSlip),
  ]

  @Test("Right lines stay right")
  func testRight() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("The slips are found")
  func testWrong() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
