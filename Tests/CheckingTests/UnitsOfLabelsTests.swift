import Checking
import Testing

/// Units that stand in the label of a calculation, prefixes that change by 1,024, and numbers that are carried on unrounded.
@Suite struct UnitsOfLabelsTests {
  @Test func unitsInLabels() {
    let right = [
      "GFLOPs = 2 × 1.18M × 196 = 0.4626", "GFLOPs: 2 × 57.8M = 0.116",
      "TFLOPs per token = 6 × 70B = 0.42", "Memory in the table, GB: 2 × 7B = 14",
      "每 token 的 TFLOPs:6 × 70B = 0.42", "GMACs = 1.18M × 196 = 0.2313",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("GFLOPs = 2 × 1.18M × 196 = 4.626", 1, .powerOfTenSlip),
      ("MFLOPs = 2 × 1.18M × 196 = 0.4626", 1, .powerOfTenSlip),
      ("14 GFLOPs, TMACs: 2 × 57.8M = 0.116", 1, .powerOfTenSlip),
      ("Memory in GB: 2 × 7B = 140", 1, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func prefixesBehindBareProducts() {
    let right = [
      "300 × 256 = 76,800 KB = 75 MB", "$500 \\times 256 = 128{,}000\\,\\mathrm{KB} = 125\\,\\mathrm{MB}$.",
      "200 × 512 = 102,400 MB = 100 GB", "300 × 256 = 76,800 KB = 76.8 MB",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("300 × 256 = 76,800 KB = 75 GB", 1, .prefixSlip),
      ("300 × 256 = 76,800 KB = 57 MB", 1, .productSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func numbersCarriedOnUnrounded() {
    let right = [
      "3,136 KB ≈ 3.1 MB; 3.1 × 64 = 196 MB.", "3,136 KB ≈ 3.1 MB; 3.1 × 64 = 198.4 MB.",
      "1,605,632 × 4 = 6.1 MB; 6.1 × 32 = 196 MB.", "12,544 MB ≈ 12.3 GB; 12.3 × 8 = 98 GB.",
      "3 × 4.1 GFLOPs × 60,000 × 30 epochs = 2.21e16 FLOPs\n2.21e16 / (312e12 × 0.4) = 177.4 s",
      "6 × 1.23e9 × 3.456e9 tokens = 2.55e19\n2.55e19 / (312e12 × 0.4) = 204,369 s",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("6,272 KB ≈ 6.1 MB; 6.1 × 32 = 169 MB.", 1, .productSlip),
      ("6,272 KB ≈ 6.1 MB; 6.1 × 32 = 196.9 MB.", 1, .productSlip),
      (
        "3 × 4.1 GFLOPs × 60,000 × 30 epochs = 2.21e16 FLOPs\n2.21e16 / (312e12 × 0.4) = 171.4 s", 2,
        .durationWrong
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func totalsOfOneBlock() {
    let block = """
      MobileNetV2 bottleneck, 28x28x32 -> 28x28x32, t = 6
      expand 1x1: 28*28*32*192 = 4,816,896

      """
    let right = [
      block + "dwise 3x3: 28*28*192*3*3 = 1,354,752\nproject 1x1: 28*28*192*32 = 4,816,896\n"
        + "total 10,988,544 MAdds = 11.0M"
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(
      ShortTexts.unfound(in: [
        (block + "dwise 3x3: 28*28*192*192*3*3 = 260,112,384", 3, .depthwiseAsDense)
      ]) == [])
  }
}
