import Explaining
import Symbolics
import Testing

@Suite("Short numbers")
struct NumberTests {
  @Test(
    "each language has its own short form",
    arguments: [
      (118_013_952, Language.english, 118_000_000, Scale.mega),
      (7_801_405_440, .english, 7_800_000_000, .giga),
      (2_048_000, .english, 2_050_000, .mega), (118_013_952, .chinese, 118_000_000, .yi),
      (7_801_405_440, .chinese, 7_801_000_000, .yi), (2_048_000, .chinese, 2_048_000, .wan),
    ])
  func short(value: Int, language: Language, rounded: Int, scale: Scale) throws {
    let numeral = try #require(Numeral.short(Rational(value), in: language))
    #expect(numeral.value == Rational(rounded) && numeral.scale == scale)
    #expect(numeral.agrees(with: Rational(value)))
  }

  @Test("a short form always agrees with its number", arguments: Language.allCases)
  func agrees(language: Language) throws {
    var value = 9_999
    while value < 1 << 58 {
      if let numeral = Numeral.short(Rational(value), in: language) {
        #expect(numeral.agrees(with: Rational(value)), "\(value)")
      }
      value = value * 13 / 9 + 1
    }
  }

  @Test("small numbers have none")
  func small() {
    #expect(Numeral.short(999_999, in: .english) == nil)
    #expect(Numeral.short(9_999, in: .chinese) == nil)
  }

  @Test("percentages have two decimals")
  func percent() throws {
    let share = try Rational(118_013_952, over: 1_814_073_344)
    let numeral = try #require(Numeral.percentage(share))
    #expect(try numeral.value == Rational(651, over: 10_000) && numeral.scale == .percent)
  }
}
