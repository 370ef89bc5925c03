import Checking
import Testing

/// Numbers that a mistake would give, of a part or of another form, as the lines around them say.
@Suite("Parts of wholes and other forms")
struct PartsOfWholesTests {
  private static let right = [
    """
    A GRU has 24 inputs and a hidden size of 48.
    Input weights: 3 · 48 · 24 = 3,456
    Recurrent weights: 3 · 48 · 48 = 6,912
    Biases: 3 · 48 = 144
    Total: 10,512
    """,
    """
    LSTM 的输入维度为 96，隐藏维度为 96。
    输入权重：4×96×96＝36864
    循环权重：4×96×96＝36864
    偏置：4×96＝384
    总计：74112
    """,
    """
    LSTM: input 80, hidden 40.
    Gates i, f and o: 3 · (40 · 120 + 40) = 14,520
    Cell: 40 · 120 + 40 = 4,840
    Parameters: 19,360
    """,
    """
    An LSTM has 24 inputs and 60 hidden units, one bias per gate: 4·(60·(24 + 60) + 60) = 20,400 parameters.
    How large may a GRU be if it must not exceed the 20,400?
    """,
    "LSTM, 24 inputs, 48 units: 14,016 parameters.\n\nThe GRU needs 10,512 instead of 14,016.",
    "CIFG-LSTM, 24 inputs, 48 units:\n3 · (48 · 72 + 48) = 10,512",
    "Llama 2 7B (d = 4096) has 67,108,864 attention weights a layer; with 8 KV heads they would be 41,943,040.",
    "LoRA with r = 16 on all four projections, d = 1024: 24 × 4 × 32,768 = 3,145,728",
    "Model: 13B parameters, FP16, on a GPU with 3350 GB/s.",
    "Two 13B models in FP16 need 52 GB.",
    "三个 7B 模型（FP16）共占 42 GB。",
    "The max pool uses ceil mode: 56 → 28, with a 3×3 window and stride 2 and no padding.",
    "Training: N = 2B, D = 30B.\ndX: 2 · 2e9 · 30e9 = 1.2e20 FLOPs\ndW: 2 · 2e9 · 30e9 = 1.2e20 FLOPs",
    "LoRA fine-tuning: N = 13B, D = 2B tokens.\nCompute: 4 · 13e9 · 2e9 = 1.04e20 FLOPs",
    "Llama 2 7B converted to GQA has 8 KV heads.",
    "A ViT-B/16 whose output is projected to d = 2048: 768·2048 + 2048 = 1,574,912 parameters.",
    "A 2B model whose layers are used three times needs 12 GFLOPs per token in inference.",
    """
    With the class token the sequence has 197 tokens; DeiT with a distillation token has 198.

    - class token: 384
    - position embeddings: 197·384 = 75,648
    """,
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (
      "An LSTM has 24 inputs and 48 hidden units.\nParameters: 3 · (48 · 72 + 48) = 10,512", 2,
      .recurrentGatesWrong
    ),
    ("One 13B model in FP16 needs 52 GB.", 1, .bytesPerValueWrong),
    ("Training: N = 2B, D = 30B.\nCompute: 2 · 2e9 · 30e9 = 1.2e20 FLOPs", 2, .trainingFactorWrong),
    ("Llama 2 7B has 8 KV heads.", 1, .wrongModelFact),
    ("A 2B model needs 12 GFLOPs per token in inference.", 1, .aboveTwoPerParameter),
  ]

  @Test("no part and no other form is called wrong") func right() {
    #expect(ShortTexts.alarms(in: Self.right) == [])
  }

  @Test("the mistakes themselves are found") func found() {
    #expect(ShortTexts.unfound(in: Self.wrong) == [])
  }
}
