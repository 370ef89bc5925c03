import Symbolics

/// Findings that the text sets right itself further on: `120·84 = 10,800` and below it "sorry, 10,080"; "you wrote
/// 50,000 × 300 = 1.5 million. It's fifteen million: … = 15,000,000"; a quoted line, `> 5·5·16 + 16 = 416`, and the answer to it.
///
/// The right number alone proves nothing, since it may be the result of another line. It does where the wrong one is laid
/// in another's mouth or quoted, or where a word takes it back.
extension Calculation {
  /// Whether a finding's right value follows, and the text says that it replaces the wrong one.
  func isSetRight(_ draft: Draft, on line: TextLine) -> Bool {
    let rights = rightNumbers(of: draft, on: line)
    guard !rights.isEmpty, let place = lines.firstIndex(where: { $0.index == line.index })
    else { return false }
    let isQuoted = isQuotedLine(line)
    let quotation = quotation(around: draft.range, on: line)
    let isAttributed = isFramed(draft.range, on: line)
    // A slip of one's own is taken back at once.
    let reach = isQuoted || isAttributed ? 8 : 3
    for next in lines[place...min(lines.count - 1, place + reach)] {
      if isStarred(next, rights, behind: draft) { return true }
      for side in next.lone where isRight(side, rights, behind: draft, on: next) {
        if isAttributed || isQuoted && !isQuotedLine(next) { return true }
        if let quotation, side.located.range.lowerBound >= quotation.upperBound { return true }
        if isTakenBack(before: side.located.range.lowerBound, draft, on: next) { return true }
      }
      for chain in next.chains {
        guard chain.sides.contains(where: { isRight($0, rights, behind: draft, on: next) }) else { continue }
        if isAttributed || isQuoted && !isQuotedLine(next) { return true }
        if let quotation, chain.range.lowerBound >= quotation.upperBound { return true }
        let start = max(chain.range.lowerBound, draft.range.upperBound)
        if isTakenBack(before: start, draft, on: next) { return true }
      }
    }
    return false
  }

  /// Whether a side behind a finding says the right number, to its digits.
  private func isRight(_ side: Chain.Side, _ rights: [Rational], behind draft: Draft, on line: TextLine)
    -> Bool
  {
    guard side.located.range.lowerBound >= draft.range.upperBound, let claim = side.claim,
      claim.shows(atLeast: 10), claim.value != draft.claimed
    else { return false }
    let room = LinkChecker.tolerance(of: claim, isApproximate: false)
    return rights.contains { LinkChecker.isWithin(room, claim.value, $0) }
  }

  /// What a text would say in the place of a finding's number. Where a factor was found to be wrong, the result that the
  /// right one gives: 1.2e20 for the 2 of `2·1e9·20e9 = 4e19`, which has to be 6.
  private func rightNumbers(of draft: Draft, on line: TextLine) -> [Rational] {
    guard let correct = draft.correct, draft.claimed != correct else { return [] }
    if correct >= 10 { return [correct] }
    guard draft.mistake == .trainingFactorWrong, let factor = draft.claimed,
      let chain = line.chains.first(where: { $0.range.overlaps(draft.range) }),
      let result = chain.sides.last?.claim?.value, result >= 1_000,
      let scaled = try? result.multiplied(by: correct), let right = try? scaled.divided(by: factor)
    else { return [] }
    return [right]
  }

  /// `> 784 × 512 = 392,000`, and no prompt of an interpreter.
  func isQuotedLine(_ line: TextLine) -> Bool {
    let bytes = working.bytes
    var at = working.lineStarts[working.line(at: line.range.lowerBound)]
    while at < bytes.count, Doubt.isBlank(bytes[at]) { at += 1 }
    return at + 1 < bytes.count && bytes[at] == UInt8(ascii: ">") && bytes[at + 1] != UInt8(ascii: ">")
  }

  /// "The TA said …", "my classmate got …", 有同学写成 …: whether the words before a number say it of another person.
  func isLaidInMouth(_ number: Range<Int>, on line: TextLine) -> Bool {
    guard Corrected.speakers.mayBe(on: line) else { return false }
    let sentence = sentence(around: number.lowerBound, on: line)
    let before =
      max(sentence.lowerBound, number.lowerBound - 240)..<max(sentence.lowerBound, number.lowerBound)
    guard let speaker = Corrected.speakers.first(in: before, of: working.bytes) else { return false }
    // What follows "it's really" is said by the text itself.
    return !Corrected.turns.isIn(speaker.upperBound..<before.upperBound, of: working.bytes)
  }

