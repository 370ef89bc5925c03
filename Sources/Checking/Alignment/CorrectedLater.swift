import Symbolics

/// Findings that the text sets right itself further on: `120·84 = 10,800` and below it "sorry, 10,080"; "you wrote
/// 50,000 × 300 = 1.5 million. It's fifteen million: … = 15,000,000"; a quoted line, `> 5·5·16 + 16 = 416`, and the answer to it.
///
/// The right number alone proves nothing, since it may be the result of another line. It does where the wrong one is laid
/// in another's mouth or quoted, or where a word takes it back.
extension Calculation {
  /// Whether a finding's right value follows, and the text says that it replaces the wrong one.
  func isSetRight(_ draft: Draft, on line: TextLine) -> Bool {
    let rights = RightValue(of: draft, on: line)
    guard !rights.isEmpty, let place = place(of: line) else { return false }
    let isQuoted = isQuotedLine(line)
    let quotation = quotation(around: draft.range, on: line)
    let isAttributed = isFramed(draft.range, on: line) || isRefuted(behind: quotation, draft, on: line)
    // A slip of one's own is taken back at once.
    let reach = isQuoted || isAttributed ? 8 : 3
    for next in lines[place...min(lines.count - 1, place + reach)] {
      if isStarred(next, rights, behind: draft) { return true }
      for side in next.lone where rights.isSaid(by: side, behind: draft) {
        if isAttributed || isQuoted && !isQuotedLine(next) { return true }
        if let quotation, side.located.range.lowerBound >= quotation.upperBound { return true }
        if isTakenBack(before: side.located.range.lowerBound, draft) { return true }
        if isConfirmed(behind: side.located.range.upperBound, on: next) { return true }
      }
      for chain in next.chains {
        guard let side = chain.sides.first(where: { rights.isSaid(by: $0, behind: draft) }) else { continue }
        if isAttributed || isQuoted && !isQuotedLine(next) { return true }
        if let quotation, chain.range.lowerBound >= quotation.upperBound { return true }
        // Of its own chain, the right value may be an earlier step.
        guard chain.range.lowerBound >= draft.range.upperBound else { continue }
        if isTakenBack(before: chain.range.lowerBound, draft) { return true }
        if isConfirmed(behind: side.located.range.upperBound, on: next) { return true }
      }
    }
    return false
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

  /// "sorry, 10080", "edit: 8192", "… oops, 49,152": whether a word before a right number takes back what stands before; or
  /// one between the two calls the first one wrong: "… at first, forgetting the bias; with that put right, 73,856".
  private func isTakenBack(before place: Int, _ draft: Draft) -> Bool {
    let bytes = working.bytes
    guard draft.range.upperBound <= place else { return false }
    if Corrected.retractions.isIn(max(draft.range.upperBound, place - 28)..<place, of: bytes) { return true }
    if isStatedAnew(at: place) { return true }
    return place - draft.range.upperBound <= 240
      && Corrected.objections.isIn(draft.range.upperBound..<place, of: bytes)
  }

  /// "… It ought to be 12d²", "the value is 73,728": what a text says of the same thing right behind the wrong number.
  private func isStatedAnew(at place: Int) -> Bool {
    let bytes = working.bytes
    let end = bytes.skipBack(from: place, to: max(0, place - 8)) {
      Doubt.isBlank($0) || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "$") || $0 == UInt8(ascii: ":")
        || $0 == UInt8(ascii: "\"")
    }
    return Corrected.copulas.phrases.contains {
      working.ends(max(0, end - 32)..<end, with: $0, ignoringCase: true)
    }
  }

  /// "…, where 12d² is meant", "(C), 14 GB, is the key", "14 GB (right)".
  private func isConfirmed(behind place: Int, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let end = line.range.upperBound
    let at = Retraction.skipMarks(bytes, from: place, to: end)
    return Corrected.confirmations.length(at: at, until: end, in: bytes) != nil
  }

