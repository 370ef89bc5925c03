import Symbolics

/// Wrong claims that a text only names, to take them back. By what stands before the claim, and what follows it:
///
/// | before | the claim | behind |
/// |---|---|---|
/// | "Myth 2:", 错误说法：, 误区 | `…` | nothing is needed |
/// | | in quotation marks, or asked | "Wrong: …", "— no, …", 错，…, 多乘了…, `→ 13` |
/// | "Pupil:", 学生甲：, "a beginner's answer", "the old README" | `…` | the same, or the right number (``isSetRight(_:on:)``) |
/// | | `…` | `**F**`, or a cell `✗` in a column of verdicts |
///
/// What is only quoted, and what the text says itself behind the claim, is checked like any other statement.
extension Calculation {
  /// Whether the words around a finding's number take it back.
  func isRetracted(_ draft: Draft, on line: TextLine) -> Bool {
    let quotation = quotation(around: draft.range, on: line)
    if isLabelledWrong(draft.range, quotation, on: line) || isMarkedFalse(draft.range, on: line)
      || isQuotedAmongErrors(quotation, on: line)
    {
      return true
    }
    let end = quotation?.upperBound ?? endOfClaim(behind: draft.range, on: line)
    let behind = draft.range.upperBound..<max(draft.range.upperBound, end)
    let isQuestion = working.ends(behind, with: "?") || working.ends(behind, with: "？")
    guard
      quotation != nil || isQuestion || isQuotedLine(line) || isFramed(draft.range, on: line)
    else { return false }
    if isRefuted(from: end, on: line, isQuoted: quotation != nil) { return true }
    return (draft.correct ?? .zero) < 10 && isOpposed(from: end, on: line)
  }

  /// "One sometimes reads MACs = 2 × FLOPs. It is FLOPs = 2 × MACs.": a formula in letters, for which no right number can
  /// follow, and the one that is set against it.
  private func isOpposed(from place: Int, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let end = line.range.upperBound
    let at = Retraction.skipMarks(bytes, from: place, to: end)
    guard let length = Retraction.oppositions.length(at: at, until: end, in: bytes) else { return false }
    return bytes[line.stretch(behind: at + length, atMost: 40)].contains(UInt8(ascii: "="))
  }

  // MARK: - Before the claim

  /// Whether the line begins with a word that calls wrong what follows: "Myth 1: …", `错误说法：…`. Behind a word that turns
  /// to what is right, or behind the quotation that follows the label, the text speaks for itself.
  private func isLabelledWrong(_ number: Range<Int>, _ quotation: Range<Int>?, on line: TextLine) -> Bool {
    guard Retraction.wrongLabels.mayBe(on: line) || Retraction.wrongMarks.mayBe(on: line),
      let label = label(
        among: Retraction.wrongLabels, or: Retraction.wrongMarks, before: number.lowerBound, on: line)
    else { return false }
    let between = label.upperBound..<max(label.upperBound, number.lowerBound)
    guard !Retraction.turns.isIn(between, of: working.bytes) else { return false }
    return quotation != nil || quotationEnd(in: between) == nil
  }

  /// "Claim: …", "Pupil: …", 说法：….
  func isLabelledAsClaim(_ number: Range<Int>, on line: TextLine) -> Bool {
    Retraction.claimLabels.mayBe(on: line)
      && label(among: Retraction.claimLabels, or: nil, before: number.lowerBound, on: line) != nil
  }

  /// The label, one of some, that the text of a line begins with: with a number and a colon, or right before a quotation.
  private func label(
    among words: PhraseSet, or marks: PhraseSet?, before place: Int, on line: TextLine
  ) -> Range<Int>? {
    let bytes = working.bytes
    var at = working.lineStarts[working.line(at: line.range.lowerBound)]
    let limit = min(place, at + 96)
    at = Retraction.skipMarks(bytes, from: at, to: limit)
    // `3. **Myth:**`
    if let number = bytes.wholeNumber(at: at, to: limit), number.end < limit,
      bytes[number.end] == UInt8(ascii: ".") || bytes[number.end] == UInt8(ascii: ")")
    {
      at = Retraction.skipMarks(bytes, from: number.end + 1, to: limit)
    }
    if let length = marks?.length(at: at, until: limit, in: bytes) { return at..<at + length }
    guard let length = words.length(at: at, until: limit, in: bytes) else { return nil }
    let end = at + length
    guard let colon = Retraction.labelEnds.first(in: end..<max(end, min(limit, end + 20)), of: bytes),
      bytes[end..<colon.lowerBound].count(where: { $0 == .space }) <= 2
    else { return nil }
    return at..<end
  }

