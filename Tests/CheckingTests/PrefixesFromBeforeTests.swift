import Testing

@testable import Checking

@Suite("A number keeps the prefix that it had")
struct PrefixesFromBeforeTests {
  @Test func divisorsChangeThePrefix() {
    let texts = [
      "一张图像 602112 字节=588 KB\n\nbatch=128: 588×128/1024=73.5 MB",
      "one feature map takes 392 KB\n\nall 64 of them: 392*64/1024 = 24.5 MB",
      "KV cache 每 token 160 KB\n\n64K 上下文: 160×65536/1024/1024=10 GB",
      "One image takes 3.8 GFLOPs.\n\nThe whole set: 3.8×1.28e6/1e6 = 4.86 PFLOPs",
      "每层 25.2 MB\n\n48 层: 25.2×48/1024=1.18 GB",
    ]
    #expect(ShortTexts.alarms(in: texts) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("one feature map takes 392 KB\n\nall 64 of them: 392*64/1024 = 24.5 GB", 3, .prefixSlip),
      ("one feature map takes 392 KB\n\nall 64 of them: 392*64/1024 = 25.4 MB", 3, .productSlip),
      ("KV cache 每 token 160 KB\n\n64K 上下文: 160×65536/1024=10 GB", 3, .prefixSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func resultsGoOnUnroundedInTheirUnit() {
    let texts = [
      "150528×4/1024/1024 = 0.57 MB\n\n每批 128 张: 0.57×128 = 73.5 MB",
      "7.75 GMACs ×2 = 15.5 GFLOPs, 1.9375 GMACs ×2 = 3.9 GFLOPs\n\n1000 pictures: 3.9×1000 = 3.875 TFLOPs",
      "4.1 GFLOPs / 15.7 TFLOPS = 0.26 ms, at 30 %: 0.26/0.3=0.87 ms",
    ]
    #expect(ShortTexts.alarms(in: texts) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("150528×4/1024/1024 = 0.57 MB\n\n每批 128 张: 0.57×128 = 75.3 MB", 3, .productSlip),
      ("4.1 GFLOPs / 15.7 TFLOPS = 0.26 ms, at 30 %: 0.26/0.3=0.97 ms", 1, .durationWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func namesOfTimes() {
    let texts = [
      "1.35e21 / 1.5e15 = 9.0e5 s ≈ 250 hrs", "9.0e5 s ≈ 15,000 mins ≈ 10.4 days ≈ 1.49 wks",
      "1.35e21 / 1.5e15 = 9.0e5 s ≈ 0.0285 yr", "9.0e5 秒 ≈ 250 小時",
      "1.35e21 / 1.5e15 = 9.0e5 s ≈ 250 Stunden",
      "2.03e20 / 1.5e14 = 1.35e6 秒 ≈ 15.7日",
    ]
    #expect(ShortTexts.alarms(in: texts) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("1.35e21 / 1.5e15 = 9.0e5 s ≈ 2,500 hrs", 1, .durationWrong),
      ("3 days = 72 hrs = 4,230 mins", 1, .durationWrong),
      ("训练 2.5e5 秒 = 694 小時", 1, .durationWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func aClauseBeginsBehindAComma() {
    #expect(ShortTexts.alarms(in: ["LeNet-5\n\nc3：5×5 卷积，6 → 16 通道\nc3：输出 16×10×10，2,416 个参数。"]) == [])
    #expect(ShortTexts.alarms(in: ["平衡点:312×10¹² / 2.0×10¹² = 156,1215 > 156,属于计算受限"]) == [])
  }
}
