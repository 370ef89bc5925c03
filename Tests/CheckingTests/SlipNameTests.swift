import Checking
import Testing

/// Slips that had another name, or another number for the right one.
@Suite("Names of slips")
struct SlipNameTests {
  private static let wrong: [ShortTexts.Wrong] = [
    ("share = 61,440 / 20,971,520 = 0.029", 1, .powerOfTenSlip),
    ("Time: 18 GFLOPs / 6000 GFLOP/s = 0.3 ms", 1, .powerOfTenSlip),
    ("FLOPs = 2 × 62,914,560 = 125829120 ≈ 125.8M ≈ 0.001G", 1, .powerOfTenSlip),
    ("1.43e17/1.56e14 ≈ 9143", 1, .powerOfTenSlip),
    ("1179648≈1.18万", 1, .powerOfTenSlip),
    ("⌊27.5⌋+1=29", 1, .roundingWrong),
    ("(32+4−5)/2+1 = 17", 1, .roundingWrong),
    ("Input 224×224, 7×7 conv, stride 2, padding 3: (224−7+3)/2+1 = 111", 1, .paddingForgotten),
    ("16,777,216 B = 16.7 MiB", 1, .binaryDecimalPrefixMixed),
    ("9.3 GiB = 9,300 MiB", 1, .binaryDecimalPrefixMixed),
    ("1.73×10⁶ s = 48 天", 1, .durationWrong),
    ("$3.1\\cdot10^{5}$ s $=36$ days", 1, .durationWrong),
    (
      "sum = 1,906,688 + 2,508,800 + 31,360 = 4,446,848, about 44.5 MMACs or 8.89 MFLOPs.", 1, .powerOfTenSlip
    ),
  ]

  private static let right = [
    "share = 61,440 / 20,971,520 = 0.0029",
    "Time: 18 GFLOPs / 6000 GFLOP/s = 3 ms",
    "The dense layers hold 58.6M of 61.1M parameters (8 % of the time is theirs).",
    "The dense layers hold 58.6M of 61.1M parameters (96 % of the model).",
    "Input 224, 7×7 kernel, stride 2, padding 3: output (224+6−7)/2+1 = 112.",
    "1.95×10⁶ s = 22.6 days",
    "1.95×10⁶ s = 22.6 天",
    "$2.52\\cdot10^{5}$ s $=2.9$ days",
    "$t = 2\\times10^{3}$ s, $s = 5$",
    "12.6 GiB = 12,902 MiB",
    "1 GiB = 1,024 MiB",
    "0.5 GiB ≈ 500 MiB",
    "8 matrices of 256×256 = 524,288",
    "8 matrices of 256×256 = 65,536 each",
    "3 个 3×3 = 27",
    "1179648≈118万",
    "1179648 ≈ 117.96 万",
    "⌊31.5⌋+1=32",
    "(224+6−7)/2+1 = 112",
    "(224+6−7)/2+1 = 112.5",
    "33,554,432 B = 32 MiB",
    "33,554,432 B = 33.6 MB",
    "sum = 1,228,800 + 1,179,648 + 20,480 = 2,428,928, about 2.43 MMACs or 4.86 MFLOPs.",
    "4·64·64 = 16,384, about 16.4 K or 16 Ki",
  ]

  @Test("are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("no look-alike is called wrong") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("A count in words is in the right number")
  func counted() {
    let findings = Checker().diagnose(HandCalculation("4 matrices of 512×512 = 1,084,576")).findings
    #expect(findings.map { $0.correct } == [1_048_576])
  }
}