  // MARK: - The claim

  /// The quotation that a number stands in, without its marks on the line: "…", “…”, 「…」, «…», ``…''.
  func quotation(around number: Range<Int>, on line: TextLine) -> Range<Int>? {
    let bytes = working.bytes
    let before = line.stretch(before: number.lowerBound, atMost: 240)
    let behind = line.stretch(behind: number.upperBound, atMost: 240)
    for (opening, closing) in Retraction.quotationMarks {
      guard let end = closing.first(in: behind, of: bytes) else { continue }
      var start: Range<Int>?
      var count = 0
      var from = before.lowerBound
      while let mark = opening.first(in: from..<before.upperBound, of: bytes) {
        start = mark
        count += 1
        from = mark.upperBound
      }
      guard let start, start.upperBound <= number.lowerBound else { continue }
      // `"` opens and closes: it has to be an odd one of its line. Others must not have been closed in between.
      let isOpen =
        bytes[start.lowerBound] == UInt8(ascii: "\"")
        ? count % 2 == 1 : !closing.isIn(start.upperBound..<number.lowerBound, of: bytes)
      if isOpen { return start.upperBound..<end.lowerBound }
    }
    return nil
  }

  /// Where a quotation ends that a stretch holds whole.
  private func quotationEnd(in stretch: Range<Int>) -> Int? {
    for (opening, closing) in Retraction.quotationMarks {
      guard let start = opening.first(in: stretch, of: working.bytes),
        let end = closing.first(in: start.upperBound..<stretch.upperBound, of: working.bytes)
      else { continue }
      return end.upperBound
    }
    return nil
  }

  /// Where the sentence of a number ends, its question mark included.
  private func endOfClaim(behind number: Range<Int>, on line: TextLine) -> Int {
    let end = max(number.upperBound, sentence(around: number.lowerBound, on: line).upperBound)
    let question = Retraction.questionMarks.first(in: number.upperBound..<end, of: working.bytes)
    return question?.upperBound ?? end
  }

  // MARK: - Behind it

  /// "7·512 = 3,854. No! 3,584!": whether what follows a claim begins with a verdict, which alone proves nothing: "No bias is
  /// used" begins so, too.
  func isRefuted(behind quotation: Range<Int>?, _ draft: Draft, on line: TextLine) -> Bool {
    let end = quotation?.upperBound ?? endOfClaim(behind: draft.range, on: line)
    return isRefuted(from: end, on: line, isQuoted: quotation != nil)
  }

  /// Whether what follows a claim, at once or on the next line, begins with a verdict.
  private func isRefuted(from place: Int, on line: TextLine, isQuoted: Bool) -> Bool {
    let bytes = working.bytes
    let index = working.line(at: max(line.range.lowerBound, place - 1))
    let lineEnd = index + 1 < working.lineStarts.count ? working.lineStarts[index + 1] : bytes.count
    // `## "… per token"?`
    let question = Retraction.questionMarks.length(at: place, until: lineEnd, in: bytes) ?? 0
    let at = Retraction.skipMarks(bytes, from: place + question, to: lineEnd)
    if Retraction.verdicts.length(at: at, until: lineEnd, in: bytes) != nil
      || Retraction.crosses.length(at: at, until: lineEnd, in: bytes) != nil
    {
      return true
    }
    if isQuoted, leadsToOther(at, until: lineEnd) { return true }
    // `| "…" | No: … |`, "…" Right? No. / 学生：… 老师：少了…
    if beginsWithVerdict(behindLabelAt: at, until: lineEnd) { return true }
    guard at >= lineEnd || bytes[at] == UInt8(ascii: "\n") || bytes[at] == UInt8(ascii: "\r") else {
      return false
    }
    return nextBeginsWithVerdict(behind: index)
  }

  /// `"16 convolutions" → 13 convolutions`: an erratum's arrow.
  private func leadsToOther(_ place: Int, until lineEnd: Int) -> Bool {
    guard let length = Retraction.arrows.length(at: place, until: lineEnd, in: working.bytes) else {
      return false
    }
    let end = min(lineEnd, place + length + 40)
    return working.bytes[place + length..<max(place + length, end)].contains { $0.isASCIIDigit }
  }

