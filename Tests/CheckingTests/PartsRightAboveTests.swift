import Checking
import Testing

/// Sums against the results right above them, and sentences that go on on the next line.
@Suite("Parts right above a sum")
struct PartsRightAboveTests {
  private static let wrong: [ShortTexts.Wrong] = [
    (
      """
      in = 400 × 256 + 256 = 102,656
      h1 = 256 × 256 + 256 = 65,792
      h2 = 256 × 256 + 256 = 65,792
      out = 256 × 10 + 10 = 2,570
      total = 102,656 + 65,792 + 2,570 = 171,018
      """, 5, .addendsDoNotMatchParts
    ),
    (
      """
      1. 400 × 256 + 256 = 102656
      2. 均值 256 × 8 + 8 = 2056
      3. 方差 256 × 8 + 8 = 2056
      4. 解码 8 × 256 + 256 = 2304

      全网共 102656 + 2056 + 2304 = 107016
      """, 6, .addendsDoNotMatchParts
    ),
    (
      "weights 6e9 × 2 = 12 GB; Adam 6e9 × 12 = 72 GB; gradients 12 GB\ntotal 12 + 48 + 12 = 72 GB", 2,
      .addendsDoNotMatchParts
    ),
    (
      "weights and cache 14 + 5.37 = 19.37 GB\nSo with 19.73 GB in use, a card of 24 GB is enough.", 2,
      .valueInconsistentBetweenLines
    ),
    ("2,101,248 + 20,490 = 2,121,738,\nwhich is about 2.21 million.", 2, .digitsTransposed),
    ("2,121,738 is about 2.21 million", 1, .digitsTransposed),
    ("2,101,248 + 20,490 = 2,121,738，\n即约 222 万。", 2, .digitChanged),
  ]

  private static let right = [
    """
    enc 4(256×256+256²+256) = 525,312
    dec 4(256×256+256²+256) = 525,312
    emb 4,000 × 256 = 1,024,000
    cls 256 × 40 + 40 = 10,280
    encoder total = 525,312 + 1,024,000 + 10,280 = 1,559,592
    """,
    """
    in = 400 × 256 + 256 = 102,656
    h1 = 256 × 256 + 256 = 65,792
    h2 = 256 × 256 + 256 = 65,792
    out = 256 × 10 + 10 = 2,570
    total = 102,656 + 65,792 + 65,792 + 2,570 = 236,810
    """,
    """
    in = 400 × 256 + 256 = 102,656
    h1 = 256 × 256 + 256 = 65,792
    h2 = 256 × 256 + 256 = 65,792 (tied to h1)
    out = 256 × 10 + 10 = 2,570
    total = 102,656 + 65,792 + 2,570 = 171,018
    """,
    """
    in = 400 × 256 + 256 = 102,656
    h1 = 256 × 256 + 256 = 65,792
    h2 = 256 × 256 + 256 = 65,792
    out = 256 × 10 + 10 = 2,570
    total without h2 = 102,656 + 65,792 + 2,570 = 171,018
    """,
    "weights 6e9 × 2 = 12 GB; Adam 6e9 × 12 = 72 GB; gradients 12 GB\ntotal 12 + 72 + 12 = 96 GB",
    "weights 6e9 × 2 = 12 GB; Adam 6e9 × 12 = 72 GB; gradients 12 GB\ntotal with 8-bit Adam 12 + 24 + 12 = 48 GB",
    "weights and cache 14 + 5.37 = 19.37 GB\nSo with 24 GB a card is enough.",
    "weights and cache 14 + 5.37 = 19.37 GB\nSo with 19.37 GB in use, a card of 24 GB is enough.",
    "2,101,248 + 20,490 = 2,121,738,\nwhich is about 2.12 million.",
    "2,101,248 + 20,490 = 2,121,738,\nand with the embedding about 2.21 million.",
    "2,121,738 is about 2.12 million",
    "2,121,738 is about 2 million",
  ]

  @Test("that lack one, or have another, are found") func found() {
    #expect(ShortTexts.unfound(in: Self.wrong) == [])
  }

  @Test("are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  private static let wrongBounds: [ShortTexts.Wrong] = [
    ("120 FLOP/B against a ridge of 153: compute-bound", 1, .conclusionContradictsNumbers),
    ("intensity 142 FLOP/B, balance 153 FLOP/B -> compute-bound", 1, .conclusionContradictsNumbers),
    (
      "intensity: 350 FLOP/B\nH100: 990 TFLOPS / 3.35 TB/s = 296 FLOP/B -> memory-bound", 2,
      .conclusionContradictsNumbers
    ),
    (
      "The ridge point is 153 FLOP/byte.\nIts intensity is 62 FLOP/byte, so it is compute-bound.", 2,
      .conclusionContradictsNumbers
    ),
    ("拐点 153 FLOP/B\n算术强度 62 FLOP/B，因此计算受限", 2, .conclusionContradictsNumbers),
  ]

  private static let rightBounds = [
    "120 FLOP/B against a ridge of 153: memory-bound",
    "150 FLOP/B against a ridge of 153: compute-bound, nearly",
    "intensity: 410 FLOP/B\nH100: 990 TFLOPS / 3.35 TB/s = 296 FLOP/B -> compute-bound",
    "intensity: 410 FLOP/B\nH100: 990 TFLOPS / 3.35 TB/s = 296 FLOP/B; at batch 1 it would be memory-bound",
    "The ridge point is 153 FLOP/byte.\nIts intensity is 62 FLOP/byte, so it is memory-bound.",
    "The ridge point is 153 FLOP/byte.\nIts intensity is 62 FLOP/byte, so it is not compute-bound.",
    "A100: ridge 153 FLOP/B, H100: ridge 296 FLOP/B\nintensity 200 FLOP/B -> memory-bound",
    "拐点 153 FLOP/B\n算术强度 62 FLOP/B，因此访存受限",
  ]

  @Test("Bounds that contradict the intensity are found")
  func bounds() {
    #expect(ShortTexts.unfound(in: Self.wrongBounds) == [])
    #expect(ShortTexts.alarms(in: Self.rightBounds) == [])
  }
}
