import Symbolics
import Testing

@testable import Checking

@Suite("Numbers that are claimed of a network")
struct ClaimedNumberTests {
  @Test(
    "A number is read with its unit, however it is written",
    arguments: [
      ("4.1G", 4_100_000_000, nil), ("4.1 G", 4_100_000_000, nil), ("4.1g", 4_100_000_000, nil),
      ("≈ 4.1 GFLOPs", 4_100_000_000, .flops), ("4.1 gflops", 4_100_000_000, .flops),
      ("4.1 GMACs", 4_100_000_000, .multiplyAdds), ("4.1e9", 4_100_000_000, nil),
      ("4.1×10^9", 4_100_000_000, nil), ("4.1 billion", 4_100_000_000, nil), ("7.8亿", 780_000_000, nil),
      ("7.8 亿", 780_000_000, nil), ("1.6万亿", 1_600_000_000_000, nil), ("2550万", 25_500_000, nil),
      ("25,557,032", 25_557_032, nil), ("25.6M params", 25_600_000, .parameters),
      ("25.6 m", 25_600_000, nil), ("7 B", 7_000_000_000, nil), ("16 GB", 16_000_000_000, .bytes),
      ("340 K", 340_000, nil), ("1.2T", 1_200_000_000_000, nil), ("4089184256", 4_089_184_256, nil),
    ] as [(String, Int128, ClaimedNumber.Unit?)])
  func reads(_ text: String, value: Int128, unit: ClaimedNumber.Unit?) throws {
    let claim = try #require(ClaimedNumber(text))
    #expect(claim.numeral.value == Rational(whole: value))
    #expect(claim.unit == unit)
  }

  @Test(
    "What is no positive number is refused",
    arguments: ["", "G", "abc", "0", "-4.1G", "4.1G = 5", "3×4", "12%", "4 ms", "1 2", "4.1G 5G", "\u{0}"])
  func refuses(_ text: String) { #expect(ClaimedNumber(text) == nil) }

  @Test("A small number without a unit may be in G, M, T or K; a large one is what it is")
  func readings() throws {
    #expect(
      try #require(ClaimedNumber("8.21")).readings.compactMap { $0.guessed } == [.giga, .mega, .tera, .kilo])
    #expect(try #require(ClaimedNumber("8.21G")).readings.map { $0.guessed } == [nil])
    #expect(try #require(ClaimedNumber("61706")).readings.map { $0.guessed } == [nil])
  }

  @Test("A number agrees with what rounds to it, or is cut off to it, and with nothing else")
  func fits() throws {
    func fit(_ text: String, _ value: Int) throws -> Origin.Fit? {
      try #require(ClaimedNumber(text)).fit(of: Rational(value))
    }
    #expect(try fit("4,089,184,256", 4_089_184_256) == .exact)
    #expect(try fit("4,089,184,256", 4_089_184_257) == nil)
    #expect(try fit("4.1G", 4_089_184_256) == .rounded)
    #expect(try fit("4.0G", 4_089_184_256) == .cutOff)
    #expect(try fit("4.2G", 4_089_184_256) == nil)
    #expect(try fit("3.8G", 3_857_973_248) == .cutOff)
    #expect(try fit("4100000000", 4_089_184_256) == .coarse)
    #expect(try fit("4100M", 4_089_184_256) == .coarse)
    #expect(try fit("300M", 314_193_216) == nil)
  }
}
