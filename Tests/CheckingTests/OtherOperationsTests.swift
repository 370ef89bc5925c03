import Checking
import Testing

/// Operations that a text counts beside a layer that it describes, with the layer's sizes.
@Suite("Other operations on a layer's sizes")
struct OtherOperationsTests {
  private static let layer =
    "A layer with 24 input channels, 48 output channels, a 3×3 kernel and 14×14 output.\n\n"
  private static let chinese = "输入通道 24，输出通道 48，卷积核 3×3，输出 14×14。\n\n"

  @Test("the halves of a separable convolution are no slips of the layer")
  func separable() {
    #expect(
      ShortTexts.alarms(in: [
        Self.layer + "Depthwise = 3·3·24·14·14 = 42,336 MACs",
        Self.layer + "Pointwise (1×1): 1·1·24·48·14·14 = 225,792",
        Self.layer + "The 1×1 part costs 24·48·14·14 = 225,792 MACs.",
        Self.layer + "Replaced by 1×1: 24·48·14·14 = 225,792",
        Self.layer + "F_1 = 3·3·24·14·14 = 42,336\nF_2 = 24·48·14·14 = 225,792",
        Self.layer + "3·3·24·14·14 = 42,336 (depthwise)\n24·48·14·14 = 225,792 (pointwise)",
        Self.layer + "Depthwise: 42,336 MACs, pointwise: 225,792 MACs, together 268,128 MACs.",
        Self.layer + "| part | MACs |\n|---|---|\n| depthwise | 3·3·24·14·14 = 42,336 |\n"
          + "| pointwise | 24·48·14·14 = 225,792 |",
        Self.chinese + "深度卷积 = 3×3×24×14×14 = 42,336\n\n逐点卷积 = 24×48×14×14 = 225,792",
        Self.chinese + "第一步：3×3×24×14×14 = 42,336\n\n第二步：24×48×14×14 = 225,792",
      ]) == [])
  }

  @Test("transposed forms, other groups, work on weights")
  func others() {
    #expect(
      ShortTexts.alarms(in: [
        Self.layer + "Transposed version: 3·3·48·24 + 24 = 10,392",
        Self.layer + "Gradient with respect to the weights: 3·3·24·48·14·14 = 2,032,128",
        Self.layer + "Multiplications with the weights: 3·3·24·48·14·14 = 2,032,128",
        Self.chinese + "权重的梯度：3×3×24×48×14×14 = 2,032,128",
        "Input 14×14×32, output 14×14×64, 3×3 kernel.\n\n(b) groups = 4: 3·3·8·64 = 4,608 weights\n"
          + "(c) groups = 32: 3·3·1·64 = 576 weights",
      ]) == [])
  }

  @Test("a factor that the layer itself lacks is found")
  func slips() {
    #expect(
      ShortTexts.unfound(in: [
        (Self.layer + "MACs: 3·3·24·14·14 = 42,336", 3, .outputChannelsMissing),
        (Self.layer + "MACs: 24·48·14·14 = 225,792", 3, .kernelAreaMissing),
        (
          Self.layer + "Standard = 24·48·14·14 = 225,792 MACs\n\nDepthwise = 3·3·24·14·14 = 42,336 MACs", 3,
          .kernelAreaMissing
        ),
        (Self.chinese + "标准卷积 = 24×48×14×14 = 225,792 次乘加", 3, .kernelAreaMissing),
        (Self.layer + "Weights: 3·3·24·48·14·14 = 2,032,128", 3, .weightsCountedPerPosition),
        (Self.layer + "Parameters: 3·3·24·48 + 24 = 10,392", 3, .biasCountWrong),
        (
          "Input 14×14×32, output 14×14×64, 3×3 kernel, groups = 8.\n\nWeights: 3·3·1·64 = 576", 3,
          .inputChannelsMissing
        ),
      ]) == [])
  }

  @Test("layers up to a part of a network, layers that are there twice")
  func partsOfNetworks() {
    #expect(
      ShortTexts.alarms(in: [
        "VGG-16 has 7 conv layers up to pool3: 2 + 2 + 3 = 7.",
        "Up to block 3, VGG-16 has 7 conv layers: 2 + 2 + 3 = 7.",
        "到第三个池化为止，VGG-16 有 7 个卷积层。",
        "VGG-16, MACs:\n\nblock 3: 3×3×128×256×56×56 = 924,844,032; 3×3×256×256×56×56×2 = 3,699,376,128",
      ]) == [])
    #expect(
      ShortTexts.unfound(in: [
        ("VGG-16 has 12 conv layers.", 1, .layerCountWrong),
        ("VGG-16 goes through 12 conv layers.", 1, .layerCountWrong),
        (
          "VGG-16, MACs:\n\nconv4_1: 3×3×256×512×28×28 = 924,844,032\n"
            + "conv4_2: 3×3×512×512×28×28 = 1,849,688,064\nconv4_3: 3×3×512×512×28×28×2 = 3,699,376,128", 5,
          .mixedConventions
        ),
      ]) == [])
  }
}
