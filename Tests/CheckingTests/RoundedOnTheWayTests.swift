import Checking
import Testing

/// Right lines whose numbers were rounded on the way, or whose totals stand where the eye looks for them.
@Suite("Rounded on the way")
struct RoundedOnTheWayTests {
  private static let right = [
    // Two digits before a K or an M, or one that is near.
    "112*112*128 = 1600K, 14*14*512 = 100K, 28*28*128 = 100K",
    "3*3*512*256 = 1.2M, 3*3*192*192 = 330K",
    "7*7*512*2048 = 51M, 4096*2048 = 8.4M, 7*7*256*2048 = 26M",
    "1024*1024 = 1000K",
    // A result that leaves out the scale and the unit of what it was worked out from.
    "H100: 989 TFLOPS * 0.4 = 395.6",
    "1.8 G × 2 = 3.6",
    // Sums down the page.
    "9·32·32 = 9,216\n+ BN 2·32 = 64\n= 9,280",
    "Why 1.56B when 12·48·1600² is 1,475M?\n+ 50257·1600 = 80.4M\n+ 1024·1600 = 1.6M\n= 1,557M",
    // The line's total in a last column.
    "  stage1  3·36,864 = 110,592, BN 3·128 = 384      = 110,976",
    "conv 9·16·32 = 4,608, bias 32 = 32, bn 2·32 = 64   = 4,704",
    // Sums that run on behind remarks.
    "Fire4: 4,096 + 4,096 + 36,864 = 45,056 weights + 32 + 128 + 128 = 288 biases = 45,344.",
    // Sides between that have rounded terms.
    "6*13e9*1e12 = 7.8e22; 7.8e22/(512*0.42*312e12) = 7.8e22/6.7e16 = 1.163e6 s = 13.5 days",
    "2.5e23/(1000·3.6e3·120e12) = 5.8e2 h",
    "BLOOM: 3.65e23/(120e12·3600) = 0.84M A100-hours, in years 8.4e5/8760 = 96.5.",
    // The duration follows from the calculation.
    "3.14e23/28e12 = 1.12e10 s = 355 years",
    "1.97e8 s = 54,722 hours = 2,280 days",
    "在 56/2 = 28,128 个通道上算",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("512*512 = 270K", 1, .productSlip),
    ("3*3*256*256 = 570K", 1, .digitChanged),
    ("28*28*512 = 500K", 1, .productSlip),
    ("14*14*512 = 1.0M", 1, .powerOfTenSlip),
    ("H100: 989 TFLOPS * 0.4 = 359.6", 1, .formulaDoesNotGiveResult),
    ("989 TFLOPS * 0.4 = 395.6 GFLOPS", 1, .prefixSlip),
    ("9·32·32 = 9,216\n+ BN 2·32 = 64\n= 9,820", 3, .digitsTransposed),
    ("9·32·32 = 9,216\n+ BN 2·32 = 64\n= 9,152", 3, .totalDoesNotAddUp),
    ("  stage1  3·36,864 = 110,592, BN 3·128 = 384      = 119,076", 1, .formulaDoesNotGiveResult),
    (
      "Fire4: 4,096 + 4,096 + 36,864 = 45,056 weights + 32 + 128 + 128 = 288 biases = 45,434.", 1,
      .totalDoesNotAddUp
    ),
    ("7.8e22/(512*0.42*312e12) = 7.8e22/6.7e16 = 1.613e6 s", 1, .durationWrong),
    (
      "BLOOM: 3.65e23/(120e12·3600) = 0.84M A100-hours, in years 8.4e5/8760 = 94.5.", 1, .productSlip
    ),
    ("1.97e8 s = 54,722 hours = 228 days", 1, .durationWrong),
    ("7.2e8 s = 200,000 小时 = 833 天", 1, .durationWrong),
  ]

  @Test("lines are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("their slips are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }
}
