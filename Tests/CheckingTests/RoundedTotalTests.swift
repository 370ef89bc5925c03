import Checking
import Testing

/// Found by fuzzing: the gap of a rightly rounded total was nowhere.
@Suite("Rounded totals")
struct RoundedTotalTests {
  @Test("A rounded total is right, and its gap is its rounding")
  func keepsTheBooks() throws {
    let diagnosis = Checker().diagnose(HandCalculation("The total of ResNet-101: 7.8 GFLOPs"))
    let total = try #require(diagnosis.totals.first)
    #expect(diagnosis.verdict == .right)
    #expect(total.isRight)
    #expect(total.correct == 7_801_405_440)
    #expect(try total.remainder == total.claimed.subtracting(total.correct))
    #expect(total.contributions.isEmpty)
  }

  @Test(
    "A number in brackets keeps its unit",
    arguments: [
      "ResNet-101 needs 7.8 G MACs (15.6 GFLOPs).", "ResNet-101 braucht 7,8 Milliarden MACs (15,6 GFLOPs).",
    ])
  func readsUnitsInBrackets(_ text: String) {
    #expect(Checker().diagnose(HandCalculation(text)).findings.isEmpty)
  }
}
