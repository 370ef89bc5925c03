import Checking
import Testing

/// Multiples, fractions, inequalities and durations that a text puts in words or behind a result.
@Suite struct TimesInWordsTests {
  @Test func multiplesInWords() {
    let right = [
      "half of 18,432 = 9,216; twice 1.8 GMACs is 3.6 GFLOPs; three times 4,608 is 13,824",
      "64 plus three times 4,608 is 13,888", "Half of that, 256, goes to each head.",
      "VGG-16 needs 138M × 4 = 552 MB.\nfp16: half of that, 276 MB.", "a third of 10,000 is 3,333",
      "A network twice as wide has four times 4,608 = 18,432 weights.", "2½ × 8 = 20, ½ · 18,432 = 9,216",
      "five times 64 or 320; two times 2 × 512 = 2048", "twice 1.83 M is 3.7 M",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("half of 18,432 = 9,126", 1, .digitsTransposed),
      ("9·32·32 = 9,216, twice that is 18,342.", 1, .digitsTransposed),
      ("Six times 4,608 is 27,468.", 1, .digitsTransposed), ("½ · 36,864 = 18,342", 1, .digitsTransposed),
      ("fp32: 1.2B × 4 = 4.8 GB\nfp16: half of that, 2.1 GB", 2, .digitChanged),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func fractionsOfAChange() {
    let right = [
      "参数量从 11.7M 降到 5.8M，减少了一半。", "从 12 M 降到 4 M，减少了三分之二，是原来的三分之一。", "从 1.5 亿增加到 6 亿，翻了两番。",
      "显存由 20 GB 降到 14 GB，减少了三成。", "from 20 GB to 15 GB, a quarter less", "从 8 G 降到 4 G，其中三分之一来自剪枝。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("参数量从 11.7M 降到 5.8M，减少了三分之一。", 1, .conclusionContradictsNumbers),
      ("参数量从 12M 降到 6M，是原来的 1/4。", 1, .conclusionContradictsNumbers),
      ("从 1.5 亿增加到 6 亿，翻了三番。", 1, .conclusionContradictsNumbers),
      ("from 20 GB to 10 GB, a quarter less", 1, .conclusionContradictsNumbers),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func signsBehindAResult() {
    let right = [
      "7 × 2 = 14 GB < 16 GB, fits.", "20 × 2 = 40 GB > 24 GB, does not fit.",
      "Is 20 × 2 = 40 GB < 24 GB? No.",
      "if 20 × 2 = 40 GB < 24 GB it fits", "3.5 × 2 = 7.0 GB ≤ 7.0 GB",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("20 × 2 = 40 GB < 24 GB, fits.", 1, .conclusionContradictsNumbers),
      ("7 × 2 = 14 GB ≥ 16 GB", 1, .conclusionContradictsNumbers),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func durationsThatAWordCallsOne() {
    let right = [
      "2400 s, i.e. 40 min", "20 min, i.e. 0.33 h", "5000 steps at 0.3 s each, i.e. 25 min.",
      "7200 s, that is 2 h",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.unfound(in: [("4000 × 0.6 s = 2400 s, i.e. 30 min.", 1, .durationWrong)]) == [])
  }

  @Test func namesOfSlips() {
    let wrong: [ShortTexts.Wrong] = [
      ("145 × 512 = 73,728", 1, .factorSwapped), ("64 KB × 16384 = 10.5 GB", 1, .powerOfTenSlip),
      ("100e6·4/1024² = 400 MiB", 1, .binaryDecimalPrefixMixed),
      ("12 + 13 + 24 + 63 = 102 GB", 1, .digitChanged),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func whatIsSaidTwiceIsFoundOnce() {
    let findings = Checker().diagnose(HandCalculation("ResNet-18 的参数量为 1169 万，也就是 1.169 亿。")).findings
    #expect(findings.filter { $0.severity == .error }.count == 1)
  }
}
