import Checking
import Testing

/// Slips beside sums that are right: the sums of printed summaries, weights with their biases, depths in letters, patches of a
/// side, numbers said again; each with right ones of the same form.
@Suite("Sums of summaries and biases, depths in letters, patches of a side, amounts said again")
struct SlipsBesideSumsTests {
  static let wrong: [ShortTexts.Wrong] = [
    (
      "Total params: 1,204,746 (4.60 MB)\nTrainable params: 1,203,462\nNon-trainable params: 1,824", 3,
      .digitsTransposed
    ),
    (
      "Total params: 1,240,746\nTrainable params: 1,203,462\nNon-trainable params: 1,284", 1,
      .digitsTransposed
    ),
    ("34 = 6n+4 → n = 6", 1, .productSlip), ("depth 6n + 2 = 56, so n = 8", 1, .productSlip),
    ("由 6n+2=44 得 n=8", 1, .productSlip),
    ("The nets have depth 6n+2.\nResNet-32: n=6, ResNet-110: n=18", 2, .wrongModelFact),
    ("Depth 6n + 4. WRN-40-2: n = 7", 1, .wrongModelFact),
    ("The layer has 27,648 weights and 64 biases, i.e. 27,649 parameters.", 1, .biasCountWrong),
    ("18,432 weights and 64 biases, so 18,469 parameters in total.", 1, .digitsTransposed),
    ("4,608 weights + 32 biases = 4,608 parameters", 1, .biasNotAdded),
    ("27,648 个权重加 32 个偏置，共 27,608 个参数", 1, .digitsTransposed),
    ("384/16 = 24, so 567 patches", 1, .wrongModelFact), ("288/16 = 18，所以 256 个 patch", 1, .wrongModelFact),
    ("224/32 = 7 → 64 patches", 1, .wrongModelFact),
    ("448+4640+10250=15338, 约 15 万", 1, .powerOfTenSlip),
    ("96·27·27·4 bytes = 279,936 bytes (28 MB)", 1, .powerOfTenSlip),
    ("Time for 1000 images on a 10 TFLOPS GPU at 50%: 1000 × 7.2e9 / 5e12 = 1.44 ms", 1, .durationWrong),
    (
      "GRU(96), input 40: 3·((40+96)·96+96) = 39,456\nDense(10): 96·10+10 = 970\nSum: 40,246", 3,
      .digitsTransposed
    ),
    // Other names for what the numbers alone cannot tell.
    ("5*5*3*32*56*56 = 30,105,600", 1, .inputSizeForOutputSize), ("96×48/4 = 4,608", 1, .groupsIgnored),
    ("9×96 = 82,944", 1, .depthwiseAsDense), ("2 × 3.86 = 1.93 GFLOPs", 1, .macFlopRatioReversed),
    ("4 × ((64 + 128)×128 + 128) = 74,112", 1, .recurrentGatesWrong),
    ("(8 − 1) · 2 − 2 + 4 = 18", 1, .paddingForgotten),
    ("1×1×256×32 + 5×5×32×64 = 26,624", 1, .factorSwapped),
    ("2097152 * 4 / 1024 / 1024 = 2.00 MB", 1, .factorDroppedInEvaluation),
  ]

  static let right = [
    "Total params: 1,204,746\nTrainable params: 1,203,462\nNon-trainable params: 1,284",
    "Total params: 101,772 (397.55 KB)\nTrainable params: 33,922\nNon-trainable params: 0\nOptimizer params: 67,850",
    "Total params: 25.6M\nTrainable params: 25.5M\nNon-trainable params: 53.1K",
    "28 = 6n+4 → n = 4", "6n+2 = 20 for n = 3, 32 for n = 5", "由 6n+2=44 得 n=7",
    "The nets have depth 6n+2.\nResNet-56: n=9, ResNet-110: n=18",
    "Depth 6n+2 or, with bottlenecks, 9n+2.\nResNet-164: n=18, ResNet-56: n=6",
    "Depth 6n + 4. WRN-40-2: n = 6; WRN-28-10: n = 4", "Depth 6n+2. ResNet-20 on a batch of n = 64",
    "The layer has 34,848 weights and 96 biases, i.e. 34,944 parameters.",
    "18,432 weights and 64 biases, so 36,992 parameters in two layers.",
    "18,432 weights and 64 biases, i.e. 73,984 bytes.",
    "294,912 + 589,824 + 589,824 weights + 768 biases = 1,475,328.",
    "288 and 36,864 weights and 96 biases, i.e. 37,248 parameters",
    "384/16 = 24, so 576 patches", "384/16 = 24, so 577 patches with the token",
    "224/16 = 14, so 1,568 patches for 8 frames", "224/16 = 14, 320/16 = 20, so 280 patches",
    "448+4640+10250=15338, 约 1.5 万", "96·27·27·4 bytes = 279,936 bytes (280 KB)",
    "96·27·27·4 bytes = 279,936 bytes (273 KiB)", "10·1000 = 10,000 parameters (40 KB)",
    "One image on a 10 TFLOPS GPU: 1000 × 7.2e9 / 5e12 = 1.44 ms",
    "1000 images on a 10 TFLOPS GPU: 1000 × 7.2e9 / 5e12 = 1.44 s",
    "At 5e11 FLOPs per ms: 7.2e11 / 5e11 = 1.44 ms",
    "GRU(96), input 40: 3·((40+96)·96+96) = 39,456\nDense(10): 96·10+10 = 970\nSum: 40,426",
  ]

  @Test func areFound() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test func rightOnesAreLeftAlone() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
