import Checking
import Testing

/// Totals that say of how many parts they are, shares beside their wholes, FLOPs with their convention, and what stands behind
/// a result on its line.
@Suite("Counted totals, shares of wholes and declared conventions")
struct CountedTotalsTests {
  private static let right = [
    "conv1_1: 86704128\nconv1_2: 1849688064\nTotal of both layers: 1936392192",
    "conv1_1: 86704128\nconv1_2: 1849688064\nTotal of both layers: 3872784384 FLOPs",
    "conv1_1：86704128\nconv1_2：1849688064\n两层共 1936392192，约 19.4 亿次乘加",
    "a: 1,728\nb: 36,864\nc: 73,728\nTogether: 112,320 parameters.",
    "- 1×1, 64: 4,816,896\n- 3×3, 96: 2,408,448\n- 5×5, 16: 14,450,688\nTotal: 21,676,032",
    "FC layers hold 123.6M of 138.4M parameters (89%).",
    "We prune 123.6M of 138.4M parameters (11%).",
    "FC layers hold 123.6M of 138.4M parameters (98% of the time).",
    "It has 2,049,000 parameters, or only 4.6% of the 44.55M, while conv1 has 9,408.",
    "Conv layers have 14,714,688 parameters, 89% of 138.4M are in the FC layers.",
    "It takes 1,703,411,712 MACs, that is 3.41 GFLOPs counting two per MAC.",
    "FLOPs: 40,140,800\nMACs (1 MAC = 2 FLOPs): 20,070,400",
    "mult-adds:\nsum: 40,140,800\nIn FLOPs (1 mult-add = 2 FLOPs): 80,281,600",
    "2,097,152 + 1,048,576 + 2×128×512 = 131,072 (attn) = 3,276,800",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("conv1_1: 86704128\nconv1_2: 1849688064\nTotal of both layers: 2026392192", 3, .totalDoesNotAddUp),
    (
      "第一层：3×3×3×64×224×224 = 86704128（0.87 亿）\n第二层：3×3×64×64×224×224 = 1849688064（18.5 亿）\n"
        + "两层共 2026392192，约 20.3 亿次乘加", 3, .totalDoesNotAddUp
    ),
    (
      "- a: 28·28·32·192 = 4,816,896\n- b: 28·28·16·192 = 2,408,448\n- c: 28·28·96·192 = 14,450,688\n"
        + "Together: 19,267,584", 4, .totalDoesNotAddUp
    ),
    (
      "- 1×1, 64: 4,816,896\n- 3×3, 96: 2,408,448\n- 5×5, 16: 14,450,688\nTotal: 19,267,584", 4,
      .totalDoesNotAddUp
    ),
    ("FC layers hold 123.6M of 138.4M parameters (98%).", 1, .digitChanged),
    ("It has 2,049,000 parameters, 46% of 44.55M.", 1, .powerOfTenSlip),
    ("It takes 1,703,411,712 MACs, that is 1.70 GFLOPs counting two per MAC.", 1, .macCalledFlop),
    ("mult-adds:\nsum: 40,140,800\nIn FLOPs (1 mult-add = 2 FLOPs): 20,070,400", 3, .macFlopRatioReversed),
    ("ResNet-50: 4.089 GMACs (measured with thop), i.e. 2.04 GFLOPs.", 1, .macFlopRatioReversed),
    ("Layers: 1 + 2*(3+4+6+3) = 32, plus fc = 33", 1, .totalDoesNotAddUp),
    ("d = 6: 3 + 2*5 = 15", 1, .formulaDoesNotGiveResult),
  ]

  @Test("what is right raises nothing")
  func rightTexts() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("what is wrong is found")
  func wrongTexts() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
