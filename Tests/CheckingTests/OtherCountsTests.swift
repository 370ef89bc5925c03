import Checking
import Testing

/// Results that go on in things of another kind, in shares, or without their units.
@Suite struct OtherCountsTests {
  /// `= 10M images = 200 epochs of CIFAR-10`
  @Test func aNumberOfOtherThingsIsNoNewResult() {
    #expect(
      ShortTexts.alarms(in: [
        "400,000 × 256 = 102.4M pictures = 80 epochs of ILSVRC-2012.",
        "We fed 50,000 × 200 = 10M images = 200 epochs of CIFAR-10.",
        "Samples seen: 2048 × 250k = 512M = 400 epochs of IN-1k = 36 epochs of IN-21k.",
        "预训练共 256 × 500,000 = 1.28 亿张图 = 100 轮 ImageNet-1k。",
        "1,048,576 × 250,000 = 262B tokens = 2 epochs of the corpus.",
        "64 × 4,096 = 262,144 tokens = 8 micro-batches of 8 sequences.",
        "48 × 1,024 = 49,152 tokens = 12 requests of 4,096.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("The run saw 1024 × 62,500 = 46M images = 50 epochs of ImageNet-1k.", 1, .productSlip),
        ("24 GB-16 GB = 9 GB.", 1, .totalDoesNotAddUp),
        ("200 × 50,000 = 10M images = 2,914 steps of 4,096.", 1, .formulaDoesNotGiveResult),
        ("512 tokens × 64 = 32,768 tokens = 130 sequences of 256.", 1, .formulaDoesNotGiveResult),
      ]).isEmpty)
  }

  /// `112 GB = 14 GB per GPU on 8 GPUs`
  @Test func aShareIsThatOfEach() {
    #expect(
      ShortTexts.alarms(in: [
        "Adam states: 12 × 13e9 = 156 GB = 9.75 GB per GPU on 16 GPUs.",
        "18 × 2.7e9 = 48.6 GB = 6.1 GB per card if sharded over 8 cards.",
        "3.2e6 × 4e8 = 1.28e15 = 160 TFLOP/s per GPU on 8 × A100.",
        "Throughput: 64 × 2,500 = 160,000 tokens/s = 2,500 per GPU.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("Adam states: 12 × 13e9 = 156 GB = 7.95 GB per GPU on 16 GPUs.", 1, .digitsTransposed),
        ("Adam states: 12 × 13e9 = 156 GB = 15.6 GB per GPU.", 1, .powerOfTenSlip),
        ("3.2e6 × 4e8 = 1.28e15 = 106 TFLOP/s per GPU on 8 × A100.", 1, .digitsTransposed),
      ]).isEmpty)
  }

  /// `720 → 1080 sequences × 2,048 = 1.47M → 2.21M tokens`
  @Test func whatMultipliesBothEndsOfAnArrowIsToldOnce() {
    #expect(ShortTexts.alarms(in: ["256 → 512 sequences × 4,096 = 1.05M → 2.10M tokens."]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("256 → 512 sequences × 4,096 = 1.50M → 2.10M tokens.", 1, .productSlip),
        ("256 → 512 sequences × 4,096 = 1.05M → 2.01M tokens.", 1, .productSlip),
      ]).isEmpty)
  }

  /// `14 GB + 4 × 1.5 GB = 14 + 6 = 20 GB`, `32 PFLOPS (8 × 3,958 TFLOPS = 31.7)`, `8.8 GB each → 8.8 / 3350 GB/s`
  @Test func unitsMayStandOnOneSideOnly() {
    #expect(
      ShortTexts.alarms(in: [
        "Memory: 26 GB + 2 × 3.5 GB = 26 + 7 = 33 GB.", "Step: 12 ms + 80 × 50 µs = 12 + 4 = 16 ms.",
        "Left: 80 GB − 35.2 GB = 80 − 35.2 = 44.8 GB.",
        "One node: 16 PFLOPS in bf16 (8 × 1,979 TFLOPS = 15.8).",
        "The weights are 16.1 GB; 16.1 / 2.0 TB/s = 8.05 ms.",
        "A pass costs 3.4 TFLOP, so 3.4 / 250 TFLOP/s = 13.6 ms.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("Memory: 26 GB + 2 × 3.5 GB = 26 + 8 = 34 GB.", 1, .productSlip),
        ("Memory: 26 GB + 2 × 3.5 GB = 26 + 7 = 35 GB.", 1, .totalDoesNotAddUp),
        ("Step: 12 ms + 80 × 50 µs = 12 + 4 = 19 ms.", 1, .totalDoesNotAddUp),
        ("One node: 16 PFLOPS in bf16 (8 × 1,979 TFLOPS = 18.5).", 1, .formulaDoesNotGiveResult),
        ("The weights are 16.1 GB; 16.1 / 2.0 TB/s = 5.08 ms.", 1, .durationWrong),
      ]).isEmpty)
  }

  /// A misplaced digit, a lost 2 and hours that are added have their own names.
  @Test func slipsBesidesUnitsOfTimeAndFractionsHaveTheirNames() {
    let named: [(String, Mistake)] = [
      ("The runs took 620 + 75 + 1,310 + 48 = 2,005 GPU-hours.", .totalDoesNotAddUp),
      ("等待 30 + 45 = 85 小时。", .totalDoesNotAddUp), ("60 + 30 = 5,400 minutes.", .durationWrong),
      ("Tokens per batch: 1,024 × 2,048 = 209,715.", .powerOfTenSlip),
      ("At 0.45 kg/kWh: 71,338 × 0.45 = 3,210 kg.", .powerOfTenSlip),
      ("Reduce-scatter moves 2 × 7/8 × 14 GB = 12.25 GB.", .factorDroppedInEvaluation),
    ]
    for (text, mistake) in named {
      let findings = Checker().diagnose(HandCalculation(text)).findings.filter { $0.severity == .error }
      #expect(findings.map { $0.mistake } == [mistake], "\(text)")
    }
  }
}
