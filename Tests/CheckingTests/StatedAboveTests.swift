import Checking
import Testing

/// What the words or rows above a calculation state, and the calculation takes otherwise.
@Suite("Stated above")
struct StatedAboveTests {
  private static let right = [
    "LSTM parameters = 4 × u × (d + u + 1)\nGRU parameters = 3 × u × (d + u + 1)",
    "LSTM_params = 8 × (d × u + u × u + u) for both directions",
    "GRU, the two gates: GRU_params = 2 × (d × u + u × u + u), candidate: d × u + u × u + u",
    "Dense layer: 300 inputs, 64 outputs\nparams = 300 × 64 + 64 = 19264",
    "Dense layer: 64 inputs, 300 outputs\nparams = 64 × 300 + 300 = 19500",
    "squeeze: 48×6 + 6 = 294\nexcite: 6×48 + 48 = 336", "FC 48→6: 6×48 + 6 = 294",
    "Input channels = 8, output channels = 24, kernel size = 5x5\nparams = 8 × 24 × 5 × 5 + 24 = 4824",
    "training compute: forward 2N + backward 4N = 6N",
    "W_K: d × (n_kv × d_head) = 8192 × 1024 = 8.4M for Llama-2-70B",
    "W_Q: d × (n_heads × d_head) = 8192 × 8192 = 67M for Llama-2-70B",
    "LeNet-5 C1: 32-5+1=28", "LeNet-5 C1: 32-5=27 steps, so 28",
    "sizes by (W - K + 2P)/S + 1:\npool2, 3x3, stride 2: (41 - 3)/2 + 1 = 20",
    "sizes by (W - K + 2P)/S + 1:\npool2, 3x3, stride 2: (41 - 3)/2 = 19\n19 + 1 = 20",
    "13B model, inference on 4 H100\nFLOPs per token = 2 × 13e9 = 26 GFLOPs",
    "13B model, training on 4 H100\nForward FLOPs per token = 2 × 13e9 = 26 GFLOPs",
    "13B model, training on 4 H100\nFLOPs per token = 6 × 13e9 = 78 GFLOPs",
    "| LSTM 1 | 10 | 20 | 2,480 |\n| LSTM 2 | 20 | 40 | 9,760 |\n| Dense | 40 | 1 | 41 |",
    """
    | Conv2D 16, 3×3 | 30×30×16 | 144 |
    | Conv2D 32, 3×3 | 28×28×32 | 4,608 |
    | Flatten | 25088 | 0 |
    | Dense 64 | 64 | 1,605,696 |
    | Dense 10 | 10 | 650 |
    """,
    """
    Attention at n = 1024, d = 2048, one layer:
    QKV: 2 × 1024 × 2048 × 3 × 2048 = 25.8 GFLOPs
    QKᵀ: 2 × 1024² × 2048 = 4.29 GFLOPs
    softmax: negligible
    AV: 2 × 1024² × 2048 = 4.29 GFLOPs
    out: 2 × 1024 × 2048² = 8.59 GFLOPs
    Total: 25.8 + 4.29 + 4.29 + 8.59 = 43.0 GFLOPs
    """,
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("GRU_params = 2 × (d × u + u × u + u)", 1, .recurrentGatesWrong),
    ("LSTM parameters = 3 × u × (d + u + 1)", 1, .recurrentGatesWrong),
    ("GRU 参数量 = 4 × (d × u + u × u + u)", 1, .recurrentGatesWrong),
    ("Dense layer: 300 inputs, 64 outputs\nparams = 300 × 64 + 300 = 19500", 2, .biasCountWrong),
    ("FC 6→48: 6×48 + 6 = 294", 1, .biasCountWrong),
    ("squeeze: 48×6 + 6 = 294\nexcite: 6×48 + 6 = 294", 2, .biasCountWrong),
    ("训练总计算量 C = 12 × 13B × 300B = 4.68 × 10^22 FLOPs", 1, .trainingFactorWrong),
    ("training per token: 2N forward + 2N backward = 4N", 1, .backwardFactorWrong),
    (
      "Input channels = 8, output channels = 24, kernel size = 3x3\nparams = 8 × 24 × 5 × 5 + 24 = 4824", 2,
      .dimensionLeftFromOtherModel
    ),
    ("W_K: d × (n_kv × d_head) = 8192 × 8192 = 67M for Llama-2-70B", 1, .kvHeadsIgnored),
    ("LeNet-5 C3: 14-5=9", 1, .outputSizePlusOneMissing),
    (
      "sizes by (W - K + 2P)/S + 1:\npool2, 3x3, stride 2: (41 - 3)/2 = 19", 2, .outputSizePlusOneMissing
    ),
    ("13B model, training on 4 H100\nFLOPs per token = 2 × 13e9 = 26 GFLOPs", 2, .trainingFactorWrong),
    ("| LSTM 1 | 10 | 20 | 2,480 |\n| LSTM 2 | 20 | 40 | 9,600 |\n| Dense | 40 | 1 | 41 |", 2, .biasNotAdded),
    (
      "| LSTM 1 | 10 | 20 | 2,480 |\n| LSTM 2 | 20 | 40 | 7,320 |\n| Dense | 40 | 1 | 41 |", 2,
      .recurrentGatesWrong
    ),
    (
      "| Flatten | 900 | 0 |\n| Dense 64 | 64 | 57,600 |\n| Dense 10 | 10 | 650 |", 2, .biasNotAdded
    ),
    (
      """
      Attention at n = 1024, d = 2048, one layer:
      QKV: 2 × 1024 × 2048 × 3 × 2048 = 25.8 GFLOPs
      QKᵀ: 2 × 1024² × 2048 = 4.29 GFLOPs
      softmax: negligible
      out: 2 × 1024 × 2048² = 8.59 GFLOPs
      Total: 25.8 + 4.29 + 8.59 = 38.7 GFLOPs
      """, 6, .oneOfTwoAttentionProducts
    ),
  ]

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
