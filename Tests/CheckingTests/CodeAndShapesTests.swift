import Checking
import Testing

/// Weights behind the code, the shapes or the channels of their layer, and what is said of ratios beside them.
@Suite("Layers beside their code and shapes")
struct CodeAndShapesTests {
  private static let right = [
    "Pointwise: Conv2d(48, 96, kernel_size=1) → 1×1×48×96 + 96 = 4,704",
    "Conv2d(48, 96, kernel_size=1) → 48×96 + 96 = 4,704",
    "Conv2d(3, 24, 7, stride=2, padding=3, bias=False) → 7×7×3×24 = 3,528",
    "nn.Conv2d(in_channels=3, out_channels=20, kernel_size=3) → 20×(3×3×3 + 1) = 560",
    "Conv2d(32, 64, kernel_size=5, groups=2) → 5×5×16×64 + 64 = 25,664",
    """
    | conv_a | 28×28×3 | 28×28×24 | 3×3×3×24 + 24 = 672 |
    | conv_b | 14×14×24 | 14×14×24 | 3×3×24 + 24 = 240 |
    | fc | 7×7×24 | 10 | 7×7×24×10 + 10 = 11,770 |
    """,
    "U-Net\n| up1 | 56×56×48 | 56×56×96 | 3×3×96×96 + 96 = 83,040 |",
    "First convolution: 24 filters, kernel size = 5x5, each filter has 5 x 5 x 1 + 1 = 26 parameters",
    "Conv layer: in_channels = 32, out_channels = 96, kernel = 5x5\nParameters = (32 x 96 x 5 x 5) + 96 = 76896",
    "A residual block: in_channels = 32, out_channels = 96, kernel = 3x3\nSecond one: (96 x 96 x 3 x 3) + 96 = 83040",
    "8.0× fewer parameters, i.e. 87.5% less",
    "1,500 / 12,000 = 12.5%, i.e. 87.5% fewer parameters",
    "A 96×96×3 image is 27,648 numbers",
    "A 96×96×3 image has 9,216 pixels",
    "FLOPs = 2 × MACs",
    "1 GFLOPs ≈ 0.5 GMACs",
    "1个MAC等于2个FLOP",
    "Forward 2N, backward 4N, so 6N per token",
    "Forward 2N, backward 4N, with recomputation 8N in total",
    "Bytes = 24 × 5 × 5 × 3 × 4 = 7,200 B (7.0 KB)",
    "MACs: 75 × 28 × 28 × 6 = 352,800\nWith 4,704 bias additions the total is 357,504",
    """
    MACs = H_out × W_out × C_out × C_in × kH × kW
    | Layer | H_out | W_out | C_out | C_in | kH | kW | MACs |
    | Conv 1 | 30 | 30 | 16 | 3 | 3 | 3 | 388,800 |
    | Grouped 2 | 14 | 14 | 32 | 16 | 3 | 3 | 451,584 |
    | Dense | 1 | 1 | 10 | 1568 | 1 | 1 | 15,680 |
    """,
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("Pointwise: Conv2d(48, 96, kernel_size=1) → 3×3×48×96 + 96 = 41,568", 1, .factorSwapped),
    ("Conv2d(40, 40, kernel_size=5, groups=40) → 3×3×40 + 40 = 400", 1, .factorSwapped),
    ("Conv2d(16, 48, 3, padding=1): 3×3×16 + 48 = 192", 1, .outputChannelsMissing),
    (
      """
      | conv_a | 28×28×3 | 28×28×24 | 3×3×3×24 + 3 = 651 |
      | conv_b | 14×14×24 | 14×14×48 | 3×3×24×48 + 48 = 10,416 |
      """, 1, .biasCountWrong
    ),
    ("| fc | 7×7×24 | 10 | 7×7×24×10 + 1 = 11,761 |", 1, .biasCountWrong),
    ("| conv_b | 14×14×24 | 14×14×48 | 3×3×48×48 + 48 = 20,784 |", 1, .inputChannelsMissing),
    (
      "First convolution: 24 filters, kernel size = 5x5, parameters = 24 x 5 x 5 + 1 = 601", 1,
      .biasCountWrong
    ),
    (
      "Conv layer: in_channels = 32, out_channels = 96, kernel = 5x5\nParameters = (96 x 96 x 5 x 5) + 96 = 230496",
      2, .factorSwapped
    ),
    (
      "Conv layer: in_channels = 32, out_channels = 96, kernel = 5x5\nParameters = (32 x 96 x 5 x 5) + 5 = 76805",
      2,
      .biasCountWrong
    ),
    ("8.0× fewer parameters, i.e. 78.5% less", 1, .digitsTransposed),
    ("1,500 / 12,000 = 12.5%, i.e. 77.5% fewer parameters", 1, .digitChanged),
    ("A 96×96×3 image is 9,216 numbers", 1, .factorDroppedInEvaluation),
    ("一张 96×96×3 的图像有 9,216 个数值", 1, .factorDroppedInEvaluation),
    ("FLOPs = 0.5 × MACs", 1, .macFlopRatioReversed),
    ("Conversion: GMACs / 2 = GFLOPs", 1, .macFlopRatioReversed),
    ("1个FLOP等于2个MAC", 1, .macFlopRatioReversed),
    ("Forward 2N, backward 4N, so 8N per token", 1, .trainingFactorWrong),
    ("Bytes = 24 × 5 × 5 × 3 × 4 = 7,200 B (7.0 MB)", 1, .prefixSlip),
    (
      "MACs: 75 × 28 × 28 × 6 = 352,800\nWith 4,704 bias additions the total is 357,054", 2, .digitsTransposed
    ),
    (
      """
      MACs = H_out × W_out × C_out × C_in × kH × kW
      | Layer | H_out | W_out | C_out | C_in | kH | kW | MACs |
      | Conv 1 | 30 | 30 | 16 | 3 | 3 | 3 | 442,368 |
      | Conv 2 | 14 | 14 | 32 | 16 | 3 | 3 | 903,168 |
      | Dense | 1 | 1 | 10 | 1568 | 1 | 1 | 15,680 |
      """, 3, .inputSizeForOutputSize
    ),
    (
      """
      MACs = H_out × W_out × C_out × C_in × kH × kW
      | Layer | H_out | W_out | C_out | C_in | kH | kW | MACs |
      | Conv 1 | 30 | 30 | 16 | 3 | 3 | 3 | 388,800 |
      | Conv 2 | 14 | 14 | 32 | 16 | 3 | 3 | 451,584 |
      | Dense | 1 | 1 | 10 | 1568 | 1 | 1 | 15,680 |
      """, 4, .productSlip
    ),
    ("FLOPs = 8 × 989 × 0.4 ≈ 31,650 TFLOPs/s", 1, .powerOfTenSlip),
    ("8d² = 1 048 576 for d = 512", 1, .factorDroppedInEvaluation),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
