import Symbolics

/// Findings in what a text itself calls a mistake, asks about, or only supposes: marking schemes, errata, questions of
/// exams, "without padding: …".
extension Calculation {
  /// Drops the errors that the text tells of and does not make.
  mutating func withdrawDenied() {
    var dropped: [Range<Int>] = []
    for index in findings.indices.reversed() where findings[index].severity == .error {
      let draft = findings[index]
      guard isWithdrawn(draft) else { continue }
      dropped.append(draft.range)
      findings.remove(at: index)
    }
    guard !dropped.isEmpty else { return }
    for entry in entries
    where entry.status == .wrong && dropped.contains(where: { $0.overlaps(entry.chain.range) }) {
      entry.status = .unchecked
    }
  }

  /// Whether the text tells of what was found and does not claim it, or bears it out elsewhere: the one question that every
  /// finding is asked, whichever rule made it.
  func isWithdrawn(_ draft: Draft) -> Bool {
    guard let line = line(at: draft.range.lowerBound) else { return false }
    return isToldAsWrong(draft.range, on: line) || isAnswered(draft, on: line) || isSupposed(draft, on: line)
      || isSetRight(draft, on: line) || isRejectedOption(line) || isRejectedOption(draft.range, on: line)
      || isMarkedWrong(line) || isRetracted(draft, on: line) || isDeniedClause(draft.range, on: line)
      || isCalledTooLargeOrSmall(draft, on: line) || isOfOtherThing(draft, on: line)
      || isOfChangedForm(draft, on: line) || isInDeniedChain(draft.range, on: line)
      || isSetAsTask(draft.range, on: line) || isSumOfAllAbove(draft) || isTotalOfRightParts(draft)
      || isOfOtherAccount(draft, on: line)
  }

  /// ", not 5·5·96·256 = 614,400": a calculation that the text calls wrong, however its formula came about.
  private func isInDeniedChain(_ range: Range<Int>, on line: TextLine) -> Bool {
    guard Denial.words.mayBe(on: line),
      let chain = line.chains.first(where: { $0.range.overlaps(range) && $0.hasEquality })
    else { return false }
    // `= 3,854 → −1 point`: the arrow goes on with the chain.
    return isCalledWrong(chain.range, on: line)
      || chain.range.upperBound > range.upperBound && isCalledWrong(range, on: line)
  }

  private func isToldAsWrong(_ range: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let before = line.stretch(before: range.lowerBound, atMost: Calculation.longestClause)
    let behind = line.stretch(behind: range.upperBound, atMost: Calculation.longestClause)
    if Told.labels.mayBe(on: line), let label = Told.labels.first(in: before, of: bytes),
      !Told.corrections.isIn(label.upperBound..<before.upperBound, of: bytes)
    {
      return true
    }
    if Told.questions.mayBe(on: line), Told.questions.isIn(behind, of: bytes) { return true }
    if isQuotedAsWrong(range, on: line) { return true }
    // "(True/False) … has 4,096 weights. False, it has 36,864": the answer begins with a verdict.
    if Told.exercises.mayBe(on: line), let exercise = Told.exercises.first(in: before, of: bytes),
      !Told.verdicts.isIn(exercise.upperBound..<before.upperBound, of: bytes)
    {
      return true
    }
    // "My first thought was 50 M; it is really 25.6 M": the right number follows.
    if Told.opinions.mayBe(on: line), Told.opinions.isIn(before, of: bytes),
      let word = Told.objections.first(in: behind, of: bytes),
      bytes[word.upperBound..<min(behind.upperBound, word.upperBound + 16)].contains(where: {
        $0.isASCIIDigit
      })
    {
      return true
    }
    return isInColumnOfErrors(range, on: line)
  }

  /// `False: "a 3×3 layer has 9·64 = 576 weights"`: what the quotation marks hold is called wrong before or behind them.
  private func isQuotedAsWrong(_ range: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    guard Denial.words.mayBe(on: line), range.lowerBound < range.upperBound else { return false }
    var start = range.lowerBound
    let first = max(line.range.lowerBound, start - 200)
    while start > first, !isQuotationMark(start - 1) { start -= 1 }
    guard start > first,
      bytes[first..<start].count(where: { $0 == UInt8(ascii: "\"") }) % 2 == 1
        || bytes[start - 1] != UInt8(ascii: "\"")
    else { return false }
    var end = range.upperBound
    while end < line.range.upperBound, end - range.upperBound < 200, !isQuotationMark(end) { end += 1 }
    guard isQuotationMark(end) else { return false }
    // “ and ” are E2 80 9C and E2 80 9D.
    let (isWide, isWideAtEnd) = (bytes[start - 1] >= 0x80, bytes[end] >= 0x80)
    let quotation = start - (isWide ? 3 : 1)..<end + (isWideAtEnd ? 3 : 1)
    return quotation.lowerBound >= 0 && quotation.upperBound <= bytes.count
      && Denial(working: working, range: quotation).isStated
  }

