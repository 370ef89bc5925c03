import Checking
import Testing

/// Calculations that contradict what their own line says of the layer: its sizes, kind, gates, directions, norms.
@Suite("Layers against their words")
struct LayersAgainstTheirWordsTests {
  private static let right = [
    "conv 3×3, 48→96: 3×3×48×96 + 96 = 41,568",
    "conv 5×5, 16→32 + BN: 5×5×16×32 + 64 = 12,864",
    "conv 3×3, 64→128 in two steps: 3×3×64×64 = 36,864 and 3×3×64×128 = 73,728",
    "conv 3x3, 256→128, bottleneck of 64: 3×3×64×64 = 36,864",
    "Ghost module 3×3, 32→64. Primary conv: 3×3×32×32 + 64 = 9,280",
    "grouped conv 3×3, 48→96, 4 groups: 3×3×12×96 = 10,368",
    "grouped conv 3×3, 64→256, groups 4: 3×3×16×256 = 36,864",
    "分组卷积 3×3，48→96，4 组：3×3×48×96/4 = 10,368",
    "DWConv 3×3, 48 channels: 3×3×48 = 432",
    "depthwise 3×3, 64 channels, 64×64: 3×3×64×64×64 = 2,359,296 MACs",
    "depthwise 3×3, 32 channels, multiplier 32: 3×3×32×32 = 9,216",
    "pwconv1 48→192: 48×192 + 192 = 9,408", "fc 24→96: 24×96 + 96 = 2,400",
    "linear 768→768: 768×768 + 768 = 590,592",
    "dense 300→12 with 5 more inputs: 305×12 + 12 = 3,672",
    """
    | layer | output | params | MACs |
    |---|---|---|---|
    | DW 5×5, s2 | 14×14×96 | 2,400 | 470,400 |
    | DW 5×5, s1 | 14×14×96 | 2,400 | 470,400 |
    """,
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("conv 3×3, 96→48: 3×3×48×48 + 48 = 20,784", 1, .dimensionLeftFromOtherModel),
    ("卷积 5×5，96→48：5×5×48×48 + 48 = 57,648", 1, .dimensionLeftFromOtherModel),
    ("dense 300→12: 200×12 + 12 = 2,412", 1, .dimensionLeftFromOtherModel),
    ("fc 24→96: 24×96 + 24 = 2,328", 1, .biasCountWrong),
    ("pwconv 192→48: 192×48 + 192 = 9,408", 1, .biasCountWrong),
    ("grouped conv 3×3, 64→256, groups 4: 3×3×64×256 = 147,456", 1, .groupsIgnored),
    ("DWConv 3×3, 48 channels: 3×3×48×48 = 20,736", 1, .depthwiseAsDense),
    ("逐通道卷积 5×5，48 个通道：5×5×48×48 = 57,600", 1, .depthwiseAsDense),
    ("DW 3×3, 48 通道, 20×10: 3×3×48×48×20×10 = 4,147,200", 1, .depthwiseAsDense),
    ("conv 3×3/s2, 16→32, input 64×64: 3×3×16×32×64×64 = 18,874,368 MACs", 1, .inputSizeForOutputSize),
    (
      """
      | layer | output | params | MACs |
      |---|---|---|---|
      | DW 3×3, s2 | 24×24×16 | 144 | 331,776 |
      """, 3, .inputSizeForOutputSize
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  // MARK: - Recurrent layers

  private static let rightCells = [
    """
    LSTM with 64 inputs and 128 units.
    One gate: 128 × (64 + 128 + 1) = 24,704
    Four gates: 4 × 24,704 = 98,816
    """,
    """
    LSTM(64, 128), three sigmoid gates: 3 × 128 × (64 + 128 + 1) = 74,112
    Candidate: 128 × (64 + 128 + 1) = 24,704
    Sum: 74,112 + 24,704 = 98,816
    """,
    """
    LSTM 有 3 个门：3×[(40+80)×80+80] = 29,040
    候选状态：(40+80)×80+80 = 9,680
    合计：29,040+9,680 = 38,720
    """,
    """
    GRU 层 (64→128): 3 × (64×128 + 128×128 + 128) = 74112
    全连接: 128 × 10 + 10 = 1290
    合计: 74112 + 1290 = 75402
    """,
    """
    BiLSTM 50→32, each direction: 4×(50×32+32×32+32) = 10,624
    Both: 2 × 10,624 = 21,248
    """,
    "BiLSTM 50→32: 2×4×(50×32+32×32+32) = 21,248",
    """
    BiLSTM 50→32: 4×(50×32+32×32+32) = 10,624
    10,624 × 2 = 21,248
    """,
  ]

  private static let wrongCells: [ShortTexts.Wrong] = [
    (
      """
      LSTM: 3 × 80 × (40 + 80 + 1) = 29040
      Dense: 80 × 5 + 5 = 405
      Total: 29040 + 405 = 29445
      """, 1, .recurrentGatesWrong
    ),
    (
      """
      GRU(40→80)：4×(40×80+80×80+80)＝38720
      总计：38720+405＝39125
      """, 1, .recurrentGatesWrong
    ),
    (
      """
      LSTM: 3 × 80 × (40 + 80 + 1) = 29040
      Bytes: 29040 × 4 = 116160
      """, 1, .recurrentGatesWrong
    ),
    ("LSTM has 3 gates: 3 × 80 × (40 + 80 + 1) = 29,040 parameters", 1, .recurrentGatesWrong),
    ("GRU 有 4 个门：4×[(40+80)×80+80] = 38,720", 1, .recurrentGatesWrong),
    (
      """
      BiLSTM 50→32: 4×(50×32+32×32+32) = 10,624
      Dense: 64×9+9 = 585
      Total: 10,624 + 585 = 11,209
      """, 1, .partsOmitted
    ),
  ]

  @Test("cells are right") func cellsAreRight() { #expect(ShortTexts.alarms(in: Self.rightCells) == []) }

  @Test("cells are found") func cellsAreFound() { #expect(ShortTexts.unfound(in: Self.wrongCells) == []) }

  // MARK: - Norms and tables

  private static let rightNorms = [
    "nn.BatchNorm2d(48) has 96 parameters", "nn.BatchNorm2d(48): 48 weights and 48 biases",
    "LayerNorm(320): γ 320, β 320", "nn.LayerNorm(320) 有 320 个 γ 和 320 个 β", "RMSNorm(320): 320 parameters",
    "BN 的参数：前两个 BN 各 96 通道、最后一个 24 通道，2×(96+96+24) = 432",
    "BN channels: 96 channels, 96 channels, 24 channels: 96+96+24 = 216",
    "BN 参数：96 通道和 24 通道，γ 和 β：96+96+24+24 = 240", "BN 可学习参数：gamma 和 beta，96 个通道，共 192 个",
    "BN has a scale and a shift per channel: 2*(48 + 96 + 192) = 672 parameters.",
    """
    3×3×3×48 = 1,296，3×3×48×96 = 41,472
    BN 每个通道有两个参数：96+192 = 288
    """,
    "BN has a scale and a shift per channel: 48 + 96 + 192 = 336 channels, 672 parameters.",
    "Embedding 8000 × 96, 50 tokens: 8000×96 = 768,000 parameters",
  ]

  private static let wrongNorms: [ShortTexts.Wrong] = [
    ("nn.BatchNorm2d(48) 就 48 个", 1, .normCountWrong), ("LayerNorm(320): 320 parameters", 1, .normCountWrong),
    ("LayerNorm(320) = 320", 1, .normCountWrong),
    ("BN 的参数：前两个 BN 各 96 通道、最后一个 24 通道，(96+96+24) = 216", 1, .normCountWrong),
    ("BN 可学习参数：gamma 和 beta，96 个通道，共 96 个", 1, .normCountWrong),
    ("Embedding 8000 × 96, 40 tokens: 8000×96×40 = 30,720,000 parameters", 1, .weightsCountedPerPosition),
    (
      """
      conv1: 3*3*3*48 = 1,296
      conv2: 3*3*48*96 = 41,472
      conv3: 3*3*96*192 = 165,888
      BN has a scale and a shift per channel: (48 + 96 + 192) = 336 parameters.
      """, 4, .normCountWrong
    ),
    (
      """
      3×3×3×48 = 1,296，3×3×48×96 = 41,472
      BN 每个通道有两个参数：48+96 = 144
      """, 2, .normCountWrong
    ),
    ("词嵌入 8000×96，40 个词元：8000×96×40 = 30,720,000 个参数", 1, .weightsCountedPerPosition),
  ]

  @Test("norms are right") func normsAreRight() { #expect(ShortTexts.alarms(in: Self.rightNorms) == []) }

  @Test("norms are found") func normsAreFound() { #expect(ShortTexts.unfound(in: Self.wrongNorms) == []) }
}
