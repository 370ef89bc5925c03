import Checking
import Testing

/// Parts of a layer that a sentence names, and its calculation leaves out.
@Suite("Gates, low-rank matrices and receptive fields in words")
struct PartsInWordsTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("LSTM 每个门 66048 个参数，LSTM 共 3×66048=198144", 1, .recurrentGatesWrong),
    ("GRU (3 gates), one gate 66,048: 2*66,048 = 132,096", 1, .recurrentGatesWrong),
    ("LoRA r=4 on 1024x1024: 4*1024 = 4,096 trainable parameters", 1, .partsOmitted),
    ("LoRA with rank 4 on a 1024×1024 layer: 4,096 trainable parameters", 1, .partsOmitted),
    ("Receptive field of two 5x5 convs: 2*5 = 10", 1, .formulaDoesNotGiveResult),
    ("3 个 5×5 卷积堆叠的感受野为 15", 1, .formulaDoesNotGiveResult),
    ("k=5, dilation 2: effective kernel 5*2 = 10", 1, .formulaDoesNotGiveResult),
  ]

  private static let right = [
    "LSTM 每个门 91392 个参数，LSTM 共 4×91392=365568",
    "LSTM: each gate 91,392, three gates 3×91,392 = 274,176 and the candidate 91,392",
    "GRU (3 gates), one gate 91,392: 3*91,392 = 274,176",
    "GRU one gate 91,392; bidirectional 6*91,392 = 548,352",
    "LSTM 每个门 91392 个参数，遗忘门和输入门 2×91392=182784",
    "LSTM 每个门 91392 个参数，双向 8×91392=731136",
    "Coupled LSTM, one gate 91,392: 3×91,392 = 274,176",
    "LSTM with one gate of 91,392 parameters: without the output 3×91,392 = 274,176; 274,176 + 91,392 = 365,568",
    "LoRA r=8 on 4096x4096: 2*8*4096 = 65,536 trainable parameters",
    "LoRA r=8 on 4096x4096: A has 8*4096 = 32,768 trainable parameters, B as many",
    "LoRA r = 8, 4096×4096: 8×(4096+4096) = 65,536 parameters",
    "LoRA r=8 on 4096x4096: each matrix has 8*4096 = 32,768 parameters",
    "LoRA on 4096×4096 with rank 16: 131,072 parameters",
    "LoRA, r = 8: A is 8×4096 = 32,768 parameters",
    "LoRA r=8，4096×4096：A、B 各 8×4096=32768 个参数",
    "Receptive field of three 3x3 convs: 7",
    "Receptive field of three 3x3 convs: 7×7",
    "3 个 3×3 卷积堆叠的感受野为 7",
    "two 3×3 convolutions have the receptive field of one 5×5",
    "Three 3×3 convs have 3·9 = 27 weights per channel pair and a receptive field of 7",
    "A 3×3 conv has a receptive field of 3×3 = 9 positions",
    "three 3x3 convs with stride 2: receptive field 15",
    "k=3, dilation 2: effective kernel 2*(3-1)+1 = 5",
    "k=3, dilation 3: effective kernel 7",
    "receptive field of one 3x3 conv: 9 pixels",
    "4 个 3×3 卷积，感受野 9",
    "four 3×3 convs: receptive field 9",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
