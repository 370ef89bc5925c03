import Testing

@testable import Checking

/// Powers of ten between units, bytes of formats, factors of training, shares and conclusions below their numbers.
@Suite struct PowersAndSharesTests {
  @Test func powersOfTenBetweenUnits() {
    let right = [
      "312 TFLOPS = 3.12 × 10¹⁴ FLOPS", "An H100 does 989 TFLOPS in bf16, that is 9.89e14 FLOPs per second.",
      "A100: 312 TFLOPS, 64 of them make 20 PFLOPS.", "64.8亿, 加上嵌入2.6亿 ≈ 67亿参数",
      "t = 3.15 × 10²³ / 1.6 × 10¹⁷ = 1.97 × 10⁶", "312 TFLOPS at 40%, that is 1.25e14 FLOPS",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("125 TFLOPS = 1.25 × 10¹³ FLOPS", 1, .powerOfTenSlip),
      ("An A100 does 312 TFLOPS in bf16, that is 3.12e13 FLOPs per second.", 1, .powerOfTenSlip),
      ("A100: 312 TFLOPS, 32 of them make 1 PFLOPS.", 1, .powerOfTenSlip),
      ("48.6亿, 加上嵌入1.3亿 ≈ 5.0亿参数", 1, .yiUnitSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func bytesOfTheFormatInBrackets() {
    let right = [
      "Bytes_weights = 32 × 16 × 5 × 5 × 4 = 51,200 B (FP32)",
      "Bytes_weights = 32 × 16 × 5 × 5 × 2 = 25,600 B (FP16)", "GPT-2 124M in FP16: 248 MB",
      "401,408个float32: 401,408 × 4 = 1.6 MB",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("GPT-2 124M in FP16: 496 MB", 1, .bytesPerValueWrong)
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func factorsOfTraining() {
    let right = [
      "FLOPs per token = 6 × 1.3e9 ≈ 7.8 GFLOPs/token (forward + backward)",
      "With activation recomputation: FLOPs per token = 8 × 1.3e9 ≈ 10.4 GFLOPs/token (forward + backward)",
      "C = 6 × 70B × 1.4T = 5.88e23 FLOPs for training", "FLOPs = 6 × (13 × 10⁹) = 7.8 × 10¹⁰ per token",
      "FLOPs = 6 × (13 × 10⁹) × (260 × 10⁹) = 2.03 × 10²² for 260B tokens",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("FLOPs per token = 8 × 1.3e9 ≈ 10.4 GFLOPs/token (forward + backward)", 1, .trainingFactorWrong),
      ("C = 3 × 70B × 1.4T = 2.94e23 FLOPs for training", 1, .trainingFactorWrong),
      ("FLOPs = 6 × (13 × 10⁹) = 7.8 × 10¹⁰ for 260B tokens", 1, .tokensMissing),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func sharesOfThePartsBeforeThem() {
    let right = [
      "总参数量50,000,000, 其中卷积层4,000,000, 全连接层46,000,000, 占92.0%。",
      "50,000,000 parameters: 4,000,000 in the convolutions, 46,000,000 in the dense layers (92.0%).",
      "总参数量50,000,000, 其中卷积层4,000,000, 全连接层46,000,000, 占8.0%的是卷积层。",
      "VGG16的FLOPs为15.5G次乘加\n全连接层: 123,633,664次乘加, 占0.8%",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("总参数量50,000,000, 其中卷积层2,000,000, 全连接层48,000,000, 占69.0%。", 1, .digitsTransposed)
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func conclusionsAboutCellsAndSeparableConvolutions() {
    let right = [
      "GRU的参数量是LSTM的3/4", "An LSTM has 4/3 of the parameters of a GRU",
      "standard: 3*3*32*64 = 18,432\ndepthwise: 3*3*32 = 288\npointwise: 32*64 = 2,048\nseparable: 288 + 2,048 = 2,336, about 1/8 of the standard one",
      "depthwise: 3 x 3 x 32 x 14 x 14 = 56,448\npointwise: 32 x 64 x 14 x 14 = 401,408\nstandard: 3 x 3 x 32 x 64 x 14 x 14 = 3,612,672\nsaving: about 8 times",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("GRU的参数量是LSTM的4/3", 1, .conclusionContradictsNumbers),
      ("An LSTM has 3/4 of the parameters of a GRU", 1, .conclusionContradictsNumbers),
      (
        "standard: 3*3*32*64 = 18,432\ndepthwise: 3*3*32 = 288\npointwise: 32*64 = 2,048\nseparable: 288 + 2,048 = 2,336, about 1/80 of the standard one",
        4, .conclusionContradictsNumbers
      ),
      (
        "depthwise: 3 x 3 x 32 x 14 x 14 = 56,448\npointwise: 32 x 64 x 14 x 14 = 401,408\nstandard: 3 x 3 x 32 x 64 x 14 x 14 = 3,612,672\nsaving: about 80 times",
        4, .conclusionContradictsNumbers
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