  /// `*73,728` on the next line: as writers of messages correct a word.
  private func isStarred(_ line: TextLine, _ rights: RightValue, behind draft: Draft) -> Bool {
    let bytes = working.bytes
    let start = working.lineStarts[working.line(at: line.range.lowerBound)]
    guard start >= draft.range.upperBound, start + 1 < bytes.count, bytes[start] == UInt8(ascii: "*"),
      bytes[start + 1].isASCIIDigit
    else { return false }
    let end = min(bytes.count, start + 24, max(start + 1, line.range.upperBound))
    guard let number = MeasureReader.measures(in: start + 1..<end, of: bytes).first?.numeral.value else {
      return false
    }
    return rights.number == number
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
    "some texts", "some sources", "有时写", "有时会看到", "常看到", "常见到", " claims ",
    "reader might", "reader may", "might conclude", "may conclude", "might think", "might say", "might write",
    "would think", "would conclude", "anyone who", "whoever", "people who", "those who", "that say ",
    "don't believe", "don’t believe", "do not believe", "never believe", "tempting to", "tempted to",
    "insist",
    "used to think", "used to believe", "i thought", "we thought", "i believed", "people slip", "people err",
    "go wrong", "goes wrong", "students slip", "one slips", "distractor", "solution of ", "team 1", "team a",
    "frequent slip", "common slip", "typical slip", "classic slip", "a slip:", "slip:", "computed\n",
    "have written", "nobody should", "no one should", "never write", "many a ", "might expect", "may expect",
    "once believed", "once thought", "was believed", "❎", "算错了：", "算错了:", "写错了：", "写错了:", "网上流传", "refute",
    "disprove", "容易写成", "容易算成", "容易得到", "曾以为", "本以为", "原以为", "一度以为",
    "干扰项", "谁要是写", "凡是写", "不要相信", "别信", "第一组", "一组算", "有的书", "有些书", "有的文章", "有些文章", "有的资料",
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
  /// What calls wrong, between a wrong number and the right one.
  static let objections: PhraseSet = [
    "mistaken", "a mistake", "by mistake", "wrong", "false", "incorrect", "erroneous", "not so",
    "not the case", "not true", "not right",
    "not correct",
    "not what you", "n't right", "n’t right", "n't true", "n’t true", "n't correct", "n’t correct", "n't so",
    "n’t so", "disagree", "puzzled", "baffled", "slipped", "a slip", "an error", "in error", "[sic", "(sic",
    "at first,", "put right", "have meant", "fails the", "cannot be", "can't be", "can’t be", "refuted",
    "debunked",
    " point off", " points off", " no points", " no marks", "zero marks", "zero points", "−1 point",
    "-1 point",
    "–1 point", "were the case", "were true", "were so", "bogus", "nonsense", "rubbish", "really?", "is it?",
    "错了", "错误", "有误", "写错", "算错", "误算", "笔误", "是错", "不对", "不成立", "其实不然", "不要信", "别信",
    "don't copy", "don’t copy", "is off", " off!", "— off", "loses a", "loses one", "rejected",
    "does not hold",
    "doesn't hold", "doesn’t hold", "says the", "said the", "fails?", "cross it out", "crossed out", "👎",
    "不正确", "并非如此", "扣分", "扣 1 分", "扣1分", "零分", "不得分", "才怪",
  ]
  /// What says right before a number that it is the one of which a text spoke.
  static let copulas: PhraseSet = [
    " it is", " it's", " it’s", "it is really", "it's really", "it is actually", "it's actually",
    "ought to be",
    "should give", "should yield", "should get", "should have", "the value is", "the number is",
    "the answer is",
    "the result is", "true value is", "true number is", "right value is", "we know it is", "expected",
    "accepted",
    "do instead", " fix", " write", "重算得", "重算为", "实际是", "实际为", "其实是", "其值为", "真实值为", "真实值是",
  ]
  /// What says of a number behind a wrong one that it is the right one.
  static let confirmations: PhraseSet = [
    "is meant", "was meant", "is intended", "was intended", "is right", "is correct", "is the right",
    "is the correct",
    "is the key", "is the answer", "is true", "is the truth", "right", "correct", "才对", "才是", "是对的", "是正确",
    "正确", "为正解",
  ]
}
