import Checking
import Testing

/// Blocks and layers of known networks that a text counts in prose, in lists and by the factors of its lines.
@Suite("Counts of a network's blocks")
struct CatalogueCountsTests {
  private static let right = [
    "VGG16 有 16 个卷积层和全连接层。", "VGG-16 有 13 个卷积层、3 个全连接层。", "VGG16 有 16 个卷积/全连接层。",
    "ResNet-50 has 3, 4, 6 and 3 bottleneck blocks.",
    "ResNet-152 has 3, 8, 36 and 3 bottleneck blocks.",
    "If ResNet-50 had 3, 4, 7 and 3 blocks, it would be deeper.",
    "A network with 12 residual blocks (2 + 3 + 4 + 3).",
    "A network of 5 blocks (2 + 2 + 3 + 3 + 3).", "2 blocks (2 + 2)", "4 blocks (64+128+256+512 channels)",
    "17 blocks (3+4+6+3 and one more)",
    """
    The stage has 1 first block and 3 other blocks.
    First block: 1×1×64×64 + 3×3×64×64 + 2×64×256 = 73,728
    Each of the other blocks: 1×1×256×64 + 3×3×64×64 + 1×1×64×256 = 69,632
    Sum: 73,728 + 3 × 69,632 = 282,624
    """,
    """
    SE in ResNet-34, r = 16
    stage1: 3 × 2×64²/16 = 1,536
    stage2: 4 × 2×128²/16 = 8,192
    stage3: 6 × 2×256²/16 = 49,152
    stage4: 3 × 2×512²/16 = 98,304
    """,
    """
    VGG16 MACs
    block4: 3×3×256×512×28×28 = 924,844,032；3×3×512×512×28×28×2 = 3,699,376,128
    """,
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("VGG19 有 19 个卷积层和 3 个全连接层。", 1, .layerCountWrong),
    ("ResNet-152 has 3, 8, 35 and 3 bottleneck blocks.", 1, .blockCountWrong),
    ("ResNet-34 各阶段的残差块数为 3、4、5、3。", 1, .blockCountWrong),
    ("A network with 13 residual blocks (2 + 3 + 4 + 3).", 1, .blockCountWrong),
    ("一个有 11 个残差块（2+3+4+3）的网络。", 1, .blockCountWrong),
    (
      """
      A stage of 4 bottleneck blocks.
      First block: 1×1×64×64 + 3×3×64×64 + 2×64×256 = 73,728
      Each of the other blocks: 1×1×256×64 + 3×3×64×64 + 1×1×64×256 = 69,632
      Sum: 73,728 + 4 × 69,632 = 352,256
      """, 4, .blockCountWrong
    ),
    (
      """
      SE in ResNet-34, r = 16
      stage1: 3 × 2×64²/16 = 1,536
      stage2: 4 × 2×128²/16 = 8,192
      stage3: 4 × 2×256²/16 = 32,768
      stage4: 3 × 2×512²/16 = 98,304
      """, 4, .blockCountWrong
    ),
    (
      """
      VGG16
      block1: 3×3×3×64×224×224 = 86,704,128
      block2: 3×3×64×128×112×112 = 924,844,032
      block2: 3×3×128×128×112×112×2 = 3,699,376,128
      """, 4, .mixedConventions
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
