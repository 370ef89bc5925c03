import Checking
import Testing

/// Slips of notes on convolutions: layers from their code, conclusions, brackets and prefixes.
@Suite("Slips of course notes")
struct CourseNoteSlipTests {
  private static let right = [
    "conv 3×3, 64→64, 56×56: 115,605,504 MACs, hence 231,211,008 FLOPs.",
    "saving 1 − 0.115 = 0.885, so 88.5 %.",
    "The loss fell to 0.885 (8.85 % below the last one).",
    "`Conv3d(16, 32, 3)`: 3·3·3·16·32 + 32 = 13,856 parameters.",
    "`Conv3d(16, 32, 3)`: 16·32 = 512 pairs, 512·27 = 13,824 weights.",
    "`Conv3d(16, 32, (1, 3, 3))`: 3·3·16·32 + 32 = 4,640 parameters.",
    "`nn.ConvTranspose2d(64, 32, 2)`: 64·32·2·2 = 8,192 weights.",
    "Dilated 3x3, d=3: effective kernel 3 + 2*2 = 7.",
    "Block, t = 6: expand 16·96 = 1,536; depthwise 9·96 = 864; project 96·24 = 2,304.",
    "pixels 112·112 = 12,544, depthwise 9·112·112 = 112,896 a channel",
    "MaxPool2d(3, stride=2, padding=1) on 56×56: (56 + 2 − 3)/2 + 1 = 28.5 → 28.",
    "MaxPool2d(3, stride=2) on 112×112: (112 − 3)/2 + 1 = 55.5 → 55.",
    "Model: 11,689,512 parameters = 11.69 M × 4 bytes = 46.8 MB.",
    "conv: (5·5·16 + 1)·32 = 5·5·16·32 + 32 = 12,832",
    "⌈54.5⌉ = 55",
    "### Mult-adds of one pair\n\n256→256 at 28×28: depthwise 9·256·784 = 1,806,336, pointwise 256·256·784 = 51,380,224.",
    "长度 50,50×50 = 2500。",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("conv 3×3, 32→32, 56×56: 28,901,376 MACs, hence 14,450,688 FLOPs.", 1, .macFlopRatioReversed),
    ("saving 1 − 0.128 = 0.872, so 8.72 %.", 1, .powerOfTenSlip),
    ("`Conv3d(8, 16, 3)`: 3·3·8·16 + 16 = 1,168 parameters.", 1, .kernelAreaMissing),
    ("`nn.ConvTranspose2d(64, 32, 2)`: 64·32·2 = 4,096 weights.", 1, .kernelAreaMissing),
    ("Dilated 3x3, d=3: effective kernel 3 + 2*3 = 9.", 1, .formulaDoesNotGiveResult),
    (
      "Block, t = 6: expand 16·96 = 1,536; depthwise 9·96·96 = 82,944; project 96·24 = 2,304.", 1,
      .depthwiseAsDense
    ),
    ("- expand 1×1 (16→96): 16·96 = 1,536\n- depthwise 3×3 (96): 3·3·96·96 = 82,944", 2, .depthwiseAsDense),
    (
      "MaxPool2d(3, stride=2, padding=1) on 112×112: (112 − 3)/2 + 1 = 55.5 → 55.", 1, .paddingForgotten
    ),
    ("The tensor has 802,816 values. In fp16 that is 802,816 × 4 = 3,211,264 bytes.", 1, .bytesPerValueWrong),
    ("Model: 11,689,512 parameters = 11.69 G × 4 bytes = 46.8 MB.", 1, .prefixSlip),
    ("conv: (5·5·16 + 1)·32 = 5·5·16·32 + 1 = 12,801", 1, .biasCountWrong),
    ("MaxPool, ceil: ⌈(113−2)/2⌉ + 1 = 56", 1, .roundingWrong),
    ("conv: (3·3·64)·128 + 128 = 73,792", 1, .biasCountWrong),
    ("conv: 9·64·64/8 = 36,864", 1, .extraFactorInEvaluation),
    ("total = 4 × (512² + 512) = 1,048,576", 1, .biasNotAdded),
  ]

  @Test func rightNotesRaiseNothing() { #expect(ShortTexts.alarms(in: Self.right).isEmpty) }

  @Test func slipsOfNotesAreFoundByTheirNames() { #expect(ShortTexts.unfound(in: Self.wrong).isEmpty) }
}
