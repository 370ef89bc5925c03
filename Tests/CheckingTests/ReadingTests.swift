import Checking
import Symbolics
import Testing

/// Texts around which a reader who drops what it does not know would see a false calculation. None may be accused.
@Suite("What stands beside a calculation")
struct ReadingTests {
  static func errors(_ text: String) -> [Finding] {
    Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
  }

  static func isRight(_ text: String) -> Bool {
    let diagnosis = Checker().diagnose(HandCalculation(text))
    return diagnosis.verdict == .right && !diagnosis.statements.contains { $0.status == .wrong }
  }

  @Test(
    "A hyphen belongs to the name on its left",
    arguments: [
      "top-5 = 92.9%", "GPT-3 = 175B parameters", "Llama-2-7B = 6.7B parameters", "CIFAR-10 = 10 classes",
      "RTX-3090 = 24 GB", "fc-1000 = 2,048,000", "k-1 = 2", "layer-2 = 128", "conv3-64 = 1,792",
      "block 1-3 = 256",
    ])
  func keepsNamesWhole(_ text: String) { #expect(Self.errors(text).isEmpty) }

  @Test(
    "What was left out beside a side makes the link doubtful",
    arguments: [
      "x[1] - 3 == -1", "3e9 × 1.2 = 3.6e9 GPU-seconds = 1,001,000 GPU-hours", "a[2*3] = 5", "√16 × 2 = 8",
      "½ × 8 × 2 = 8", "max(3, 4) × 2 = 8", "sqrt(9 + 16) = 5",
      "log2(16×16) = 8", "half of 6 × 4 = 12", "50 % of 6 × 4 = 12", "3 h 20 min = 200 min", "3-5 = 3 to 5",
      "see https://example.org/a=2*4=9/x?y=5*5=7", "if a*2 == 7: b = 3*4 == 13", "x = 2 if 3*3 == 8 else 4",
      "0x10 + 1 = 17", "(1) + (2) = 4096", "Eq. (1) × 2 = 236,027,904", "(1)+2·(2) = 231,211,008 (3)",
      #"$\binom{4}{2} = 6$"#, "(55+1)6=156", "RTX 3090 = 24 GB", "2:4 + 1 = 50", "1+2+...+10 = 55",
      "9 × 512 × 512\n\n× 14 × 14 and so on\n= 462,422,016", "115,605,504 + 0 = 115.6 crores", "3 × 4 = 13?",
    ])
  func accusesNothingDoubtful(_ text: String) { #expect(Self.errors(text).isEmpty) }

  @Test(
    "The same calculation without the doubt is judged",
    arguments: [
      "- 5 × 6 = 42", "* 5 × 6 = 42", "**5 × 6 = 42**", "layer2:5x6 = 42", "(see 5 × 6 = 42)",
      "It is “5 × 6 = 42”.",
      "第2层：5 × 6 = 42，对吗", "$5 \\times 6 = 42$", "5 × 6 == 42", "about 5 × 6 = 42 values", "5 × 6 = 42; next",
      "the ratio is 512 / 64 = 9.6× as large", "a — 5 × 6 = 42", "10^-3 = 0.01",
      "| a | 5 × 6 = 42 |",
    ])
  func stillJudges(_ text: String) { #expect(Self.errors(text).count == 1) }

  @Test(
    "Functions that round are read",
    arguments: [
      ("floor(7/2) = 3", true), ("ceil(7/2) = 4", true), ("math.floor(7/2) + 1 = 4", true),
      ("int(223/2) + 1 = 112", true),
      ("floor(7/2) = 4", false), ("1 + ceil(7/2) = 4", false),
    ])
  func readsRounding(_ text: String, _ isRight: Bool) { #expect(Self.isRight(text) == isRight) }

  @Test(
    "A mark behind a claim is no power and no factor",
    arguments: ["7 × 7 × 3 × 64 = 9,408²", "64×64 = 4096[2]", "64×64 = 4,096³ is the number of weights."])
  func readsFootnotes(_ text: String) { #expect(Self.isRight(text)) }

  @Test("Words between the factors name them")
  func readsNamedFactors() {
    for right in [
      "768 (hidden) * 30,522 (vocab) = 23,440,896", "32 (gamma) + 32 (beta) = 64",
      "9 weights × 64 input channels × 128 output channels = 73,728",
    ] { #expect(Self.isRight(right), "\(right)") }
    for wrong in [
      "768 (hidden) * 30,522 (vocab) = 23,404,896", "32 (gamma) + 32 (beta) = 44",
      "9 weights × 64 input channels × 128 output channels = 79,728",
    ] { #expect(Self.errors(wrong).count == 1, "\(wrong)") }
    // Here the words name a layer.
    #expect(Self.errors("3×3 conv params = 9 × 64 = 576").isEmpty)
    #expect(Self.errors("53,120 BN + 2,049,000 fc = 2,102,120").isEmpty)
  }
}

/// How numbers are written elsewhere.
@Suite("Styles of numbers")
struct NumberStyleTests {
  @Test(
    "Dots, commas and apostrophes mean what the arithmetic says",
    arguments: [
      "64·64 = 4.096", "7·7·3·64 = 9.408", "3*3*3*64 + 64 = 1.792", "2.048·1.000 = 2.048.000",
      "9.408 × 12.544 = 118.013.952", "2.359.296 / 589.824 = 4", "0,5 × 3 = 1,5", "1,5 × 2 = 3",
      "3 × 1,25 = 3,75",
      "64·64 = 4'096", "64·64 = 4’096", "3·3·64·64·56·56 = 115.605.504 ≈ 115,6 Mio.", "1,2 × 10 = 12,0",
      "118.013.952 × 34 = 4.012.474.368 ≈ 4,01 Mrd. MAC", "12,5 × 1.000.000 = 12,5 triệu",
      "3 tỷ × 2 = 6.000.000.000",
      "0.5 × 8.192 = 4.096", "3,125 × 8 = 25", "3×3 = 9,4×4 = 16", "sizes 3,5 × 2 = 10",
      "1.5 × 4 = 6, 2,5 × 2 = 5",
    ])
  func readsEveryStyle(_ text: String) { #expect(ReadingTests.isRight(text)) }

  @Test("A wrong digit is found in every style")
  func findsSlips() {
    for (text, value) in [
      ("64·64 = 4.906", 4_096), ("64·64 = 4'906", 4_096), ("3·3·256·256 = 589.284", 589_824),
    ] {
      let errors = ReadingTests.errors(text)
      #expect(errors.map(\.correct) == [Rational(value)], "\(text)")
      #expect(
        errors.allSatisfy { $0.mistake == .digitsTransposed || $0.alternatives.contains(.digitsTransposed) },
        "\(text)")
    }
    // Right in neither style; as decimals the claim is as near as with groups of thousands.
    #expect(ReadingTests.errors("1.728 + 36.864 + 73.728 = 112.230").count == 1)
    #expect(ReadingTests.errors("1,5 × 2 = 4").map(\.correct) == [3])
  }
}

/// Units, scales and rounding that a claim may be right in.
@Suite("What a claim may mean")
struct MeaningTests {
  @Test(
    "Scales of 1,024, bits, divided scales",
    arguments: [
      "2 × 32 × 4096 × 2 = 524,288 bytes = 512 KiB", "11,689,512 × 4 = 46,758,048 bytes = 46.8 MB = 44.6 MiB",
      "7e9 × 2 bytes = 14 GB = 13.04 GiB", "2 × 1 GiB = 2,147,483,648 bytes", "175B × 16 bit = 350 GB",
      "13B × 4 bit = 6.5 GB", "11,689,512 / 1e6 = 11.69 M", "4089184256/1e9 = 4.09 GFLOPs",
      "4089184256/1e8 = 40.9亿",
      "25557032*4/1e6 = 102.2 MB", "1.2e9/1e6 = 1200 M", "11,689,512×4÷1024² = 44.59 MiB",
      "11,689,512×4/1024/1024 = 44.59 MB",
    ])
  func knowsScales(_ text: String) { #expect(ReadingTests.isRight(text)) }

  @Test(
    "A wrong claim in these scales is found",
    arguments: [
      "2 × 32 × 4096 × 2 = 524,288 bytes = 521 KiB", "7e9 × 2 bytes = 14 GB = 14.03 GiB",
      "11,689,512 / 1e6 = 12.69 M",
      "175B × 16 bit = 530 GB",
    ])
  func findsWrongScales(_ text: String) { #expect(ReadingTests.errors(text).count == 1) }

  @Test(
    "A whole number for a quotient may be rounded up, down or off",
    arguments: [
      "1000/3 ≈ 333", "1000/3 ≈ 334", "1,281,167 / 256 ≈ 5,005 steps", "1,281,167 / 256 ≈ 5,004 steps",
      "50,000 / 128 = 391 steps", "0.4 × 333 ≈ 133", "200 + 10% = 220", "23.9 - 1.2 = 22.7 %",
      "2 − 4.1 = −2.1",
    ])
  func acceptsRounding(_ text: String) { #expect(ReadingTests.isRight(text)) }

  @Test(
    "Beyond the next whole number it is wrong",
    arguments: ["1000/3 ≈ 335", "1281167 / 256 = 5,006", "1000/3 = 333.4"])
  func findsWrongRounding(_ text: String) { #expect(ReadingTests.errors(text).count == 1) }

  @Test("One number written twice, off by a power of ten")
  func comparesRestatements() {
    for (text, mistake) in [
      ("4,089,184,256 次 ≈ 4.1亿次", Mistake.yiUnitSlip), ("115,605,504 = 115.6 G", .prefixSlip),
      ("115,605,504 ≈ 11.56 M", .powerOfTenSlip),
    ] {
      let errors = ReadingTests.errors(text)
      #expect(errors.contains { $0.mistake == mistake || $0.alternatives.contains(mistake) }, "\(text)")
    }
    for text in [
      "4,089,184,256 MACs = 8.18 GFLOPs", "4,089,184,256 ≈ 40.9亿", "25,557,032 parameters = 102.2 MB",
      "10,000 = 10 K",
    ] { #expect(ReadingTests.errors(text).isEmpty, "\(text)") }
  }

  @Test("A long sum is judged, and in a time that grows with its length alone")
  func judgesLongSums() {
    let unequal = (0..<3_000).map { "\(1_000 + 7 * $0)" }.joined(separator: " + ")
    #expect(ReadingTests.errors("\(unequal) = 999").map(\.mistake) == [.totalDoesNotAddUp])
    let ones = [String](repeating: "1", count: 20_000).joined(separator: "+")
    let clock = ContinuousClock()
    let time = clock.measure { #expect(ReadingTests.errors("\(ones)=9").count == 1) }
    #expect(time < .seconds(5))
    let long = [String](repeating: "1", count: 3_000).joined(separator: "×")
    #expect(ReadingTests.errors("\(long)×2×3 = 7").count == 1)
  }
}
