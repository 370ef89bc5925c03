import Checking
import Testing

/// Numbers that were rounded or grouped before they were calculated with, and groups that were divided by already.
@Suite("Rounded counts, grouped digits and divided channels")
struct BytesOfRoundedCountsTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("ResNet-50: 25.6M × 4 bytes = 104.2 MB", 1, .digitsTransposed),
    ("VGG16: 138M × 4 bytes = 582 MB", 1, .digitChanged),
    ("LLaMA-7B: 6.7B × 2 bytes = 14.3 GB", 1, .digitsTransposed),
    ("BERT-base: 110M × 4 = 404 MB", 1, .digitsTransposed),
    ("56×56×64 = 200，740，200，740 × 4 = 802，960", 1, .digitsTransposed),
    ("32→128, 分组卷积(groups=4): 3×3×32×128=36864", 1, .groupsIgnored),
    ("输入 32 通道, 输出 128 通道\n分组卷积(groups=4): 3×3×32×128=36864", 2, .groupsIgnored),
    ("Grouped convolution with 4 groups: 3 x 3 x 128 x 256 = 294,912 weights", 1, .groupsIgnored),
  ]

  private static let right = [
    "112×112×64 = 802K, 802K × 4 = 3.06 MB",
    "64×28×28 = 50K, 50K × 4 = 196 KB",
    "AlexNet: 61.1M × 4 bytes = 233 MB",
    "MobileNetV2: 3.5M × 4 bytes ≈ 13.4 MB",
    "LLaMA-7B: 6.7B × 2 bytes = 12.6 GB",
    "56×56×64 = 200，704，200，704 × 4 = 802，816",
    "输入 256 通道, 输出 256 通道\n分组卷积(groups=8): 3×3×32×256 = 73728",
    "Grouped convolution with 4 groups: 3 x 3 x 64 x 256 = 147,456 weights",
    "Standard: 3×3×64×128 = 73,728\nGrouped convolution (groups=4): 3×3×16×128 = 18,432",
  ]

  @Test("What was rounded, grouped or divided is right, and a slip beside it is found")
  func counts() {
    #expect(ShortTexts.unfound(in: Self.wrong) == [])
    #expect(ShortTexts.alarms(in: Self.right) == [])
  }
}