  private func isQuotationMark(_ place: Int) -> Bool {
    let bytes = working.bytes
    guard bytes.indices.contains(place) else { return false }
    switch bytes[place] {
    case UInt8(ascii: "\""): return true
    case 0x9C, 0x9D: return place >= 2 && bytes[place - 1] == 0x80 && bytes[place - 2] == 0xE2
    case 0xE2: return bytes.has("“", at: place) || bytes.has("”", at: place)
    default: return false
    }
  }

  /// "I get 9·64·64 = 36,846?" and "Check it again: 36,864" on the next line: somebody asks, and is told what is right.
  private func isAnswered(_ draft: Draft, on line: TextLine) -> Bool {
    guard let correct = draft.correct, correct >= 100,
      let place = place(of: line)
    else { return false }
    let sentence = sentence(around: draft.range.lowerBound, on: line)
    let behind =
      draft.range.upperBound..<min(working.bytes.count, max(draft.range.upperBound, sentence.upperBound) + 3)
    guard Told.questionMarks.isIn(behind, of: working.bytes) else { return false }
    return lines[place...min(lines.count - 1, place + 4)].contains { next in
      (next.lone + next.chains.flatMap { $0.sides }).contains {
        $0.located.range.lowerBound >= draft.range.upperBound && $0.claim?.value == correct
      }
    }
  }

  /// `| Page | Was | Now |`, `| 页 | 误 | 正 |`: the column of an erratum that holds what was wrong.
  private func isInColumnOfErrors(_ range: Range<Int>, on line: TextLine) -> Bool {
    guard let cells = line.row?.cells,
      let column = cells.firstIndex(where: { $0.contains(range.lowerBound) }),
      let header = header(above: line), header.indices.contains(column)
    else { return false }
    func says(_ words: PhraseSet, _ cell: Range<Int>) -> Bool { words.isIn(cell, of: working.bytes) }
    let isOfErrors =
      says(Told.wrongColumns, header[column])
      // "what people write | why it is wrong | right"
      || !says(Told.rightColumns, header[column]) && header.contains { says(Told.reasonColumns, $0) }
    return isOfErrors
      && header.indices.contains {
        $0 != column && (says(Told.rightColumns, header[$0]) || isHeaded(Told.factColumns, header[$0]))
      }
  }

  /// Whether a header is one of some words: "fact" is none of "factor".
  private func isHeaded(_ words: PhraseSet, _ cell: Range<Int>) -> Bool {
    let start = working.bytes.skip(from: cell.lowerBound, to: cell.upperBound) {
      Doubt.isBlank($0) || Neighbourhood.isMark($0)
    }
    return words.length(at: start, until: cell.upperBound, in: working.bytes) != nil
  }

  /// "1. ResNet-50 有 2.5 亿参数。 ×": the mark at the end of a statement that is to be judged.
  private func isMarkedWrong(_ line: TextLine) -> Bool {
    let bytes = working.bytes
    var end = line.range.upperBound
    while end > line.range.lowerBound, bytes[end - 1] == .space || bytes[end - 1] == UInt8(ascii: "\r") {
      end -= 1
    }
    guard let mark = Told.crosses.first(where: { working.ends(line.range.lowerBound..<end, with: $0) }) else {
      return false
    }
    end -= mark.utf8CodeUnitCount
    while end > line.range.lowerBound, bytes[end - 1] == .space { end -= 1 }
    // `3×3×64 ×` goes on in the next line.
    return end > line.range.lowerBound && !bytes[end - 1].isASCIIWordByte
  }

