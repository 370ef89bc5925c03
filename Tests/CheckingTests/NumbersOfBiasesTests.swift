import Checking
import Testing

/// Numbers of biases that a text states or computes.
@Suite("Numbers of biases")
struct NumbersOfBiasesTests {
  private static let right = [
    "conv2_1 of VGG-16: 3·3·64·128 = 73,728 weights + 128 biases = 73,856.",
    "VGG-16: conv3_1 3·3·128·256 = 294,912 weights, conv2_2 has 128 biases.",
    "偏置数 96，偏置加法 28×28×96=75264", "偏置个数为 96×28×28=75264（局部连接）",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("conv2_1 of VGG-16: 3·3·64·128 = 73,728 weights + 64 biases = 73,792.", 1, .biasCountWrong),
    ("VGG-16 的 conv3_1：3·3·128·256 = 294,912 个权重，加 128 个偏置。", 1, .biasCountWrong),
    ("conv2_1 of VGG-16: 3·3·64·128 = 73,728 weights and 64 biases.", 1, .biasCountWrong),
    ("卷积 3×3，48→96，输出 28×28，偏置数 28×28×96=75264", 1, .biasPerPosition),
    ("number of biases: 96×28×28 = 75,264", 1, .biasPerPosition),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
