import Checking
import Testing

/// Times and rates whose calculation leaves units out, and slips of the same forms.
@Suite struct BareDividendTests {
  /// `26 / 2 TB/s = 13 ms` of 26 GB: the digits tell.
  @Test func aDividendWithoutUnitMayHaveAnyPrefix() {
    #expect(
      ShortTexts.alarms(in: [
        "The 13B model has 26 GB of weights.\nA100: 26 / 2 TB/s = 13 ms", "28 / 900 GB/s = 31.1 ms",
        "64.8 / 989 TFLOPS = 65.5 ms", "2 × 8 / 312 TFLOPS = 51 µs", "Compute: 16 / 989 = 16.2 µs",
        "(26 + 4) / 2 TB/s = 15 ms", "280 / (8 × 3.35 TB/s) = 10.4 ms", "权重 28 GB\n28 / 1008 GB/s = 27.8 毫秒",
        "7 / 1 TB/s = 7 ms for the 7 GB of INT8 weights",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("The 13B model has 26 GB of weights.\nA100: 26 / 2 TB/s = 13 µs", 2, .powerOfTenSlip),
        ("280 GB / 3.35 TB/s = 83.6 µs", 1, .powerOfTenSlip),
        ("280 / 3.35 TB/s = 86.3 ms", 1, .durationWrong),
        ("280 / 3.35 TB/s = 836 ms", 1, .powerOfTenSlip), ("16 / 989 = 61.2 µs", 1, .durationWrong),
        ("One step takes 6.4 s.\n6.4 / 32 = 200 µs", 2, .powerOfTenSlip),
        ("18 / 72 = 25 ms", 1, .powerOfTenSlip),
      ]).isEmpty)
  }

  /// `1 / 35 ms = 28.6 tokens/s`, more of them with several sequences.
  @Test func aTimePerTokenTellsTheRate() {
    #expect(
      ShortTexts.alarms(in: [
        "1 / 25 ms = 40 tokens/s", "1 / 25 ms ≈ 80 tokens/s", "25 ms per token → 40 tokens/s",
        "25 ms per token → 200 tokens/s", "25 ms per token → 30 tokens/s in practice",
        "每个 token 25 ms，即 40 tokens/s", "At 75%: 25 ms per token → 30 tokens/s",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("1 / 25 ms = 52 tokens/s", 1, .productSlip), ("25 ms per token => ~52 tokens/sec", 1, .productSlip),
        ("Of 3 accepted tokens: 75 / 3 = 25 ms per token → 56 tokens/s", 1, .productSlip),
        ("每个 token 25 ms，即 52 tokens/s", 1, .productSlip),
      ]).isEmpty)
  }

  /// 3,600 makes hours of seconds, and is no number of devices.
  @Test func secondsByTheDivisorOfAnotherUnit() {
    #expect(
      ShortTexts.alarms(in: [
        "1,814,400 / 86,400 = 21 days", "1,814,400 / 3,600 = 504 hours = 21 days",
        "512 H100s: 1.0e6 s ≈ 11.6 days ≈ 142,000 GPU-hours",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [("1,814,400 / 3,600 = 21 days", 1, .durationWrong)]).isEmpty)
  }

  /// `8·d² + 5·d` that comes to 8·d².
  @Test func biasesThatAreWrittenAsAMultipleAreAdded() {
    #expect(
      ShortTexts.alarms(in: [
        "8 × 1,200² + 5 × 1,200 = 11,526,000", "8 × 1,200² + 5 × 1,200 ≈ 11.5M",
        "4 × 1,600² + 4 × 1,600 = 10,246,400",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("MLP: 8 × 1,200² + 5 × 1,200 = 11,520,000", 1, .biasNotAdded),
        ("4 × 1,600² + 4 × 1,600 = 10,240,000", 1, .biasNotAdded),
      ]).isEmpty)
  }

  /// The label alone says that a run is counted.
  @Test func theLabelNamesTheTraining() {
    #expect(
      ShortTexts.alarms(in: [
        "Training compute: 6 × 3e9 × 1e12 = 1.8e22 FLOPs",
        "Training compute: 2 × 3e9 × 1e12 = 6e21 FLOPs forward\n4 × 3e9 × 1e12 = 1.2e22 backward",
        "Inference compute: 2 × 3e9 × 1e12 = 6e21 FLOPs",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("Training compute: 2 × 3e9 × 1e12 = 6e21 FLOPs", 1, .trainingFactorWrong),
        ("训练计算量：2 × 3e9 × 1e12 = 6e21", 1, .trainingFactorWrong),
      ]).isEmpty)
  }

  /// The device, the format and the peak stand in any order.
  @Test func aSparsePeakInAnyOrder() {
    #expect(
      ShortTexts.alarms(in: [
        "A100 peak 312 TFLOPS (BF16): 120 / 312 = 38%", "A100 sparse peak 624 TFLOPS (BF16): 120 / 624 = 19%",
        "H100 FP8: 1,979 TFLOPS peak, 600 achieved: MFU 30%",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("A100 peak 624 TFLOPS (BF16): 120 / 624 = 19%", 1, .sparsePeakUsed),
        ("H100 BF16: 1,979 TFLOPS peak, 600 achieved: MFU 30%", 1, .sparsePeakUsed),
      ]).isEmpty)
  }

  /// A total below projections, scores, output and feed-forward, without the product with the values.
  @Test func aLayersTotalWithoutTheValues() {
    let parts = """
      One layer in MACs, 256 tokens, d = 512
      QKV: 3 × 256 × 512 × 512 = 201,326,592
      QK^T: 256 × 256 × 512 = 33,554,432

      """
    let rest = "out: 256 × 512 × 512 = 67,108,864\nMLP: 2 × 256 × 512 × 2048 = 536,870,912\n"
    let values = "AV: 256 × 256 × 512 = 33,554,432\n"
    #expect(ShortTexts.alarms(in: [parts + values + rest + "Total: 872,415,232"]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        (parts + rest + "Total: 838,860,800", 6, .oneOfTwoAttentionProducts),
        (
          parts + rest + "Attention total: 201,326,592 + 33,554,432 + 67,108,864 = 301,989,888", 6,
          .oneOfTwoAttentionProducts
        ),
      ]).isEmpty)
  }
}
