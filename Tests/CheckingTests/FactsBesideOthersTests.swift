import Checking
import Testing

/// Facts of a network that stand beside right ones: maps of stages, sizes, pools, layers; and sizes with their division.
@Suite("Facts beside others")
struct FactsBesideOthersTests {
  private static let right = [
    "ResNet-34 stage outputs:\nconv2_x: 56x56x64\nconv3_x: 28x28x128\nconv4_x: 14x14x256\nconv5_x: 7x7x512",
    """
    ResNet-50, dilated for segmentation:
    conv2_x: 56x56x256
    conv3_x: 28x28x512
    conv4_x: 14x14x1024
    conv5_x: 14x14x2048
    """,
    "ResNet-50, inside each stage:\nconv2_x: 56x56x64\nconv3_x: 28x28x128\nconv4_x: 14x14x256\nconv5_x: 7x7x512",
    "Swin-S stage outputs: 56×56×96 → 28×28×192 → 14×14×384 → 7×7×768",
    "ViT-Large: 24 layers, hidden 1024, 16 heads, MLP 4096",
    "VGG-19 has 16 convolutional layers, 5 max-pooling layers and 3 fully connected layers.",
    "60M parameters take 228.9 MiB (60e6 × 4 / 1024^2) or 240 MB (60e6 × 4 / 1e6).",
    "ResNet-50: 49 convolutions plus the fully connected layer makes 50 layers.",
    "VGG-16: 13 个卷积层，加上 3 个全连接层，共 16 层.",
    "ResNet-34: [3, 4, 6, 3] 个残差块，每块 2 个卷积：32 + 1 + 1 = 34",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      "ResNet-34 的各阶段输出:\nconv2_x: 56×56×64\nconv3_x: 28×28×128\nconv4_x: 14×14×128\nconv5_x: 7×7×512", 4,
      .wrongModelFact
    ),
    ("Swin-S stage outputs: 56×56×96 → 28×28×192 → 14×14×192 → 7×7×768", 1, .wrongModelFact),
    ("ViT-Large has 24 layers, a hidden size of 1024 and 12 heads.", 1, .wrongModelFact),
    (
      "AlexNet has 5 convolutional layers, 2 max-pooling layers and 3 fully connected layers.", 1,
      .layerCountWrong
    ),
    ("VGG16 有 13 个卷积层，4 个池化层。", 1, .layerCountWrong),
    ("60M 参数占 240 MiB (60e6 × 4 / 1024^2)", 1, .binaryDecimalPrefixMixed),
    ("ResNet-50: 49 convolutions plus the fully connected layer makes 51 layers.", 1, .totalDoesNotAddUp),
    ("VGG-16: 13 个卷积层，加上 3 个全连接层，共 15 层.", 1, .totalDoesNotAddUp),
    ("ResNet-34: [3, 4, 6, 3] 个残差块，每块 2 个卷积：30 + 1 + 1 = 32", 1, .layerCountWrong),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
