import Checking
import Testing

/// Quotients of numbers that were rounded when they were written, and units of the line below.
@Suite("Rounded operands of a quotient")
struct RoughOperandTests {
  private static let right = [
    "per card: 4.62×10^23 / 1.30×10^9 = 3.56×10^14",
    "t = 5.18e21 / 1.12e14 = 4.61e7 s",
    "每卡 6.54×10^23 ÷ 2.10×10^9 = 3.12×10^14",
    "t = 2.7e21 / 1.3e14 = 2.13e7 s (computed with the unrounded 2.74e21)",
    "时间 2.7e21 ÷ 1.3e14 ＝ 2.13e7 秒（用未舍入的数计算）",
    "RC = 20 kΩ · 50 nF = 1 ms",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("per card: 4.62×10^23 / 1.30×10^9 = 3.65×10^14", 1, .productSlip),
    ("t = 2.7e21 / 1.3e14 = 2.31e7 s", 1, .productSlip),
    ("t = 2.7e21 / 1.3e14 = 2.91e7 s (computed with the unrounded values)", 1, .productSlip),
    // The unit of the line below says nothing of this one.
    ("time: 4.5e6 / 72e6 = 62.5 us\ncurrent 7.1 mA at 3.3 V", 1, .prefixSlip),
  ]

  @Test("allow what they may have been") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("excuse no slip") func wrong() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
