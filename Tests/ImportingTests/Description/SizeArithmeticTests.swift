import Testing

@testable import Importing

@Suite("Arithmetic in options")
struct SizeArithmeticTests {
  private func value(_ text: String) -> Result<Int, SizeArithmetic.Failure> {
    do throws(SizeArithmetic.Failure) {
      return .success(
        try SizeArithmetic.value(of: text) { name in ["width": 64, "channels": 24, "宽": 3, "a_1": 2][name] })
    } catch { return .failure(error) }
  }

  @Test(
    "Values",
    arguments: [
      ("4*width", 256), ("width/16", 4), ("2 + 3*4", 14), ("(2 + 3)*4", 20), ("10 - 2 - 3", 5), ("24/4/2", 3),
      ("宽*a_1", 6), ("((7))", 7), (" width ", 64), ("0 - 5", -5), ("channels*width/channels", 64),
    ])
  func values(_ text: String, _ number: Int) { #expect(value(text) == .success(number)) }

  @Test(
    "No values",
    arguments: [
      ("", SizeArithmetic.Failure.malformed), ("4*", .malformed), ("(4", .malformed), ("4)", .malformed),
      ("4 4", .malformed), ("4width", .malformed), ("-4", .malformed), ("4**2", .malformed),
      ("a.b", .unknown("a")),
      ("widht", .unknown("widht")), ("width/5", .notWhole), ("1/0", .notWhole),
      ("99999999999999999999", .notWhole),
      ("9223372036854775807 + 1", .notWhole), ("9223372036854775807*2", .notWhole),
      ("(0 - 9223372036854775807 - 1)/(0 - 1)", .notWhole),
    ])
  func failures(_ text: String, _ failure: SizeArithmetic.Failure) {
    #expect(value(text) == .failure(failure))
  }

  @Test("Brackets within brackets, and long texts, have a bound")
  func bounds() {
    #expect(
      value(String(repeating: "(", count: 90) + "1" + String(repeating: ")", count: 90))
        == .failure(.malformed))
    #expect(value(String(repeating: "1 + ", count: 100) + "1") == .failure(.malformed))
  }
}