  /// "sorry, 10080", "edit: 8192", "… oops, 49,152", `*73,728`: whether a word before a number takes back what stands before.
  private func isTakenBack(before place: Int, _ draft: Draft, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let start = max(draft.range.upperBound, place - 28)
    guard start <= place else { return false }
    return Corrected.retractions.isIn(start..<place, of: bytes)
  }

  /// `*73,728` on the next line: as writers of messages correct a word.
  private func isStarred(_ line: TextLine, _ rights: [Rational], behind draft: Draft) -> Bool {
    let bytes = working.bytes
    let start = working.lineStarts[working.line(at: line.range.lowerBound)]
    guard start >= draft.range.upperBound, start + 1 < bytes.count, bytes[start] == UInt8(ascii: "*"),
      bytes[start + 1].isASCIIDigit
    else { return false }
    let end = min(bytes.count, start + 24, max(start + 1, line.range.upperBound))
    guard let number = MeasureReader.measures(in: start + 1..<end, of: bytes).first?.numeral.value else {
      return false
    }
    return rights.contains(number)
  }
}

private enum Corrected {
  static let speakers: PhraseSet = [
    "you wrote", "you write", "you said", "you say", "you claim", "you got", "you state", "somebody",
    "someone", "some student", "one student", "a student", "students", "classmate", "roommate", "colleague",
    "friend", "partner got", "the ta ", "our ta ", "the tutor", "the teacher", "the professor", "he said",
    "he says",
    "he wrote", "he got", "she said", "she says", "she wrote", "she got", "they claim", "they say",
    "they write",
    "they state", "the author", "the paper", "the blog", "the book", "the post", "chatgpt", "the bot",
    "op says",
    "op said", "op wrote", "claims that", "claimed that", "states that", "state that", "同学", "小明", "小红", "小张",
    "小李", "小王", "小刚", "小华", "有人", "某人", "网友", "楼主", "楼上", "老师说", "助教", "书上", "博客", "作者", "你写", "你说",
    "你算", "他写", "他说", "他算", "她写", "她说", "她算", "beginner", "novice", "newcomer", "pupil", "old readme",
    "readme said",
    "old version", "earlier version", "previous version", "earlier draft", "first draft", "used to say",
    "used to claim",
    "used to state", "used to read", "初学者", "新手", "学生说", "学生写", "学生算", "学生答", "旧版", "老版本", "早期版本", "之前的版本",
    "原先写",
    "原来写", "曾写", " says ", "'s answer", "’s answer", "'s result", "’s result", "'s solution", "’s solution",
    "'s calculation", "’s calculation", "sometimes read", "often read", "sometimes see", "often see",
    "one reads",
    "may read", "will read", "sometimes written", "often written", "some write", "some say", "some authors",
    "some texts", "some sources", "有时写", "有时会看到", "常看到", "常见到", "有的书", "有些书", "有的文章", "有些文章", "有的资料",
    "有些资料", "有些人", "有的人",
  ]
  static let turns: PhraseSet = [
    "it's ", "it’s ", "it is ", "correct", "right:", "right one", "actually", "really", "i get", "in fact",
    "instead", "其实", "实际",
    "正确",
    "应为", "应该", "我算",
  ]
  static let retractions: PhraseSet = [
    "sorry", "oops", "whoops", "ooops", "edit:", "edit*", "edit -", "edit ", "erratum", "correction",
    "corrected", "i mean",
    "i meant", "make that", "scratch that", "no wait", "wait, ", "wait no", "nope", "typo", "my bad", "argh",
    "d'oh",
    "strike that", "rather ", "right:", "right is", "right one", "right answer", "correct:", "correctly",
    "correct is", "correct answer", "should be", "should have been", "正确", "正解", "抱歉", "不好意思", "写错", "算错",
    "打错", "更正", "手滑", "笔误", "不对", "应为", "应该是", "改为",
  ]
}
