import Testing

@testable import Symbolics

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

/// Found by fuzzing: the star of a LaTeX command became a part of the symbol, which then could not be read back.
@Suite("Starred commands")
struct StarredCommandTests {
  @Test("A star is no letter")
  func dropsTheStar() throws {
    let expression = try LaTeX.read("3 \\times \\text*{K}")
    #expect(try PlainText.read(PlainText().text(expression)) == expression)
    #expect(try LaTeX.read(LaTeX().text(expression)) == expression)
  }
}

/// Found by fuzzing: a name of hundreds of letters was written in LaTeX and could not be read back.
@Suite("Long names")
struct LongNameTests {
  @Test("A name reads back or is none", arguments: [20, 100, 115, 160, 1_000])
  func readsBackOrIsNone(_ length: Int) throws {
    let text = "3 × K_h" + String(repeating: "U_", count: length / 2)
    guard let expression = try? PlainText.read(text) else { return #expect(length > 100) }
    #expect(try LaTeX.read(LaTeX().text(expression)) == expression)
  }
}

/// Found by fuzzing: `\ell` is written as a letter that was read as none.
@Suite("Letters of commands")
struct CommandLetterTests {
  @Test("Each Greek letter and ℓ reads back", arguments: LaTeXCommands.greek.map { $0.letter })
  func readsBack(_ letter: String) throws {
    let expression = Expression(letter)
    #expect(try PlainText.read(PlainText().text(expression)) == expression)
    #expect(try LaTeX.read(LaTeX().text(expression)) == expression)
  }
}
