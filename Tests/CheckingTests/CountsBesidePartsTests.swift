import Checking
import Testing

/// Counts, widths and subtotals that stand beside parts and are none.
@Suite("Counts beside parts")
struct CountsBesidePartsTests {
  private static let right = [
    "16 convolutions, 900,000; 16 BatchNorms, 7,000; fc 51,300. Total 958,300.",
    "16 个卷积层 900,000，16 个批归一化层 7,000，全连接 51,300，合计 958,300。",
    "156 conv, 12,416 fc, 850 head; total 13,422",
    "The AlexNet paper's conv2: 5·5·48·256 = 307,200 weights + 256 biases.",
    "Four BatchNorm2d(96): 4 × 192 = 768 learnable parameters.",
    "四个 BatchNorm2d(32) 共 4×64 = 256 个可学习参数。",
    "| Layer | weight | bias |\n|---|---|---|\n| BatchNorm2d(96) | 96 | 96 |",
    """
    | Layer | Weights | Biases |
    |---|---|---|
    | conv1 (8) | 200 | 8 |
    | conv2 (12) | 2,400 | 12 |
    | Both layers | 2,600 | 20 |
    | fc1 | 30,000 | 100 |
    | Total | 32,600 | 120 |
    """,
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("16 convolutions, 900,000; 16 BatchNorms, 7,000; fc 51,300. Total 985,300.", 1, .totalDoesNotAddUp),
    ("conv2_1 of VGG-16: 3·3·64·128 = 73,728 weights + 64 biases = 73,792.", 1, .biasCountWrong),
    ("BatchNorm2d(192): 4 × 192 = 768 learnable parameters.", 1, .normCountWrong),
    ("Four BatchNorm2d(192): 4 × 192 = 768 learnable parameters.", 1, .normCountWrong),
    ("| Layer | parameters |\n|---|---|\n| BatchNorm2d(96) | 96 |", 3, .normCountWrong),
    (
      """
      | Part | Parameters |
      |---|---|
      | layer | 2,400 |
      | 12 layers | 28,800 |
      | embedding | 30,000 |
      | head | 5,130 |
      | Total | 63,390 |
      """, 7, .totalDoesNotAddUp
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
