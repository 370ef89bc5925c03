import Checking
import Testing

/// Recurrent layers, low-rank updates, vision transformers and perceptrons beside what their texts state of them, in the forms
/// that people give a calculation: right texts, and the slips next to them.
@Suite("Labelled calculations beside settings") struct LabelledCalculationsTests {
  @Test("right texts stay silent", arguments: right)
  func staysSilent(text: String) {
    #expect(ShortTexts.alarms(in: [text]) == [])
  }

  @Test("the slips next to them are found", arguments: wrong.indices)
  func slipsAreFound(index: Int) {
    #expect(ShortTexts.unfound(in: [LabelledCalculationsTests.wrong[index]]) == [])
  }

  static let right: [String] = [
    """
    Embedding size 48, hidden size 96. One LSTM layer, two bias vectors per gate.
    LSTM parameters: 4 × (48 × 96 + 96 × 96 + 2 × 96) = 56,064
    Dense layer: 96 × 7 + 7 = 679
    Total: 56,064 + 679 = 56,743
    """,
    """
    输入维度 40，隐藏单元数 80，单向 GRU，每个门一组偏置。

    | 部分 | 计算 | 参数量 |
    |---|---|---:|
    | GRU 参数 | 3 × (40 × 80 + 80 × 80 + 80) | 29040 |
    | 全连接层 | 80 × 6 + 6 | 486 |
    | 合计 | 29040 + 486 | 29526 |
    """,
    """
    LSTM: input size 48, hidden size 96, 25 time steps.
    Each gate: (48 + 96) × 96 + 96 = 13,920
    Four gates: 4 × 13,920 = 55,680
    The parameters are shared by all 25 time steps, so still 55,680.
    Output layer: 96 × 7 + 7 = 679
    Total: 55,680 + 679 = 56,359
    """,
    """
    Vocabulary 8,000, embedding size 320, two LSTM layers with hidden size 320.
    - Embedding: 8,000 × 320 = 2,560,000
    - Each LSTM layer: 4 × ((320 + 320) × 320 + 320) = 820,480
    - Both layers: 1,640,960
    - Output layer: 320 × 8,000 + 8,000 = 2,568,000
    Total: 2,560,000 + 1,640,960 + 2,568,000 = 6,768,960
    """,
    """
    LoRA with rank r = 6 on Q and V (each 1536×1536) in all 20 layers.
    Per matrix → 18,432 parameters (2 × 1536 × 6)
    All adapters → 737,280 parameters (20 × 2 × 18,432)
    """,
    """
    LoRA with rank r = 6 on Q and V (each 1536×1536) in all 20 layers.
    Per matrix (A alone): 1536 × 6 = 9,216, with B 2 × 9,216 = 18,432
    """,
    """
    image = 128×128×3
    patch = 16×16
    width d = 256
    MLP width = 1024
    blocks = 8

    A class token is prepended. All linear layers have biases.
    Patches: 8 × 8 = 64
    Tokens, with the class token: 64 + 1 = 65
    Patch embedding: 3 × 16 × 16 × 256 + 256 = 196,864
    Position embedding: 65 × 256 = 16,640
    Class token: 256
    8 blocks: 8 × 789,760 = 6,318,080
    Total without the head: 196,864 + 16,640 + 256 + 6,318,080 = 6,531,840
    """,
    """
    MLP 196-80-40-80-5, biases in every layer.
    Layer 1: 196 × 80 + 80 = 15,760
    Layer 2: 80 × 40 + 40 = 3,240
    Layer 3: 40 × 80 + 80 = 3,280
    Layer 4: 80 × 5 + 5 = 405
    Total: 15,760 + 3,240 + 3,280 + 405 = 22,685
    Biases among them: 80 + 40 + 80 + 5 = 205
    """,
  ]

