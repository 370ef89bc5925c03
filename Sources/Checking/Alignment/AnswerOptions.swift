import Symbolics

/// The answers that a question offers, each on a line of its own, where the text tells which one is right:
///
///     A) 3·3·32 = 288        - [ ] 5·5·32 = 800
///     B) 3·3·3·32 = 864      - [x] 5·5·16·32 = 12,800
///     Answer: B
///
/// The others are meant to be wrong.
extension Calculation {
  /// The mark of an option.
  private enum Mark: Equatable {
    /// The letter, as a small one.
    case letter(UInt8)
    case box(isTicked: Bool)
  }

  /// Whether a line is an option that the text does not take for the right answer.
  func isRejectedOption(_ line: TextLine) -> Bool {
    guard let own = mark(of: line), own != .box(isTicked: true),
      let place = place(of: line)
    else { return false }
    var first = place
    while first > 0, place - first < 16, isPartOfList(first - 1) { first -= 1 }
    var last = place
    while last + 1 < lines.count, last - place < 16, isPartOfList(last + 1) { last += 1 }
    let marks = lines[first...last].compactMap { mark(of: $0) }
    guard marks.count >= 2, marks.count(where: { $0 == own }) == 1 || own == .box(isTicked: false) else {
      return false
    }
    switch own {
    case .box: return marks.contains(.box(isTicked: true)) && isQuestion(before: first)
    case .letter(let letter):
      guard marks.contains(.letter(UInt8(ascii: "a"))), marks.contains(.letter(UInt8(ascii: "b"))) else {
        return false
      }
      if asksForWrong(before: first) { return true }
      guard let answer = answer(behind: last) else { return false }
      return answer != letter && marks.contains(.letter(answer))
    }
  }

  /// "A) 4·N·D = 8e19 B) 6·N·D = 1.2e20. Solution: B": whether a number belongs to an option on a line of several that the text
  /// does not take for the right answer.
  func isRejectedOption(_ range: Range<Int>, on line: TextLine) -> Bool {
    let start = line.chains.first { $0.range.overlaps(range) }?.range.lowerBound ?? range.lowerBound
    guard line.row == nil, let own = letter(before: start, on: line),
      let answer = answer(in: line.stretch(behind: range.upperBound, atMost: 400))
        ?? place(of: line).flatMap({ answer(behind: $0) })
    else { return false }
    return own != answer && holdsOption(answer, on: line, around: range)
  }

  /// The letter of the option that a place belongs to, as a small one.
  private func letter(before place: Int, on line: TextLine) -> UInt8? {
    var at = min(place, line.range.upperBound)
    let first = max(line.range.lowerBound, place - 64)
    while at > first {
      at -= 1
      if isLetterOfOption(at, on: line) { return working.bytes[at] | 0x20 }
    }
    return nil
  }

  private func holdsOption(_ letter: UInt8, on line: TextLine, around range: Range<Int>) -> Bool {
    let near =
      line.stretch(before: range.lowerBound, atMost: 400)
      .lowerBound..<line.stretch(
        behind: range.upperBound, atMost: 400
      ).upperBound
    return near.contains { working.bytes[$0] | 0x20 == letter && isLetterOfOption($0, on: line) }
  }

  /// Whether `A)`, `(b)`, `C.` or `D：` stands at a place.
  private func isLetterOfOption(_ place: Int, on line: TextLine) -> Bool {
    let bytes = working.bytes
    guard bytes[place].isASCIILetter, bytes[place] | 0x20 <= UInt8(ascii: "f"),
      place == line.range.lowerBound || !bytes[place - 1].isASCIIWordByte
    else { return false }
    return Options.signs.length(at: place + 1, until: line.range.upperBound, in: bytes) != nil
  }

  /// Blank lines may stand between options.
  private func isPartOfList(_ place: Int) -> Bool {
    lines[place].range.isEmpty || mark(of: lines[place]) != nil
  }

  private func mark(of line: TextLine) -> Mark? {
    let bytes = working.bytes
    let start = working.lineStarts[working.line(at: line.range.lowerBound)]
    var joint = Joint(bytes, from: start, to: line.range.upperBound)
    joint.skipBlanks()
    if joint.at < joint.end, bytes[joint.at] == UInt8(ascii: "-") || bytes[joint.at] == UInt8(ascii: "+") {
      joint.at += 1
      joint.skipBlanks()
    }
    guard joint.at + 1 < joint.end else { return nil }
    if bytes[joint.at] == UInt8(ascii: "["), joint.at + 2 < joint.end,
      bytes[joint.at + 2] == UInt8(ascii: "]")
    {
      switch bytes[joint.at + 1] {
      case UInt8(ascii: " "): return .box(isTicked: false)
      case UInt8(ascii: "x"), UInt8(ascii: "X"): return .box(isTicked: true)
      default: break
      }
    }
    let isBracketed = joint.take(Joint.opening)
    guard joint.at < joint.end else { return nil }
    let letter = bytes[joint.at] | 0x20
    guard bytes[joint.at].isASCIILetter, letter <= UInt8(ascii: "h") else { return nil }
    joint.at += 1
    guard isBracketed ? joint.take(Joint.closing) : joint.take(Options.signs) else { return nil }
    return .letter(letter)
  }

  /// Whether the last line with words before the options asks something.
  private func isQuestion(before first: Int) -> Bool {
    stem(before: first).map { Options.questions.isIn($0, of: working.bytes) } ?? false
  }

  private func asksForWrong(before first: Int) -> Bool {
    stem(before: first).map { Options.wrong.isIn($0, of: working.bytes) } ?? false
  }

  private func stem(before first: Int) -> Range<Int>? {
    lines[max(0, first - 3)..<first].last { !$0.range.isEmpty }?.range
  }

  /// The letter of the answer that is told behind the options: "Answer: C", "*Solution:* (c)", 答案：C.
  private func answer(behind last: Int) -> UInt8? {
    for line in lines[min(lines.count, last + 1)..<min(lines.count, last + 25)]
    where Options.answers.mayBe(on: line) {
      if let letter = answer(in: line.range) { return letter }
    }
    return nil
  }

  private func answer(in range: Range<Int>) -> UInt8? {
    let bytes = working.bytes
    guard let word = Options.answers.first(in: range, of: bytes) else { return nil }
    var joint = Joint(bytes, from: word.upperBound, to: range.upperBound)
    _ = joint.take(Options.joints)
    _ = joint.take(Options.joints)
    joint.skipBlanks()
    _ = joint.take(Joint.opening)
    joint.skipBlanks()
    guard joint.at < joint.end, bytes[joint.at].isASCIILetter,
      joint.at + 1 >= bytes.count || !bytes[joint.at + 1].isASCIIWordByte
    else { return nil }
    return bytes[joint.at] | 0x20
  }
}

private enum Options {
  static let signs: PhraseSet = [")", ".", "）", "、", "．", ":", "："]
  static let questions: PhraseSet = ["?", "？", "which", "select", "choose", "tick", "哪", "选", "quiz"]
  static let wrong: PhraseSet = [
    "is wrong", "is false", "is incorrect", "is not true", "is not correct", "are wrong", "are false", "错误的是",
    "不正确的是", "有误的是", "不对的是", "错误的有", "不正确的有",
  ]
  static let answers: PhraseSet = [
    "answer", "solution", "key:", "correct:", "correct is", "correct option", "right:", "答案", "故选", "应选",
    "选择",
    "正确选项", "解：选", "解:选",
  ]
  static let joints: PhraseSet = [":", "：", "is", "是", "为", "选", "项", "应选"]
}
