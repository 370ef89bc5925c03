import Testing

@testable import Checking

/// Durations and sizes that are worked out from unrounded numbers, while rounded ones are printed.
@Suite struct TimesCarriedOnTests {
  @Test func aDurationIsThatOfTheQuotientBeforeItWasRounded() {
    let right = [
      "Time = 2.7e24 / (312e12 × 768 × 0.45) ≈ 25,000,000 s ≈ 289.8 days",
      "时间 = 6.6e22 / (125e12 × 384 × 0.3) ≈ 4,600,000 秒 ≈ 53.0 天",
      "Time = 6.6e22 / (125e12 × 384 × 0.3) = 4,580,000 seconds = 1273 hours = 53.0 days",
      "Time = 3.3e23 / (989e12 × 1536 × 0.5) = 430,000 seconds = 121 hours = 5.0 days",
      "理想算力 = 312 × 640 = 0.20 EFLOPS\n理想时间 = 1.7e22 / (0.20e18) ≈ 85,100 秒 ≈ 23.6 小时",
      "Time = 6.6e22 / (125e12 × 384 × 0.3) ≈ 4,580,000 s\n4,580,000 / 86400 ≈ 53.05 days",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
  }

  @Test func otherDurationsAreFound() {
    let wrong: [ShortTexts.Wrong] = [
      ("Time = 2.7e24 / (312e12 × 768 × 0.45) ≈ 25,000,000 s ≈ 28.98 days", 1, .durationWrong),
      ("Time = 2.7e24 / (312e12 × 768 × 0.45) ≈ 25,000,000 s ≈ 435 days", 1, .durationWrong),
      ("时间 = 6.6e22 / (125e12 × 384 × 0.3) ≈ 4,600,000 秒 ≈ 1273 天", 1, .durationWrong),
      ("时间 = 6.6e22 / (125e12 × 384 × 0.3) ≈ 4,600,000 秒 ≈ 35.0 天", 1, .durationWrong),
      ("Time = 3.3e23 / (989e12 × 1536 × 0.5) = 340,000 seconds", 1, .durationWrong),
      ("理想算力 = 312 × 640 = 0.20 EFLOPS\n理想时间 = 1.7e22 / (0.20e18) ≈ 85,100 秒 ≈ 32.6 小时", 2, .durationWrong),
      ("시간 = 2.6e23 / 1.3e17 ≈ 2.0e6 초 ≈ 231일", 1, .durationWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
    #expect(ShortTexts.alarms(in: ["시간 = 2.6e23 / 1.3e17 ≈ 2.0e6 초 ≈ 23.1일"]).isEmpty)
  }

  @Test func roundedResultsGoOnUnrounded() {
    let right = [
      "Attention: 4 × 5120² = 105M\nFFN: 3 × 5120 × 13824 = 212M\nPer layer: 105M + 212M = 317M\n32 × 317M = 10.2B",
      "head: 32000 × 5120 = 164M\nlayers: 24 × 226M = 5.4B\n164M + 5.4B = 5.6B",
      "Per block: 226M\n40 × 226M = 9.1B",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (
        "Attention: 4 × 5120² = 105M\nFFN: 3 × 5120 × 13824 = 212M\nPer layer: 105M + 212M = 317M\n32 × 317M = 10.4B",
        4, .productSlip
      ),
      ("Per block: 226M\n40 × 226M = 9.4B", 2, .productSlip),
      ("40 × 226M = 9.1B", 1, .roundingWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
