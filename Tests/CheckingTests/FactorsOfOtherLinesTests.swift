import Checking
import Testing

/// Factors of a layer that its label, another line or the rows of its table tell, and its own calculation lacks or has
/// otherwise.
@Suite("Factors that other lines tell")
struct FactorsOfOtherLinesTests {
  private static let right = [
    "expand 3x3: 3*3*24*96 + 96 = 20,832",
    "conv 3x1: 3*24*96 + 96 = 7,008",
    "RGB input, 24 filters 3×3: 3·9·24 + 24 = 672 parameters",
    "dwise 3x3: 28*28*96*9 = 677,376",
    "conv 3×3, 128→128, 4 groups: 9·32·128 = 36,864",
    "Conv2d(96, 96, 1, groups=4): 24×96 = 2304",
    "grouped conv, 4 groups, map 64×64 = 4,096 positions",
    "ConvTranspose2d(48, 6, 4, 2, 1): params 48*6*4*4 = 4,608",
    "ConvTranspose2d(48, 6, 4): weights of one filter 48*4*4 = 768",
    "ConvTranspose2d(48, 1, 4, 2, 1): params 48*4*4 = 768",
    "Block on a 28x28 map:\n1x1: 128 * 32 * 28 * 28 = 3,211,264\n3x3: 3 * 3 * 32 * 32 * 28 * 28 = 7,225,344\n"
      + "1x1: 32 * 128 * 28 * 28 = 3,211,264",
    "Block on a 28x28 map, stride 2:\n1x1: 128 * 32 * 28 * 28 = 3,211,264\n"
      + "3x3: 3 * 3 * 32 * 32 * 14 * 14 = 1,806,336\n1x1: 32 * 128 * 14 * 14 = 802,816",
    "VGG16 conv3_1: 3*3*128*256*56*56 = 924844032",
    "VGG16 at 448x448, conv3_1: 3*3*128*256*112*112 = 3699376128",
    "Conv3D, 输入1通道, 卷积核3×3×3, 24个: 3×3×3×24 + 24 = 672",
    "conv1: 3 input channels, 24 filters of 3x3x3: 3*3*3*24 + 24 = 672",
    "fc1: 400 × 96 + 96 = 38,496\nfc2: 96 × 12 + 12 = 1,164",
    "encoder: 400 × 96 + 96 = 38,496\ncode: 96×20 + 20 = 1,940\ndecoder: 96×20 + 96 = 2,016",
    "fc1: 96 × 400 + 96 = 38,496\nfc2: 12 × 96 + 12 = 1,164",
    "hidden: 120×36 + 36 = 4,356\noutput: 36×1 + 1 = 37",
    "layer 1: (24+1)*36 = 900\nlayer 2: 36*12 + 1 = 433 (one bias shared by all)",
    "conv (not depthwise) 3x3: 28*28*96*96*9 = 65,028,096",
    "ConvTranspose2d(48, 6, 4): kernel 4*4*48 = 768 weights, times 6 = 4,608",
    "relative position biases: 13*13*6 = 1,014",
    "conv 5x5, 24 filters: weights 5*5*3*24 = 1,800, biases: 24",
    "Unpadded 3x3 convolutions:\n220 -> 218 -> 216, pool -> 108\n108 -> 106 -> 104, pool -> 52",
    "pool2: 11x11x48\nflatten: 5,808",
    "2 × C² / r = 2 × 256² / 8 = 16384 (C = 256, r = 8)",
    "C = 256, r = 16: 2 × C² / r = 256² / 8 = 8192",
    "C1: (5×5+1)×8 = 208, 输出24×24×8, 连接数208×24×24 = 119808",
    "| Conv1 | 48x48x3 → 44x44x8 | (5*5*3 + 1)*8 = 608 |",
    "| Conv1 | 48x48x1 → 44x44x8 | (5*5 + 1)*8 = 208 |",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("expand 3x3: 3*24*96 + 96 = 7,008", 1, .kernelAreaMissing),
    ("dwise 3x3: 28*28*96*96*9 = 65,028,096", 1, .depthwiseAsDense),
    ("深度卷积 3×3：14×14×192×192×9 = 65028096", 1, .depthwiseAsDense),
    ("conv 3×3, 32→128, 4 groups: 9·32·128 = 36,864", 1, .groupsIgnored),
    ("Conv2d(96, 96, 1, groups=4): 96×96 = 9216", 1, .groupsIgnored),
    ("分组卷积, groups=3: 192×192 = 36864", 1, .groupsIgnored),
    ("ConvTranspose2d(48, 6, 4, 2, 1): params 48*4*4 = 768", 1, .outputChannelsMissing),
    ("ConvTranspose2d(48, 6, 4): 权重 6*4*4 = 96", 1, .inputChannelsMissing),
    (
      "Block on a 28x28 map:\n1x1: 128 * 32 * 28 * 28 = 3,211,264\n3x3: 3 * 3 * 32 * 32 * 14 * 14 = 1,806,336\n"
        + "1x1: 32 * 128 * 28 * 28 = 3,211,264", 3, .dimensionLeftFromOtherModel
    ),
    ("VGG16 conv3_1: 3*3*128*256*112*112 = 3699376128", 1, .inputSizeForOutputSize),
    ("Conv3D, 输入3通道, 卷积核3×3×3, 24个: 3×3×3×24 + 24 = 672", 1, .inputChannelsMissing),
    ("3D conv with 8 input channels, kernel 3x3x3: 3*3*3*24 + 24 = 672 parameters", 1, .inputChannelsMissing),
    ("fc1: 400 × 96 + 96 = 38,496\nfc2: 96 × 12 + 96 = 1,248", 2, .biasCountWrong),
    ("第一层：400 × 96 + 96 = 38496 个参数\n第二层：96 × 12 + 1 = 1153 个参数", 2, .biasCountWrong),
    ("400×96 + 96 + 96×12 + 96 = 39,744", 1, .biasCountWrong),
    ("Conv2D (3x3, 48), 24 input channels: 3*3*24*48 + 24 = 10,392", 1, .biasCountWrong),
    ("conv 5x5, 24 filters, output 28x28x24; biases: 28*28*24 = 18,816", 1, .biasPerPosition),
    (
      "Unpadded 3x3 convolutions:\n220 -> 218 -> 216, pool -> 108\n108 -> 106 -> 106, pool -> 53", 3,
      .paddingForgotten
    ),
    ("pool2: 11x11x48\nflatten: 5,880", 2, .digitsTransposed),
    ("2 × C² / r = 256² / 8 = 8192 (C = 256, r = 8)", 1, .formulaDoesNotGiveResult),
    ("C1: (5×5+1)×8 = 208, 输出24×24×8, 连接数208×28×28 = 163072", 1, .inputSizeForOutputSize),
    ("| Conv1 | 48x48x3 → 44x44x8 | (5*5 + 1)*8 = 208 |", 1, .inputChannelsMissing),
    (
      "INPUT: [96x96x3]  params: 0\nCONV3-24: [96x96x24]  params: (3*3*3)*24 = 648\n"
        + "CONV3-24: [96x96x24]  params: (3*3*24)*24 = 5,184\nPOOL2: [48x48x24]  params: 0\n"
        + "CONV3-40: [48x48x40]  params: (3*3*24)*40 = 8,640\nCONV3-40: [48x48x40]  params: (3*3*24)*40 = 8,640",
      6, .copiedFromLineAbove
    ),
  ]

