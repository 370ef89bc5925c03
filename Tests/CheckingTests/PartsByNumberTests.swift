import Checking
import Testing

/// A network's parts by names with numbers are not the network; what one finding tells, no second one tells again.
@Suite("Parts by number, slips named once")
struct PartsByNumberTests {
  private static let right = [
    "GoogLeNet 4b: 448,320 weights + 688 biases = 449,008.",
    "Inception (4a) in GoogLeNet: total = 375,552 parameters.",
    "SqueezeNet fire5: total = 45,344 parameters.",
    "fire9 of SqueezeNet: total = 197,184",
    "U-Net up 3: 589,824 + 294,912 weights + 256 biases = 884,992.",
    "ResNet-50 parameters: total = 25,557,032",
    "In AlexNet (original, two GPUs) conv5 sees one half only: its weights are 3·3·192·256 = 442,368, not 3·3·384·256 = 884,736.",
  ]

  private static let wrong: [ShortTexts.Wrong] = [
    ("ResNet-18 parameters: total = 11,698,512", 1, .networkTotalWrong),
    ("In ResNet-50: total = 52,557,032 parameters.", 1, .networkTotalWrong),
    ("SqueezeNet: total = 1,842,424 parameters.", 1, .networkTotalWrong),
  ]

  /// Texts with one slip, its name, and the number of errors.
  private static let single: [(text: String, mistake: Mistake)] = [
    ("3.14e23/28e12 = 1.12e16 s = 355 years.", .powerOfTenSlip),
    ("LeNet-5: 156 + 2,416 + 48,120 + 10,164 + 850 = 61,760.", .digitsTransposed),
    ("ResNet-50 takes 4.1 GMACs, i.e. 2.05 GFLOPs.", .macFlopRatioReversed),
    ("24 GB = 24·1000³/1024³ = 25.8 GiB", .binaryDecimalPrefixMixed),
  ]

  @Test("parts are right") func right() { #expect(ShortTexts.alarms(in: Self.right) == []) }

  @Test("totals are found") func found() { #expect(ShortTexts.unfound(in: Self.wrong) == []) }

  @Test("one slip is one finding", arguments: single)
  func isSingle(_ text: String, _ mistake: Mistake) {
    let errors = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
    #expect(errors.map { $0.mistake } == [mistake])
  }
}
