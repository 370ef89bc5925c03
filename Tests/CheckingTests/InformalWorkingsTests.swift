import Checking
import Testing

/// Lines of notes, forums and messages: units that stand once for several numbers, shares of a count, splits, short words,
/// sizes that run on.
@Suite struct InformalWorkingsTests {
  @Test func aUnitThatStandsOnceIsThatOfAllTerms() {
    let right = [
      "16 - 9 GB = 7 GB", "64 + 21 + 0.5 M = 85.5 M", "12.4 + 0.6 + 6 × 3.1 M = 31.6 M",
      "40 GB - 22 - 3 = 15 GB",
      "0.9 + 1.8 GMACs = 2.7 GMACs", "1.5 + 0.5 GiB = 2.0 GiB", "150 / 312 TFLOP/s = 48.1%",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("16 - 9 GB = 8 GB", 1, .totalDoesNotAddUp), ("64 + 21 + 0.5 M = 58.5 M", 1, .digitsTransposed),
      ("18.432 k + 64 = 19.496 k", 1, .digitChanged),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
    #expect(ShortTexts.alarms(in: ["150 / 312 TFLOP/s = 84.1%"]) != [])
  }

  @Test func soManyOfSoManyIsAShare() {
    let right = [
      "5 of 8 = 62.5%", "3 of the 12 heads = 25 %, 2 of 64 = 3.125%",
      "9 out of 12 layers = 75% of 24 M = 18 M",
      "1 of 3 ≈ 33%", "5 of 8 = 0.625", "124 TFLOP/s = 39.7% of 312", "2/3 of 4 × 768 = 2048",
      "10% of 24M = 2.4M",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    for text in [
      "5 of 8 = 65.2%", "9 out of 12 layers = 57%", "124 TFLOP/s = 93.7% of 312", "2/3 of 4 × 768 = 2408",
    ] {
      #expect(ShortTexts.alarms(in: [text]) != [], "\(text)")
    }
    #expect(ShortTexts.unfound(in: [("10% of 24M = 240k", 1, .powerOfTenSlip)]) == [])
  }

  @Test func splitsAddUpToTheirWhole() {
    let right = [
      "70/15/15 of 20,000 = 14,000/3,000/3,000", "90/10 split of 5,000 = 4,500/500",
      "train/val/test = 8,000/1,000/1,000 = 80%/10%/10%",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.alarms(in: ["70/15/15 of 20,000 = 14,000/3,000/3,300"]) != [])
  }

  @Test func withIsNoDivision() {
    let right = [
      "5 stages w/ 2 convs each = 10 convs; 10 x 9,216 = 92,160", "w/ bias: 9*32 + 32 = 320; w/o bias 288",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(
      ShortTexts.unfound(in: [("5 stages w/ 2 convs each; 10 x 9,216 = 91,260", 1, .digitsTransposed)]) == [])
  }

  @Test func sizesRunOnBelowTen() {
    let right = ["36 - 5 + 1 = 32 / 2 = 16 - 9 + 1 = 8 / 2 = 4", "20 -5+1 = 16 /2 = 8 -3+1 = 6 /2 = 3"]
    #expect(ShortTexts.alarms(in: right) == [])
    for text in [
      "36 - 5 + 1 = 32 / 2 = 16 - 9 + 1 = 8 / 2 = 5", "36 - 5 + 1 = 32 / 2 = 16 - 9 + 1 = 7 / 2 = 3.5",
    ] {
      #expect(ShortTexts.alarms(in: [text]) != [], "\(text)")
    }
  }

  @Test func bothNumbersMayBeRounded() {
    let right = [
      "0.99 GB = 0.93 GiB", "so 2 × 0.99 GB = 1.98 GB = 1.85 GiB", "3.1e7 s ≈ 8,600 GPU-h ≈ 359 GPU-days",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    for text in ["so 2 × 0.99 GB = 1.98 GB = 1.95 GiB", "3.1e7 s ≈ 8,600 GPU-h ≈ 459 GPU-days"] {
      #expect(ShortTexts.alarms(in: [text]) != [], "\(text)")
    }
  }

  @Test func termsMayHaveTheirNamesBeforeThem() {
    let right = [
      "convs 9.2 M + head ≈ 2.1 M = 11.3 M", "convs (1 K + 2 K + …) ≈ 9.2 M + fc ≈ 51.4 M = 60.6 M",
      "depthwise 4,608 + pointwise 262,144 = 266,752", "weights 14 GB + states 56 GB plus rest 2 GB = 72 GB",
      "卷积 9.2M + 全连接 51.4M = 60.6M", "layer 2 + layer 3 = 36,864",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("depthwise 4,608 + pointwise 262,144 = 267,652", 1, .digitsTransposed),
      ("卷积 9.2M 加 全连接 51.4M = 61.6M", 1, .digitChanged),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func numbersOfAnswersAreNoFactors() {
    let right = [
      "【3】32×64+64=2112", "[3]32×64+64=2112", "（5分）32×64+64=2112", "（３）３６４－２＝３６２", "(4)$32\\times64+64=2112$",
      "解：（1）3×3×32×32=9216；（2）5×5×32×64=51200。", "(3)4 × 2 = 24",
      "2.5×5×3×8+8=608\n3.100×10+10=1010", "2．3×3×8×8+8=584",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("[3]32×64+64=2121", 1, .digitsTransposed), ("（5分）32×64+64=2121", 1, .digitsTransposed),
      ("(4)$32\\times64+64=2121$", 1, .digitsTransposed),
      ("解：（1）3×3×32×32=9126；（2）5×5×32×64=51200。", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func aWideCommaPartsNumbers() {
    let right = [
      "层数：50=1+3×16+1，101=1+3×33+1。", "通道 32，128，256，256×4×4=4096。", "128×128×3 = 49，152 个",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    #expect(ShortTexts.alarms(in: ["层数：50=1+3×16+1，101=1+3×33+2。"]) != [])
    #expect(ShortTexts.alarms(in: ["通道 32，128，256，256×4×4=4906。"]) != [])
  }
}
