import Checking
import Testing

/// A product that contradicts the kind of layer that its words state.
@Suite("Pointwise and grouped convolutions in words")
struct KindsInWordsTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("Pointwise 32->96: 3*3*32*96 = 27,648 weights", 1, .extraFactor),
    ("逐点卷积 32→96：3×3×32×96 = 27648", 1, .extraFactor),
    ("Grouped 3×3 conv, 64 channels, 16 groups: 9·64·64 = 36,864 parameters.", 1, .groupsIgnored),
    ("Grouped 3×3 conv with groups = 8, 64 channels: 3·3·64·64 = 36,864 weights", 1, .groupsIgnored),
  ]

  private static let right = [
    "第 3 组卷积 3×3，64→64，参数量 3×3×64×64 = 36,864", "第 2 组：卷积 3×3×64×128 = 73,728",
    "Two groups of convolutions: 3×3×64×64 = 36,864",
    "Conv layers come in 2 groups of two: 3·3·64·64 = 36,864",
    "Pointwise 64->128: 64*128 = 8,192 weights",
    "Depthwise then pointwise: 3*3*64 + 64*128 = 8,768",
    "Instead of a pointwise one, 3*3*64*128 = 73,728",
    "Pointwise after 3×3: 3*3*64*128 = 73,728",
    "Grouped 3×3 conv, 128 channels, 32 groups: 9·128·128/32 = 4,608 parameters.",
    "Without groups a 3×3 conv of 128 channels has 9·128·128 = 147,456, with 32 groups 4,608",
    "3×3 conv, 128 channels, 32 groups: 9·4·128 = 4,608",
    "3×3 conv of 128 channels with 32 groups: 9·128·128 = 147,456, and 147,456/32 = 4,608",
    "3×3 conv, 2 groups: 3·3·64·128 = 73,728, /2 = 36,864",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
