import Checking
import Testing

/// Results of a formula that stands before the values of its letters, and of letters side by side.
@Suite("Formulas in letters with their values")
struct FormulaValueTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("P = K·K·C·D + D, K = 5, C = 6, D = 16, P = 2461", 1, .digitsTransposed),
    ("P = K·K·C·D + D\n\nK = 5, C = 6, D = 16\n\nP = 2461", 5, .digitsTransposed),
    ("With V = 50257 and d = 768: Vd = 38,579,376", 1, .digitsTransposed),
    ("$V=32000$，$d=4096$，$Vd=113{,}072{,}000$", 1, .digitsTransposed),
  ]

  private static let right = [
    "With V = 32000 and d = 4096: Vd = 131,072,000",
    "With a = 12 and b = 100: ab = 1,200, and AB = 120,000",
    "P = K·K·C·D + D, K = 3, C = 3, D = 64, P = 1792",
    "P = K·K·C·D + D. Layer 1: K = 3, C = 3, D = 64, P = 1792. Layer 2: C = 64, P = 36928",
    "P = K·K·C·D + D with K = 3: C = 3, D = 64 gives P = 1,792; C = 64, D = 128 gives P = 73,856",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }
}
