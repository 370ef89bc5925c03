import Checking
import Testing

/// Wrong answers that a text quotes and calls wrong: the right one follows in one of its forms, or a task, a heading or a
/// verdict says it; and slips that stand next to the same words.
@Suite struct QuotedAnswersTests {
  @Test func theRightAnswerFollows() {
    let right = [
      "7·512 = 3,854. No! 3,584!", "It is tempting to say 7·512 = 3,854, but that's not so: 3,584.",
      "6 × 1,536 = 9,612. Hmm, that isn't right. 9,216.",
      "Version 1 of the sheet had 7·512 = 3,854. Version 2: 3,584.",
      "The second edition claims 7·512 = 3,854; it must have meant another width. It's 3,584.",
      "We got 7·512 = 3,854 at first, misreading a digit; with that put right, 3,584.",
      "7·512 = 3,854 is what the bot printed, obviously incorrect (3,584).",
      "Solution of team 1: 7·512 = 3,854.\nSolution of team 2: 3,584.\nTeam 2 wins.",
      "Someone computed\n7·512 = 3,854.\nWhat did they do wrong? The solution is 3,584.",
      "Nobody should write 7·512 = 3,854; write 3,584.",
      "I once had 7·512 = 3,854 here. It ought to be 3,584.",
      "The distractor (A) is 7·512 = 3,854; (D), 3,584, is the key.", "网上流传 7×512=3854，其实不然，是 3584。",
      "ResNet-101 has 34 blocks. No, 33.", "An 11B model in int4 takes 11 GB. No, 5.5 GB.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("No dropout is used. 7·512 = 3,854", 1, .digitsTransposed),
      ("7·512 = 3,854. No bias.", 1, .digitsTransposed),
      ("Version 1 of the net was small. 7·512 = 3,854", 1, .digitsTransposed),
      ("Compute it again: 7·512 = 3,854.", 1, .digitsTransposed),
      ("7·512 = 3,854. No, 3,484.", 1, .digitsTransposed),
      ("7·512 = 3,854 weights, and the 3,584 weights of its twin.", 1, .digitsTransposed),
      ("We got 7·512 = 3,854 at first, then added the bias.", 1, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func formulasAndShapesAreSetRight() {
    let right = [
      "5h² + 3h² = 9h². Oops: 8h².", "It isn't true that \"4×(9K²) = 9K²\". It's 36K².",
      "A typo in the notes: 5h² + 3h² = 9h², where 8h² is meant.", "有同学得到 5h² + 3h² = 9h²，显然多算了，实际为 8h²。",
      "A classmate says: \"conv 5×5, stride 1, padding 2: 20×20 → 16×16.\" He's wrong: 20×20.",
      "A frequent slip: conv 5×5, stride 1, padding 2: 20×20 → 16×16. Correct: 20×20.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("5h² + 3h² = 9h². Oops: 7h².", 1, .symbolicTermsDoNotAddUp),
      ("Fixed in version 2: 5h² + 3h² = 9h²", 1, .symbolicTermsDoNotAddUp),
      ("5h² + 3h² = 9h² per layer, so 10 layers have 90h².", 1, .symbolicTermsDoNotAddUp),
      ("conv 5×5, stride 1, padding 2: 20×20 → 16×16. Correct.", 1, .paddingForgotten),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }

  @Test func tasksHeadingsAndVerdictsNeedNoRightAnswer() {
    let right = [
      "Find the mistake in: 7·512 = 3,854.", "Refute the following statement: 7·512 = 3,854.",
      "Debunked: 7·512 = 3,854.",
      "改错题：7×512=3854。改正：3584。", "## Wrong\n7·512 = 3,854\n## Right\n7·512 = 3,584",
      "🚫 7·512 = 3,854\n✅ 7·512 = 3,584",
      "7·512 = 3,854 would be a mistake.", "7·512 = 3,854 [sic]", "7·512 = 3,854 → −1 point",
      "Were it true that 7·512 = 3,854, a page would hold it.",
      "Contrary to the claim that 7·512 = 3,854, the table is smaller.",
    ]
    #expect(ShortTexts.alarms(in: right) == [])
    let wrong: [ShortTexts.Wrong] = [
      ("Find the mistake in: 7·512 = 3,854. Solution: 6 × 1,536 = 9,612.", 1, .digitsTransposed),
      ("## Wrong\n7·512 = 3,854\n## Right\n6 × 1,536 = 9,612", 4, .digitsTransposed),
      ("## Wrong padding\n7·512 = 3,854", 2, .digitsTransposed),
      ("Unlike what the abstract states, 7·512 = 3,854.", 1, .digitsTransposed),
      ("7·512 = 3,854. The point is clear.", 1, .digitsTransposed),
      ("7·512 = 3,854 → 2 points", 1, .digitsTransposed),
      ("## Right\n7·512 = 3,854", 2, .digitsTransposed),
    ]
    #expect(ShortTexts.unfound(in: wrong) == [])
  }
}
