import Symbolics
import Testing

/// Found by fuzzing: a number of 38 decimals lost all but the first when written.
@Suite("Long decimals")
struct LongDecimalTests {
  @Test(
    "All decimals are written",
    arguments: ["0.02477777777777777777777777777777777777", "1.0000000000000000000000000000000000001"])
  func writesAllDecimals(_ text: String) throws {
    let expression = try PlainText.read(text)
    #expect(PlainText().text(expression) == text)
    #expect(try LaTeX.read(LaTeX().text(expression)) == expression)
  }
}
