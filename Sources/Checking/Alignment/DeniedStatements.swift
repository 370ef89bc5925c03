import Symbolics

/// Statements that a text does not make itself: it asks whether they are true, calls them wrong, lays them in another's
/// mouth, or offers them to choose from. What is wrong in them is nobody's mistake.
extension Calculation {
  /// Whether the sentence around a number asks for it, denies it, quotes it or offers it as one of several answers.
  func isDenied(_ number: Range<Int>, on line: TextLine) -> Bool {
    guard line.range.contains(number.lowerBound), number.upperBound <= line.range.upperBound else {
      return false
    }
    let bytes = working.bytes
    let sentence = sentence(around: number.lowerBound, on: line)
    if isCalledWrong(number, on: line) || isOption(number, on: line) || isQuotedInBrackets(number, on: line) {
      return true
    }
    if Calculation.quoting.mayBe(on: line), Calculation.quoting.isIn(sentence, of: bytes) { return true }
    let behind = number.upperBound..<max(number.upperBound, sentence.upperBound)
    if bytes[behind].contains(UInt8(ascii: "?")) || Phrases.contains(["？"], in: behind, of: bytes) {
      return true
    }
    // "does not have 50 M parameters, but 25.6 M": what is denied stands behind the word, what is so behind "but".
    guard Calculation.denying.mayBe(on: line) else { return false }
    let before = sentence.lowerBound..<max(sentence.lowerBound, number.lowerBound)
    guard let word = Calculation.denying.first(in: before, of: bytes) else { return false }
    return !Phrases.contains(
      ["but ", "rather ", "而是", "而为", "应为", "应该是"], in: word.upperBound..<before.upperBound, of: bytes)
  }

  /// Whether a statement is called wrong beside it, or stands in an exercise about what is true: "True or false: …".
  func isCalledWrong(_ statement: Range<Int>, on line: TextLine) -> Bool {
    if Calculation.exercise.mayBe(on: line),
      let exercise = Calculation.exercise.first(on: line, of: working.bytes),
      // "True or false: … False, it has …": behind the verdict stands what the text says itself.
      !Calculation.verdict.isIn(
        exercise.upperBound..<max(exercise.upperBound, statement.lowerBound), of: working.bytes)
    {
      return true
    }
    return Denial.words.mayBe(on: line) && Denial(working: working, range: statement).isStated
  }

  /// "8.4 B FLOPs (paper 8.8 B)", （论文为 8.8 B）: what brackets quote of someone else.
  private func isQuotedInBrackets(_ number: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    var start = number.lowerBound
    while start > line.range.lowerBound, number.lowerBound - start < 32 {
      start -= 1
      if bytes[start] == UInt8(ascii: ")") { return false }
      let isOpen = bytes[start] == UInt8(ascii: "(") || working.begins(start..<number.lowerBound, with: "（")
      guard isOpen else { continue }
      let at = bytes.skip(from: start + (bytes[start] == UInt8(ascii: "(") ? 1 : 3), to: number.lowerBound) {
        $0 == .space
      }
      return Calculation.sources.length(at: at, until: number.lowerBound, in: bytes) != nil
    }
    return false
  }

  private static let sources: PhraseSet = [
    "paper", "the paper", "in the paper", "reported", "authors", "the authors", "official", "published", "论文",
    "原文", "原论文", "官方",
    "作者",
  ]

  /// Whether a number is one of the answers of a question with several: "A) 11.7M B) 25.6M C) 44.5M".
  private func isOption(_ number: Range<Int>, on line: TextLine) -> Bool {
    guard let start = startOfOption(before: number.lowerBound, on: line) else { return false }
    let letter = working.bytes[start]
    // Another letter of the same row.
    for index in line.range where index != start {
      let byte = working.bytes[index]
      guard byte != letter, (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(byte & ~0x20),
        byte & 0x20 == letter & 0x20, index + 1 < line.range.upperBound, isOptionSign(index + 1),
        index == line.range.lowerBound || !working.bytes[index - 1].isASCIIWordByte
      else { continue }
      return true
    }
    return false
  }

  private func startOfOption(before number: Int, on line: TextLine) -> Int? {
    var at = working.bytes.skipBack(from: number, to: line.range.lowerBound) { $0 == .space }
    for sign in [")", ".", "、", "．", "）", ":"] as [StaticString]
    where working.ends(line.range.lowerBound..<max(line.range.lowerBound, at), with: sign) {
      at -= sign.utf8CodeUnitCount
      guard at > line.range.lowerBound,
        (UInt8(ascii: "A")...UInt8(ascii: "F")).contains(working.bytes[at - 1] & ~0x20),
        at - 1 == line.range.lowerBound || !working.bytes[at - 2].isASCIIWordByte
      else { return nil }
      return at - 1
    }
    return nil
  }

  private func isOptionSign(_ place: Int) -> Bool {
    for sign in [")", ".", "、", "．", "）", ":"] as [StaticString]
    where working.begins(place..<working.bytes.count, with: sign) {
      return true
    }
    return false
  }

  /// Words of a sentence that tells what others say.
  private static let quoting: PhraseSet = [
    "claim", "some say", "some people", "often said", "is said", "believe", "myth", "misconception",
    "mistakenly",
    "wrongly", "erroneous", "someone", "is it true", "true or false", "some blog", "many blog", "误以为", "误认为",
    "有人", "网上说",
    "传言", "声称", "常说", "谣", "错误地",
  ]

  /// Words that deny what follows.
  private static let denying: PhraseSet = [
    " not ", "n't ", "n’t ", " never ", "rather than ", "不是", "并非", "并不", "没有", "不为", "不等于", "而非",
  ]

  private static let verdict: PhraseSet = ["false", "wrong", "错：", "错。", "错，", "错误"]

  /// Words of an exercise about what is true.
  private static let exercise: PhraseSet = [
    "true or false", "true/false", "right or wrong", "判断对错", "判断正误", "判断题", "对还是错",
  ]
}
