import Checking
import Testing

/// Sizes of outputs and sums that may be wrong in more than one way.
@Suite("Names of wrong sizes and sums")
struct OutputSizeNameTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("输出边长 = (320 - 3 + 2×1)/2 + 1 = 159", 1, .outputSizePlusOneMissing),
    ("⌊(128+2×3−7)/2⌋=64", 1, .outputSizePlusOneMissing),
    ("1+2+4+8+16+32+64+128+256 = 512", 1, .totalDoesNotAddUp),
  ]

  private static let right = [
    "输出边长 = (320 - 3 + 2×1)/2 + 1 = 160", "⌊(128+2×3−7)/2⌋+1=64", "1+2+4+8+16+32+64+128+256 = 511",
  ]

  @Test("are among the alternatives") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("right ones are left alone") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
