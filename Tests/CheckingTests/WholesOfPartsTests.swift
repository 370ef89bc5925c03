import Checking
import Testing

/// Totals beside shares of all, below the total of one layer, and of parts of which one is written wrongly.
@Suite("Wholes and what they are made of")
struct WholesOfPartsTests {
  private static let wrong: [ShortTexts.Wrong] = [
    (
      "| Attention | ~16.8M | 33% |\n| FFN | ~33.6M | 67% |\n| Total per layer | ~55.3M | 100% |", 3,
      .totalDoesNotAddUp
    ),
    ("Total per layer: 7.1M\n× 12 layers = 58M", 2, .productSlip),
    ("每层共 12.6M 个参数\n24 层 = 3.02B", 2, .powerOfTenSlip),
    (
      "conv3_x: the first block has 372,506,624 MACs, the other three 218,365,952 each, 1,245,970,432 in total.",
      1,
      .totalDoesNotAddUp
    ),
    ("conv4_x: 第一个372,506,624, 其余五个各218,365,952, 合计1,464,363,384。", 1, .totalDoesNotAddUp),
    (
      "Llama-2-13B: d = 5120, d_ffn = 13824\nWgate, Wup, Wdown: 2 × 5120 × 13824 = 142M", 2, .ffnMatrixMissing
    ),
    // The slips next to what is right.
    ("forward: 4.2 × 10^22 FLOPs\nbackward: 4.2 × 10^22 FLOPs, twice as much", 2, .backwardFactorWrong),
    (
      "First block of ResNet-50: 12,845,056\nThere are 16 blocks, 51 convolutions on the main path.", 2,
      .layerCountWrong
    ),
    ("× 40 layers (13B) = 40 × 317M = 13.7B", 1, .digitChanged),
    (
      "32 × 4.1 GMACs = 131 GMACs, 262 GFLOPs per forward pass\ntraining step: 3 × 262 = 797 GFLOPs", 2,
      .productSlip
    ),
    ("Q: 1024 × 1024 = 1,048,567\nK: 1024 × 1024 = 1,048,576\ntotal: 2,097,152", 1, .digitsTransposed),
  ]

  private static let right = [
    "| Attention | ~16.8M | 33% |\n| FFN | ~33.6M | 67% |\n| Total per layer | ~50.3M | 100% |\n× 24 layers = ~1.2B parameters",
    // What overlaps is no sum, and its shares say so.
    """
    | part | time | share |
    |---|---|---|
    | load | 20 ms | 22% |
    | compute | 80 ms | 89% |
    | total (with overlap) | 90 ms | 100% |
    """,
    "每层共 12.6M 个参数\n24 层 = 302M, 加上嵌入 51M 共 354M",
    "Total per layer: 7.1M\n12 layers = 124M with embeddings",
    "conv3_x: the first block has 372,506,624 MACs, the other three 218,365,952 each, 1,027,604,480 in total.",
    "conv4_x: 第一个372,506,624, 其余五个各218,365,952, 合计1,464,336,384。",
    "The first layer has 1,792 weights, the other two 36,928 each, 75,648 in total.",
    "forward: 4.2 × 10^22 FLOPs\nbackward: 8.4 × 10^22 FLOPs, twice as much",
    "前向: 4.2 × 10^22 FLOPs\n反向: 8.4 × 10^22 FLOPs (前向的两倍)",
    "First block of ResNet-50: 12,845,056\nThere are 16 blocks, 49 convolutions on the main path.",
    "× 40 layers (13B) = 40 × 317M = 12.7B",
    "32 × 4.1 GMACs = 131 GMACs, 262 GFLOPs per forward pass\ntraining step: 3 × 262 = 787 GFLOPs",
    "conv1 and conv2_x: 118,013,952 + 2 x 231,211,008 = 580,435,968\nSo ResNet-18 has 1.8 GFLOPs.",
  ]

  /// One number is written wrongly, and the total is that of the right ones: one finding.
  private static let copied = [
    "Q: 1024 × 1024 = 1,048,567\nK: 1024 × 1024 = 1,048,576\ntotal: 2,097,152",
    "conv1: 3·3·3·32 + 32 = 896\nconv2: 3·3·32·64 + 64 = 18,469\nfc: 64·10 + 10 = 650\ntotal: 20,042 parameters",
    "28x28x64 x 192 = 9.6 M\n28x28x96 x 192 = 15.4 M\n28x28x32 x 192 = 4.8 M\nTotal: 28.9 M multiplications",
  ]

  @Test("Wrong wholes are found")
  func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("Right wholes are left alone")
  func leftAlone() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("The total of the parts as they should be is right", arguments: copied)
  func rightTotal(_ text: String) {
    let errors = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(errors.map { $0.place.line }.count == 1)
    #expect(errors.first.map { text.split(separator: "\n").count > $0.place.line } ?? false)
  }
}
