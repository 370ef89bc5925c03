import Symbolics
import Testing

@Suite("Spaces set by hand, braces with labels, quantities")
struct SetSpaceTests {
  @Test(
    "A factor before a space that is set by hand",
    arguments: [
      (#"4\,(2+1)"#, 12), (#"4\;(2+1)"#, 12), (#"4~(2+1)"#, 12), (#"4\ (2+1)"#, 12),
      (#"4\,\left(2+1\right)"#, 12),
      (#"(2+1)\,(3+1)"#, 12), (#"2\,\frac{12}{2}"#, 12), (#"\frac{1}{2}\,24"#, 12), (#"2\,\sqrt{36}"#, 12),
      (#"\underbrace{2+1}_{3}\cdot 4"#, 12), (#"4\,\overbrace{2+1}^{3}"#, 12),
      (#"\overbrace{2\cdot 3}^{6} + 6"#, 12),
      (#"4\cdot\underbrace{3}_{a}"#, 12), (#"\underbrace{3 \cdot 4}_{\text{a, b}}"#, 12),
      (#"\qty{12}{}"#, 12),
      ("4\u{2009}(2+1)", 12), ("4\u{A0}(2+1)", 12), (#"1{.}5\cdot 8"#, 12), (#"1{,}5\cdot 8"#, 12),
      (#"1{,}200/100"#, 12),
    ])
  func value(_ text: String, _ value: Int) throws {
    #expect(try LaTeX.read(text).evaluated() == Rational(value))
  }

  @Test(
    "A remark behind an ordinary blank is no factor",
    arguments: ["4 (2+1)", "4~(a b)", "4~(words)", "layer 4~(2+1)"])
  func remark(_ text: String) {
    let bytes = Array(text.utf8)
    let tokens = Lexer.tokens(of: bytes)
    let first = tokens.firstIndex { if case .number = $0.kind { true } else { false } }
    let reading = Parser(tokens: tokens, bytes: bytes).expression(at: first ?? 0)
    #expect(reading?.0.expression == .number(Numeral(4)))
  }

  @Test("A struck factor is a symbol of its own")
  func struck() throws {
    #expect(throws: (any Error).self) { try LaTeX.read(#"\cancel{3}\cdot 64"#).evaluated() }
  }
}
