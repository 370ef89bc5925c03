import Checking
import Testing

/// What the words on a line or the one above say of a layer's sizes, its biases and its map.
@Suite("Layers beside their lines")
struct LayersBesideTheirLinesTests {
  private static let right = [
    // A comma between thousands, beside an arrow in brackets.
    "FC1 (9,216 → 128): 9,216×128 + 128 = 1,179,776\nFC2 (128 → 10): 128×10 + 10 = 1,290",
    "FC1 (2,048 → 64) has 2,048×64 + 64 = 131,136.",
    "全连接 (3,136→200): 3,136×200+200=627,400",
    "conv (3,128→256): 3×3×128×256 + 256 = 295,168",
    // Two layers, and no operations.
    "VGG-16 MACs\nconv4_2, conv4_3: 2×3×3×512×512×28×28 = 3,699,376,128\nfc8: 4096×1000 = 4,096,000",
    "ResNet-18 的乘加次数\n第二个残差块, 2个3×3卷积: 2×(3×3×64×64)×56×56 = 231,211,008\n全连接层: 512×1000 = 512,000",
    // Biases.
    "全连接层: 输入7x7x32=1568, 输出64, 参数量=1568x64+64=100416",
    "Dense layer: input features = 300, output features = 50\nNumber of parameters = 300 x 50 + 50 = 15050",
    "FC1: 300 → 50 (with BN): 300×50 + 100 = 15,100",
    "conv1: 3*3*3*32+32 = 896\nconv2: 3*3*32*64+64 = 18496\nfc1: 1024*512 + 512 = 524800\nfc2: 512*10 = 5120 (no bias)",
    "conv1: 3*3*3*32+32 = 896\nconv2: 3*3*32*64+64 = 18496\nfc1: 1024*512 = 524288\nfc2: 512*10 = 5120",
    "Parameters:\nfc1: 784*128+128 = 100480\nfc2: 128*10+10 = 1290\nMACs:\nfc1: 784*128 = 100352\nfc2: 128*10 = 1280",
    "conv1: 3*3*3*32+32 = 896\nfc1: 1024*512 + 512 = 524800\nfc2: 512*10 = 5120\n+10 biases = 5130",
    "| LSTM | 8 | 32 | 5,248 |\n| Dense | 32 | 4 | 132 |\n| Total | | | 5,380 |",
    // Maps.
    "C1: 32-5=27, 27+1=28\n5x5x1x6+6=156\n28x28x6=4704",
    "5x5 kernel on 28x28: 28-5 = 23 steps to the right, so the output is 24x24.",
    "| S2 | 12x12x8 | 0 |\n| C3 5x5, 16 maps | 8x8x16 | 5x5x8x16+16 = 3,216 |\n| S4 | 4x4x16 | 0 |",
    "标准卷积: 3×3, 16→32, 输出 56×56\n计算量 = 3×3×16×32×56×56 = 14,450,688 MACs\n全连接 参数量 = 32×10 = 320, 计算量 = 32×10 = 320 MACs",
    "MACs = 64 × 112 × 112 × 3 × 7² (stride 2, padding 3, input 224 × 224)\n= 118,013,952",
    "Second layer: input 12x12x8 after pooling, 20 filters of 5x5, output 8x8x20.\nParameters: 5x5x8x20 + 20 = 4020.",
    // Totals.
    "全连接层: 400×120+120 = 48120, 120×84+84 = 10164\n全连接层合计 58284",
    "encoder layer: 7,087,872\n12 layers: 85,054,464\nembeddings: 23,837,184\ntotal: 108,891,648",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("FC1 (9,216 → 128): 9,216×128 + 9,216 = 1,188,864", 1, .biasCountWrong),
    (
      "VGG-16\nconv3_2: 2×3×3×256×256×56×56 = 3,699,376,128\nfc8: 4096×1000 = 4,096,000", 3, .mixedConventions
    ),
    ("全连接层: 输入7x7x32=1568, 输出64, 参数量=1568x64+1568=101920", 1, .biasCountWrong),
    (
      "Dense layer: input features = 300, output features = 50\nNumber of parameters = 300 x 50 + 300 = 15300",
      2,
      .biasCountWrong
    ),
    ("FC2: 300 → 50, 300×50 + 20 = 15,020", 1, .biasCountWrong),
    (
      "conv1: 3*3*3*32+32 = 896\nconv2: 3*3*32*64+64 = 18496\nfc1: 1024*512 + 512 = 524800\nfc2: 512*10 = 5120",
      4,
      .biasNotAdded
    ),
    ("| LSTM | 8 | 32 | 5,248 |\n| Dense | 32 | 4 | 128 |\n| Total | | | 5,376 |", 2, .biasNotAdded),
    ("C1: 32-5=27\n5x5x1x6+6=156\n27x27x6=4374", 1, .outputSizePlusOneMissing),
    ("Image 20x20x1, 3x3 kernel, no padding: output 20-3 = 17, 17x17x8", 1, .outputSizePlusOneMissing),
    (
      "| S2 | 14x14x8 | 0 |\n| conv 5x5, 16 maps | 9x9x16 | 5x5x8x16+16 = 3,216 |\n| S4 | 4x4x16 | 0 |", 2,
      .outputSizePlusOneMissing
    ),
    (
      "标准卷积: 3×3, 16→32, 输出 56×56\n计算量 = 3×3×16×32×56×56 = 14,450,688 MACs\nPointwise 参数量 = 1×1×16×32 = 512, 计算量 = 16×32 = 512 MACs",
      3, .outputPositionsMissing
    ),
    (
      "MACs = 32 × 160 × 160 × 3 × 3² (stride 2, padding 1, input 160 × 160)\n= 22,118,400", 1,
      .inputSizeForOutputSize
    ),
    (
      "Second layer: input 12x12x8 after pooling, 20 filters of 5x5, output 8x8x20.\nParameters: 5x5x20 + 20 = 520.",
      2,
      .inputChannelsMissing
    ),
    ("全连接层: 400×120+120 = 48120, 120×84+84 = 10164\n全连接层合计 58824", 2, .totalDoesNotAddUp),
    ("conv2d_1: 9248\nconv2d_2: 4624\nconv2d_3: 9248\nconv2d_4: 36928\ntotal: 55424", 5, .totalDoesNotAddUp),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
