import Symbolics
import Testing

@Suite("Exact numbers")
struct RationalTests {
  /// Fractions of up to 20 bits above and below the bar.
  static func fractions(_ count: Int) -> [Rational] {
    var random = SeededGenerator(seed: 7)
    return (0..<count).compactMap { _ in
      try? Rational(
        Int128(Int.random(in: -1_000_000...1_000_000, using: &random)),
        over: Int128(Int.random(in: 1...1_000_000, using: &random)))
    }
  }

  @Test("Sums, products and quotients undo each other; order agrees with differences")
  func laws() throws {
    let values = Self.fractions(600)
    for (a, b) in zip(values, values.dropFirst()) {
      #expect(try a.adding(b).subtracting(b) == a)
      if !b.isZero { #expect(try a.multiplied(by: b).divided(by: b) == a) }
      #expect(try (a < b) == a.subtracting(b).isNegative)
      let above = try a.floor.adding(.one)
      #expect(a.floor <= a && a < above)
      #expect(a.ceiling >= a)
    }
  }

  @Test("What does not fit is refused")
  func limits() throws {
    let ten = Rational(10)
    let large = try ten.raised(to: 38)
    #expect(throws: ArithmeticError.overflow) { try large.multiplied(by: ten) }
    #expect(throws: ArithmeticError.divisionByZero) { try ten.divided(by: .zero) }
    #expect(throws: ArithmeticError.exponentOutOfRange) { try ten.raised(to: large) }
    #expect(throws: ArithmeticError.exponentOutOfRange) { try ten.raised(to: Rational(1, over: 2)) }
    #expect(throws: ArithmeticError.divisionByZero) { try Rational.zero.raised(to: -1) }
    #expect(Rational(whole: .min).negated.numerator == .max)
  }
}

@Suite("Rounding")
struct RoundingTests {
  @Test(
    "Rounded numbers as a person writes them",
    arguments: [
      (118_013_952, 4, ScaleSystem.prefixes, "118.0 M"), (236_027_904, 3, .prefixes, "236 M"),
      (7_801_405_440, 2, .prefixes, "7.8 G"), (7_801_405_440, 3, .chinese, "78.0亿"),
      (999_960, 3, .prefixes, "1.00 M"),
      (999, 2, .prefixes, "999"), (1_792, 2, .prefixes, "1.8 K"), (4_500_000_000_000, 2, .chinese, "4.5万亿"),
      (25_557_032, 4, .chinese, "2556万"), (1_250_000, 2, .prefixes, "1.3 M"), (0, 3, .prefixes, "0"),
      (123_456, 2, .prefixes, "123 K"),
    ])
  func written(value: Int, significant: Int, system: ScaleSystem, expected: String) throws {
    let numeral = try Numeral(rounding: Rational(value), significant: significant, in: system)
    let writer = PlainText(style: .plain)
    #expect(writer.text(.number(numeral)) == expected)
    #expect(try PlainText.read(expected) == .number(numeral))
    #expect(numeral.agrees(with: Rational(value)))
  }

  @Test("A rounded number reads back equal, agrees with its value, and is off by half a place at most")
  func laws() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<2_000 {
      let value = Rational(Int.random(in: 0...(1 << Int.random(in: 1...60, using: &random)), using: &random))
      let significant = Int.random(in: 1...8, using: &random)
      for system in [ScaleSystem.prefixes, .chinese] {
        let numeral = try Numeral(rounding: value, significant: significant, in: system)
        #expect(try PlainText.read(PlainText().text(.number(numeral))) == .number(numeral))
        #expect(numeral.agrees(with: value))
        #expect(try numeral.value.subtracting(value).magnitude.multiplied(by: .two) <= numeral.lastPlace)
      }
    }
  }

  @Test("In a scale of one's own")
  func fixedScale() throws {
    let value = Rational(236_027_904)
    let numeral = try Numeral(rounding: value, significant: 3, scale: .giga)
    #expect(PlainText().text(.number(numeral)) == "0.236 G")
    #expect(throws: ArithmeticError.self) { try Numeral(rounding: value.negated, significant: 3) }
  }

  @Test("A whole number agrees with itself alone")
  func agreement() {
    #expect(Numeral(5).agrees(with: 5))
    #expect(!Numeral(5).agrees(with: 6))
    #expect(!Numeral(5).agrees(with: (try? Rational(11, over: 2)) ?? 0))
  }
}
