import Checking
import Testing

/// Calculations of a layer that contradict what the line above, or another cell of the row, says of it.
@Suite("Layers in their context")
struct LayersInContextTests {
  private static let right = [
    "Conv (48 filters): 3·3·24·48 + 48 = 10,416", "Conv (24 filters on 48 channels): 3·3·48·24 + 24 = 10,392",
    "conv + BN 24→48: 3·3·24·48 + 96 = 10,464",
    """
    encoder dense: 400*20 + 20 = 8020
    decoder dense: 20*400 + 400 = 8400
    """,
    "deconv3, 16×16×48 → 32×32×3: 4×4×48×3 = 2,304", "deconv3, 16×16×48 → 32×32×1: 4×4×48 = 768",
    "depthwise deconv, 16×16×48 → 32×32×48: 4×4×48 = 768",
    """
    concat with the skip (24) → 48 channels
    conv 3×3, 48→24: 3·3·48·24 + 24 = 10,392
    """,
    """
    concat → 48 channels
    depthwise: 3·3·48 = 432
    """,
    """
    before the concat → 48 channels
    conv on each branch: 3·3·24·24 = 5,184
    """,
    """
    output length = 300 - 5 + 1 = 296
    MACs = 5*24*24*296 = 852480
    input values = 300*24 = 7200
    """,
    """
    output size = 62 - 3 + 1 = 60
    MACs of the full map before it = 3*3*16*24*62*62 = 13284864
    """,
    """
    One bidirectional LSTM with 96 units in each direction, then a softmax over 12 tags.
    Output layer: 192 · 12 + 12 = 2,316
    """,
    """
    One bidirectional LSTM with 96 units in each direction, whose outputs are summed.
    Output layer: 96 · 12 + 12 = 1,164
    """,
    """
    One bidirectional LSTM with 96 units in each direction.
    Dense: 192 · 96 + 96 = 18,528
    Output layer: 96 · 12 + 12 = 1,164
    """,
    """
    conv1: 5x5, stride 2, 3 -> 24, input 64x64, output 32x32.
    weights: 5*5*3*24 = 1800
    MACs: 1800 * 32*32 = 1843200
    """,
    """
    ResNet-18, layer4: 512→512, 3×3, 7×7 map.
    Parameters = 3×3×512×512 = 2,359,296
    MACs = 3×3×512×512×7×7 = 115,605,504
    """,
    "VGG-16: twice the channels in and out → four times the weights. 147,456·112² = 36,864·224² = 1,849,688,064.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      """
      | layer | parameters |
      |---|---|
      | Conv2 (48 filters) | 3·3·24·48 + 24 = 10,392 |
      """, 3, .biasCountWrong
    ),
    ("bottleneck: 24→48: 3×3×24×48 + 24 = 10,392", 1, .biasCountWrong),
    ("第二层 48 个卷积核：5×5×24×48 + 24 = 28,824", 1, .biasCountWrong),
    (
      """
      first fc: 400*20 + 20 = 8020
      second fc: 20*400 + 20 = 8020
      """, 2, .biasCountWrong
    ),
    ("deconv3, 16×16×48 → 32×32×3: 4×4×48 = 768", 1, .outputChannelsMissing),
    (
      """
      concat with the skip (24) → 48 channels
      conv 3×3, 24→24: 3·3·24·24 + 24 = 5,208
      """, 2, .inputChannelsMissing
    ),
    (
      """
      与跳跃连接拼接，得到 96 通道
      3×3 卷积：3×3×48×48 + 48 = 20,784
      """, 2, .inputChannelsMissing
    ),
    (
      """
      conv1d: 24 -> 24, kernel 5, stride 1
      output length = 300 - 5 + 1 = 296
      MACs = 5*24*24*300 = 864000
      """, 3, .inputSizeForOutputSize
    ),
    (
      """
      输出尺寸 = (48 + 2 - 3)/2 + 1 = 24
      乘加 = 3*3*16*32*48*48 = 10616832
      """, 2, .inputSizeForOutputSize
    ),
    (
      """
      One bidirectional LSTM with 96 units in each direction, then a softmax over 12 tags.
      Output layer: 96 · 12 + 12 = 1,164
      """, 2, .inputChannelsMissing
    ),
    (
      """
      conv1: 5x5, stride 2, 3 -> 24, output 32x32.
      weights: 5*5*3*24 = 1800
      MACs: 1800 * 64*64 = 7372800
      """, 3, .inputSizeForOutputSize
    ),
    (
      """
      ResNet-18, layer4: 512→512, 3×3, 7×7 map.
      Parameters = 3×3×512×512×7×7 = 115,605,504
      """, 2, .weightsCountedPerPosition
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  // MARK: - In letters

  private static let rightFormulas = [
    "4(nm + n² + n) = 4nm + 4n² + 4n", "12(h + 13) = 12h + 156", "4(nm + n²) + 4n = 4nm + 4n² + 4n",
  ]

  private static let wrongFormulas: [ShortTexts.Wrong] = [
    ("4(nm + n² + n) = 4nm + 4n² + n", 1, .symbolicTermsDoNotAddUp),
    ("3·k·(x + k + 1) = 3·k·x + 3·k² + k", 1, .symbolicTermsDoNotAddUp),
  ]

  @Test("in letters are right") func rightInLetters() {
    #expect(ShortTexts.alarms(in: Self.rightFormulas) == [])
  }

  @Test("in letters are found") func foundInLetters() {
    #expect(ShortTexts.unfound(in: Self.wrongFormulas) == [])
  }
}
