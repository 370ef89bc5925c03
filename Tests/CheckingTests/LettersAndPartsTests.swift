import Checking
import Testing

/// Letters that stand behind numbers, terms with names, numbers without their unit, totals of parts and totals without a sum.
@Suite struct LettersAndPartsTests {
  /// A letter with a blank before it multiplies; what the other side gives is judged by the next sign.
  @Test func lettersBehindNumbersMultiply() {
    #expect(
      ShortTexts.alarms(in: [
        "3 h d + 3 h = 3*64*32 + 3*64 = 6336", "(9 c + 1) k = (9*32 + 1)*64 = 18496",
        "4 P + 8 P = 12 P = 12·3×10^9 = 36 GB", "(2 I - 1) O with I = 256, O = 20: 511 * 20 = 10220",
        "3 d + 5 h = 3*64 + 5*128 = 832", "2 d + 6 h = 54 h", "1 d + 12 h + 30 min = 2190 min",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("3 h d + 3 h = 3*64*32 + 3*64 = 6363", 1, .digitsTransposed),
        ("(9 c + 1) k = (9*32 + 1)*64 = 18946", 1, .digitsTransposed),
        ("2 d + 6 h = 45 h", 1, .durationWrong),
      ]).isEmpty)
  }

  @Test func termsHaveTheirNames() {
    #expect(
      ShortTexts.alarms(in: [
        "conv 36,864 weights + 2*64 = 128 BN parameters", "tok 38.6M + 1024 × 768 = 0.79M pos",
        "draft model forward 2*1e9 + target model verify 2*7e9 = 16 GFLOPs per token",
        "权重部分 2*13e9 + 梯度部分 2*13e9 = 52 GB", "query tower 300*32 + document tower 500*32 = 25600",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("conv 36,864 weights + 2*64 = 128 parameters in total", 1, .totalDoesNotAddUp),
        ("draft model forward 2*1e9 + target model verify 2*7e9 = 18 GFLOPs per token", 1, .productSlip),
        ("query tower 300*32 + document tower 500*32 = 26500", 1, .digitsTransposed),
      ]).isEmpty)
  }

  @Test func speedsStandWithoutTheirUnit() {
    #expect(
      ShortTexts.alarms(in: [
        "A10 (600 GB/s): 26 MB/600 = 0.043 ms", "InfiniBand 50 GB/s: 700 KB/50 = 14 us",
        "P100 732 GB/s, 256 MB: 256/732 = 350 us", "2.8 GB x 2 x 3/4 / 50 = 84 ms",
        "GPU: 5120 cores x 2 x 1.53 GHz = 15.7 TFLOPS\ntensor: 80 SM x 8 x 64 FMA x 2 x 1.53 = 125",
        "Peak = 1024 × 989 × 0.4 = 405.1 PFLOPS\nTime = 1.2e23 / 405.1e15 ≈ 2.96e5 s",
        "Estimate: 7e9 × 2 = 15 GB, generously.", "估算：7e9 × 2 = 15 GB，留有余量",
        "Test corpus scored once by a 7B model (3B tokens): 2 · 7e9 · 3e9 = 4.2e19.",
        "conv_transpose 2x2, stride 2, 64 -> 32, 16x16 -> 32x32\nMACs: 16*16*2*2*64*32 = 2097152",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("A10 (600 GB/s): 26 MB/600 = 0.43 ms", 1, .durationWrong),
        ("P100 732 GB/s, 256 MB: 256/732 = 530 us", 1, .durationWrong),
        ("Estimate: 7e9 × 2 = 51 GB, generously.", 1, .productSlip),
      ]).isEmpty)
  }

  /// A heading that names a part of the network says whose total stands below it.
  @Test func totalsBelowPartsAreTheParts() {
    #expect(
      ShortTexts.alarms(in: [
        "ResNet-50 layer3:\nTotal: 7,077,888 weights",
        "AlexNet, the three fully connected layers:\n37,752,832 + 16,781,312 + 4,097,000\nTotal: 58,631,144 parameters",
        "VGG16 conv3 block only:\nconv3_1: 295,168\nconv3_2: 590,080\nconv3_3: 590,080\nTotal: 1,475,328 parameters",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("ResNet-50:\nTotal: 35,557,032 weights", 2, .networkTotalWrong),
        ("ResNet-18 whole network, layer by layer:\nTotal: 14,689,512 parameters", 2, .networkTotalWrong),
        ("ResNet-18有20个卷积层\nTotal: 14,689,512 parameters", 2, .networkTotalWrong),
      ]).isEmpty)
  }

  @Test func totalsNeedNoPrintedSum() {
    let parts = "784*128+128 = 100480\n128*10+10 = 1290\n"
    #expect(
      ShortTexts.alarms(in: [
        parts + "So the network has 101,770 parameters.", parts + "共 101770", parts + "所以网络共有 101770 个参数",
        parts + "In total 101,770 parameters, in float32 that is 101,770 * 4 = 407,080 bytes",
        "784-128-10: " + parts + "Total: 101,770",
        "conv: 3*3*3*16 = 432\nfc: 784*10 = 7840\nSo there are 8,272 weights and 26 biases.",
        "conv: 3*3*3*16 = 432\nfc: 784*10 = 7840\nThe network has 8,298 parameters with its 26 biases.",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        (parts + "So the network has 107,170 parameters.", 3, .totalDoesNotAddUp),
        (parts + "共 107170", 3, .totalDoesNotAddUp), (parts + "所以网络共有 107170 个参数", 3, .totalDoesNotAddUp),
        (
          parts + "In total 101,170 parameters, in float32 that is 101,170 * 4 = 404,680 bytes", 3,
          .totalDoesNotAddUp
        ),
        ("784-128-10: " + parts + "Total: 107,170", 3, .totalDoesNotAddUp),
      ]).isEmpty)
  }

  @Test func plainArithmeticOfCardsTimesAndLetters() {
    #expect(
      ShortTexts.alarms(in: [
        "126/9=14GB/卡", "8×3.5=28GB/卡", "2e5 s ≈ 55.6 h", "1e6 s ≈ 12 days", "3e6 s ≈ 35 days",
        "3×(4C²)=12C²", "6ND = 3×2ND", "8d²/3 × 3 = 8d²", "2×(n²d) FLOPs = n²d MACs", "49C² → 27C², 减少45%",
        "9C² → 6C², a reduction of 33%", "GPT-2: 7,087,872 per layer\n12 layers 85,054,464",
      ]).isEmpty)
    #expect(
      ShortTexts.unfound(in: [
        ("126/9=16GB/卡", 1, .productSlip), ("8×3.5=82GB/卡", 1, .digitsTransposed),
        ("2e5 s ≈ 33.3 h", 1, .durationWrong), ("1e6 s ≈ 16.7 days", 1, .durationWrong),
        ("3×(4C²)=18C²", 1, .productSlip), ("49C² → 27C², 减少54%", 1, .conclusionContradictsNumbers),
        ("9C² → 6C², a reduction of 43%", 1, .conclusionContradictsNumbers),
        ("GPT-2: 7,087,872 per layer\n12 layers 85,045,464", 2, .digitsTransposed),
      ]).isEmpty)
  }
}
