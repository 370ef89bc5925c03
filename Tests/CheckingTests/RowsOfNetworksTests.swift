import Checking
import Testing

/// Rows that state shapes and parameters: tables of activations, summaries, LeNet's layers.
@Suite("Rows of networks")
struct RowsOfNetworksTests {
  private static let right = [
    "| | Activation shape | Activation size | # parameters |\n|---|---|---|---|\n| Input | (36,36,3) | 3,888 | 0 |\n| CONV1 (f=3, s=1) | (34,34,6) | 6,936 | 168 |\n| POOL1 | (17,17,6) | 1,734 | 0 |\n| FC2 | (50,1) | 50 | 86,750 |\n| Softmax | (10,1) | 10 | 510 |",
    "Layer            Activation shape   Activation size   # parameters\nInput:           (36,36,1)          1296              0\nCONV1 (f=3,s=1)  (34,34,6)          6936              60",
    "batch_normalization_1 (BatchNo (None, 20, 20, 96)        384\nbatch_normalization_2 (BatchNo (None, 10, 10, 48)        192",
    "BatchNorm2d-1            [-1, 48, 20, 20]        96\nBatchNorm2d-2            [-1, 96, 20, 20]       192",
    "conv_dw_1 (DepthwiseConv2D)  (None, 20, 20, 48)  432\nconv_pw_1 (Conv2D)           (None, 20, 20, 96)  4608",
    "ViT-B/16\nMLP: 768×3072 + 3072 = 2,362,368\nMLP out: 3072×768 + 768 = 2,360,064",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      "| | Activation shape | Activation size | # parameters |\n|---|---|---|---|\n| Input | (36,36,3) | 3,888 | 0 |\n| CONV1 (f=3, s=1) | (34,34,6) | 6,936 | 60 |",
      4, .inputChannelsMissing
    ),
    (
      "Layer            Activation shape   Activation size   # parameters\nFC2              (50,1)             50                86750\nFC3              (20,1)             20                1001",
      3, .biasCountWrong
    ),
    (
      "batch_normalization_1 (BatchNo (None, 20, 20, 96)        192\nbatch_normalization_2 (BatchNo (None, 10, 10, 48)        192",
      1, .biasCountWrong
    ),
    (
      "conv_dw_1 (DepthwiseConv2D)  (None, 20, 20, 48)  432\nconv_pw_1 (Conv2D)           (None, 20, 20, 96)  41472",
      2, .kernelAreaMissing
    ),
    (
      "| 层 | 输出 | 参数 |\n|---|---|---|\n| C5 | 96 | 38496 |\n| F6 | 60 | 5760 |\n| 输出 | 10 | 610 |", 4,
      .biasNotAdded
    ),
    (
      "INPUT: [96x96x3]\nCONV-32: [96x96x32] (3*3*3)*32 = 864\nCONV-32: [96x96x32] (3*3*3)*32 = 864\nPOOL: [48x48x32]\nCONV-64: [48x48x64] (3*3*32)*64 = 18,432\nFC: [1x1x100] 12*12*64*100 = 921,600",
      3, .copiedFromLineAbove
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
