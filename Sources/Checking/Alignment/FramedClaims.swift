import Symbolics

/// How a text frames a claim that it does not make itself. A frame alone proves nothing; where the right number follows, or
/// a verdict, the wrong one is only told of:
///
/// | frame | before or behind the claim |
/// |---|---|
/// | somebody says it | "Tom says …", "Tom's answer: …", "Claim: …" |
/// | a version that was mended | "Old (buggy): …", "Naively: …", "the preprint has …", "Typo: for …" |
/// | one of several, of which not all are right | "One of these is wrong: …", "… Which one? The last." |
/// | a list of errors | "Common mistakes" above it |
extension Calculation {
  /// Whether a frame stands around a claim.
  func isFramed(_ range: Range<Int>, on line: TextLine) -> Bool {
    isLaidInMouth(range, on: line) || isLabelledAsClaim(range, on: line) || isOfMendedVersion(range, on: line)
      || isAmongSeveral(range, on: line) || isUnder(Frame.errors, line)
  }

  /// `- "BERT-base has 340M parameters." Large has.` under "Common mistakes": what is quoted there is wrong; what stands
  /// outside of the quotation is the text's own.
  func isQuotedAmongErrors(_ quotation: Range<Int>?, on line: TextLine) -> Bool {
    guard let quotation,
      !Frame.turns.isIn(line.stretch(before: quotation.lowerBound, atMost: 80), of: working.bytes)
    else { return false }
    return isUnder(Frame.errors, line)
  }

