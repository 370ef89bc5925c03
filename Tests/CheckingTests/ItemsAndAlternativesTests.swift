import Checking
import Testing

/// Rates for times in other units, values in brackets behind the terms of a sum, lines that go on from one base each,
/// columns of items, options with a map of their own, shares in a list.
@Suite("Items with their own results, and alternatives beside them")
struct ItemsAndAlternativesTests {
  @Test("A right text raises nothing", arguments: right)
  func isRight(_ text: String) { #expect(ShortTexts.alarms(in: [text]) == []) }

  @Test("The slip next door is found") func isFound() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  static let right = [
    // Rates for times.
    "2.04 TB/s × 24.5 ms = 50.0 GB", "24.5 ms × 2.04 TB/s = 50.0 GB", "990 TFLOPS × 4 ms = 3.96 TFLOP",
    "80 images/s × 15 min = 72,000 images", "900 GB/s × 12 µs = 10.8 MB", "100 Gbit/s × 8 ms = 100 MB",
    "8 × 312 TFLOPS × 2 h = 1.8e19 FLOPs", "1 PFLOPS × 3 days = 3 PFLOPS-days",
    // Options with a map of their own.
    "3×3 conv, padding 1: 40×40 -> 40×40; with stride 2: 20×20.",
    "5×5 conv, p=2: 24×24 -> 24×24; dilation 2: 20×20; without padding: 20×20.",
    "7×7 卷积，填充 3：64×64 -> 64×64；若步长为 2，则得到 32×32。",
    "pool 2×2: 32×32 -> 16×16; stride 1 would give 31×31.",
    "kernel 3, padding 1: 16×24 -> 16×24; with stride (1, 2): 16×12.",
    // Times in several units.
    "0.8 s for the prefill + 150 × 30 ms = 5.3 s", "1.2 s (prefill) + 300 × 20 ms = 7.2 s",
    "Warm-up 4 min + 60 epochs × 30 s = 34 min.", "启动 2 min + 30 轮 × 50 s = 27 min",
    // Values in brackets.
    "99.6M = 12 × 6.3M (75.6M) + 24.0M", "10,304 = 16 × 68 (1,088) + 9 × 32 × 32 (9,216)",
    "权重：10,304 = 16 × 68（1,088）+ 9 × 32 × 32（9,216）",
    "10,304 = 16 × 68 weights [1,088] + 9 × 32 × 32 [= 9,216 weights]",
    "16×68 (1,088) + 9×32×32 (9,216) = 10,304",
    // Lines that go on from one base each.
    "13B parameters\n× 2 = 26 GB in bf16\n× 1 = 13 GB in int8\n× 0.5 = 6.5 GB in int4",
    "5×5×16×32 = 12,800 weights,\n× 28×28 = 10,035,200 MACs here,\n× 14×14 = 2,508,800 with a stride of 2.",
    "120 cells\n× 5 = 600 boxes, or\n× 3 = 360 boxes", "30·30 = 900 and 20·20\n× 3 = 1,200",
    "3 × 5 = 15\n× 4 = 60\n× 2 = 120",
    // Columns of items.
    "5 × 2,048 = 10,240\n+ 32 biases\n+ 3 × 50 = 150\n--------------\n  10,422",
    "per layer: 2,048 × 2,048 = 4.19M\n× 4 matrices = 16.8M\n+ 3 × 2048 × 5504 = 33.8M\n= 50.6M\n× 24 = 1.21B",
    // Shares in a list.
    "1.50M and 4.50M of 6.00M: 25% and 75%.", "1.0M, 2.0M and 5.0M of 8.0M: 12.5%, 25% and 62.5%",
    "3.2G and 0.8G of 4.0G (80%, 20%).",
    // An addend that is worked out aside.
    "In all 138M = 14.7M conv + 4096 × 25088 = 102.8M + 16.8M + 4.1M fc.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("2.04 TB/s × 24.5 ms = 50.0 MB", 1, .prefixSlip), ("990 TFLOPS × 4 ms = 3.96 PFLOP", 1, .prefixSlip),
    ("80 images/s × 15 min = 73,000 images", 1, .digitChanged),
    (
      "3×3 conv, stride 1, padding 1: 40×40 -> 38×38; with stride 2: 20×20", 1, .paddingForgotten
    ),
    ("0.8 s for the prefill + 150 × 30 ms = 6.3 s", 1, .durationWrong),
    ("Warm-up 4 min + 60 epochs × 30 s = 44 min.", 1, .durationWrong),
    ("110M = 12 × 6.3M (75.6M) + 24.0M", 1, .totalDoesNotAddUp),
    ("16×68 (1,088) + 9×32×32 (9,216) = 10,404", 1, .digitChanged),
    ("7B parameters\n× 2 = 14 GB in fp16\n× 4 = 29 GB in fp32", 3, .productSlip),
    ("120 cells\n× 5 = 600 boxes, or\n× 3 = 370 boxes", 3, .productSlip),
    ("30·30 = 900 and 20·20\n× 3 = 1,210", 2, .productSlip),
    ("5 × 2,048 = 10,240\n+ 32 biases\n+ 3 × 50 = 150\n--------------\n  10,432", 5, .totalDoesNotAddUp),
    ("1.50M and 4.50M of 6.00M: 25% and 85%.", 1, .productSlip),
    ("1.0M, 2.0M and 5.0M of 8.0M: 12.5%, 35% and 62.5%", 1, .productSlip),
    ("In all 138M = 14.7M conv + 4096 × 25088 = 112.8M + 16.8M + 4.1M fc.", 1, .totalDoesNotAddUp),
  ]
}
