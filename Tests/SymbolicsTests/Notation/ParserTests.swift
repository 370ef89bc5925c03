import Symbolics
import Testing

@Suite("Reading expressions")
struct ParserTests {
  @Test(
    "Structure as written",
    arguments: [
      ("(7×7×3)×64×112×112", "((7×7×3)×64×112×112)"), ("7×7×3", "(7×7×3)"), ("a + b - c", "(a+b-c)"),
      ("2^10", "(2^10)"),
      ("-2^2", "neg((2^2))"), ("2×-3", "(2×neg(3))"), ("2^3^2", "(2^(3^2))"), ("3²", "(3^2)"),
      ("12,288²", "(12288^2)"),
      ("10x10x16(25+1)", "(10×10×16×(25+1))"), ("(55+1)6", "((55+1)×6)"), ("1/2(3)", "(1/(2×3))"),
      ("6N", "(6×N)"),
      ("a/b/c", "((a/b)/c)"), ("a×b/c×d", "(((a×b)/c)×d)"), ("-a×b", "neg((a×b))"), ("-a + b", "(-a+b)"),
      ("[(256 + 4096 + 1) * 256] * 4", "(((256+4096+1)×256)×4)"),
      (#"\frac{H+2P-K}{S}+1"#, "(((H+(2×P)-K)/S)+1)"),
      ("floor((224+6-7)/2)+1", "(floor(((224+6-7)/2))+1)"), ("⌊7/2⌋", "floor((7/2))"),
      (#"\left\lceil 7/2 \right\rceil"#, "ceil((7/2))"),
      ("768 (hidden size) * 30,522 (vocab size)", "(768×30522)"), ("32 (gamma) + 32 (beta) = 64", "(32+32)"),
      ("6e21 FLOPs ÷ 100 TFLOPS", "(6000000000000000000000/100000000000000)"),
      ("1.4 MB / 3 TB/s", "(1400000/3000000000000)"),
      ("3.15 × 10^{23} FLOPs", "(63/20×(10^23))"), ("1024 × 768 × 1 byte = 786", "(1024×768×1)"),
      ("7 // 2", "floor((7/2))"),
      ("(7 x 7 x 3 x 64) x (112 x 112) x 2", "((7×7×3×64)×(112×112)×2)"), ("108(1)", "(108×1)"),
      ("2.5 million seconds", "2500000"),
      ("{(2+3)*4}*5", "(((2+3)×4)×5)"), ("(5)", "5"), ("768²", "(768^2)"), ("d^2", "(d^2)"),
      ("64个×3", "(64×3)"),
      ("3 × (K_h × K_w)", "(3×(K_h×K_w))"), ("25 parameters + 405 parameters", "(25+405)"),
      ("10^-3", "(10^neg(3))"),
    ])
  func structure(text: String, expected: String) {
    #expect(reading(text) == expected)
  }

  @Test(
    "The longest valid prefix, and why it ends",
    arguments: [
      ("3×3××3=27", "(3×3) !missingOperand@4"), ("((((", "nothing !unbalancedBracket@0"),
      ("3 +", "3 !missingOperand@2"),
      ("3 × (4 + 5", "3 !unbalancedBracket@5"), ("()", "nothing !missingOperand@1"), ("× 3", "nothing"),
      ("3 × 4 = 12", "(3×4)"),
      ("8.6× fewer", "43/5"), ("3× K", "(3×K)"), ("3 ×\n4", "3 !missingOperand@2"), ("3 × 4 | 5", "(3×4)"),
      ("(3 × 4 = 12)", "nothing !unbalancedBracket@0"),
    ])
  func prefix(text: String, expected: String) {
    #expect(reading(text) == expected)
  }

  @Test("The number of an equation behind its result is no factor")
  func equationNumber() {
    let bytes = Array("3×3×3×4=108(1)3".utf8)
    let parser = Parser(tokens: Lexer.tokens(of: bytes), bytes: bytes)
    #expect(parser.expression(at: 8)?.0.expression == 108)
    #expect(parser.expression(at: 8)?.next == 9)
  }

  @Test("Places cover the brackets")
  func places() throws {
    let bytes = Array("(7×7)×3".utf8)
    let located = try #require(Parser(tokens: Lexer.tokens(of: bytes), bytes: bytes).expression(at: 0)).0
    #expect(located.range == 0..<9)
    #expect(located.operands.map(\.range) == [0..<6, 8..<9])
    #expect(located.operands[0].operands.map(\.range) == [1..<2, 4..<5])
  }
}
