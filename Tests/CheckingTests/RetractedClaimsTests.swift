import Checking
import Testing

/// Claims that a text only names, to take them back; and such that it makes itself beside a word of that kind.
@Suite struct RetractedClaimsTests {
  @Test func labelledAndQuotedClaimsAreNotTheTexts() {
    let right = [
      "Myth 4: \"An 11×11 conv from 3 to 48 channels has 121 × 48 = 5,808 weights.\"\nWrong: every filter sees all three inputs. 121 × 3 × 48 = 17,424.",
      "**Q. \"BERT-large has 16 heads, so attention has 16 × 4 × 1024² = 67.1M parameters per layer.\"**\nA common mistake. The four matrices have 4 × 1024² = 4,194,304.",
      "**\"1 PFLOP = 100 TFLOPs\"** — no, 1 PFLOP = 1,000 TFLOPs.", "- **\"1 亿=10B\"**——错，10 亿才是 1B。",
      "错误说法：5×5 卷积（48→96）的权重为 5×5×96=2400。\n正确答案：5×5×48×96=115,200。",
      "- p. 9: \"VGG-19: 19 convolutions\" → 16 convolutions.",
      "❌ 某博客写 30B 模型 fp16 权重约 120 GB。\n✅ 应为 60 GB。",
      "> A 30B model needs 120 GB in fp16.\n\nWrong. That is fp32.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("\"A 30B model needs 120 GB in fp16.\" Yes, roughly.", 1, .bytesPerValueWrong),
      ("真相：30B 模型 fp16 需要 120 GB。", 1, .bytesPerValueWrong),
      ("> 30B 模型 fp16 需要 120 GB。\n\n同意。", 1, .bytesPerValueWrong),
      ("「VGG-19 有 19 个卷积层」，论文如是说。", 1, .layerCountWrong),
      ("Wrong: \"few weights\". 48·96 = 4,806 of them.", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func whatPupilsAndOldTextsSayIsCorrected() {
    let right = [
      "学生乙：30B 模型用 fp16 要 120 GB。\n老师：120 GB 是 fp32 的，fp16 为 60 GB。",
      "Pupil: LSTM(48, 96) has 3 × ((48+96)×96+96) = 41,760 parameters.\nTeacher: One gate more: 55,680.",
      "A beginner's answer for the 30B model in fp16 is 120 GB; that is fp32.",
      "The old README said \"ResNet-101: 4.5M parameters\"; this was fixed in v3 (44.5M).",
      "**问**：为什么我算出 BERT-large 每层注意力 16×4×1024²=67,108,864？\n**答**：多乘了头数。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("老师：30B 模型用 fp16 要 120 GB。\n学生：明白了。", 1, .bytesPerValueWrong),
      ("The readme has a table; a 30B model in fp16 needs 120 GB.", 1, .bytesPerValueWrong),
      ("\"Is it big?\" 48·96 = 4,806. No, it is not.", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func statementsThatAreMarkedFalse() {
    let right = [
      "True or false?\n\n1. VGG-19 has 19 convolutional layers. **F** (16)\n2. A 30B model takes 120 GB in fp16. **F** (60 GB)",
      "| 命题 | 判断 | 解释 |\n|---|---|---|\n| H100 稠密 bf16 峰值 1979 TFLOPS | ✗ | 989 |",
      "| Statement | T/F | Why |\n|---|---|---|\n| VGG-19 has 19 conv layers | F | 16 |",
      "H100 稠密 bf16 峰值 1979 TFLOPS。错，989。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("1. VGG-19 has 19 convolutional layers. **T**", 1, .layerCountWrong),
      (
        "| Statement | T/F | Why |\n|---|---|---|\n| VGG-19 has 19 conv layers | T | VGG |", 3,
        .layerCountWrong
      ),
      ("H100 稠密 bf16 峰值 1979 TFLOPS。对。", 1, .sparsePeakUsed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func countsInChineseAndContrastedCells() {
    let right = [
      "VGG-19 的十六个卷积层只有 20,024,384 个参数。", "VGG-16 有十三个卷积层，VGG-19 有十六个卷积层。",
      "| Cell | Working | Parameters |\n|---|---|---|\n| LSTM(48, 96), not GRU | 4 × ((48+96)×96+96) | 55,680 |",
      "| Wrong | Why | Right |\n|---|---|---|\n| LSTM(48, 96): 3 × ((48+96)×96+96) = 41,760 | that's a GRU | 4 × ((48+96)×96+96) = 55,680 |",
      "BERT-large, hidden 1024: per layer 2×256×12,582,912 ≈ 6.44 GFLOPs, attention 4×256×256×1024 ≈ 0.27 GFLOPs.",
      "It has 124,439,808 parameters. On 5B tokens 6·124.4×10⁶·5×10⁹ = 3.73×10¹⁸ FLOPs.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("VGG-16 的十四个卷积层只有 14,714,688 个参数。", 1, .layerCountWrong),
      ("VGG-16 有十六个卷积层。", 1, .layerCountWrong),
      ("LSTM(48, 96), not GRU: 3 × ((48+96)×96+96) = 41,760", 1, .recurrentGatesWrong),
      (
        "BERT-base, hidden 768: attention per layer has 3 × 768² = 1,769,472 weights.", 1,
        .outputProjectionMissing
      ),
      ("On 5B tokens 6·124.4×10⁶·5×10⁹ = 3.74×10¹⁸ FLOPs.", 1, .roundingWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func durationsBehindACommaAndSumsByAddends() {
    let right = [
      "The run took 2.60e6 s, about 30 days.", "2.29×10⁵ 秒，约 64 小时。", "It needs 1.80e6 s, about 3 weeks.",
      "400,000 steps of 0.5 s each, about 2.3 days.", "7,200 s, or 2 hours.", "共需 1.80×10⁶ 秒，即 20.8 天。",
      "12 epochs take 43,200/12 = 3,600 s, about 1 hour.", "2,190,000 秒 ≈ 608 小时 ≈ 25.3 天",
      "The run took 1.80e6 s, about 20 days.", "8 GPUs: 691,200 s, about 1 day",
      "3.15e23/1.44e17 ≈ 2.19e6 s, about 25 days.",
      "100×10 + 6×6 = 1000 + 36 = 1036", "100×10 + 6×6 = 1036 + 64 = 1100",
      "128×32 + 9×32×32 + 32×128 = 4096 + 9216 + 4096 = 17408",
      "1,048,576 + 2×128×512 = 131,072 = 1,179,648",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("The run took 2.60e6 s, about 40 days.", 1, .durationWrong), ("2.60×10⁶ 秒，约 40 天。", 1, .durationWrong),
      ("3.15e23/1.44e17 ≈ 2.19e6 s, about 35 days.", 1, .durationWrong),
      ("2,190,000 秒 ≈ 608 分钟 ≈ 25.3 天", 1, .durationWrong),
      ("100×10 + 6×6 = 1000 + 500 = 1500", 1, .formulaDoesNotGiveResult),
      ("128×32 + 9×32 + 32×128 = 4096 + 9216 + 4096 = 17408", 1, .extraFactorInEvaluation),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
    #expect(Checker().diagnose(HandCalculation("2,190,000 秒 ≈ 608 分钟 ≈ 25.3 天")).findings.count == 1)
  }

  @Test func aRightBinarySizeHidesNoWrongDecimalOne() {
    let right = [
      "The weights take 3.37B × 2 = 6.74 billion bytes, i.e. 6.74 GB (6.28 GiB).",
      "33.7 亿×2≈67.4 亿字节，即 6.74 GB（6.28 GiB）。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("The weights take 3.37B × 2 = 6.74 billion bytes, i.e. 67.4 GB (6.28 GiB).", 1, .powerOfTenSlip),
      ("It takes 1.2B × 4 = 4.8 billion bytes, i.e. 48 GB (4.47 GiB).", 1, .powerOfTenSlip),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