  @Test("What follows from the other lines is right")
  func rightTexts() {
    #expect(ShortTexts.alarms(in: Self.right) == [])
  }

  @Test("What lacks or exchanges a factor is found")
  func wrongTexts() {
    #expect(ShortTexts.unfound(in: Self.wrong) == [])
  }

  private static let head =
    "| Layer | H_out | W_out | C_out | C_in | kH | kW | MACs |\n|---|---|---|---|---|---|---|---|\n"
  private static let rows =
    "| conv1 | 40 | 40 | 12 | 3 | 3 | 3 | 518,400 |\n| conv2 | 20 | 20 | 24 | 12 | 3 | 3 | 1,036,800 |\n"

  private static let rightTables = [
    head + rows + "| conv3 | 10 | 10 | 48 | 24 | 3 | 3 | 1,036,800 |",
    head + rows + "| conv3 (dw) | 10 | 10 | 24 | 24 | 3 | 3 | 21,600 |",
    head + rows + "| pool | 10 | 10 | 24 | 24 | 3 | 3 | 21,600 |",
    "| Layer | H | W | C_out | C_in | k | groups | MACs |\n|---|---|---|---|---|---|---|---|\n"
      + "| conv1 | 40 | 40 | 12 | 3 | 3 | 1 | 518,400 |\n| conv2 | 20 | 20 | 24 | 12 | 3 | 1 | 1,036,800 |\n"
      + "| conv3 | 10 | 10 | 24 | 24 | 3 | 24 | 21,600 |",
    "| Layer | Positions | Weights | MACs |\n|---|---|---|---|\n| conv1 | 576 | 600 | 345,600 |\n"
      + "| conv2 | 144 | 9,600 | 1,382,400 |\n| fc | 1 | 1,930 | 1,920 |",
    "| Part | in | out | rows | columns | repeat | total |\n|---|---|---|---|---|---|---|\n"
      + "| a | 3 | 24 | 10 | 10 | 1 | 7,200 |\n| b | 24 | 24 | 10 | 10 | 1 | 57,600 |\n"
      + "| c | 24 | 24 | 10 | 10 | 2 | 115,200 |",
  ]

  private static let wrongTables: [ShortTexts.Wrong] = [
    (head + rows + "| conv3 | 10 | 10 | 48 | 24 | 3 | 3 | 43,200 |", 5, .inputChannelsMissing),
    (head + rows + "| conv3 | 10 | 10 | 48 | 24 | 3 | 3 | 115,200 |", 5, .kernelAreaMissing),
    (head + rows + "| conv3 | 10 | 10 | 48 | 24 | 3 | 3 | 1,063,800 |", 5, .digitsTransposed),
    (
      "| 层 | 输出高 | 输出宽 | 输出通道 | 输入通道 | K | MACs |\n|---|---|---|---|---|---|---|\n"
        + "| 卷积1 | 40 | 40 | 12 | 3 | 3 | 518,400 |\n| 卷积2 | 20 | 20 | 24 | 12 | 3 | 1,036,800 |\n"
        + "| 卷积3 | 10 | 10 | 48 | 24 | 3 | 115,200 |", 5, .kernelAreaMissing
    ),
    (
      "| Layer | k | Cin | Cout | Map | stride | MACs |\n|---|---|---|---|---|---|---|\n"
        + "| stem | 3 | 3 | 12 | 40 | 2 | 518,400 |\n| conv2 | 3 | 12 | 24 | 20 | 2 | 1,036,800 |\n"
        + "| conv3 | 3 | 24 | 48 | 10 | 2 | 21,600 |", 5, .outputChannelsMissing
    ),
  ]

  @Test("Rows of other kinds are right")
  func rightRows() {
    #expect(ShortTexts.alarms(in: Self.rightTables) == [])
  }

  @Test("A row that is not the product of its cells is found")
  func wrongRows() {
    #expect(ShortTexts.unfound(in: Self.wrongTables) == [])
  }
}