  static let wrong: [ShortTexts.Wrong] = [
    (
      """
      Embedding size 48, hidden size 96. One LSTM layer, two bias vectors per gate.
      LSTM parameters: 4 × (48 × 96 + 96 × 96 + 96) = 55,680
      Dense layer: 96 × 7 + 7 = 679
      """, 2, .biasCountWrong
    ),
    (
      """
      输入维度 40，隐藏单元数 80，单向 GRU，每个门一组偏置。

      | 部分 | 计算 | 参数量 |
      |---|---|---:|
      | GRU 参数 | 3 × (40 × 80 + 40 × 40 + 80) | 14640 |
      | 全连接层 | 80 × 6 + 6 | 486 |
      """, 5, .dimensionLeftFromOtherModel
    ),
    (
      """
      hidden size = 96
      input size = 48
      One GRU layer, one bias vector per gate.
      - 14,112 parameters — GRU (3 × (48 × 96 + 96))
      - 679 parameters — Dense layer (96 × 7 + 7)
      """, 4, .partsOmitted
    ),
    (
      """
      Embedding size 48, hidden size 96. A bidirectional LSTM layer with one bias vector per gate, a dense layer on both final
      states (concatenated).
      LSTM parameters (one direction): 4 × (48 × 96 + 96 × 96 + 96) = 55,680
      Both directions: 2 × 55,680 = 111,360
      Dense layer: 96 × 7 + 7 = 679
      """, 5, .inputChannelsMissing
    ),
    (
      """
      Embedding size 48, hidden size 96. A bidirectional LSTM layer with one bias vector per gate, a dense layer on both final
      states (concatenated).
      LSTM parameters (one direction): 4 × (48 × 96 + 96 × 96 + 96) = 55,680
      Dense layer: 192 × 7 + 7 = 1,351
      Total: 55,680 + 1,351 = 57,031
      """, 5, .partsOmitted
    ),
    (
      """
      Embedding size 48, hidden size 96. One LSTM layer with one bias vector per gate.
      MACs per time step: 4 × (48 × 96 + 96 × 96) = 55,296
      All 30 steps: 55,296
      """, 3, .tokensMissing
    ),
    (
      """
      Vocabulary 9,000, embedding size 48, hidden size 96. One LSTM layer with one bias vector per gate.
      Embedding: 9,000 × 48 = 432,000
      LSTM parameters: 4 × (48 × 96 + 96 × 96 + 96) = 55,680
      Dense layer: 96 × 7 + 7 = 679
      Total: 432,000 + 679 = 432,679
      """, 5, .partsOmitted
    ),
    (
      """
      LoRA with rank r = 6 on Q and V (each 1536×1536) in all 20 layers.
      Per matrix → 9,216 parameters (1536 × 6)
      All adapters → 368,640 parameters (20 × 2 × 9,216)
      """, 2, .partsOmitted
    ),
    (
      """
      LoRA with rank r = 6 on Q and V (each 1536×1536) in all 20 layers.
      Per matrix: 2 × 1536 × 6 = 18,432
      All adapters: 2 × 18,432 = 36,864
      """, 3, .layerCountWrong
    ),
    (
      """
      LoRA，秩 r = 6，加在 20 层的 Q、V（各 1536×1536）上。
      每个矩阵：2 × 1536 × 6 = 18432
      全部适配器：20 × 18432 = 368640
      """, 3, .partsOmitted
    ),
    (
      """
      image = 128×128×3
      patch = 16×16
      width d = 256
      MLP width = 1024

      A class token is prepended. All linear layers have biases.
      P_pe = 16 × 16 × 256 + 256 = 65,792   # Patch embedding
      P_pos = 64 × 256 = 16,384   # Position embedding
      """, 7, .inputChannelsMissing
    ),
    (
      """
      图像 128×128×3，图块 16×16，宽度 d 256，MLP 隐藏维度 1024。

      序列前加一个 class token。所有线性层都有偏置。
      - 图块数：8 × 8 = 64
      - token 数（含 class token）：64
      - MLP：256 × 1024 + 256 + 1024 × 256 + 256 = 524800
      """, 6, .biasCountWrong
    ),
    (
      """
      MLP 196-80-40-5, biases in every layer.
      Layer 1: 196 × 80 + 80 = 15,760
      Layer 2: 80 × 40 + 40 = 3,240
      Layer 3: 40 × 5 + 40 = 240
      """, 4, .biasCountWrong
    ),
    (
      """
      MLP 196-80-40-5, biases in every layer.
      Layer 1: 196 × 80 + 80 = 15,760
      Layer 2: 80 × 40 + 40 = 3,240
      Layer 3: 40 × 5 + 5 = 205
      Biases among them: 80 + 40 = 120
      """, 5, .partsOmitted
    ),
  ]
}
