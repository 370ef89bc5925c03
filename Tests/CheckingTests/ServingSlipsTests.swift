import Checking
import Testing

/// Caches, bytes of formats, passes and totals in notes about training and serving language models.
@Suite("Slips in notes about training and serving")
struct ServingSlipsTests {
  private static let grouped =
    "The model has 60 layers, 48 query heads, 6 KV heads and head dimension 128, fp16 KV cache.\n"
  private static let experts = "Model: 47B parameters in total, 13B active per token.\n"

  private static let prompt = "A 7B model answers a prompt of 1,500 tokens.\n"

  private static let right = [
    prompt + "Prefill: 2 × 7e9 × 1500 = 21 TFLOPs for the prompt",
    prompt + "Prefill per token: 2 × 7e9 = 14 GFLOPs, 1,500 of them for the prompt",
    prompt + "One step of decoding: 2 × 7e9 = 14 GFLOPs",
    "The A100's BF16 peak is 312 TFLOP/s and not 624 TFLOP/s, so the MFU is 45%.",
    "$C_{inf} = 2 N D = 2\\cdot 7\\times10^{9}\\cdot 10^{12} = 1.4\\times 10^{22}$ FLOPs.\n\n"
      + "$C_{train} = 6 N D = 6\\cdot 7\\times10^{9}\\cdot 10^{12} = 4.2\\times 10^{22}$ FLOPs.",
    """
    | part | GB for 7B | GB for 13B |
    |---|---|---|
    | weights | 14 | 26 |
    | grads | 14 | 26 |
    | Adam | 84 | 156 |
    | total | 112 | 208 |
    """,
    grouped + "Per token: 2 × 60 × 6 × 128 × 2 = 184,320 bytes",
    grouped + "With full multi-head attention: 2 × 60 × 48 × 128 × 2 = 1,474,560 bytes",
    experts + "Forward FLOPs per token: 2 × 13e9 = 26 GFLOPs",
    experts + "A dense model of that size: 2 × 47e9 = 94 GFLOPs per token",
    experts + "If all experts ran: 2 × 47e9 = 94 GFLOPs per token",
    experts + "memory: 2 × 47e9 = 94 GB",
    "6.7B model, 1T tokens.\nSelective recomputation: 7 × 6.7e9 × 1e12 = 4.69e22 FLOPs",
    "6.7B model, 1T tokens.\nFull recomputation: 8 × 6.7e9 × 1e12 = 5.36e22 FLOPs",
    "fp32 master weights: 3B × 4 = 12 GB\nfp32 一阶动量: 3B × 4 = 12 GB",
    "fp32 momentum and variance: 3B × 8 = 24 GB",
    "每卡 80 GB，权重 35 GB，其他 5 GB：80 − 35 − 5 = 40 GB",
    "Forward pass takes 2.1 GMACs = 4.2 GFLOPs. Backward: 8.4 GFLOPs.",
    "The forward pass takes 4.2 GFLOPs. Backward with respect to the inputs: 4.2 GFLOPs.",
    """
    | item | format | bytes/param | GB |
    |---|---|---|---|
    | weights | bf16 | 2 | 26 |
    | gradients | fp32 | 4 | 52 |
    | Adam states | fp32 | 8 | 104 |
    | total | | 14 | 182 |
    """,
    """
    | part | GB for 3B | peak GB |
    |---|---|---|
    | weights | 6 | 6 |
    | grads | 6 | 6 |
    | Adam | 36 | 36 |
    | total | 48 | 42 |
    """,
    """
    | part | params |
    |---|---|
    | one block | 500000 |
    | 6 blocks | 3000000 |
    | head | 70000 |
    | total | 3070000 |
    """,
    """
    | layers | ms |
    |---|---|
    | 1 layer | 150 |
    | 2 layers | 300 |
    | 4 layers | 600 |
    | total | 1050 |
    """,
    "## \"GPT-2 needs 0.8 TFLOPs per token\"?\n\nNo: it has 124M parameters, so 2 × 124e6 = 248e6 FLOPs per token.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    (prompt + "Prefill: 2 × 7e9 = 14 GFLOPs for the prompt", 2, .tokensMissing),
    (
      "We measured 140 TFLOP/s per GPU. With the A100's BF16 peak of 624 TFLOP/s that is an MFU of 22.4%.", 1,
      .sparsePeakUsed
    ),
    (
      "$C_{A} = 2 N D = 2\\cdot 7\\times10^{9}\\cdot 10^{12} = 1.4\\times 10^{22}$ FLOPs.\n\n"
        + "$C_{B} = 6 N D = 6\\cdot 8\\times10^{9}\\cdot 10^{12} = 4.8\\times 10^{22}$ FLOPs.", 1,
      .trainingFactorWrong
    ),
    (
      """
      | model | bytes/param | 70B model |
      |---|---|---|
      | INT8 | 1 | 70 GB |
      | INT4 | 1 | 35 GB |
      | FP16 | 2 | 140 GB |
      """, 4, .bytesPerValueWrong
    ),
    (grouped + "Per token: 2 × 60 × 48 × 128 × 2 = 1,474,560 bytes", 2, .kvHeadsIgnored),
    (experts + "Forward FLOPs per token: 2 × 47e9 = 94 GFLOPs", 2, .aboveTwoPerParameter),
    ("13B model, 2T tokens.\nFull recomputation: 7 × 13e9 × 2e12 = 1.82e23 FLOPs", 2, .trainingFactorWrong),
    ("fp32 master weights: 3B × 2 = 6 GB", 1, .bytesPerValueWrong),
    ("fp32 二阶动量: 5B × 2 = 10 GB", 1, .bytesPerValueWrong),
    ("4 cards with 80 GB each\nweights 35 GB a card\n80 − 35 − 5 = 45 GB", 3, .totalDoesNotAddUp),
    ("bytes/token = 2 * 32 * 8 * 128 * 2 = 131072 bytes = 128 MB", 1, .prefixSlip),
    ("Forward pass takes 2.1 GMACs = 4.2 GFLOPs. Backward: 4.2 GFLOPs.", 1, .backwardFactorWrong),
    (
      """
      | item | format | bytes/param | GB |
      |---|---|---|---|
      | weights | bf16 | 2 | 26 |
      | gradients | bf16 | 4 | 52 |
      | master | fp32 | 4 | 52 |
      """, 4, .bytesPerValueWrong
    ),
    (
      """
      | part | bytes/param | GB |
      |---|---|---|
      | weights | 2 | 10 |
      | grads | 2 | 10 |
      | Adam | 12 | 60 |
      | total | 16 | 70 |
      """, 6, .totalDoesNotAddUp
    ),
    (
      """
      | part | params |
      |---|---|
      | one block | 500000 |
      | 6 blocks | 3000000 |
      | head | 70000 |
      | total | 3000000 |
      """, 6, .totalDoesNotAddUp
    ),
  ]

  @Test("Right lines stay right")
  func testRight() { #expect(ShortTexts.alarms(in: Self.right).isEmpty) }

  @Test("The slips are found")
  func testWrong() { #expect(ShortTexts.unfound(in: Self.wrong).isEmpty) }
}
