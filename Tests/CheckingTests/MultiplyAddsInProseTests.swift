import Checking
import Testing

/// Multiply-adds and FLOPs that a sentence or two columns set side by side.
@Suite("Multiply-adds and FLOPs side by side")
struct MultiplyAddsInProseTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("14·14·16·25 MACs = 78,400 MACs, so 39,200 FLOPs.", 1, .macFlopRatioReversed),
    ("78,400 MACs, so 39,200 FLOPs.", 1, .macFlopRatioReversed),
    ("合计 86704128≈0.867 亿次乘加，约 0.434 亿 FLOPs", 1, .macFlopRatioReversed),
    ("乘加次数 78400，FLOPs 为乘加的一半", 1, .macFlopRatioReversed),
    ("FLOPs are half the MACs", 1, .macFlopRatioReversed),
    ("ResNet-18: 11.7 M parameters, 1.8 GMACs, 1.8 GFLOPs", 1, .macCalledFlop),
    ("MACs: 3 × 3 × 96 × 96 × 28 × 28 = 65,028,096, i.e. 0.065 GMACs or 0.065 GFLOPs.", 1, .macCalledFlop),
    ("The layer needs 0.065 GMACs (0.065 GFLOPs).", 1, .macCalledFlop),
    ("计算量为 1.8 GMACs，即 1.8 GFLOPs。", 1, .macCalledFlop),
    (
      """
      | | MACs | FLOPs |
      |---|---|---|
      | conv1 | 1,204,224 | 2,408,448 |
      | conv2 | 78,400 | 78,400 |
      """, 4, .macCalledFlop
    ),
  ]

  private static let right = [
    "117,600 MACs, so 235,200 FLOPs.",
    "28·28·6·25 MACs = 117,600 MACs, so 235,200 FLOPs.",
    "合计 150994944≈1.51 亿次乘加，约 3.02 亿 FLOPs",
    "FLOPs 是乘加的两倍",
    "MACs 是 FLOPs 的一半",
    "MACs are half the FLOPs",
    "FLOPs are twice the MACs",
    "One says that FLOPs are half the MACs, which is wrong.",
    "1.8 GFLOPs (0.9 GMACs)",
    "4.1 GMACs or 8.2 GFLOPs",
    "conv1 2.4 GMACs, conv2 1.2 GFLOPs",
    "Layer A needs 0.9 GFLOPs and B 1.8 GMACs",
    "ResNet-50: 4.1 GMACs, 8.2 GFLOPs",
    "ResNet-18 has 1.8 GMACs, MobileNet 0.9 GFLOPs",
    "不是 FLOPs 为乘加的一半",
    """
    | layer | MACs | FLOPs |
    |---|---:|---:|
    | conv1 | 86,704,128 | 173,408,256 |
    | conv2 | 1,849,688,064 | 3,699,376,128 |
    | relu | 0 | 3,211,264 |
    """,
    """
    | layer | MACs | FLOPs |
    |---|---:|---:|
    | conv1 | 86,704,128 | 86,704,128 |
    | conv2 | 1,849,688,064 | 1,849,688,064 |
    """,
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
