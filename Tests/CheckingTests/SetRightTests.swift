import Checking
import Testing

/// Wrong numbers that the text takes back, refutes, marks or offers among others; and such that it only seems to.
@Suite struct SetRightTests {
  @Test func aSlipThatIsTakenBackIsNone() {
    let right = [
      "[09:12] ben: 96*36 = 3546\n[09:13] ben: sorry, 3456", "6 × 32 × 32 = 6,414 … oops, 6,144.",
      "5*5*16*32 = 18,200\n*12,800", "64*96 = 6414\nedit: 6144", "9·32·32 = 9,126\n**Edit**: it's 9,216.",
      "9*32*32 = 9,126 <- wrong, see below\n9*32*32 = 9,216", "9×32×32=9126，写错了，是 9216。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("96*36 = 3546\nand 3456 more", 1, .digitsTransposed),
      ("9·32·32 = 9,126\nsorry for the noise", 1, .digitsTransposed),
      ("sorry, 9·32·32 = 9,126", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func whatOthersSayIsTheirs() {
    let right = [
      "You wrote that it has 20,000 × 200 = 0.4 million weights. It is four million: 20,000 × 200 = 4,000,000.",
      "> 5x5 conv, 8 -> 16 channels: 5*5*16+16 = 416\n\nThat isn't right:\n\n5*5*8*16 + 16 = 3,216",
      "> 512 × 256 = 113,072\n\nno wait, once more:\n\n512 × 256 = 131,072",
      "My classmate got 3·3·3·32 = 288, which is too small. Correct: 3·3·3·32 = 864.",
      "The TA said 3*3*3*8+8 = 242 but it's 224.",
      "The authors state that 6 × 2e9 × 3e10 = 3.6e21; I get 6 × 2e9 × 3e10 = 3.6e20.",
      "Somebody wrote ResNet-18 has 138M parameters. No. ResNet-18 has 11.7M.",
      "小明说：\"ResNet-18 有 1.17 亿参数。\"错！是 1169 万。", "误区：ResNet-18 有 1.17 亿参数。正确：1169 万。",
      "有同学写成了 VGG16 有 14 个卷积层，其实是 13 个。",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("You wrote 9·32·32 = 9,216; I get 9·32·64 = 18,342.", 1, .digitsTransposed),
      ("> 9·32·32 = 9,126\nAgreed, and 32·32 = 1,024.", 1, .digitsTransposed),
      ("My friend has a GPU. 9·32·32 = 9,126. So the layer has 9,216 values.", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func denialsMarksAndErrata() {
    let right = [
      "The output isn't 224/2 = 111.", "Errata: replace 5*5*8*16 = 2,300 by 5*5*8*16 = 3,200.",
      "Please change \"9·32·32 = 9,126\" to \"9·32·32 = 9,216\".", "请将 9×32×32=9126 改为 9×32×32=9216。",
      "判断题\n1. ResNet-18 有 1.17 亿参数。 ×", "- 9·32·32 = 9,126 ✗\n- 9·32·32 = 9,216 ✓",
      "| what people write | why it's wrong | right |\n|---|---|---|\n| 2·1.8 GMACs = 1.8 GFLOPs | factor 2 | 3.6 GFLOPs |",
      "| 写法 | 错因 | 正确 |\n|---|---|---|\n| 3×3×32=828 | 抄错 | 288 |",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("It isn't so. 9·32·32 = 9,126", 1, .digitsTransposed),
      ("Replace the layer: 9·32·32 = 9,126 by now.", 1, .digitsTransposed),
      ("1. ResNet-18 有 1.17 亿参数。 √", 1, .yiUnitSlip),
      ("| layer | wrong? | right |\n|---|---|---|\n| 9·32·32 = 9,126 | no | 1 |", 3, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func optionsThatAreNotTheAnswer() {
    let question =
      "How many parameters has a conv layer with 16 filters of 5x5 on an RGB image (with bias)?\n"
    let right = [
      question + " A) 5*5*16 = 400\n B) 5*5*3*16 = 1200\n C) 5*5*3*16 + 16 = 1216\nAnswer: C",
      "Which is right?\n\n- [ ] 9·32·32 = 9,126\n- [x] 9·32·32 = 9,216",
      "（ ）是参数量。\nA. 9×32×32=9126\nB. 9×32×32=9216\n答案：B",
      "下列说法错误的是（ ）\nA. VGG16 有 14 个卷积层\nB. VGG16 有 3 个全连接层",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("A) 9·32·32 = 9,216\nB) 9·32·64 = 18,342\nAnswer: B", 2, .digitsTransposed),
      ("(a) 9·32·32 = 9,126\n(b) 9·32·64 = 18,432", 1, .digitsTransposed),
      ("- [x] conv1: 9·32·32 = 9,216\n- [ ] conv2: 9·32·64 = 18,342", 2, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