  /// "Without padding: ⌊(224 − 7)/2⌋ + 1 = 109", 若填充为 2，则…: a layer with other options than those that were described.
  private func isSupposed(_ draft: Draft, on line: TextLine) -> Bool {
    switch draft.mistake {
    case .paddingForgotten, .inputSizeForOutputSize, .headsMultipliedAgain, .dimensionLeftFromOtherModel,
      .ffnMatrixMissing:
      break
    default: return false
    }
    let sentence = sentence(around: draft.range.lowerBound, on: line)
    let before = sentence.lowerBound..<max(sentence.lowerBound, draft.range.lowerBound)
    let start = working.bytes.skip(from: before.lowerBound, to: before.upperBound) { !$0.isASCIILetter }
    return Told.suppositions.isIn(before, of: working.bytes)
      || Told.beginnings.length(at: start, until: before.upperBound, in: working.bytes) != nil
  }

  /// "The LoRA adapter adds …", "the 64×64 matrix has …": what is counted has a name of its own and is not the layer above.
  private func isOfOtherThing(_ draft: Draft, on line: TextLine) -> Bool {
    switch draft.mistake {
    case .kernelAreaMissing, .inputChannelsMissing, .outputChannelsMissing, .outputPositionsMissing,
      .powerOfTenSlip,
      .digitChanged, .digitsTransposed:
      guard findingIsBare(draft.range) else { return false }
    case .recurrentGatesWrong: break
    default: return false
    }
    let sentence = sentence(around: draft.range.lowerBound, on: line)
    return Told.others.isIn(
      sentence.lowerBound..<max(sentence.lowerBound, draft.range.upperBound), of: working.bytes)
  }

  /// Whether a finding is about a number that stands alone, not about a chain.
  private func findingIsBare(_ range: Range<Int>) -> Bool {
    !entries.contains { $0.chain.range.overlaps(range) }
  }
}

private enum Told {
  static let others: PhraseSet = [
    "lora", "adapter", "position table", "squeeze", "gating vector", "embedding table", "matrix a",
    "matrix b",
    " matrix has", "适配器", "秩为", "的矩阵", "位置表",
  ]
  static let labels: PhraseSet = [
    "common mistake", "common error", "typical mistake", "frequent mistake", "popular mistake", "first guess",
    " nit:",
    "first printing", "first edition", "misconception", "myth:", "误区", "错误的是", "不正确的是", "有误的是",
    "which is wrong", "which is false", "which is not true", "which of these is wrong", "常见错误", "典型错误",
    "错误示例", "错误做法", "易错", "误算", "误写", "初版", "第一版",
  ]
  static let corrections: PhraseSet = [
    "fact:", "reality:", "truth:", "correct", "right:", "instead", "正确", "应为", "应是", "其实", "改为",
  ]
  static let questions: PhraseSet = [
    "true or false", "what went wrong", "what is wrong", "what's wrong", "find the mistake", "find the error",
    "digits swapped", "digits exchanged", "错在哪", "哪里错", "错在何处", "找出错误", "(×)", "（×）",
  ]
  static let questionMarks: PhraseSet = ["?", "？"]
  static let exercises: PhraseSet = [
    "true/false", "true or false", "(t/f)", "判断对错", "判断正误", "判断题", "对错题",
  ]
  static let verdicts: PhraseSet = ["false", "true", "wrong", "correct", "错", "对", "正确"]
  static let opinions: PhraseSet = [
    "认为", "以为", "写成", "说成", "算成", "记成", "guess", "thought", "believed", "claimed that", "wrote", "said",
  ]
  static let objections: PhraseSet = ["其实", "实际上", "in fact", "really ", "actually", "that is the"]
  static let wrongColumns: PhraseSet = [
    "was", "wrong", "printed", "myth", "misconception", "fiction", "误", "错", "原文", "迷思", "传言", "谣言",
  ]
  static let reasonColumns: PhraseSet = [
    "why it", "why wrong", "what is wrong", "what's wrong", "错因", "错误原因", "为什么错", "错在",
  ]
  static let crosses: [StaticString] = ["×", "✗", "✘", "❌", "✖"]
  static let rightColumns: PhraseSet = [
    "now", "correct", "right", "should", "reality", "truth", "正", "应为", "改为", "事实", "真相", "实际",
  ]
  static let factColumns: PhraseSet = ["fact", "facts"]
  static let beginnings: PhraseSet = ["without padding", "without the padding"]
  static let suppositions: PhraseSet = [
    "if ", "suppose", "若", "如果", "假如", "假设", "for comparison", " instead", "相比之下",
  ]
}