  private func nextBeginsWithVerdict(behind index: Int) -> Bool {
    let bytes = working.bytes
    var next = index + 1
    while next < working.lineStarts.count, next <= index + 3 {
      let start = working.lineStarts[next]
      let end = next + 1 < working.lineStarts.count ? working.lineStarts[next + 1] : bytes.count
      let at = Retraction.skipMarks(bytes, from: start, to: end)
      guard at < end, bytes[at] != UInt8(ascii: "\n"), bytes[at] != UInt8(ascii: "\r") else {
        next += 1
        continue
      }
      // A heading begins the next one.
      guard bytes[start] != UInt8(ascii: "#") else { return false }
      return Retraction.verdicts.length(at: at, until: end, in: bytes) != nil
        || beginsWithVerdict(behindLabelAt: at, until: end)
    }
    return false
  }

  /// `**A**: No, …`, 老师：少了一个门: a verdict behind the name of who speaks.
  private func beginsWithVerdict(behindLabelAt place: Int, until lineEnd: Int) -> Bool {
    let bytes = working.bytes
    let near = place..<max(place, min(lineEnd, place + 28))
    guard let colon = Retraction.labelEnds.first(in: near, of: bytes) else { return false }
    let at = Retraction.skipMarks(bytes, from: colon.upperBound, to: lineEnd)
    return Retraction.verdicts.length(at: at, until: lineEnd, in: bytes) != nil
  }

  // MARK: - Marks

  /// `… has 16 convolutional layers. **F** (13)`, and a cell of a column of verdicts: `| … | ✗ | 312 |`.
  private func isMarkedFalse(_ number: Range<Int>, on line: TextLine) -> Bool {
    if let cells = line.row?.cells { return isMarkedFalse(number, among: cells, on: line) }
    if endsWithLetter(behind: number, on: line) { return true }
    let behind = line.stretch(behind: number.upperBound, atMost: 120)
    if Retraction.boldMarks.mayBe(on: line), Retraction.boldMarks.isIn(behind, of: working.bytes) {
      return true
    }
    guard Retraction.falseMarks.mayBe(on: line) else { return false }
    guard let mark = Retraction.falseMarks.first(in: behind, of: working.bytes) else { return false }
    // What stands behind the end of the sentence judges it: not "(F)", the name of a width.
    let end = working.bytes.skipBack(from: mark.lowerBound, to: number.upperBound) {
      Doubt.isBlank($0) || $0 == UInt8(ascii: "*")
    }
    return Retraction.sentenceEnds.contains { working.ends(number.lowerBound..<end, with: $0) }
  }

  /// "2. AlexNet has 138M parameters. F", "… F (61M)": the letter behind the sentence.
  private func endsWithLetter(behind number: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let end = line.range.upperBound
    var at = endOfClaim(behind: number, on: line)
    guard at < end, bytes[at] == UInt8(ascii: ".") || bytes[at] >= 0x80 else { return false }
    at = Retraction.skipMarks(bytes, from: at, to: end)
    guard at < end, bytes[at] == UInt8(ascii: "F") else { return false }
    let rest = bytes.skip(from: at + 1, to: end) { Doubt.isBlank($0) || $0 == UInt8(ascii: "*") }
    return rest >= end || bytes[rest] == UInt8(ascii: "(") || bytes[rest] == UInt8(ascii: "\r")
      || bytes.has("（", at: rest) || bytes.has("—", at: rest)
  }

  private func isMarkedFalse(_ number: Range<Int>, among cells: [Range<Int>], on line: TextLine) -> Bool {
    guard let own = cells.firstIndex(where: { $0.contains(number.lowerBound) }),
      let column = cells.indices.first(where: { $0 != own && isMark(cells[$0]) }),
      let header = header(above: line), header.indices.contains(column)
    else { return false }
    return Retraction.verdictColumns.isIn(header[column], of: working.bytes)
      || own < header.count && Retraction.claimColumns.isIn(header[own], of: working.bytes)
  }

  /// Whether a cell holds nothing but a mark, ✗, F, 错, or begins with a verdict: "no (49)", "no, 13", 错, 1.1 亿.
  private func isMark(_ cell: Range<Int>) -> Bool {
    let bytes = working.bytes
    let start = Retraction.skipMarks(bytes, from: cell.lowerBound, to: cell.upperBound)
    guard let length = Retraction.cellMarks.length(at: start, until: cell.upperBound, in: bytes) else {
      return false
    }
    if Retraction.skipMarks(bytes, from: start + length, to: cell.upperBound) >= cell.upperBound {
      return true
    }
    let end = bytes.skipBlanks(from: start + length, to: cell.upperBound)
    return length > 1 && Retraction.markEnds.length(at: end, until: cell.upperBound, in: bytes) != nil
  }
}

