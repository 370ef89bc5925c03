import Checking
import Testing

/// Wrong claims that a text only tells of, whichever rule finds them; and slips of the same form that are its own.
@Suite struct FramedClaimsTests {
  @Test func whatSomebodySaysOrAnOlderVersionHas() {
    let right = [
      "Ben says 48·96 = 4,806. Eva says 4,608. Eva is right.",
      "Mia’s answer: 48·96 = 4,806. The right one: 4,608.",
      "小明算得 48×96=4806，小红算得 4608，小红对。", "Typo on slide 3: for 48·96 = 4,806 read 4,608.",
      "The draft has 48·96 = 4,806 (digits swapped; 4,608).", "预印本写 48×96=4806（数字颠倒，应为 4608）。",
      "Before the fix (buggy): 48·96 = 4,806; fixed: 4,608.",
      "Naive: train = 2·2e9·40e9 = 1.6e20. Correct: 6·2e9·40e9 = 4.8e20.",
      "天真地算：2·2e9·40e9 = 1.6e20。正确：6·2e9·40e9 = 4.8e20。",
      "\"GPT-3 training costs 2 × 175e9 × 300e9 = 1.05e23.\" Only the forward pass; the whole is 3.15e23.",
      "A student gets 1,280 = 128·(9+1) for a 3×3 conv 64→128: channels forgotten. Right: 128·(9·64+1) = 73,856.",
      "One often reads \"MACs = 2 × FLOPs\"; it is FLOPs = 2 × MACs.",
      "有的文章写 MACs = 2 × FLOPs。应为 FLOPs = 2 × MACs。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("Tom says 7e9 × 2 = 7 GB. So we buy one card.", 1, .factorDroppedInEvaluation),
      ("Tom's answer: 48·96 = 4,806. He was fast.", 1, .digitsTransposed),
      ("Correction: 3·3·256·256 = 598,824.", 1, .digitsTransposed),
      ("Naively: 2·1e9·20e9 = 4e19. Correctly: 6·1e9·20e9 = 1.2e21.", 1, .powerOfTenSlip),
      ("She says the layer is big. 48·96 = 4,806 weights, with biases 4,704.", 1, .digitsTransposed),
      ("One sometimes reads FLOPs = 2 × MACs. It is MACs = 2 × FLOPs.", 1, .macFlopRatioReversed),
      ("Training a 1B model on 20B tokens: 2·1e9·20e9 = 4e19 FLOPs.", 1, .trainingFactorWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func deniedClausesAndVerdictsBehind() {
    let right = [
      "It is *not* true that MFLOPs = MACs / 2; a MAC is two.",
      "It would be wrong to say that VGG-19 has 19 convolutions, but the name suggests it.",
      "The post has 6·13e9·1e12 = 7.8e23, ten times too high.", "幻灯片上的 6·13e9·1e12 = 7.8e23 大了十倍。",
      "In the slides 6·13e9·1e12 = 7.8e21, an order of magnitude too low.",
      "1. VGG-19 has 19 convolutional layers. F (16)\n2. ResNet-50 has 25.6M parameters. T\n3. GPT-2 small has 1.5B parameters. F",
      "判断：ResNet-50 有 2.5 亿参数。（×，2560 万）",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("The post has 6·175e9·300e9 = 3.15e24, too high for us.", 1, .powerOfTenSlip),
      ("The post has 6·175e9·300e9 = 3.15e24, ten times too low.", 1, .powerOfTenSlip),
      ("It is not true that it fits: 48·96 = 4,806.", 1, .digitsTransposed),
      ("48·96 = 4,806. F = 3.", 1, .digitsTransposed),
      ("1. VGG-19 has 138M parameters. T\n2. 1 FLOP = 2 MACs. T", 2, .macFlopRatioReversed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func listsOfErrorsCoverWhatTheyQuote() {
    let right = [
      "## Misconceptions\n\n1. \"H100 does 1979 TFLOPS dense in bf16.\" Half.\n2. \"VGG-19 has 19 convolutions.\" Sixteen.",
      "Myths\n\n- “1 FLOP = 2 MACs.” The opposite.\n- “ResNet-101 has 101 convolutions.” 100 on the path.",
      "常见误区\n\n1. “VGG-19 有 19 个卷积层。” 是 16 个。\n2. “1 FLOP = 2 MAC。” 正好相反。",
      "## Common mistakes\n\n\"GPT-3 needs 2 × 175e9 × 300e9 = 1.05e23 FLOPs to train.\" That is the forward pass alone.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      (
        "## Common mistakes\n\n- Forgetting biases. Without them 48·96 = 4,806 weights are left.", 3,
        .digitsTransposed
      ),
      ("常见错误\n\n- 漏掉偏置。正确:48×96=4806。", 3, .digitsTransposed),
      (
        "## Common mistakes\n\n- \"Biases are free.\"\n\n## Example\n\n\"48·96 = 4,806 weights.\"", 7,
        .digitsTransposed
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func tablesOfVerdictsAboutSeveralNetworks() {
    let right = [
      "| Statement | Right? |\n|---|---|\n| H100: 1979 TFLOPS dense bf16 | false (989) |\n| VGG-19 has 19 convolutions | no: 16 |\n| ResNet-101 has 138M parameters | wrong, 44.5M |",
      "| 说法 | 是否正确 |\n|---|---|\n| VGG-19 有 19 个卷积层 | 不对，16 个 |\n| GPT-2 有 15 亿参数 | 对，XL 版 |\n| BERT-large 有 11 亿参数 | 错（3.4 亿） |",
      "| Fiction | Fact |\n|---|---|\n| VGG-19 has 19 convolutions | 16 |\n| BERT-large has 110M parameters | 340M |",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("| Claim | Verdict |\n|---|---|\n| VGG-19 has 19 convolutions | yes |", 3, .layerCountWrong),
      ("| 说法 | 对错 |\n|---|---|\n| VGG-19 有 19 个卷积层 | 对 |", 3, .layerCountWrong),
      (
        "| Myth | Reality |\n|---|---|\n| VGG-19 is small | VGG-19 has 17 convolutions |", 3, .layerCountWrong
      ),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func oneOfSeveralIsKnownToBeWrong() {
    let right = [
      "Compute for a 2B model and 40B tokens: (a) 2·2e9·40e9 = 1.6e20 (b) 6·2e9·40e9 = 4.8e20 (c) 8·2e9·40e9 = 6.4e20. Answer: (b).",
      "训练 2B 模型、40B token：A. 2·2e9·40e9 = 1.6e20 B. 4·2e9·40e9 = 3.2e20 C. 6·2e9·40e9 = 4.8e20。答案：C",
      "One of these is false: 48·96 = 4,806; 64·27 = 1,728. (The first: 4,608.)",
      "Find the error.\n\n- 48·96 = 4,806\n- 64·27 = 1,728\n\nThe first one is off: 4,608.",
      "下面三个式子有一个是错的：48×96=4806；64×27=1728；32×32=1024。错的是第一个，应为 4608。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("A) 48·96 = 4,806 B) 64·27 = 1,728. Do both.", 1, .digitsTransposed),
      ("A) 48·96 = 4,806 B) 64·27 = 1,728. Answer: A.", 1, .digitsTransposed),
      ("One of these is small: 48·96 = 4,806; 64·27 = 1,728.", 1, .digitsTransposed),
      ("Which one is odd? 48·96 = 4,608; 64·27 = 1,782.", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