  /// "It is *not* true that …", "It is a mistake to say that …": the clause that follows is denied, up to a turn.
  func isDeniedClause(_ range: Range<Int>, on line: TextLine) -> Bool {
    guard Frame.denials.mayBe(on: line) else { return false }
    let sentence = sentence(around: range.lowerBound, on: line)
    let before = max(sentence.lowerBound, range.lowerBound - 160)..<max(sentence.lowerBound, range.lowerBound)
    guard let denial = Frame.denials.first(in: before, of: working.bytes) else { return false }
    // "wrong to say: …" goes on with what is denied; "not true that it fits: …" begins something else.
    let start = working.bytes.skip(from: denial.upperBound, to: before.upperBound) {
      $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "\"") || Doubt.isBlank($0)
    }
    return !Frame.clauseTurns.isIn(start..<before.upperBound, of: working.bytes)
  }

  /// "6·N·D = 3.15e24, is ten times too high": the words behind a claim say in which direction it is wrong, and it is.
  func isCalledTooLargeOrSmall(_ draft: Draft, on line: TextLine) -> Bool {
    guard let claimed = draft.claimed, let correct = draft.correct, claimed != correct else { return false }
    let words = claimed > correct ? Frame.tooLarge : Frame.tooSmall
    guard words.mayBe(on: line) else { return false }
    let end = line.chains.first { $0.range.overlaps(draft.range) }?.range.upperBound ?? 0
    let behind = line.stretch(behind: max(end, draft.range.upperBound), atMost: 60)
    guard let word = words.first(in: behind, of: working.bytes) else { return false }
    // Another number between them is the one that is meant, but for that of "10 times too high".
    let between = behind.lowerBound..<max(behind.lowerBound, word.lowerBound - 8)
    guard !working.bytes[between].contains(where: { $0 == UInt8(ascii: "=") || $0.isASCIIDigit }) else {
      return false
    }
    // "… = 3.15e24. That is ten times too high."; "… The input is" is another thing.
    guard let stop = Frame.stops.first(in: behind.lowerBound..<word.lowerBound, of: working.bytes) else {
      return true
    }
    let next = working.bytes.skipBlanks(from: stop.upperBound, to: word.upperBound)
    return Frame.references.length(at: next, until: word.upperBound, in: working.bytes) != nil
  }

  /// "Old (buggy): …", and not what stands behind "new:".
  private func isOfMendedVersion(_ range: Range<Int>, on line: TextLine) -> Bool {
    guard Frame.versions.mayBe(on: line) else { return false }
    let before = line.stretch(before: range.lowerBound, atMost: 160)
    guard let version = Frame.versions.first(in: before, of: working.bytes) else { return false }
    return !Frame.turns.isIn(version.upperBound..<before.upperBound, of: working.bytes)
  }

  /// "Two of these three are right: …; …; …", "… Which one? The last."
  private func isAmongSeveral(_ range: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    if Frame.searches.mayBe(on: line) || Frame.choices.mayBe(on: line) {
      let before = line.stretch(before: range.lowerBound, atMost: 320)
      if Frame.searches.isIn(before, of: bytes) { return true }
      if let choice = Frame.choices.first(in: before, of: bytes),
        Frame.judged.isIn(line.stretch(behind: choice.upperBound, atMost: 40), of: bytes)
      {
        return true
      }
      if Frame.questions.isIn(line.stretch(behind: range.upperBound, atMost: 160), of: bytes) { return true }
    }
    return isUnder(Frame.searches, line)
  }

  /// Whether a line is an item of a list right under one with some words, or stands under a heading with them. Read from the
  /// text itself: the heading may belong to the calculation for another network.
  func isUnder(_ words: PhraseSet, _ line: TextLine) -> Bool {
    let bytes = working.bytes
    var number = working.line(at: line.range.lowerBound)
    let first = max(0, number - 40)
    var isInList = true
    while number > first {
      number -= 1
      let start = working.lineStarts[number]
      let end = bytes.endOfLine(from: start, atMost: 200)
      let at = bytes.skipBlanks(from: start, to: end)
      guard at < end else { continue }
      if bytes[at] == UInt8(ascii: "#") || Frame.sections.length(at: at, until: end, in: bytes) != nil {
        return words.isIn(at..<end, of: bytes)
      }
      guard isInList, !isItem(at, until: end, isIndented: at > start + 1) else { continue }
      isInList = false
      if words.isIn(at..<end, of: bytes) { return true }
    }
    return false
  }

  /// Whether a line is an item of a list, a quotation, or goes on with one.
  private func isItem(_ place: Int, until end: Int, isIndented: Bool) -> Bool {
    let bytes = working.bytes
    if isIndented { return true }
    switch bytes[place] {
    case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: ">"), UInt8(ascii: "|"), UInt8(ascii: "\""):
      return true
    case UInt8(ascii: "*"): return place + 1 < end && bytes[place + 1] == .space
    case 0xE2:
      return bytes.has("“", at: place) || bytes.has("•", at: place)
    default:
      guard let number = bytes.wholeNumber(at: place, to: end), number.end < end else { return false }
      return Frame.itemSigns.length(at: number.end, until: end, in: bytes) != nil
    }
  }
}