/// The words and marks by which texts take claims back.
enum Retraction {
  static let wrongLabels: PhraseSet = [
    "myth", "misconception", "fallacy", "fiction", "common mistake", "common error", "typical mistake",
    "common misconception", "wrong", "incorrect", "false", "bad", "debunked", "falsehood", "错例", "refuted",
    "busted",
    "错误说法", "错误答案", "错误观点", "错误认识", "错误理解",
    "错误做法", "错误写法",
    "错误示例", "错误算法", "错误解法", "错解", "谣言", "迷思", "谬误", "误区", "误解", "常见误解", "常见误区", "常见错误",
  ]
  /// Labels that end with the label itself.
  static let wrongMarks: PhraseSet = [
    "❌", "✗", "✘", "✖", "🚫", "⛔", "👎", "[wrong]", "[bad]", "[incorrect]", "[错]", "[错误]", "【错】",
    "【错误】", "错误：", "错误:", "错：", "错:", "误：", "误:",
  ]
  static let claimLabels: PhraseSet = [
    "claim", "statement", "mistake", "pitfall", "pupil", "student", "beginner", "naive", "naïve", "说法", "观点",
    "学生", "同学", "学员",
    "初学者", "新手", "原文", "传言", "网传", "有人说", "有人问", "甲", "乙", "问",
  ]
  /// What stands behind a label, before the claim.
  static let labelEnds: PhraseSet = [
    ":", "：", "\"", "“", "「", "『", "——", "—", "**",
  ]
  static let turns: PhraseSet = [
    "correct:", "correct is", "good:", "right:", "right is", "instead", "in fact", "actually", "truth",
    "reality", "fact:",
    "should be", "正确", "应为", "应是", "应该", "其实", "实际", "事实", "真相", "改为", "✅", "✓", "✔",
  ]
  static let quotationMarks: [(PhraseSet, PhraseSet)] = [
    (["\""], ["\""]), (["“"], ["”"]), (["「"], ["」"]), (["『"], ["』"]), (["«"], ["»"]), (["„"], ["“", "”"]),
    (["``"], ["''"]), (["‘"], ["’"]),
  ]
  static let questionMarks: PhraseSet = ["?", "？"]
  static let arrows: PhraseSet = [
    "→", "->", "=>", "⇒", "⟶", "\\to", "\\rightarrow", "$\\to", "$\\rightarrow",
  ]
  /// How the answer to a wrong claim begins.
  static let verdicts: PhraseSet = [
    "the other way", "it is the other way", "it's the other way", "the wrong way", "the reverse",
    "the opposite", "反了", "正相反", "正好相反", "恰好相反", "恰恰相反", "刚好相反", "说反", "写反", "弄反", "搞反",
    "no,", "no.", "no!", "no:", "no;", "no —", "no –", "no -", "nope", "not quite", "not so", "not true",
    "not really", "not correct", "not right", "not at all", "not exactly", "wrong", "false", "incorrect",
    "untrue", "nonsense", "a common mistake", "a common error", "a common misconception", "a common slip",
    "a classic mistake", "a classic error", "a frequent mistake", "a typical mistake", "a popular mistake",
    "common mistake", "common error", "a mistake", "a misconception", "a myth", "a typo", "a slip",
    "is wrong",
    "is false", "is incorrect", "is not true", "is not correct", "is not right", "isn't true", "isn't right",
    "this is wrong", "this is false", "this is not right", "this is not true", "this is not so",
    "this isn't right", "this isn't true", "this is a common", "this is incorrect", "that is wrong",
    "that is false", "that is not right", "that is not true", "that is not so", "that isn't right",
    "that isn't true", "that's not right", "that's not true", "that's wrong", "that's false",
    "that's a common",
    "that is a common", "that is incorrect", "that's incorrect", "it is wrong", "it's wrong",
    "it is not true",
    "this was fixed", "this was corrected", "this was wrong", "this has been fixed",
    "this has been corrected",
    "since fixed", "since corrected", "fixed in", "corrected in", "was fixed", "was wrong", "was corrected",
    "that was wrong", "this forgets", "that forgets", "it forgets", "forgets the", "this ignores",
    "that ignores", "it ignores", "ignores the", "you forgot", "you multiplied", "you counted",
    "you left out",
    "because you", "because it forgets", "that would be", "this would be", "that is fp32", "that's fp32",
    "that is for fp32", "that's for fp32",
    "that is the fp32", "that's the fp32", "which is fp32", "that is fp16", "that's fp16", "that is for fp16",
    "that's for fp16", "fact:", "reality:", "truth:", "the truth", "the reality", "correction:", "in fact",
    "in reality", "actually", "should be", "should read", "错，", "错,", "错。", "错.", "错！", "错!", "错：", "错:",
    "错了", "错误", "错在", "算错", "写错", "不对", "不是", "不，", "不,", "不。", "不！", "不正确", "不成立", "不准确", "并不是", "并非",
    "否，", "否。", "非也", "这是常见", "这是错", "这不对", "这是误", "是错", "这个说法错", "该说法错", "常见错误", "典型错误", "少了", "少乘",
    "少算", "因为多", "因为少", "因为漏", "因为忘", "因为你", "因为没", "漏了", "漏乘", "漏算", "多乘", "多算", "多了", "忘了", "忘记", "没有乘",
    "没乘", "没算", "重复计", "重复算", "混淆", "搞混",
    "弄混", "单位换错", "单位错", "误把", "误将", "已更正", "已改", "已修正", "后更正", "后改", "事实：", "真相：", "事实是", "真相是",
    "实际上", "其实", "应为", "应是", "应该是", "应当是", "更正：", "正解", "正确答案", "正确说法", "正确的", "正确：",
  ]
  static let crosses: PhraseSet = ["❌", "✗", "✘", "✖", "🚫", "⛔", "👎"]
  /// Marks behind a sentence that judge it.
  static let falseMarks: PhraseSet = [
    "_f_", "*f*", "(f)", "[f]", "（f）", "(false)", "[false]", "(×", "（×", "[×", "【×", "false.", "false,",
    "false:", "false;", "false!",
    "false (", "false —", "错，", "错。", "错！", "错；", "错（", "错误。", "错误，", "【错", "✗", "✘", "❌", "✖",
  ]
  /// Marks of emphasis around the letter, which need no end of a sentence before them.
  static let boldMarks: PhraseSet = ["**f**", "**false**", "__f__", "\\textbf{f}", "\\textbf{false}"]
  static let sentenceEnds: [StaticString] = [".", "。", "?", "？", "!", "”", "\"", "」", ".)"]
  static let cellMarks: PhraseSet = [
    "✗", "✘", "❌", "✖", "×", "x", "f", "false", "wrong", "no", "incorrect", "错误", "错", "否", "误", "假", "不对",
    "不正确",
  ]
  /// What parts a verdict from its reason.
  static let markEnds: PhraseSet = [
    ",", "，", "(", "（", ";", "；", ":", "：", ".", "。", "!", "！", "—", "–", "- ", "、",
  ]
  static let claimColumns: PhraseSet = [
    "claim", "statement", "assertion", "myth", "说法", "命题", "论断", "陈述", "观点", "题目",
  ]
  static let oppositions: PhraseSet = [
    "it is", "it's", "it’s", "in fact", "in truth", "in reality", "correct is", "right is", "应为", "应是", "应该是",
    "其实",
    "正确",
  ]
  static let verdictColumns: PhraseSet = [
    "判断", "对错", "正误", "真假", "是否正确", "正确", "判定", "true", "t/f", "correct", "right", "verdict", "对？", "对?", "✓",
    "结论",
  ]

  /// The place behind blanks, marks of emphasis, of quotations and lists, dashes, and brackets.
  static func skipMarks(_ bytes: [UInt8], from place: Int, to limit: Int) -> Int {
    var at = place
    while at < limit {
      if let length = marks.length(at: at, until: limit, in: bytes) {
        at += length
      } else if at + 1 < limit, bytes[at] == 0xC2, bytes[at + 1] == 0xA0 {
        at += 2
      } else {
        break
      }
    }
    return at
  }

  private static let marks: PhraseSet = [
    " ", "\t", "*", "_", "`", ">", "#", "-", "–", "—", "|", "\"", "“", "”", "「", "」", "『", "』", "«", "»",
    "''", "’", ".",
    "。", ",", "，", ";", "；", ":", "：", "(", "（", ")", "）", "{", "}", "\\textbf", "\\emph", "\\textit",
    "\\item", "\\",
  ]
}
