import Symbolics
import Testing

/// Square roots: read in every notation, exact where they are rational numbers.
@Suite("Square roots")
struct RootTests {
  @Test(
    "Every spelling is the same root",
    arguments: ["√64", "√(64)", "sqrt(64)", "math.sqrt(64)", #"\sqrt{64}"#, "(64)^(1/2)"])
  func isRead(_ text: String) throws {
    let expression = try PlainText.read(text)
    #expect(expression.radicand == Expression(64))
    #expect(try expression.evaluated() == 8)
  }

  @Test(
    "A root is printed and read back", arguments: ["√(a + b)×2", "1/√d_k", "√(2×N)/6", "(√2)^3", "√(a/b)"])
  func isPrinted(_ text: String) throws {
    let expression = try PlainText.read(text)
    let plain = PlainText().text(expression)
    #expect(try PlainText.read(plain) == expression, "\(plain)")
    let latex = LaTeX().text(expression)
    #expect(try LaTeX.read(latex) == expression, "\(latex)")
    #expect(MathML().text(expression).contains("<msqrt>"))
  }

  @Test("A root that is no rational number has no exact value, and thirteen digits to compare with")
  func isApproximated() throws {
    let root = try PlainText.read("√2")
    #expect(throws: ArithmeticError.self) { try root.evaluated() }
    let value = try #require(try root.takingRoots()?.evaluated())
    let square = try value.multiplied(by: value)
    #expect(try square.subtracting(2).magnitude < Rational(1, over: 1_000_000_000_000))
    #expect(try PlainText.read("√(-4)").takingRoots() == nil)
    #expect(try PlainText.read("√(9/16)").evaluated() == Rational(3, over: 4))
  }

  @Test("A tower of roots is bounded")
  func isBounded() {
    let tower = String(repeating: "√", count: 100_000) + "2"
    #expect(throws: (any Error).self) { try PlainText.read(tower) }
  }
}
