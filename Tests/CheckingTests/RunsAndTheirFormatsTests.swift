import Checking
import Testing

/// The work of a run, peaks, memories, formats and rows of sizes that other lines of a text settle.
@Suite("Runs against what their text says")
struct RunsAndTheirFormatsTests {
  private static let rows = """
    | Model | Layers | Hidden | Heads |
    |---|---|---|---|
    | BERT-base | 12 | 768 | 12 |
    | GPT-3 | 96 | 12288 | 96 |

    """
  private static let squares = "n = 512, d = 1024: 4 × 512² × 1024 = 1,073,741,824\n"

  private static let right = [
    "Scoring 15T tokens with Llama 3 8B: 2 × 8e9 × 15e12 = 2.4e23 FLOPs\nat an MFU of 40% that takes 70 days",
    "Llama 3 8B inference over 1T tokens: 2 × 8e9 × 1e12 = 1.6e22 FLOPs\nMFU 40%: 11,234 hours",
    "LLaMA-65B prefill, 2048 A100\nMFU: 2 × 65.2e9 × 380 / 312e12 = 15.9%",
    "Forward pass: 2N\nBackward pass: 4N",
    "Forward: 2N\nBackward (inputs): 2N\nBackward (weights): 2N",
    "Forward pass: 2N\nBackward pass: 2N\nWeight gradient: 2N",
    "A100 BF16, dense peak 312e12\nMFU = 1.56e15 / (8 × 312e12) = 62.5%",
    "8 × A100, INT8 peak = 8 × 624e12 = 4.992e15, MFU 20%",
    "A100 with 2:4 sparsity: peak = 8 × 624e12 = 4.992e15, MFU 20%",
    "Two A100s: peak = 2 × 312e12 = 624e12\nMFU = 3.1e14 / 624e12 = 49.7%",
    "14 GB, fits in 16 GB",
    "fp16: 12.5B × 2 bytes = 25 GB, fits in 24 GiB",
    "M = N = K = 2048, fp16\nBytes = 3 × 2048² × 2 = 25.2 MB",
    "M = N = K = 2048, fp32\nBytes = 3 × 2048² × 4 = 50.3 MB",
    "GEMM of 2048, fp16 inputs, fp32 output\nBytes = 2 × 2048² × 2 + 2048² × 4 = 33.6 MB",
    "W: 1024 × 4096 × 2 bytes = 8.4 MB (bf16)",
    "W: 1024 × 4096 × 4 bytes = 16.8 MB (8.4 MB in bf16)",
    rows + "| BERT-large | 24 | 1024 | 16 |",
    rows + "| GPT-2 | 48 | 1600 | 25 |",
    "Distilled students\n" + rows + "| BERT-large | 6 | 1024 | 16 |",
    squares + "Doubling n makes the scores four times as expensive.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      "GPT-3: 2 × 175e9 × 300e9 = 1.05e23 FLOPs\nV100 at 30% MFU: 125e12 × 0.3 = 3.75e13 FLOP/s\n"
        + "1.05e23 / 3.75e16 / 86400 = 32.4 days", 1, .trainingFactorWrong
    ),
    ("Training Llama-2-7B\nMFU = 2 × 6.74e9 × 3500 / 312e12 = 15.1%", 2, .trainingFactorWrong),
    ("前向: 2N\n反向: 与前向相同 = 2N", 2, .backwardFactorWrong),
    ("Forward: 2N FLOPs per token\nBackward: same as forward = 2N FLOPs per token", 2, .backwardFactorWrong),
    ("16 H100\npeak = 16 × 1979e12 = 3.166e16\nMFU = 6e15 / 3.166e16 = 19.0%", 2, .sparsePeakUsed),
    ("A100 peak: 4 × 624e12 = 2.496e15\nMFU: 6.2e14 / 2.496e15 = 24.8%", 1, .sparsePeakUsed),
    ("4 bit: 52 GB, fits on one 48 GB card", 1, .conclusionContradictsNumbers),
    ("M = N = K = 2048, bf16\nmemory traffic = 3 × 2048² × 4 = 50.3 MB", 2, .bytesPerValueWrong),
    ("矩阵乘, fp16, n = 2048\n访存量 = 3 × 2048² × 4 = 50.3 MB", 2, .bytesPerValueWrong),
    ("W: 1024 × 4096 × 4 bytes = 16.8 MB (bf16)", 1, .bytesPerValueWrong),
    (rows + "| BERT-large | 24 | 1024 | 12 |", 5, .wrongModelFact),
    (rows + "| GPT-2 XL | 36 | 1600 | 25 |", 5, .wrongModelFact),
    (squares + "Doubling n makes the scores twice as expensive.", 2, .scalingExponentWrong),
  ]

  @Test func findsNothingInRightTexts() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test func findsWhatIsWrong() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
