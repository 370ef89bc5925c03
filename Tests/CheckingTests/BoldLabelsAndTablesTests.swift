import Testing

@testable import Checking

/// Labels in bold, and tables whose cells tell what the calculations beside them leave out.
@Suite struct BoldLabelsAndTablesTests {
  @Test func aBoldLabelIsNoFactor() {
    let right = [
      "**Params:** 3 × 3 × 64 × 128 + 128 = 73,856", "**总计：** 73,728 + 128 = 73,856",
      "**Step 1.** 12 × 64 = 768", "y = x** 2 + 1 = 10", "Volume: 5 ** 3 = 125", "2 *3* 4 = 24",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("- **Weights:** 5 × 5 × 6 × 16 + 16 = 2,400", 1, .biasNotAdded),
      ("**Speed-up:** 231,211,008 / 27,402,816 = 84.4×", 1, .powerOfTenSlip),
      ("*Total:* 1,792 + 36,928 = 38,270", 1, .digitsTransposed),
      ("**参数量：** $5 \\times 5 \\times 6 \\times 16 + 16 = 2{,}461$", 1, .digitsTransposed),
      ("**Step 2.** 12 × 64 = 786", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func aCellBehindAnExpressionIsItsValue() {
    let right = [
      "| FC1 | 6×6×256×4096 + 4096 | 37,752,832 |\n| FC2 | 4096×4096 + 4096 | 16,781,312 |",
      "| Dense | 4×4×64 | 1024 |\n| Dense | 8×8×32 | 64 |",
      "| conv1 | 3×3×3×64 | 1,728 |\n| conv2 ×2 | 3×3×64×64 | 73,728 |\n| conv3 | 3×3×64×128 | 73,728 |",
      "| LSTM | 4×(128×(64 + 128) + 128) | 98,816 |\n| GRU | 3×(128×(64 + 128) + 128) | 74,112 |",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("| Output | 84×10 + 10 | 840 |\n| FC1 | 400×120 + 120 | 48,120 |", 1, .biasNotAdded),
      ("| 全连接1 | 784×300 + 300 | 235,500 |\n| 全连接2 | 300×100 + 100 | 31,000 |", 2, .digitsTransposed),
      (
        "| LSTM | 4×(32×(8 + 32) + 32) | 5,248 |\n| GRU | 4×(32×(8 + 32) + 32) | 5,248 |", 2,
        .recurrentGatesWrong
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func aTotalStandsBesideItsParts() {
    let right = [
      "| LeNet-5 | 1998 | 61,706 | 2,572 | 59,134 (95.8%) |\n| VGG-16 | 2014 | 138,357,544 | 14,714,688 | 123,642,856 (89.4%) |",
      "| AlexNet | 61,100,840 | 2,469,696 (4.0%) | 58,631,144 (96%) |",
      "| Model | Total | Conv | FC |\n| ResNet-18 | 11,689,512 | 11,166,912 | 513,000 |\n| VGG-16 | 138,357,544 | 14,714,688 | 123,642,856 |",
      "VGG-16 有 138,357,544 个参数, 其中卷积层 14,714,688 个, 全连接层 123,642,856 个 (约 89%)",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("| LeNet-5 | 61,706 | 2,572 | 59,134 (98.5%) |", 1, .digitsTransposed),
      ("| VGG-16 | 138,375,544 | 14,714,688 | 123,642,856 |", 1, .digitsTransposed),
      ("| VGG-16 | 138,357,544 | 14,741,688 | 123,642,856 |", 1, .digitsTransposed),
      (
        "| A | 72,000 | 12,000 | 60,000 (83.3%) |\n| B | 80,000 | 20,000 | 60,000 (65.0%) |", 2, .productSlip
      ),
      ("VGG-19 共 143,667,240 个参数, 卷积层 20,024,384 个, 全连接层 123,642,856 个 (68.1%)", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func aTotalHasAllRows() {
    let rows = "| Layer | Params |\n| conv1 | 156 |\n| conv2 | 2,416 |\n| fc1 | 48,120 |\n| fc2 | 10,164 |\n"
    let right = [
      rows + "| Total | 60,856 |", rows + "| Total conv | 2,572 |",
      "| Item | Count |\n| weights | 1,000 |\n| biases | 200 |\n| activations | 5,000 |\n| buffers | 300 |\n| Total | 1,200 |",
      "| Part | Params |\n| embedding | 38,597,376 |\n| blocks | 85,054,464 |\n| head (tied) | 38,597,376 |\n| Total | 123,651,840 |",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (rows + "| fc3 | 850 |\n| Total | 50,692 |", 7, .totalDoesNotAddUp),
      (rows + "| Total | 60,849 |", 6, .totalDoesNotAddUp),
      (
        "| 层 | 乘加 |\n| 卷积1 | 9,408 |\n| 卷积2 | 36,864 |\n| 卷积3 | 36,864 |\n| 合计 | 46,272 |", 5,
        .totalDoesNotAddUp
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func aRowHasItsInput() {
    let right = [
      "| conv2 | 16×16×32 | 8×8×64 | 3×3×32×64 + 64 = 18,496 |",
      "| depthwise | 16×16×32 | 16×16×32 | 3×3×32 + 32 = 320 |",
      "| CONV2 | 27×27×96 | 27×27×256 | 5×5×48×256 + 256 = 307,456 |",
      "ResNet-18:\n| fc | 7×7×512 | 1000 | 512×1000 + 1000 = 513,000 |",
      "| GAP + FC | 7×7×512 | 10 | 512×10 + 10 = 5,130 |",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("| conv2 | 14×14×32 | 14×14×48 | 3×3×3×48 + 48 = 1,344 |", 1, .inputChannelsMissing),
      ("| 卷积2 | 14×14×6 | 10×10×16 | 5×5×16 + 16 = 416 |", 1, .inputChannelsMissing),
      ("| fc1 | 6×6×256 | 4096 | 256×4096 + 4096 = 1,052,672 |", 1, .outputPositionsMissing),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func theNextFormulaHasTheSameLetter() {
    let right = [
      "4d² = 4,194,304 for d = 1024; 8d² = 8,388,608",
      "4d² = 4,194,304 for d = 1024; 4d² = 16,777,216 for d = 2048",
      "4d² = 4,194,304 with d = 1024; for d = 2048, 4d² = 16,777,216",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    #expect(
      ShortTexts.unfound(in: [("4n² = 65,536 for n = 128; 6n² = 65,536", 1, .formulaDoesNotGiveResult)])
        .isEmpty)
  }

  @Test func theMapBelowHasTwoSides() {
    let weights = "Params: 3 × 3 × 64 × 128 + 128 = 73,856\n"
    let right = [
      weights + "MACs: 73,728 × 28 × 28 = 57,802,752\n(output 28 × 28 × 128)",
      weights + "MACs for a batch: 73,728 × 28 = 2,064,384\n(output 28 × 28 × 128)",
      "Weights: 64 × 128 + 128 = 8,320\nMACs: 8,192 × 16 = 131,072\nThe output has 16 × 16 patches.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      (weights + "MACs: 73,728 × 28 = 2,064,384\n(output 28 × 28 × 128)", 2, .outputPositionsMissing)
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
