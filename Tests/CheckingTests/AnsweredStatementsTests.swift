import Testing

@testable import Checking

/// Statements that a text calls wrong itself, or asks about and answers; and what counts with another thing than it seems.
@Suite struct AnsweredStatementsTests {
  @Test func statementsThatAreSetRightAreNobodysMistakes() {
    let right = [
      "(True/False) A 5×5 conv layer from 32 to 32 channels has 1,024 weights. **False**, it has 25,600.",
      "Wrong: \"a 5×5 layer 32→32 has 25·32 = 800 weights\". Right: 25,600.",
      "“a 5×5 layer 32→32 has 25·32 = 800 weights” is wrong.",
      "> **A:** I get 25·32·32 = 26,500 for the second?\n>\n> **B:** Again, please: 25·1024 = 25,600.",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("True or false? It has 1,024 weights. False: it has 25·32·32 = 26,500.", 1, .digitsTransposed),
      ("False: \"a 5×5 layer 32→32 has 800 weights\". True: 25·32·32 = 26,500.", 1, .digitsTransposed),
      ("The book says \"a layer\": 25·32·32 = 26,500 weights, \"not\" few.", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func bothPassesTogetherCostThreeTimesTheFirst() {
    let right = [
      "Forward 0.3 GFLOPs; forward plus backward therefore 3 · 0.3 = 0.9 GFLOPs.",
      "Forward: 300 MFLOPs. Including the backward pass 3 × 300 = 900 MFLOPs.",
      "前向 300 MFLOPs；加上反向共 3×300=900 MFLOPs。",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("Forward: 300 MFLOPs. The backward pass: 3 × 300 = 900 MFLOPs.", 1, .backwardFactorWrong),
      ("前向 300 MFLOPs；反向 3×300=900 MFLOPs。", 1, .backwardFactorWrong),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }

  @Test func groupsOfALaterClauseAndHeadsOfTheFullWidth() {
    let right = [
      "A 5×5 conv with 64 → 64 channels has 102,400 weights; with 16 groups it's 16 times fewer.",
      "5×5 卷积 64→64 有 102,400 个权重；分 16 组后为 6,400。",
      "4 heads of size 256 (not 64!): 4 · 3 · 256 · 256 = 786,432 weights in the attention.",
      "12 / 24 / 48 params for blocks 1/2/3 = 84",
      "4 x 4 x 16 = 256 | x 32 = 8192 | + 32 = 8224 | x 7 x 7 = 402976",
    ]
    #expect(ShortTexts.alarms(in: right).isEmpty)
    let wrong: [ShortTexts.Wrong] = [
      ("A 5×5 conv, 64 → 64 channels, 16 groups, has 102,400 weights.", 1, .groupsIgnored),
      ("A 5×5 conv with 64 → 64 channels has 102,400 weights (groups=16).", 1, .groupsIgnored),
      ("4 heads, d = 256: 4 · 3 · 256 · 256 = 786,432 weights in the attention.", 1, .headsMultipliedAgain),
    ]
    #expect(ShortTexts.unfound(in: wrong).isEmpty)
  }
}
