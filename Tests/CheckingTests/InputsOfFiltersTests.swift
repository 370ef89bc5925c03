import Checking
import Testing

/// Filters without their input's channels, and one bias for all of a layer's outputs.
@Suite("Filters without their inputs")
struct InputsOfFiltersTests {
  private static let right = [
    "Input 28×28×1, gray. Each filter has 3×3+1 = 10 parameters.",
    "Input 48×48×3. Depthwise: each 3×3 filter has 3×3+1 = 10 parameters.",
    "Input 48×48×3, 12 filters of 3×3\nEach filter has 3×3×3+1 = 28 parameters, 28×12 = 336 in total.",
    "Conv1: (3*3*1+1)*6 = 60\nConv2: (3*3*6+1)*12 = 660",
    "Conv1: (3*3+1)*6 = 60 on the gray image\nConv2: (5*5+1)*6 = 156 on the gray image",
    "FC, one neuron: 28*28+1 = 785",
    "FC1: 300*90+90 = 27090\nFC2: 90*10+10 = 910",
    "One 3-D filter over 8 maps, conv: 3*3*3*8+1 = 217",
    "Two 3×3×4 filters. Parameters: 36 × 2 + 2 = 74.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      "Input 48×48×3, 12 filters of 3×3\nEach filter has 3×3+1 = 10 parameters, 10×12 = 120 in total.", 2,
      .inputChannelsMissing
    ),
    ("输入图像 48×48×3，12 个 3×3 卷积核\n每个卷积核 3×3+1=10 个参数", 2, .inputChannelsMissing),
    ("Conv1: (3*3*1+1)*6 = 60\nConv2: (3*3+1)*12 = 120", 2, .inputChannelsMissing),
    ("FC1: 300*90+1 = 27001\nFC2: 90*10+10 = 910", 1, .biasCountWrong),
    ("全连接: 256*10+1=2561", 1, .biasCountWrong),
    ("Conv1: 5*5*3*12+1 = 901", 1, .biasCountWrong),
    ("Two 3×3×4 filters. Parameters: 36 × 2 + 1 = 73.", 1, .biasCountWrong),
    ("ViT-B/16\nMLP: 768×3072 + 3072 = 2,362,368", 2, .ffnMatrixMissing),
    (
      "conv1: 5×5, s=2, p=2 -> (64-5+4)/2+1 = 32\nParameters: 5×5×3×32 = 2400\nMACs: 2400×64×64 = 9,830,400",
      3, .inputSizeForOutputSize
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
