import Checking
import Testing

/// What a text says beside its calculations and means otherwise: layers that it compares with, figures that it quotes in
/// order to correct them, the form of the numbers.
@Suite("Asides, other layers, and numbers as LaTeX and Chinese write them")
struct AsidesTests {
  @Test("A right text raises nothing", arguments: right)
  func isRight(_ text: String) { #expect(ShortTexts.alarms(in: [text]) == []) }

  @Test("A wrong text like it is found", arguments: wrong)
  func isFound(_ text: String) { #expect(ShortTexts.alarms(in: [text]) != []) }

  static let right = [
    // Another layer beside the one that was described.
    "A 5×5 convolution, 32 → 96: 25·32·96 = 76,800 weights.\n\nDepthwise 5×5: 25·32 = 800 weights. Pointwise: 32·96 = 3,072 weights.",
    "(a) Standard conv, 3x3, 16 -> 48 channels: 3*3*16*48 = 6,912 weights.\n(b) Depthwise 3x3: 3*3*16 = 144 weights.",
    "标准卷积,5×5,32 → 64 通道:25×32×64 = 51,200 个参数。\n\n逐通道卷积:25×32 = 800 个参数。",
    "Up-convolution 2×2, 256 → 128, 32×32 → 64×64: 2·2·256·128·32² = 134,217,728 MACs.",
    "Conv transpose 2×2/2, 256→128, 32×32 → 64×64: 4·256·128·1024 = 134,217,728 MACs.",
    "Conv 3×3, 1→8, 30×30 → 28×28: 9·8 = 72 weights, 72·784 = 56,448 MACs. With same padding: 72·900 = 64,800 MACs.",
    // The passes of a training step.
    "Forward: 3.64 GFLOPs.\n\n- forward + backward: 3 × 3.64 = 10.92 GFLOPs",
    "ResNet-18: one forward pass takes 3.64 GFLOPs.\n\n- Training (1 part forward, 2 parts backward): 3 × 3.64 = 10.9 GFLOPs",
    "一次前向约 3.64 GFLOPs。\n\n- 训练（前向 1 份，反向 2 份）：3 × 3.64 = 10.9 GFLOPs/张",
    // The two products of attention.
    "Swin-S stage 1: 4·3136·9216 = 115,605,504 and 2·49·3136·96 = 29,503,488.",
    // The normalisation beside a layer.
    "# ResNet-34\n\nBN of conv1 has 2·64 = 128 parameters; with running mean and variance 4·64 = 256.",
    "# ResNet-18\n\n合计权重 36864+36864=73728,BN 层 256 个,共 73984。",
    "gemma-2b\n\nmodel.norm: RMS normalisation of 2,048 features\n  Params = F       formula\n         = 2,048\n",
    // Wrong figures that are quoted and corrected.
    "You wrote (30 - 3 + 2)/1 + 1 = 29 for the size, it should be\n(30 - 3 + 2)/1 + 1 = 30.",
    "p. 7: \"32 x 3 x 5 x 5 = 2040\" should read 32 x 3 x 5 x 5 = 2400.",
    "Don't write 32·25 + 32 = 800; it is 832.", "A common mistake: 5·32 = 106 (instead of 160).",
    "It is not true that 56·56·32 = 100,325.", "你写的是 32×25=850，应为 800。",
    // What is only near.
    "506/260 = 1.95 ≈ 1.4²", "1/(1/72 + 1/9) = 1/(0.0139 + 0.1111) = 1/0.125 = 8",
    "Roughly 7·7·3·96 = 14,000 weights.", "约 485×64=31000。",
    // Rounded to its zeros.
    "385·96 = 37,000", "112·112·32 = 401,000", "12·640·640 = 4,900,000",
    // Mebibytes of a rounded number.
    "11.7M × 4 / 1024² = 44.6 MiB", "ResNet-34: 21.8M·4/1024² ≈ 83.2 MiB",
    "3,633,070,080 MACs ≈ 3.63 GMACs, so 2 × 3.63 = 7.27 GFLOPs.",
    // Lists without blanks.
    "尺寸：320/2=160,160/2=80,80/2=40,40/2=20。",
    // Thousands, billions, days.
    "250 k × 16 = 4 M", "60 k / 128 = 469", #"$250\,\mathrm{k} \cdot 16 = 4\,\mathrm{M}$"#,
    "40 k tokens × 512 = 20.5 M", "6 × 13 B × 260 B = 2.03e22", "400 B / 65,536 = 6.10 M steps",
    "3 d 5 h = 77 h",
    // Peaks that everybody knows.
    "50 % of 312 = 156 TFLOPS.", "512 × 312 × 0.5 = 79.9 PFLOPS.", "40 % of 990 ≈ 396 TFLOP/s",
    // Powers in words.
    "10的8次方=100×10的6次方。", "2的10次方等于1024",
    // LaTeX.
    #"$32 \cdot 147 = 4~704$"#, #"$32 \cdot 147 = 4\:704$"#, #"$32 \cdot 147 = 4\ 704$"#,
    #"$32 \cdot 147 = 4\thinspace 704$"#, #"$32\cdot 147 = 4\mathord{,}704$"#,
    #"$32\cdot 147 = 4\text{,}704$"#,
    #"$P = 7^2 \cdot 128 = 6{\,}272$"#,
    "\\newcommand{\\by}{\\times}\n$32 \\by 3 \\by 7^2 = 32 \\by 147 = 4704$",
    "\\def\\x{\\ensuremath{\\cdot}}\n$32 \\x 3 = 96$, $5 + 4\\x 2 = 5 + 8 = 13$",
    "\\[\nP = 32 \\cdot 27 % 3 channels\n= 864\n\\]",
    "\\begin{align}\nP &= 32 \\cdot 27 % = 850\n  = 864 \\\\\nQ &= 32\\cdot 28%\n   = 896\n\\end{align}",
    // Relatives of a network.
    "CLIP's ResNet-50 has 38.3M parameters.", "The binarised ResNet-18 takes 0.163 GFLOPs.",
    "MobileNetV2 at 1.4×: 6.06M parameters, 582M MAdds.", "Swin-T has 60M parameters with UperNet.",
    "EfficientNetV2-S: 21.5M (paper 22M), 8.4 B FLOPs (paper 8.8 B) at 384.",
  ]

  /// Lines that are right although a number of a line above is wrong.
  @Test(
    "What is right follows from no mistake",
    arguments: [
      "(d) 6 layers => 6 * 2359296 = 14155767 ~ 14.2M\n(f) 6*N*D = 6 * 14.2e6 * 1e9 = 8.52e16 FLOPs",
      "I get 2 × 3B = 3 GB. Is this right?\n\nNo, 2 bytes × 3B = 6 GB.",
    ])
  func isNotCarried(_ text: String) {
    #expect(Checker().diagnose(HandCalculation(text)).findings.map { $0.place.line } == [1])
  }

  @Test("Slips that have a better name")
  func names() throws {
    func finding(_ text: String) throws -> Finding {
      try #require(Checker().diagnose(HandCalculation(text)).findings.first)
    }
    #expect(try finding("(60 − 48)/2 = 12").arguments.contains { $0.name == "divisor" })
    #expect(try finding("1870/11.5 = 325 tokens/s").mistake == .extraFactorInEvaluation)
    #expect(try finding("(115-7)/4+1 = 27").arguments.contains { $0.name == "steps" })
    #expect(try finding("(96+1)·10 = 960").mistake == .biasNotAdded)
    #expect(try finding("208/8 = 25 GB").mistake == .productSlip)
  }

  static let wrong = [
    "gemma-2b\n\nmodel.norm: RMS normalisation of 2,048 features\n  Params = F       formula\n         = 2,084\n",
    "# llama-2-7b\n\n### `model.norm`: RMS normalisation of 4,096 features\n\n$$\n\\begin{aligned}\n\\text{Params} &= F \\\\\n&= 4{,}069\n\\end{aligned}\n$$\n",
    "(3·3·8+1)·16 = 1,152", "112·112·32 = 500,000", "262,144 bytes = 0.25 GiB",
    "A 5×5 convolution, 32 → 96: 25·32 = 800 weights.",
    "标准卷积,5×5,32 → 64 通道:25×32 = 800 个参数。",
    "Depthwise 5×5, 32 channels: 25·32 = 850 weights.",
    "Forward: 3.64 GFLOPs.\n\n- backward: 3 × 3.64 = 10.92 GFLOPs",
    "The size is (30 - 3 + 2)/1 + 1 = 29, so the stride should be 1.",
    "p. 7: 32 x 3 x 5 x 5 = 2040 weights.", "506/260 = 1.85 ≈ 1.4²", "Roughly 7·7·3·96 = 41,000 weights.",
    "11.7M × 4 / 1024² = 48.6 MiB", "250 k × 16 = 8 M", "3 d 5 h = 87 h",
    "50 % of 312 = 165 TFLOPS.", "2的10次方等于1042", #"$32 \cdot 147 = 4~740$"#,
    "\\newcommand{\\by}{\\times}\n$32 \\by 3 \\by 7^2 = 32 \\by 147 = 4740$",
    "\\[\nP = 32 \\cdot 27 % 3 channels\n= 846\n\\]", "torchvision's ResNet-50 has 38.3M parameters.",
    "ResNet-50 has 38.3M parameters with ImageNet.",
  ]
}
