import Checking
import Testing

/// What labels and lines state of layers, and what is then counted without it.
@Suite("Layers against what their labels and lines state")
struct KnownLayersByLabelTests {
  @Test("Inputs, biases and widths of layers of known networks")
  func knownLayers() {
    let wrong: [ShortTexts.Wrong] = [
      ("AlexNet conv2: 5×5×3×256 = 19,200 weights", 1, .inputChannelsMissing),
      ("AlexNet 的 conv3 参数: 3×3×3×384+384 = 10752", 1, .inputChannelsMissing),
      ("AlexNet conv1: 11×11×3×96 + 3 = 34,851 parameters", 1, .biasCountWrong),
      ("ResNet-18 fc: 2048×1000 + 1000 = 2,049,000", 1, .dimensionLeftFromOtherModel),
      ("ResNet-50 的全连接层: 512×1000 = 512000", 1, .dimensionLeftFromOtherModel),
      ("ViT-L/16 patch embedding: 16 × 16 × 1024 + 1024 = 263,168", 1, .inputChannelsMissing),
      ("ViT-B/16\ncls token: 768; 位置编码: 196×768 = 150528", 2, .tokensMissing),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      "AlexNet conv1: 11×11×3×96 + 96 = 34,944",
      "AlexNet conv2: 5×5×48×256 + 256 = 307,456",
      "ResNet-18 fc: 512×1000 + 1000 = 513,000; ResNet-50 fc: 2048×1000 + 1000 = 2,049,000",
      "ViT-B/16 on gray images, patch embedding: 16 × 16 × 768 + 768 = 197,376",
      "ViT-B/16\ncls token: 768; 位置编码: 197×768 = 151296",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("Blocks of known networks in Chinese, in brackets, behind a label")
  func blocks() {
    let wrong: [ShortTexts.Wrong] = [
      ("ResNet-34共 3+4+6+4 = 17 个block", 1, .blockCountWrong),
      ("ResNet-18的残差块总数: 2+2+3+2 = 9", 1, .blockCountWrong),
      ("ResNet-50: [3, 4, 23, 3] blocks", 1, .blockCountWrong),
      ("ResNet-101 block counts: [3, 4, 6, 3]", 1, .blockCountWrong),
      ("BERT-base\n每层: 7087872 参数\n24层: 170108928", 3, .layerCountWrong),
      (
        """
        ResNet-50, conv3_x: 4 blocks
        first block: 372,506,624
        others: 28*28*(512*128 + 9*128*128 + 128*512) = 218,365,952 each, 4 of them 873,463,808
        """, 3, .blockCountWrong
      ),
      (
        """
        ResNet-50 conv2_x, first block on 56×56×64
        1×1: 56×56×64×64 = 12,845,056
        3×3: 56×56×3×3×64×64 = 115,605,504
        1×1: 56×56×64×256 = 51,380,224
        shortcut: identity, 0
        """, 5, .shortcutProjectionMissing
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      "ResNet-34共 3+4+6+3 = 16 个block",
      "ResNet-18的残差块总数: 2+2+2+2 = 8",
      "ResNet-50: [3, 4, 6, 3] blocks; ResNet-101: [3, 4, 23, 3] blocks",
      "BERT-base cut to 6 layers\n6层: 42527232",
      """
      ResNet-50, conv3_x: 4 blocks
      first block: 372,506,624
      others: 28*28*(512*128 + 9*128*128 + 128*512) = 218,365,952 each, 3 of them 655,097,856
      """,
      """
      ResNet-50 conv2_x, second block on 56×56×256
      1×1: 56×56×256×64 = 51,380,224
      3×3: 56×56×3×3×64×64 = 115,605,504
      1×1: 56×56×64×256 = 51,380,224
      shortcut: identity, 0
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("Sizes of maps in lists of layers")
  func maps() {
    let wrong: [ShortTexts.Wrong] = [
      ("20x20x16 → Conv2D(32, 3x3) valid → 19x19x32", 1, .formulaDoesNotGiveResult),
      ("输入 32×32×3，卷积 5×5，16 个，输出 27×27×16", 1, .outputSizePlusOneMissing),
      ("Pool2: → 15×15×128\nConv3: 3×3,pad=1,256 → 13×13×256", 2, .paddingForgotten),
      ("pool1: (31 - 3)/2 + 1 = 15\nconv2 (5x5, padding 2): (15 - 5)/1 + 1 = 11", 2, .paddingForgotten),
      (
        "A first layer takes a [227x227x3] image, F=7, S=4. Since (227 - 7)/4 = 55, the output has size [55x55x96].",
        1, .outputSizePlusOneMissing
      ),
      (
        """
        Output size: (96 - 5 + 2*2)/2 + 1 = 48.5, rounded down to 48
        Weights: 5*5*3*32 = 2400
        MACs: 96*96*2400 = 22,118,400
        """, 3, .inputSizeForOutputSize
      ),
      ("输入160×160×3,7×7,步长2,填充3,32个: 7×7×3×32×160×160=120422400", 1, .inputSizeForOutputSize),
      (
        "conv1: 1×28×28, 5×5, 10 maps\npool1: 10×12×12\nconv2: 5×5, 30个, 输出 30×8×8, 参数 (5×5+1)×30=780", 3,
        .inputChannelsMissing
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      "20x20x16 → Conv2D(32, 3x3) valid → 18x18x32",
      "20x20x16 → Conv2D(32, 3x3) → 20x20x32",
      "20x20x16 → Conv2D(32, 3x3, stride 2) → 9x9x32",
      "输入 32×32×3，卷积 5×5，16 个，输出 28×28×16",
      "Pool2: → 15×15×128\nConv3: 3×3,pad=1,256 → 15×15×256",
      "pool1: (31 - 3)/2 + 1 = 15\nconv2 (5x5, padding 2): (19 - 5)/1 + 1 = 15",
      "输入160×160×3,7×7,步长2,填充3,32个: 7×7×3×32×80×80=30105600",
      "Output size 32×32. 1×1 conv 64 → 64. MACs: 64·64·1024 = 4,194,304",
      "pool1: 10×12×12\nconv2: 5×5, 30个, 输出 30×8×8, 参数 (5×5×10+1)×30=7530",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test("Channels, biases and kernels that a line states")
  func stated() {
    let wrong: [ShortTexts.Wrong] = [
      (
        """
        Second conv layer: input channels = 24, output channels = 48, kernel size = 5x5
        Number of parameters = (3 x 48 x 5 x 5) + 48 = 3648
        """, 2, .inputChannelsMissing
      ),
      ("Conv1D: in 32, out 96, kernel 7\nparams: 7 * 32 * 96 + 32 = 21536", 2, .biasCountWrong),
      ("Conv2d(32, 48, 3): params = 3*3*32*48 + 48*20*20 = 33024", 1, .biasPerPosition),
      (
        """
        标准: 3×3×48×96×28×28 = 32514048
        深度可分离: 3×3×48×28×28 + 48×96×28×28 = 3951360
        比值 = 1/48 + 1/9 = 0.132
        """, 3, .formulaDoesNotGiveResult
      ),
      (
        """
        | Layer | H_out | W_out | C_out | C_in | kH | kW | MACs |
        | Layer 1 | 30 | 30 | 8 | 3 | 3 | 3 | 194,400 |
        | Layer 2 | 15 | 15 | 16 | 8 | 5 | 5 | 288,000 |
        | Layer 3 | 5 | 5 | 32 | 16 | 3 | 3 | 115,200 |
        | Layer 4 | 1 | 1 | 10 | 32 | 1 | 1 | 320 |
        """, 3, .productSlip
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    let right = [
      """
      Second conv layer: input channels = 24, output channels = 48, kernel size = 5x5
      Number of parameters = (24 x 48 x 5 x 5) + 48 = 28848
      """,
      "Conv1D: in 32, out 96, kernel 7\nparams: 7 * 32 * 96 + 96 = 21600",
      "Conv2d(32, 48, 3): values moved, weights and activations: 3*3*32*48 + 48*20*20 = 33024",
      """
      标准: 3×3×48×96×28×28 = 32514048
      深度可分离: 3×3×48×28×28 + 48×96×28×28 = 3951360
      比值 = 1/96 + 1/9 = 0.1215
      """,
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }
}
