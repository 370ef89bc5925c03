import Checking
import Testing

/// Layers whose sizes stand in a list, a call, a heading or another line: biases, channels, groups, maps.
@Suite("Layers in lists and calls")
struct LayersInListsAndCallsTests {
  private static let right = [
    "output projection: 384 × 384 + 384 = 147,840", "Dense(5): 200 × 5 + 5 = 1,005",
    "LoRA output projection, rank 8: 384 × 384 + 64 = 147,520",
    """
    | layer | input | output | parameters |
    |---|---|---|---|
    | conv2 | 64×64×32 | 32×32×48 | 3×3×32×48 + 48 = 13,872 |
    | fc | 6×6×256 | 1024 | 6×6×256×1024 + 1024 = 9,438,208 |
    | fc2 | 1024 | 20 | 1024×20 + 20 = 20,500 |
    """,
    "depthwise separable: 3×3×24 + 24×96 = 2,520",
    "depthwise separable, biases included: (3×3×24 + 24) + (24×96 + 96) = 2,640",
    """
    ResNeXt (32x4d), cardinality 32
    conv1: 256·128 = 32,768
    conv2: 3·3·4·128 = 4,608
    """,
    """
    Without groups, for a cardinality of 32:
    conv1: 256·128 = 32,768
    conv2: 3·3·128·128 = 147,456
    """,
    """
    conv1: 3 x 3 x 32 x 64 x 20 x 20 = 7,372,800
    conv2: 3 x 3 x 64 x 64 x 20 x 20 = 14,745,600
    downsample: 32 x 64 x 20 x 20 = 819,200
    """,
    """
    C1: 28-5+1=24
    24x24x6=3456 nodes
    """,
    "C3: 12-5+1=8, input 12x12x6=864 nodes, 8x8x16=1024 nodes",
    """
    conv4: 3×3×64×96 + 96 = 55,392
    fc: 4×4×96×200 + 200 = 307,400
    """,
    """
    conv4: 1×1×64×1 + 1 = 65
    fc: 4×4×200 + 200 = 3,400
    """,
    """
    Weights: 48 x 16 x 5 x 5 = 19,200
    Multiply-adds: 48 x 64 x 64 x 16 x 5 x 5 = 78,643,200
    """,
    """
    depthwise weights: 48 x 5 x 5 = 1,200
    depthwise multiply-adds: 48 x 64 x 64 x 5 x 5 = 4,915,200
    """,
    """
    14x14x40, 3x3 conv, 60 filters:
    14x14x60 x 3x3x40 = 4,233,600
    """,
    "A 64×64 color image has 64×64×3 = 12,288 values.", "A 64×64 color image has 64×64 = 4,096 pixels.",
    "A 64×64 RGB image has 4,096 values per channel.", "一张 32×32 的灰度图像有 1,024 个数值",
    "(kernel height × kernel width × input channels + 1) × filters = (3 × 3 × 3 + 1) × 32 = 896",
    "max pooling 2×2: 24×24×20 → 12×12×20", "conv 3×3, stride 2: 24×24×20 → 12×12×10",
    """
    - second convolution: 28x28x32, 1x1, 32 filters:
    (1 x 1 x 32 x 32) x (28 x 28) = 802,816
    """,
    "first conv, 5×5, stride 2: (5×5×3)×24×48×48 = 4,147,200",
    "Conv2D_params = k × k × in_channels × filters + filters", "GRU_params = 3 × ((d + h) × h + h)",
    """
    LSTM 1: 4 × (20 + 96 + 1) × 96 = 44,928
    LSTM 2: 4 × (96 + 48 + 1) × 48 = 27,840
    LSTM 3: 4 × (48 + 30 + 1) × 30 = 9,480
    """,
    "LSTM without biases: 4 × (80 × 40 + 40 × 40) = 19,200",
    """
    conv1: 3×3×3×16 + 16 = 448
    conv2: 3×3×16×40 + 40 = 5,800
    conv3: 3×3×40×40 + 40 = 14,440
    """,
    """
    one image: 3.2 GMACs, batch of 16
    batch: 3.2 × 16 = 51.2 GMACs
    """,
    """
    Input 64x64, 3 channels, 3x3 kernel, 16 filters, stride = 2, padding = 1, output 32x32
    MACs = H_out * W_out * C_out * C_in * K * K
    MACs = 32 * 32 * 16 * 3 * 3 * 3 = 442,368
    """,
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("attention output projection: 384 × 384 + 64 = 147,520", 1, .biasCountWrong),
    ("Dense(5): 200 × 5 + 200 = 1,200", 1, .biasCountWrong),
    ("nn.Linear(300, 20): 300×20 + 300 = 6,300", 1, .biasCountWrong),
    (
      """
      | layer | input | output | parameters |
      |---|---|---|---|
      | conv2 | 64×64×32 | 32×32×48 | 3×3×32×32 + 32 = 9,248 |
      """, 3, .outputChannelsMissing
    ),
    (
      """
      | layer | input | output | parameters |
      |---|---|---|---|
      | fc | 6×6×256 | 1024 | 6×256×1024 + 1024 = 1,573,888 |
      """, 3, .kernelAreaMissing
    ),
    (
      """
      | layer | input | output | parameters |
      |---|---|---|---|
      | fc2 | 1024 | 20 | 1024×20 + 1024 = 21,504 |
      """, 3, .biasCountWrong
    ),
    ("可分离卷积: 3×3×24×24 + 24×96 = 7,488", 1, .depthwiseAsDense),
    (
      """
      Input 56×56, 48 channels; depthwise 5×5, output 56×56
      FLOPs = 56 × 56 × 48 × 48 × 5 × 5 × 2 = 361,267,200
      """, 2, .depthwiseAsDense
    ),
    (
      """
      ResNeXt block, cardinality C = 32
      conv1: 256·128 = 32,768
      conv2: 3·3·128·128 = 147,456
      """, 3, .groupsIgnored
    ),
    (
      """
      conv1: 3 x 3 x 32 x 64 x 20 x 20 = 7,372,800
      conv2: 3 x 3 x 64 x 64 x 20 x 20 = 14,745,600
      downsample: 32 x 64 x 40 x 40 = 3,276,800
      """, 3, .inputSizeForOutputSize
    ),
    ("C1: 28-5+1=24, 28x28x6=4704 nodes", 1, .inputSizeForOutputSize),
    (
      """
      conv4: 3×3×64×96 + 96 = 55,392
      fc: 4×4×200 + 200 = 3,400
      """, 2, .inputChannelsMissing
    ),
    (
      """
      Weights: 48 x 16 x 5 x 5 = 19,200
      Multiply-adds: 48 x 64 x 64 x 5 x 5 = 4,915,200
      """, 2, .inputChannelsMissing
    ),
    (
      """
      MACs = 48 × 64 × 64 × 16 × 3² = 28,311,552
      Bytes_weights = 48 × 3 × 3 × 4 = 1,728 B
      """, 2, .inputChannelsMissing
    ),
    (
      """
      14x14x40, 3x3 conv, 60 filters:
      14x14x60 x 3x3 = 105,840
      """, 2, .inputChannelsMissing
    ),
    ("A 64×64 color image has 64×64 = 4,096 values.", 1, .inputChannelsMissing),
    ("一张 32×32 的彩色图像有 1,024 个数值", 1, .inputChannelsMissing),
    (
      "(filter height × filter width × stride + 1) × number of filters = (5 × 5 × 1 + 1) × 8", 1,
      .wrongQuantityNamed
    ),
    ("max pooling 2×2: 24×24×20 → 12×12×10", 1, .valueInconsistentBetweenLines),
    (
      """
      - second convolution: 28x28x32, 5x5, 32 filters:
      (1 x 1 x 32 x 32) x (28 x 28) = 802,816
      """, 2, .kernelAreaMissing
    ),
    ("first conv, 5×5, stride 2: (96×96×3)×24×48×48 = 1,528,823,808", 1, .inputSizeAsKernel),
    ("Conv2D_params = k × k × in_channels × filters + in_channels", 1, .biasCountWrong),
    ("GRU_params = 3 × (d + h) × h + h", 1, .bracketsMissing),
    (
      """
      LSTM 1: 4 × (20 + 96 + 1) × 96 = 44,928
      LSTM 2: 4 × (96 + 48) × 48 = 27,648
      LSTM 3: 4 × (48 + 30 + 1) × 30 = 9,480
      """, 2, .biasCountWrong
    ),
    ("GRU, 80 → 40, biases included: 3 × (80 × 40 + 40 × 40) = 14,400", 1, .biasNotAdded),
    (
      """
      conv1: 3×3×3×16 + 16 = 448
      conv2: 3×3×16×40 + 40 = 5,800
      conv3: 3×3×40×40 + 16 = 14,416
      """, 3, .biasCountWrong
    ),
    (
      """
      LSTM layer 1: 4 × ((30 + 70 + 1) × 70) = 28,280
      LSTM layer 2: 4 × ((30 + 70 + 1) × 70) = 28,280
      """, 2, .allBlocksTakenSame
    ),
    (
      """
      Second conv layer: input channels = 20, output channels = 40, kernel size = 3x3
      Number of parameters = (10 x 40 x 3 x 3) + 40 = 3640
      """, 2, .factorSwapped
    ),
    (
      """
      one image: 3.2 GMACs, batch of 16
      batch: 3.2 / 16 = 0.2 GMACs
      """, 2, .batchDividesWork
    ),
    (
      """
      Input 64x64, 3 channels, 3x3 kernel, 16 filters, stride = 2, padding = 1, output 32x32
      MACs = H_out * W_out * C_out * C_in * K * K
      MACs = 64 * 64 * 16 * 3 * 3 * 3 = 1,769,472
      """, 3, .inputSizeForOutputSize
    ),
    ("ResNet-50 conv1: 7 x 7 x 3 x 64 x 224 x 224 = 472,055,808", 1, .inputSizeForOutputSize),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  // MARK: - Names

  private static let named: [ShortTexts.Wrong] = [
    ("9,216 + 32 = 9,216", 1, .biasNotAdded), ("48 × 64 × 3 + 64 × 3 = 9,216", 1, .biasNotAdded),
    ("256 × 312 × 0.5 = 79,872 TFLOPS", 1, .factorDroppedInEvaluation),
    ("2,500 × 28 × 28 = 2,185,000", 1, .digitsTransposed),
    ("24,000e12 / 40.2e9 ≈ 579,000", 1, .digitsTransposed),
    (
      """
      Input 100x100 with 8 channels, 5x5 kernel, 16 output channels, stride 2, padding 2, so the output is 100x100.
      FLOPs = H_out * W_out * C_out * C_in * K * K * 2
      FLOPs = 100 * 100 * 16 * 8 * 5 * 5 * 2 = 64,000,000
      """, 1, .inputSizeForOutputSize
    ),
    ("ResNet-50有两个全连接层。", 1, .layerThatDoesNotExist),
  ]

  @Test("have the names of what may have happened") func names() {
    #expect(ShortTexts.unfound(in: Self.named) == [])
  }
}
