import Checking
import Testing

/// Blocks and layers of known networks in rows and in Chinese, and multiply-adds counted as two.
@Suite("Blocks in rows, layers with the stem")
struct BlocksInStageRowsTests {
  private static func table(_ counts: [Int]) -> String {
    let rows = counts.enumerated().map { "| conv\($0.offset + 2)_x | \($0.element) |" }
    return "| stage | residual blocks |\n|---|---|\n" + rows.joined(separator: "\n")
  }

  private static let wrong: [ShortTexts.Wrong] = [
    ("ResNet-34\n\n" + table([3, 4, 6, 4]), 8, .blockCountWrong),
    ("ResNet-101\n\n" + table([3, 4, 22, 3]), 7, .blockCountWrong),
    (table([3, 4, 6, 2]) + "\n\nResNet-50 at 224x224", 6, .blockCountWrong),
    ("ResNet-101: 残差块共34个。", 1, .blockCountWrong),
    (
      "ResNet-50: 48 convolutions plus conv1 and the fully connected layer makes 49 layers", 1,
      .layerCountWrong
    ),
    ("ResNet-101: 99个卷积层, 加上conv1和全连接层共100层。", 1, .layerCountWrong),
    ("VGG-16: 15.5 GMACs, or 15.5 GFLOPs with multiply-adds counted as two.", 1, .macCalledFlop),
  ]

  private static let right = [
    "ResNet-34\n\n" + table([3, 4, 6, 3]),
    // Two rows that differ are another network's.
    "ResNet-34\n\n" + table([2, 2, 2, 2]),
    table([3, 4, 23, 3]) + "\n\nResNet-101 has 33 blocks, ResNet-50 has 16.",
    "ResNet-101: 残差块共33个。",
    "ResNet-50: 残差块共4个阶段。",
    "ResNet-50: 48 convolutions plus conv1 and the fully connected layer makes 50 layers",
    "ResNet-50 有49个卷积层, 加上全连接层共50层。",
    "VGG-16: 15.5 GMACs, or 31.0 GFLOPs with multiply-adds counted as two.",
  ]

  @Test("Counts that the network contradicts are found")
  func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("Right counts, and those of other networks, are left alone")
  func leftAlone() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
