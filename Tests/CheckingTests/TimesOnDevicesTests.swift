import Checking
import Testing

/// Times of one device and of many, at a part of the peak, and what many do together.
@Suite struct TimesOnDevicesTests {
  @Test func devicesInFront() {
    let right = [
      "Time = 4.2e22 / 1.4e14 = 3.0e8 s\n     = 1 GPU: 3,472 days\n     = 256 GPUs: 13.6 days",
      "Time = 4.2e22 / 1.4e14 = 3.0e8 s\n     = 1 GPU for 3,472 days\n     = 256 GPUs for 15 days",
      "Time = 4.2e22 / 1.4e14 = 3.0e8 s\n     = 1 H100 → 9.5 years",
      "训练时间 = 1.2e23 / 1.5e14 = 8.0e8 秒\n       = 1 张 V100 约 25.4 年\n       = 512 张 V100 约 18.1 天",
      "训练时间 = 1.2e23 / 1.5e14 = 8.0e8 秒\n       ≈ 64 卡 145 天",
      "Total = 8.4e22 / (1024 * 156e12) = 525,841 s\n      = 1024 GPUs: 6.09 days",
      "Time = 2.52e9 s = 29,167 days\n     = 1 V100 for 29,167 days\n     = 1,000 H100s for 3.7 days",
      "单卡 = 9,259 天\n1000 张卡 = 9.26 天", "1 GPU: 100 days\n8 GPUs: 14 days",
      "one V100: about 200 days\n8 H100s: about 5 days", "单卡每步 0.3 秒\n8 卡: 40 小时",
      "1 GPU: 40 h per epoch\n8 GPUs: 50 h",
      "One A100: 1.2e23 / 1.5e14 = 8.0e8 s\nOn 64 A100s: about 145 days.",
      "Single GPU: 40 days for the full run\nWith 8 GPUs: 5 days\n4 x 8 GPUs: 1.25 days",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      (
        "Time = 4.2e22 / 1.4e14 = 3.0e8 s\n     = 1 GPU: 3,472 days\n     = 256 GPUs: 136 days", 3,
        .durationWrong
      ),
      (
        "训练时间 = 1.2e23 / 1.5e14 = 8.0e8 秒\n       = 1 张 V100 约 25.4 年\n       = 512 张 V100 约 18.1 小时", 3,
        .durationWrong
      ),
      ("训练时间 = 1.2e23 / 1.5e14 = 8.0e8 秒\n       ≈ 64 卡 14.5 天", 2, .durationWrong),
      ("Time = 8.0e8 s\n     = 500 H100s for 1.85 days", 2, .durationWrong),
      ("单卡 = 9,259 天\n1000 张卡 = 9.26 小时", 2, .durationWrong),
      ("One A100: 1.2e23 / 1.5e14 = 8.0e8 s\nOn 64 A100s: about 14.5 days.", 2, .durationWrong),
      ("单张 A100: 1.2e23 / 1.5e14 = 8.0 × 10^8 秒\n64 张 A100: 约 1,450 天", 2, .durationWrong),
      ("GPUs = 6.4e3 / 800 = 9 GPUs for 5 days", 1, .productSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func devicesBehind() {
    let right = [
      "时间 = 8.0 亿秒\n     = 9,259 天 (1 张 A100)\n     = 22.2 小时 (1 万张 A100)",
      "训练时间 ≈ 8.0 × 10^8 秒\n        ≈ 9,259 卡天\n        ≈ 25.4 卡年",
      "Time = 8.0e8 s\n     = 18.5 days on 500 H100s\n     = 9.26 days on 1,000",
      "Time = 8.0e8 s\n     ≈ 9.26 days with 1,000 GPUs\n     ≈ 23.1 days with 1,000 GPUs at 40% MFU",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("时间 = 8.0 亿秒\n     = 9,259 天 (1 张 A100)\n     = 22.2 天 (1 万张 A100)", 3, .durationWrong),
      ("训练时间 ≈ 8.0 × 10^8 秒\n        ≈ 9,259 卡天\n        ≈ 254 卡年", 3, .durationWrong),
      ("Time = 8.0e8 s\n     = 18.5 days on 500 H100s\n     = 92.6 days on 1,000", 3, .durationWrong),
      (
        "Time = 8.0e8 s\n     ≈ 9.26 days with 1,000 GPUs\n     ≈ 231 days with 1,000 GPUs at 40% MFU", 3,
        .durationWrong
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func speedsOfMore() {
    let speed = "tokens/s = 312e12 × 0.5 / 14e9 ≈ 11,100 (1 GPU)\n         "
    let right = [
      speed + "≈ 89,100 (8 GPUs)", speed + "≈ 80,000 (8 GPUs)",
      "tokens/s = 312e12 / 14e9 = 22,300\n         = 1.93 billion tokens a day",
      "tokens/s = 312e12 / 14e9 = 22,300\n         = 1.93 billion tokens per day",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      (speed + "≈ 891,000 (8 GPUs)", 2, .powerOfTenSlip),
      ("tokens/s = 312e12 / 14e9 = 22,300\n         = 19.3 billion tokens a day", 2, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func otherFormats() {
    let right = [
      "Weights = 64 × 3 × 5 × 5 × 4\n        = 19,200 B\n        = 9,600 B in FP16",
      "Params = 3×3×64×128 + 128 = 73,856\n       = 295 KB in float32\n       = 148 KB in bf16\n       = 73.9 KB in int8",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("Weights = 64 × 3 × 5 × 5 × 4\n        = 19,200 B\n        = 6,900 B in FP16", 3, .digitsTransposed),
      (
        "Params = 3×3×64×128 + 128 = 73,856\n       = 295 KB in float32\n       = 184 KB in bf16", 3,
        .digitsTransposed
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func secondsWorkedOutAndDays() {
    let right = [
      "8,192 GPUs: 3.6e24 / (8192 * 4.0e14) = 1.1e6 s, about 12.7 days",
      "8 GPUs: 5,529,600 / 8 = 691,200 s, about 8 days", "100 GPUs: 6.9e7 / 100 = 6.9e5 s, about 800 days",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("8,192 GPUs: 3.6e24 / (8192 * 4.0e14) = 1.1e6 s, about 127 days", 1, .durationWrong)
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
