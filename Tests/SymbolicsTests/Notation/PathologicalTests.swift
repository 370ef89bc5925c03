import Symbolics
import Testing

/// Law 6: any bytes at all. Nothing crashes, nothing hangs.
@Suite("Hostile input")
struct PathologicalTests {
  /// Reads at every start that a caller would use, and returns how many expressions there are.
  @discardableResult
  func readAll(_ bytes: [UInt8]) -> Int {
    let parser = Parser(tokens: Lexer.tokens(of: bytes), bytes: bytes)
    var count = 0
    var index = 0
    while index < parser.tokenCount {
      let reading = parser.read(at: index)
      #expect(reading.next > index)
      if reading.located != nil { count += 1 }
      index = reading.next
    }
    return count
  }

  @Test("100,000 brackets, balanced or not", .timeLimit(.minutes(1)))
  func brackets() {
    let open = [UInt8](repeating: UInt8(ascii: "("), count: 100_000)
    let close = [UInt8](repeating: UInt8(ascii: ")"), count: 100_000)
    #expect(readAll(open) == 0)
    #expect(readAll(close) == 0)
    #expect(readAll(open + [UInt8(ascii: "3")] + close) > 0)
    #expect(readAll(Array(String(repeating: "(1+", count: 100_000).utf8)) > 0)
    #expect(
      readAll(
        Array(String(repeating: "(1×", count: 20_000).utf8)
          + Array(String(repeating: ")", count: 20_000).utf8)) > 0)
    #expect(readAll(Array(String(repeating: #"\text{"#, count: 20_000).utf8)) >= 0)
    #expect(readAll(Array(String(repeating: "2^", count: 20_000).utf8)) > 0)
    #expect(readAll(Array(String(repeating: "-", count: 20_000).utf8)) == 0)
    #expect(readAll(Array(String(repeating: "−", count: 20_000).utf8)) == 0)
    #expect(readAll(Array(String(repeating: "1/", count: 20_000).utf8)) > 0)
  }

  @Test("Long lists of numbers and long runs of anything", .timeLimit(.minutes(1)))
  func runs() {
    for unit in [
      "1,", "1 ", "1,222,", "x ", "x  ", "*", "_", "{", "\\", "约", "3 words ", "5(a", "5 (word) ", "x×", "$",
      "~", "=", "-", "a_{", "1.2.", "K_", "9 M ",
    ] {
      readAll(Array(String(repeating: unit, count: 5_000).utf8))
    }
  }

  @Test("Numbers beyond range are refused, not rounded")
  func digits() {
    let long = [UInt8](repeating: UInt8(ascii: "9"), count: 200_000)
    #expect(readAll(long) == 0)
    #expect(reading("1e99 + 3") == "nothing !unreadable@0")
    #expect(reading(String(repeating: "9", count: 39)) == "nothing !unreadable@0")
    #expect(reading(String(repeating: "9", count: 38)) == String(repeating: "9", count: 38))
    #expect(reading("3 × " + String(repeating: "1", count: 60)) == "3 !unreadable@5")
    #expect(numerals("9e38").isEmpty)
  }

  @Test("Arithmetic of what can be read and not computed")
  func arithmetic() throws {
    #expect(throws: ArithmeticError.exponentOutOfRange) { try PlainText.read("10^10^10").evaluated() }
    #expect(throws: ArithmeticError.divisionByZero) { try PlainText.read("1/0").evaluated() }
    #expect(throws: ArithmeticError.overflow) { try PlainText.read("9e30×9e30").evaluated() }
  }

  @Test("Text that is no expression is an error with its place")
  func errors() {
    #expect(throws: NotationError(ParseStop(.missingOperand, at: 0))) { try PlainText.read("") }
    #expect(throws: NotationError(ParseStop(.unreadable, at: 2))) { try PlainText.read("3 = 3") }
    #expect(throws: NotationError(ParseStop(.unbalancedBracket, at: 5))) { try PlainText.read("3 × (4") }
  }

  @Test("Random bytes and cut characters; every token lies in order within the text")
  func noise() {
    var random = SeededGenerator(seed: 3)
    let alphabet =
      Array("0123456789 .,×x*+-/^()[]{}\\text_$&=~≈约亿万²⌊（，K MGB%\n|e".utf8) + [0xFF, 0xE4, 0xC3, 0x80, 0]
    for round in 0..<1_000 {
      let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in
        round % 2 == 0
          ? UInt8.random(in: 0...255, using: &random) : alphabet.randomElement(using: &random) ?? 0
      }
      var last = 0
      for token in Lexer.tokens(of: bytes) {
        #expect(
          token.range.lowerBound >= last && token.range.upperBound <= bytes.count && !token.range.isEmpty)
        last = token.range.upperBound
      }
      NotationFuzzing.check(bytes)
    }
  }

  @Test(
    "Found by fuzzing",
    arguments: [
      #"C_{\text{out}} \times C_{&text{in}}"#, "C_{a}b_{%}", "28_Rx119x8_.a", #"\text{HxW} + 1"#, "HxW_a",
      "HxW.c", "K_{-}+3", "K_{}×2", #"x_{\alpha y}"#,
      "K_{i $ j}×3", "C_{ i , j }",
    ])
  func fuzzed(text: String) {
    NotationFuzzing.check(Array(text.utf8))
  }

  @Test("A part of a text is read as if it stood alone, with places in the whole")
  func part() {
    let bytes = Array("12 + 3456".utf8)
    let tokens = Lexer.tokens(of: bytes, in: 1..<7)
    #expect(tokens.map(\.range) == [1..<2, 3..<4, 5..<7])
    #expect(Lexer.tokens(of: bytes, in: 50..<90).isEmpty)
  }
}