/// The words of frames.
private enum Frame {
  static let errors: PhraseSet = [
    "common mistake", "common error", "common misconception", "typical mistake", "typical error",
    "frequent mistake", "frequent error", "popular mistake", "mistakes seen", "errors seen", "mistakes from",
    "errors from", "mistakes in", "errors in", "mistakes to avoid", "mistakes people", "wrong answers",
    "wrong claims", "are wrong", "are all wrong", "all are false", "misconceptions", "myths", "pitfalls",
    "fallacies", "常见错误", "典型错误", "常犯错误", "常犯的错误", "易错", "误区", "都是错", "都错", "全错", "均有误", "均错",
    "错误答案", "错误说法", "迷思",
  ]
  static let versions: PhraseSet = [
    "old (", "old:", "buggy", "naive", "naïve", "at first glance", "first attempt", "first try",
    "first version",
    "preprint", "the draft", "typo", "misprint", "erratum", "errata", "a bug ", "bug in", "version 1 ",
    "version 1:",
    "v1 had", "v1 said", "misprinted", "旧:", "旧：", "旧(", "旧（", "旧版",
    "有误", "有 bug", "有bug", "天真", "朴素地", "想当然", "乍看", "预印本", "草稿", "初稿", "笔误", "勘误", "印刷错误",
  ]
  /// Words that turn to what is right.
  static let turns: PhraseSet = [
    "new:", "new (", "fixed:", "fixed (", "correct", "right:", "right one", "instead", "in fact", "actually",
    "should", "truth", "reality", "patched", "version 2", "v2 ", "fact:", "新:", "新：", "新(", "新（", "正确", "应为",
    "应是", "应该", "其实", "实际", "事实",
    "真相", "改为", "✅", "✓", "✔",
  ]
  static let searches: PhraseSet = [
    "on purpose", "is odd", "odd one", "find the mistake", "find the error", "find the wrong",
    "find the slip",
    "spot the mistake", "spot the error", "which one", "which of these", "which of the following",
    "which is wrong", "which is right", "故意", "找出错误", "找出错", "找错", "挑错", "哪一个", "哪个", "哪一式", "哪一项",
  ]
  static let choices: PhraseSet = [
    "of these", "of them", "of the following", "candidates", "其中", "下列", "下面", "以下",
  ]
  static let judged: PhraseSet = [
    "wrong", "right", "correct", "true", "false", "错", "对", "正确", "不对",
  ]
  /// Asked behind the statements.
  static let questions: PhraseSet = [
    "which one?", "which one is", "which of them", "which of these", "which is right", "which is wrong",
    "which is it", "find it", "哪一个", "哪个", "哪一式", "哪一项",
  ]
  static let denials: PhraseSet = [
    "not true that", "n't true that", "n’t true that", "n't the case that", "n’t the case that",
    "were it true that",
    "were it the case that", "used to think", "used to believe", "contrary to the claim that",
    "contrary to the belief that", "contrary to the statement that", "refute that", "disprove that",
    "not* true that", "not** true that", "not_ true that", "not the case that",
    "not* the case that", "not** the case that", "untrue that", "false that", "mistake to say",
    "mistake to think", "mistake to claim", "mistake to write", "mistake to believe", "error to say",
    "wrong to say", "wrong to think", "wrong to claim", "wrong to write", "incorrect to say", "false to say",
    "并不是说", "不能说", "不要以为", "别以为", "切勿认为", "不要认为", "认为是错", "误认为", "误以为",
  ]
  static let clauseTurns: PhraseSet = [
    ": ", "：", "but ", "rather", " it is ", " it has ", "it's", "it’s", "instead", "correct", "而是", "应为",
    "应是", "应该",
    "其实",
    "实际", "正确",
  ]
  static let tooLarge: PhraseSet = [
    "times too high", "times too large", "times too big", "times too much", "times too many",
    "times too great",
    "magnitude too high", "magnitude too large", "magnitude too big", "too high by", "too large by",
    "too big by", "too much by", "大了十", "大了 10", "大了10", "大了一个数量级", "大十倍", "大 10 倍", "高了十", "高了 10",
    "多了一个零", "多写了一个零", "多一个零", "偏大",
  ]
  static let tooSmall: PhraseSet = [
    "times too low", "times too small", "times too little", "times too few", "magnitude too low",
    "magnitude too small", "too low by", "too small by", "too little by", "小了十", "小了 10", "小了10",
    "小了一个数量级", "小十倍", "小 10 倍", "低了十", "低了 10", "少了一个零", "少写了一个零", "少一个零", "偏小",
  ]
  static let stops: PhraseSet = [". ", "。"]
  static let references: PhraseSet = ["that", "this", "it", "which", "这", "那", "结果", "该"]
  static let sections: PhraseSet = ["\\section", "\\subsection", "\\paragraph", "\\chapter"]
  static let itemSigns: PhraseSet = [".", ")", "、", "．", "）"]
}
