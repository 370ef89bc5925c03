import Testing

@testable import Checking

/// Formulas in one letter that a clause behind their value gives a number, and sizes in brackets.
@Suite struct ClausesBehindFormulasTests {
  @Test func theLetterBehindAFormulaGivesItsValue() {
    let right = [
      "4d² = 2,359,296 for d = 768", "12d² = 7,077,888, with d = 768.", "8h² = 8,388,608 when h = 1024",
      "4d² = 2,359,296 for d = 768, and 9,437,184 for d = 1536", "12d² + 13d = 7,087,872 for d = 768",
      "4d² = 4,718,592 for d = 768 in 2 bytes each", "8d² = 2,097,152 for d = 512, n = 4",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("4d² = 2,359,296 for d = 1536", 1, .formulaDoesNotGiveResult),
      ("12d² = 9,437,184, with d = 768.", 1, .formulaDoesNotGiveResult),
      ("8h² = 4,194,304 when h = 1024", 1, .formulaDoesNotGiveResult),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func bytesInBracketsAreThoseInFront() {
    let right = [
      "32 × 56 × 56 × 4 = 401,408 B (392.0 KB)", "32 × 56 × 56 × 4 = 401,408 B (401.4 KB)",
      "32 × 56 × 56 × 4 = 401,408 bytes (0.3828 MB)", "32 × 56 × 56 × 4 = 401,408 B (50.18 KB per map of 8)",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("32 × 56 × 56 × 4 = 401,408 B (39.20 KB)", 1, .powerOfTenSlip),
      ("32 × 56 × 56 × 4 = 401,408 bytes (3.828 MB)", 1, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
