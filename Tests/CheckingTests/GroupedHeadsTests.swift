import Checking
import Testing

/// Query heads that share keys and values, numbers in front of their names, rows that go on with the rows above: right texts
/// of such a form, and the slips next to them.
@Suite("Grouped heads and rows that go on") struct GroupedHeadsTests {
  @Test("right texts stay silent", arguments: right)
  func staysSilent(text: String) {
    #expect(ShortTexts.alarms(in: [text]) == [])
  }

  @Test("the slips next to them are found")
  func slipsAreFound() {
    #expect(ShortTexts.unfound(in: GroupedHeadsTests.wrong) == [])
  }

  static let right: [String] = [
    """
    d_model = 768
    heads = 12
    key/value heads = 2

    Query and output projections: 2 × 768 × 768 = 1,179,648
    """,
    """
    - d_model: 1024
    - heads: 16
    - key/value heads: 4

    Attention:
    $$2097152 + 524288 = 2621440$$
    """,
    """
    d_model = 512
    heads = 8
    key/value heads = 2
    Q and O: 2 × 512 × 512 = 524,288
    K and V: 2 × 512 × 128 = 131,072
    """,
    """
    d_model 1024, layers 6, heads 16, key/value heads 8.

    * 1048576 parameters — Key and value projections (2·1024·512)
    """,
    """
    d_model 256, layers 6, heads 4, key/value heads 1. Head dimension 64.

    KV cache per token (fp32): 2·6·64·4 = 3,072 bytes
    """,
    """
    d_model 320, layers 5, heads 4, key/value heads 1. Head dimension 80.

    2·5·80·4 = 3,200 (KV cache per token, fp32)
    """,
    """
    - 隐藏维度 d：512
    - 注意力头数：4
    - KV 头数：2
    - FFN 隐藏维度：2048

    自注意力的 Q 与输出投影：2 × 512 × 512 = 524,288
    前馈网络：2 × 512 × 2048 = 2,097,152
    """,
    """
    - 隐藏维度 d：512
    - 注意力头数：8
    - FFN 隐藏维度：1024

    | 部分 | 计算 | 乘加次数 |
    |---|---|---:|
    | 64 个 token 的 QK^T（一层） | 64 × 64 × 512 | 2,097,152 |
    | QK^T 与 AV 合计（一层） | 2 × 2,097,152 | 4,194,304 |
    """,
    """
    Llama-3-70B:
    - WV (all heads): 8192 × 8192 = 67M
    - WV (8 KV heads): 8192 × 1024 = 8.4M
    """,
    """
    KV cache: 2 × 48 × 40 × 128 × 2 = 983,040 bytes per token
    Llama-3-8B: 2 × 32 × 8 × 128 × 2 = 131,072 bytes per token
    """,
    """
    Input 48×48×3. Same padding everywhere (stride 2 halves the map); no biases.

    | Layer | Output | MACs |
    |---|---|---|
    | conv1 3×3 | 48×48×16 | 3×3×3×16×48×48 = 995,328 |
    """,
    """
    输入 48×48×3，same 填充（步幅 2 时尺寸减半），不计偏置。

    | 名称 | 输出 | 乘加次数 |
    |---|---|---|
    | conv1 3×3 | 48×48×16 | 3×3×3×16×48×48 = 995,328 |
    """,
    """
    Input 32×32×32, same padding.
    conv2: 3×3, 32 → 32 channels, stride 1, output 32×32×32.
    P_conv2 = 3 x 3 x 32 x 32 = 9,216  (conv2 parameters)
    """,
    """
    Depthwise separable vs. standard convolution, 32 → 128 channels, 3×3, stride 1, map 14×14 (same padding), no biases.

    | weights | part | how |
    |---:|:---|:---|
    | 36,864 | Standard convolution, weights | 3 x 3 x 32 x 128 |

    | weights | part | how |
    |---:|:---|:---|
    | 288 | Depthwise weights | 3 x 3 x 32 |
    | 4,096 | Pointwise weights (1×1) | 32 x 128 |
    """,
    """
    | component | parameters |
    |:--|--:|
    | Embedding | 4,000×64 = 256,000 |
    | GRU cell, one direction | 3×(64×32 + 32×32 + 32) = 9,312 |
    | Both directions | 2×9,312 = 18,624 |
    | Dense layer | 64×5 + 5 = 325 |
    | Total | 256,000 + 18,624 + 325 = 274,949 |
    """,
    """
    - Speed: 2,700 × 50.3e9 ≈ 136 TFLOPs/s
    - MFU = 136 / 312 ≈ 43.5%
    """,
    """
    d_model = 384
    heads = 6

    In fp32 the weights take 11,002,176×4 = 44,008,704 bytes = 0.044 GB.
    + 22,004,352 FLOPs — Forward pass per token (2·11,002,176)
    """,
    """
    d_model = 256
    heads = 4

    + Attention: 4 × 256 × 256 = 262,144
    + FFN: 2 × 256 × 1024 = 524,288
    """,
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      """
      d_model = 768
      heads = 12
      key/value heads = 2

      Query and output projections: 12 × 768 × 768 = 7,077,888 parameters
      """, 5, .headsMultipliedAgain
    ),
    (
      """
      d_model = 768
      heads = 12
      key/value heads = 3
      Attention: 4 × 768 × 768 = 2,359,296
      """, 4, .kvHeadsIgnored
    ),
    (
      """
      d_model 1024, layers 6, heads 16, key/value heads 8.

      * 2097152 parameters — Key and value projections (2·1024·1024)
      """, 3, .kvHeadsIgnored
    ),
    (
      """
      d_model 256, layers 6, heads 4, key/value heads 1. Head dimension 64.

      KV cache per token (fp32): 2·6·4·64·4 = 12,288 bytes
      """, 3, .kvHeadsIgnored
    ),
    (
      """
      - 隐藏维度 d：512
      - 注意力头数：8
      - FFN 隐藏维度：1024

      | 部分 | 计算 | 乘加次数 |
      |---|---|---:|
      | QK^T 与 AV 合计（64 个 token，一层） | 64 × 64 × 512 | 2,097,152 |
      """, 7, .oneOfTwoAttentionProducts
    ),
    (
      """
      Llama-3-70B:
      - WV: 8192 × 8192 = 67M
      """, 2, .kvHeadsIgnored
    ),
    (
      """
      KV cache: 2 × 32 × 32 × 128 × 2 = 524,288 bytes per token
      This is for Llama-3-8B.
      """, 1, .kvHeadsIgnored
    ),
    (
      """
      Input 48×48×3. Same padding everywhere (stride 2 halves the map); no biases.

      | Layer | Output | MACs |
      |---|---|---|
      | conv1 3×3, stride 2 | 24×24×16 | 3×3×3×16×48×48 = 995,328 |
      """, 5, .inputSizeForOutputSize
    ),
    (
      """
      Input 32×32×32, same padding.
      conv2: 3×3, 32 → 32 channels, stride 1, output 32×32×32.
      M_conv2 = 3 x 3 x 32 x 32 = 9,216  (conv2 MACs)
      """, 3, .outputPositionsMissing
    ),
    (
      """
      | component | parameters |
      |:--|--:|
      | Embedding | 4,000×64 = 256,000 |
      | GRU cell, one direction | 3×(64×32 + 32×32 + 32) = 9,312 |
      | Both directions | 2×9,312 = 18,624 |
      | Dense layer | 64×5 + 5 = 325 |
      | Total | 256,000 + 18,624 = 274,624 |
      """, 7, .totalDoesNotAddUp
    ),
    (
      """
      - Speed: 2,700 × 50.3e9 ≈ 136 TFLOPs/s
      - MFU = 136 / 312 ≈ 45.3%
      """, 2, .productSlip
    ),
    (
      """
      d_model = 256
      heads = 4

      + Attention: 4 × 256 × 256 = 262,144
      + FFN: 2 × 256 × 1024 = 524,828
      """, 5, .digitsTransposed
    ),
    (
      """
      | part | parameters |
      |---|---:|
      | Embedding | 2,000×256 = 512,000 |
      | Attention | 4×256×256 = 262,144 |
      | FFN | 2×256×1024 = 524,288 |
      | One layer | 262,144 + 524,288 = 786,432 |
      | 6 layers | 6×786,432 = 4,718,592 |
      | Total | 512,000 + 786,432 = 1,298,432 |
      """, 8, .layerCountWrong
    ),
  ]
}
