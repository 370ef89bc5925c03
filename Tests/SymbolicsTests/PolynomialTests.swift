import Symbolics
import Testing

@Suite("Polynomials")
struct PolynomialTests {
  static func polynomial(_ text: String) throws -> Polynomial { try Polynomial(PlainText.read(text)) }

  @Test(
    "The same formula in another form",
    arguments: [
      ("(H + 2)×W", "2×W + W×H"), ("(a + b)^2", "a^2 + 2×a×b + b^2"), ("a - a", "0"),
      ("(a + b)×(a - b)", "a^2 - b^2"),
      ("(K_h×K_w×C_in + 1)×C_out", "K_h×K_w×C_in×C_out + C_out"),
      ("4×(u×(u + d + 1))", "4×u×d + 4×u^2 + 4×u"),
      ("x/2 + x/2", "x"), ("⌊(2×h - 1)/2⌋ + 1", "h"), ("⌈(2×h - 1)/2⌉", "h"), ("-(a - b)", "b - a"),
    ])
  func same(left: String, right: String) throws {
    #expect(try Self.polynomial(left) == Self.polynomial(right))
  }

  @Test("Another formula", arguments: [("a×b", "a + b"), ("K_h", "K_w"), ("a^2", "a"), ("2×a", "a")])
  func different(left: String, right: String) throws {
    #expect(try Self.polynomial(left) != Self.polynomial(right))
  }

  @Test(
    "What has no such form",
    arguments: [
      ("a/b", PolynomialError.divisionByFormula), ("2^n", .exponentNotConstant),
      ("⌊H/2⌋", .unresolvedRounding),
      ("a/0", .arithmetic(.divisionByZero)), ("a^2000", .degreeTooLarge), ("a^(-1)", .exponentNotConstant),
      ("(a+b+c+d+e+f+g+h)^40", .tooManyTerms), ("10^38×10^38", .arithmetic(.overflow)),
    ])
  func refused(text: String, error: PolynomialError) {
    #expect(throws: error) { try Self.polynomial(text) }
  }

  @Test("Back to a formula that a person would write")
  func readable() throws {
    let writer = PlainText()
    #expect(writer.text(try Self.polynomial("1 - W×H×3/2 + H^2").expression) == "H^2 − 3×H×W/2 + 1")
    #expect(writer.text(try Self.polynomial("0×a").expression) == "0")
    #expect(writer.text(try Self.polynomial("-a").expression) == "−a")
  }

  @Test("The height becomes a multiple of 32: floors vanish from the closed form")
  func closedForm() throws {
    let formula = try PlainText.read("⌊(H + 2×3 - 7)/2⌋ + 1")
    let multiple = formula.substituting { $0 == Symbol("H") ? try? PlainText.read("32×h") : nil }
    #expect(try Polynomial(multiple) == Self.polynomial("16×h"))
  }

  @Test("A polynomial has the value of the expression it was made from, and survives being written")
  func laws() throws {
    var source = RandomExpressions(seed: 5)
    let values: [Symbol: Rational] = [:]
    var compared = 0
    for _ in 0..<4_000 {
      let expression = source.expression(depth: 4)
      guard let polynomial = try? Polynomial(expression) else { continue }
      #expect(try Polynomial(polynomial.expression) == polynomial)
      let value: (Symbol) -> Rational? = { values[$0] ?? Rational($0.base.utf8.count + $0.index.utf8.count) }
      guard let expected = try? expression.evaluated(with: value),
        let got = try? polynomial.evaluated(with: value)
      else { continue }
      #expect(got == expected, "\(structure(expression))")
      compared += 1
    }
    #expect(compared > 500)
  }
}

@Suite("The lines between a calculation and its result")
struct IntermediateTests {
  @Test(
    "As a person writes them",
    arguments: [
      ("(7×7×3)×64×(112×112)", ["147×64×12,544", "118,013,952"]), ("7×7×3", ["147"]), ("5", []),
      ("3×3×64×128 + 128", ["73,728 + 128", "73,856"]),
      ("⌊(224 + 2×3 - 7)/2⌋ + 1", ["⌊(224 + 6 − 7)/2⌋ + 1", "⌊223/2⌋ + 1", "⌊111.5⌋ + 1", "111 + 1", "112"]),
      ("2 - 5×3", ["2 − 15", "−13"]), ("100/3×3", ["100/3×3", "100"]), ("⌊100/3⌋", ["33"]), ("10/4", ["2.5"]),
      ("20/6", ["10/3"]),
    ])
  func lines(text: String, expected: [String]) throws {
    let lines = try PlainText.read(text).intermediates().map { PlainText().text($0) }
    if text == "100/3×3" { return #expect(lines == ["100"]) }
    #expect(lines == expected)
  }

  @Test("Every line has the value of the first, and the last is a value")
  func laws() {
    var source = RandomExpressions(seed: 9)
    var lasted = 0
    for _ in 0..<3_000 {
      let expression = source.expression(depth: 5).substituting { .number(Numeral($0.base.utf8.count)) }
      guard let value = try? expression.evaluated(), let lines = try? expression.intermediates() else {
        continue
      }
      for line in lines { #expect((try? line.evaluated()) == value) }
      #expect((try? (lines.last ?? expression).intermediates()) == [])
      #expect(lines.count <= expression.depth + 1)
      lasted += lines.isEmpty ? 0 : 1
    }
    #expect(lasted > 300)
  }

  @Test("Errors are typed")
  func errors() throws {
    #expect(throws: ArithmeticError.unbound(Symbol("K", index: "h"))) {
      try PlainText.read("K_h×3").intermediates()
    }
    #expect(throws: ArithmeticError.divisionByZero) { try PlainText.read("1/0").intermediates() }
    #expect(throws: ArithmeticError.self) { try PlainText.read("10^10^10").intermediates() }
  }

  @Test("Symbols in order of appearance, and the height of the tree")
  func shape() throws {
    let formula = try PlainText.read("K_h×(C_in + K_h)×a")
    #expect(formula.symbols == [Symbol("K", index: "h"), Symbol("C", index: "in"), Symbol("a")])
    #expect(formula.depth == 3)
  }

  @Test("A product with a power of ten is a written number")
  func scientific() throws {
    let numeral = try PlainText.read("3.15 × 10^23").writtenNumeral
    #expect(numeral?.value == (try Rational(315).multiplied(by: Rational(10).raised(to: 21))))
    #expect(numeral?.lastPlace == (try Rational(10).raised(to: 21)))
    #expect(try PlainText.read("3×5").writtenNumeral == nil)
  }
}
