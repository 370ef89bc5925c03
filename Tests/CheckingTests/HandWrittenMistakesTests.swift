import Checking
import Testing

/// Mistakes of arithmetic, units and conventions in texts of our own, each on its line.
@Suite("Mistakes in texts of our own")
struct HandWrittenMistakesTests {
  static let arithmetic: [(text: String, line: Int, mistake: Mistake)] = [
    ("3 × 64 × 469,504 = 60,096,512", 1, .factorSwapped),
    ("2*512*512/16 = 16,384", 1, .factorDroppedInEvaluation),
    ("4 × (768 × 768 + 768) = 2,359,296", 1, .biasNotAdded),
    ("768 × 3072 + 3072 + 3072 × 768 + 768 = 4,718,592", 1, .biasNotAdded),
    ("989 / 3.35 = 259", 1, .digitsTransposed),
    ("18,874,368 + 5,120,000 = 23,994,368 ≈ 24.2M", 1, .digitChanged),
    ("sum 25,296,896 + 39,424 + 37,828,608 = 63,426,096", 1, .totalDoesNotAddUp),
    ("13×3 = 40", 1, .productSlip), ("118,013,952 = 118,013,953", 1, .digitChanged),
    ("8sd² + 2s²d + 2s²d = 8sd² + 2s²d", 1, .symbolicTermsDoNotAddUp),
    ("10^9 / 36,409 ≈ 27,466 s ≈ 76 hours", 1, .durationWrong),
    (#"$3.82 \times 10^{6}$ 秒 $\approx 42.4$ 天"#, 1, .durationWrong),
    ("3 h + 30 min = 3.3 h", 1, .durationWrong),
    ("7e9 / (61.9 x 3600) ~ 34,100 tokens/s", 1, .productSlip),
    (
      "| Part | Calculation | Params |\n|---|---|---|\n| a | 2 × 50 | 100 |\n| b | 2 × 100 | 200 |\n| **Sum** | | **400** |",
      5,
      .totalDoesNotAddUp
    ),
    (
      "| Layer | Param # |\n|:--|--:|\n| conv2d | 320 |\n| dense | 16,010 |\n\nTotal params: 16,303", 6,
      .digitsTransposed
    ),
    (
      "The intensity is 409.6 FLOP/byte, above the ridge point of 295, so the product is memory-bound.", 1,
      .conclusionContradictsNumbers
    ),
    ("3×3×128×128×28×28 = 117,440,512", 1, .productSlip),
    ("5×5×32×64×14×14 = 401,408", 1, .factorDroppedInEvaluation),
    ("256×256×14×14 = 16,777,216", 1, .factorSwapped),
    ("3×3×32×32×28×28 = 14,450,688", 1, .extraFactorInEvaluation),
    ("512×512×7×7 ≈ 128.5 M", 1, .powerOfTenSlip),
    ("3×3×96×192 = 168,588", 1, .digitsTransposed),
    ("11×11×3×64 + 64 = 23,396", 1, .digitChanged),
    ("73,856 + 147,584 + 295,168 = 442,752", 1, .totalDoesNotAddUp),
    (
      "parts a = 12,845,056, b = 115,605,504, c = 51,380,224; total = 2×a + b = 141,295,616", 1,
      .addendsDoNotMatchParts
    ),
    ("The total: 86,704,128 + 4×231,211,008 = 15.5 G", 1, .totalFittedToKnownAnswer),
    ("conv2: 3×3×64×128 = 73,728; conv3: 3×3×128×128 = 73,728", 1, .copiedFromLineAbove),
    ("3×3×256×512 + 512 = 1,179,648", 1, .biasNotAdded),
    ("5×5×6 + 1×16 = 2,416", 1, .bracketsMissing),
    ("3×3×64×64 = 38,864\n38,864×56×56 = 121,877,504", 2, .errorCarriedForward),
    ("2×3e9 = 6 TFLOPs a token; 300 TFLOP/s ÷ 6 TFLOPs = 50,000 tokens/s", 1, .slipsThatCancel),
    (
      "The machine does 64,000 TFLOPs/s.\n6 × 6.7e9 ≈ 40.2 TFLOPs/token\ntokens/s = 64,000 / 40.2 ≈ 1,592,000",
      3,
      .slipsThatCancel
    ),
    ("6e21 / 1e14 = 6e7 s = 69 days", 1, .durationWrong),
    ("3.15e23 / 312e12 = 1.01e9 s ≈ 3.2 years", 1, .durationWrong),
    ("5 hours × 8 GPUs = 400 GPU-hours", 1, .durationWrong),
    ("训练需要 2.4e6 秒 = 2.78 天", 1, .durationWrong),
    ("t = 2.5 million seconds\n= 29 days on 1 GPU\n= 6 hours on 10,000 GPUs", 3, .durationWrong),
    ("one A100: about 10,000 years; 100 A100 GPUs: roughly 1,000 years", 1, .durationWrong),
    ("t = 3.15 × 10^23 / (125 × 10^12) = 2.52 million seconds\n= 29 days", 2, .errorCarriedForward),
    ("d_model = 1024\n4×1042² = 4,343,056", 2, .valueInconsistentBetweenLines),
    ("hidden size 768, ffn 3072\n2 × 786 × 3072 = 4,829,184", 2, .valueInconsistentBetweenLines),
    ("d = 768, L = 12\n12·L·d² = 84,943,656", 2, .digitsTransposed),
    ("2×12×1024² ≈ 4.6 GFLOPs", 1, .formulaDoesNotGiveResult),
    ("4d² + 8d² + 2d = 12d² + 4d", 1, .symbolicTermsDoNotAddUp),
    ("n² + 3n + 2n = n² + 6n", 1, .symbolicTermsDoNotAddUp),
    ("0.9 G against 1.2 G: the first network is the more expensive one", 1, .conclusionContradictsNumbers),
    ("0.9 G 与 1.2 G 相比，前者的计算量更大。", 1, .conclusionContradictsNumbers),
    ("1.2 GFLOPs is more than 1.9 GFLOPs.", 1, .conclusionContradictsNumbers),
    (
      """
      Time for the products: 2.1 GFLOPs / 312 TFLOP/s = 6.7 µs
      Time for the memory traffic: 40 MB / 1.5 TB/s = 26.7 µs
      So the layer is compute-bound.
      """, 3, .conclusionContradictsNumbers
    ),
    ("5×5×32×64×14×14 = 10,035,200 ≈ 10.1 M", 1, .roundingWrong),
    ("3×3×128×128×28×28 = 115,605,504 ≈ 115 M", 1, .roundingWrong),
  ]

  static let units: [(text: String, line: Int, mistake: Mistake)] = [
    ("784·256 + 256·128 + 128·10 = 234,752 MACs = 234,752 FLOPs", 1, .macCalledFlop),
    ("MACs = 57.8M, so FLOPs = 57.8M", 1, .macCalledFlop),
    ("102764544 * 4 / 1024 / 1024 = 392 GB", 1, .prefixSlip),
    ("ResNet-18\nlayer2.0: 73,728 + 147,456 + 512 = 221,696 parameters", 2, .shortcutProjectionMissing),
    ("ResNet-101 has 3 + 4 + 24 + 3 = 34 blocks", 1, .blockCountWrong),
    ("# ResNet-18\nconv1: 0.236 GFLOPs of 1.814 GFLOPs = 13.0 %", 2, .ratioOfUnlikeConventions),
    (
      "ResNet-18 costs 1.814 GFLOPs, its conv1 0.236 GFLOPs. Share of conv1: 0.236 / 1.814 = 13.0 %", 1,
      .ratioOfUnlikeConventions
    ),
    ("# ResNet-18\n## layer2.0\n- conv1: 57,802,752\n- shortcut: 0", 4, .shortcutProjectionMissing),
    ("ResNet-18: in layer3.0 the shortcut costs 0 MACs.", 1, .shortcutProjectionMissing),
    ("2×13e9 = 26 TFLOPs a token", 1, .prefixSlip), ("4,089,184,256 次 ≈ 4.1亿次", 1, .yiUnitSlip),
    ("11,689,512 parameters × 4 bytes = 44.6 MB", 1, .binaryDecimalPrefixMixed),
    ("46,758,048 bytes = 46.8 MiB", 1, .binaryDecimalPrefixMixed),
    ("7e9 × 2 bytes = 14 GB = 14.0 GiB", 1, .binaryDecimalPrefixMixed),
    ("multiplications and additions: 3×3×64×64×56×56 = 115,605,504 FLOPs", 1, .macCalledFlop),
    ("1.8 GFLOPs are 3.6 GMACs", 1, .macFlopRatioReversed),
    ("2.6 GFLOPs 即 5.2 GMACs", 1, .macFlopRatioReversed),
    ("conv1: 2×7×7×3×64×112×112 = 236,027,904; fc: 512×1000 = 512,000", 1, .mixedConventions),
    ("conv1: 0.236 GFLOPs of 1.814 GMACs = 13.0 %", 1, .ratioOfUnlikeConventions),
    ("14 GFLOPs a token / 312 TFLOP/s = 0.0045 % utilisation", 1, .workDividedByRate),
    (
      "A100 peak: ~312 TFLOPS\nThe network needs 0.6 TFLOPS per token.\nUtilization: 0.6T / 312T = 0.2%", 3,
      .workDividedByRate
    ),
    ("A100: 187 TFLOP/s achieved / 624 = 30 %", 1, .sparsePeakUsed),
    ("An H100 gives 1,979 TFLOP/s in bf16: 6e21 / 1979e12 = 3.03e6 s", 1, .sparsePeakUsed),
    ("a 32×32 RGB image has 3,072 pixels", 1, .wrongQuantityNamed),
    ("224×224×3 = 150,528 pixels", 1, .wrongQuantityNamed),
    ("(kernel_size × stride + 1) × filters = 320", 1, .wrongQuantityNamed),
  ]

  @Test("Found on its line under its name", arguments: arithmetic + units)
  func isFound(_ text: String, _ line: Int, _ mistake: Mistake) {
    let findings = Checker().diagnose(HandCalculation(text)).findings
    let isNamed = findings.contains {
      $0.place.line == line && ($0.mistake == mistake || $0.alternatives.contains(mistake))
    }
    #expect(isNamed, "\(text): \(findings.map { ($0.place.line, $0.mistake.rawValue) })")
  }

  @Test("Columns are factors where the rows say so")
  func findsWrongRows() {
    let right = """
      | layer | C_in | C_out | H | W | weights |
      |---|---|---|---|---|---|
      | 1 | 32 | 64 | 28 | 28 | 1,605,632 |
      | 2 | 64 | 64 | 14 | 14 | 802,816 |
      | 3 | 64 | 128 | 7 | 7 | 401,408 |
      """
    #expect(Checker().diagnose(HandCalculation(right)).findings.isEmpty)
    let wrong = HandCalculation(right.split(separator: "802").joined(separator: "820"))
    let findings = Checker().diagnose(wrong).findings
    #expect(findings.map(\.place.line) == [4] && findings.first?.correct == 802_816)
  }

  @Test("A number that is cut off is a note, and the working is right")
  func notesTruncation() {
    let diagnosis = Checker().diagnose(HandCalculation("3×3×128×128×28×28 = 115,605,504 ≈ 115 M"))
    #expect(diagnosis.verdict == .right)
    #expect(diagnosis.findings.map(\.severity) == [.note])
  }
}
