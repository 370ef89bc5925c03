import Testing

/// What a text tells in words before it works it out, and what it only sets beside its numbers.
@Suite("Numbers of things in words")
struct ThingsInWordsTests {
  @Test("Numbers of different things are worked out behind the next sign, and no sum")
  func testKindsOfThings() {
    #expect(
      ShortTexts.alarms(in: [
        "cost per step = 2 small layers + 1 large layer = 2 × 3 + 7 = 13 ms",
        "time = 3 warm calls + 1 cold call = 3 × 2 + 9 = 15 ms",
        "memory = 1 weight copy + 2 moment copies = 14 + 28 = 42 GB",
        "每轮 = 2 次读取 + 1 次写入 = 2 × 1.5 + 2 = 5 毫秒",
        "每步 = 1 次前向 + 2 次反向 = 3 × 4 = 12 毫秒",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("head = 2 conv layers + 3 fc layers = 6 layers", 1, .totalDoesNotAddUp),
        ("total = 3 ms + 4 ms = 2 + 6 = 8 ms", 1, .totalDoesNotAddUp),
        ("time = 3 warm calls + 1 cold call = 3 × 2 + 9 = 16 ms", 1, .durationWrong),
      ]).isEmpty)
  }

  @Test("A symbol before a bracket multiplies it")
  func testSymbolsInFront() {
    #expect(
      ShortTexts.alarms(in: [
        "bsh (24 + 12) = 1024 × 36 = 36,864", "$\\Phi\\,(2+4+8) = 1.5 \\cdot 14 = 21$ GB",
        "$sbh\\,(24+11) = 1024\\cdot 2048\\cdot 35 = 7.34\\times10^{7}$",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("cost (24 + 12) = 1024 × 37 = 37,888", 1, .totalDoesNotAddUp),
        ("$\\Phi\\,(2+4+8) = 1.5 \\cdot 14 = 31$ GB", 1, .productSlip),
      ]).isEmpty)
  }

  @Test("A share of the peak behind the name of what runs is no side of the sign")
  func testShareOfPeak() {
    #expect(
      ShortTexts.alarms(in: [
        "one A100-hour at 50% = 156e12 * 3600 = 5.616e17", "1 个 A100 小时按 40% = 124.8e12 × 3600 = 4.4928e17",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [("one A100-hour at 50% = 156e12 * 3600 = 5.816e17", 1, .productSlip)]).isEmpty)
  }

  @Test("A time for each step and a rate of something else are no reciprocals")
  func testRatesOfOtherThings() {
    #expect(
      ShortTexts.alarms(in: [
        "4.8 / 20 = 0.24 s/step = 68,267 tokens/s", "12.8 / 64 = 0.2 秒/步 = 81,920 token/秒",
      ]).isEmpty)
    #expect(ShortTexts.unfound(in: [("0.25 s/step = 5 steps/s", 1, .productSlip)]).isEmpty)
  }

  @Test("The length of a context is no amount of memory")
  func testSettingsOfBytes() {
    #expect(
      ShortTexts.alarms(in: [
        "A window of 4k takes 256 MiB; the whole context at 64k would be 4 GiB, 16 times as much.",
        "1 GiB per request; at 128k it would be 8 GiB, 8 times as much.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        (
          "The window takes 512 MB and the full cache 4 GB, i.e. 6 times as much.", 1,
          .conclusionContradictsNumbers
        )
      ]).isEmpty)
  }

  @Test("What a device reaches is not what a run takes")
  func testSpeedsOfDevices() {
    #expect(
      ShortTexts.alarms(in: [
        "3B params, 60B tokens, on GPUs that sustain 380 TFLOPS\nC = 6 × 3e9 × 60e9 = 1.08e21 FLOPs",
        "模型 13B 参数，300B tokens，集群总算力 20 PFLOPS。\n6 × 13e9 × 300e9 = 2.34e22 FLOPs",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        (
          "The model has 13B parameters and saw 300B tokens, 5.1e22 FLOPs on 512 A100 GPUs.\n"
            + "C = 6 × 13e9 × 300e9 = 2.34e22 FLOPs", 1, .productSlip
        )
      ]).isEmpty)
  }
}
