import Checking
import Testing

/// Sizes that name what a number belongs to, and sizes that are calculated side by side.
@Suite("Sizes as labels")
struct SizesAsLabelsTests {
  private static let labels = [
    "YOLO at 416×416 = 65.9 BFLOPs, at 608×608 = 140.7.",
    "MobileNet @ 160×160 ≈ 295 M mult-adds, @ 192×192 ≈ 418 M.",
    "1080×1920 = 33 ms per frame.",
    "The 3×3 = 589,824 weights, the 1×1 = 65,536.",
    "With C = 32: 1×1 = 1,024 weights, 3×3 = 9,216 weights, 5×5 = 25,600 weights.",
    "推理耗时：256×256 = 12 毫秒，512×512 = 45 毫秒。",
    "Memory at batch 8: 320x320 = 2.3 GB, 640x640 = 8.9 GB.",
    "avg pool 7×7 = 0 parameters",
    "Top-1: 192x192 = 74.1%, 256x256 = 76.3%",
    "Anchors: 80×80 = 19,200, 40×40 = 4,800, 20×20 = 1,200.",
    "Head on 80×80 = 19,200 anchors.",
    "8×8 windows on 64×64 = 64 windows.",
    "27 weights of one filter: 3·3·3·16 = 432, at 150² = 9,720,000",
    "maxpool 2×2: 56×56 → 28×28 = 100,352 activations for 128 channels",
  ]

  private static let slips: [ShortTexts.Wrong] = [
    ("The grid has 32×32 = 1,042 cells.", 1, .digitsTransposed),
    ("at 28×28 = 748 positions.", 1, .digitsTransposed),
    ("4096×4096 = 16.8 GB weights", 1, .prefixSlip),
    ("512×512 = 2.62 MB", 1, .powerOfTenSlip),
    ("16 requests × 2 GiB: 16 × 2 = 36 GiB.", 1, .productSlip),
    ("16×16 = 265 GB", 1, .digitsTransposed),
    ("13×13 = 196 boxes", 1, .digitsTransposed),
    ("16×16 = 512", 1, .extraFactorInEvaluation),
    ("16×16 patches of 224×224 = 169 tokens", 1, .factorSwapped),
    ("3·3·3·32 = 864 weights, at 112² = 10,838,061 MACs.", 1, .digitsTransposed),
    ("8 matrices of 128×128 = 131,702 parameters.", 1, .digitsTransposed),
  ]

  private static let sides = [
    "$112\\times112 / 2 = 56\\times56$, $56\\times56/4 = 14\\times14$.",
    "28×28 × 2 = 56×56",
    "Upsampling: 4 × (8×8) = 32×32.",
    "(32×32 − 5×5)/1 + 1 = 28×28.",
    "113×113 / 2 = 56×56",
    "((227 − 11)/4 + 1)² = 55² = 3025",
    "((225 − 8)/3 + 1)² = 73² = 5,329",
    "$8\\times8 \\;*\\; 3\\times3 \\;=\\; 6\\times6$",
    "6×6×3 ⊛ 3×3×3 = 4×4",
    "The 196 windows are 1/256 of 224×224; 49 cells ≈ 1/1024 of the image.",
  ]

  private static let wrongSides: [ShortTexts.Wrong] = [
    ("112×112 / 2 = 58×58.", 1, .productSlip),
    ("9×9 − 3×3 + 1 = 8×8.", 1, .totalDoesNotAddUp),
    ("4 × (8×8) = 34×34.", 1, .productSlip),
    ("((300−64)/8 + 1)² = 31² = 961", 1, .productSlip),
    ("$64\\times64 \\;*\\; 3 = 12289$", 1, .digitChanged),
    ("(49 cells) ≈ 1/512 of 224×224.", 1, .formulaDoesNotGiveResult),
  ]

  @Test func whatASizeNamesIsNotItsProduct() { #expect(ShortTexts.alarms(in: Self.labels).isEmpty) }

  @Test func productsOfSizesAreStillChecked() { #expect(ShortTexts.unfound(in: Self.slips).isEmpty) }

  @Test func sizesAreCalculatedSideBySide() { #expect(ShortTexts.alarms(in: Self.sides).isEmpty) }

  @Test func sidesThatNothingGivesAreFound() { #expect(ShortTexts.unfound(in: Self.wrongSides).isEmpty) }
}
