import Symbolics

/// Wrong statements that a text sets as a task or puts under a heading that calls them wrong: "Find the mistake in: …", "Refute
/// the following statement: …", 改错题：…, `## Wrong`. No right number has to follow them; what follows "Solution:" is the
/// text's own again.
extension Calculation {
  /// Whether a task or a heading before a claim says that it is wrong.
  func isSetAsTask(_ range: Range<Int>, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let before = line.stretch(before: range.lowerBound, atMost: 160)
    if SetTasks.tasks.mayBe(on: line), let task = SetTasks.tasks.first(in: before, of: bytes),
      !SetTasks.solutions.isIn(task.upperBound..<before.upperBound, of: bytes)
    {
      return true
    }
    if SetTasks.against.mayBe(on: line), let word = SetTasks.against.first(in: before, of: bytes) {
      let between = word.upperBound..<before.upperBound
      // "Unlike what the paper states, 9·64 = 576": behind the comma, the text speaks for itself.
      return !SetTasks.ends.isIn(between, of: bytes)
    }
    guard !SetTasks.solutions.isIn(before, of: bytes) else { return false }
    return isBelowTask(line)
  }

  /// Whether the last line with words above asks for the mistake, or is a heading that says no more than "Wrong".
  private func isBelowTask(_ line: TextLine) -> Bool {
    let bytes = working.bytes
    var number = working.line(at: line.range.lowerBound)
    let first = max(0, number - 3)
    while number > first {
      number -= 1
      let start = working.lineStarts[number]
      let end = bytes.endOfLine(from: start, atMost: 200)
      let at = Retraction.skipMarks(bytes, from: start, to: end)
      guard at < end, bytes[at] != UInt8(ascii: "\r") else { continue }
      if isCalledWrong(heading: at..<end, from: start) { return true }
      return SetTasks.tasks.isIn(at..<end, of: bytes) && !SetTasks.solutions.isIn(at..<end, of: bytes)
    }
    return false
  }

  /// `## Wrong`, `**Incorrect version**`, `### ❌ 错误写法`: not "Wrong padding".
  private func isCalledWrong(heading words: Range<Int>, from start: Int) -> Bool {
    let bytes = working.bytes
    guard bytes[start] == UInt8(ascii: "#") || bytes[start] == UInt8(ascii: "*") else { return false }
    var at = words.lowerBound
    if let mark = Retraction.crosses.length(at: at, until: words.upperBound, in: bytes) {
      at = Retraction.skipMarks(bytes, from: at + mark, to: words.upperBound)
    }
    guard let length = SetTasks.headings.length(at: at, until: words.upperBound, in: bytes) else {
      return false
    }
    at = Retraction.skipMarks(bytes, from: at + length, to: words.upperBound)
    if let noun = SetTasks.nouns.length(at: at, until: words.upperBound, in: bytes) {
      at = Retraction.skipMarks(bytes, from: at + noun, to: words.upperBound)
    }
    return at >= words.upperBound || bytes[at] == UInt8(ascii: "\r")
  }
}

private enum SetTasks {
  static let tasks: PhraseSet = [
    "find the mistake", "find the error", "find the slip", "find what is wrong", "find what's wrong",
    "spot the mistake", "spot the error", "spot the slip", "refute the", "refute:", "refute this", "disprove",
    "correct this:", "correct this.", "correct the following", "correct the mistake", "correct the error",
    "fix this:", "fix the mistake", "fix the error", "explain why this is wrong", "explain the mistake",
    "explain the error", "what is wrong with", "what's wrong with", "what’s wrong with", "what is wrong in",
    "what is wrong here", "what's wrong here", "what’s wrong here", "改错", "找出错误", "找错", "指出错误", "指出下列错误",
    "纠错题", "找茬", "指出下面的错误", "指出以下错误", "指出其中的错误", "哪里错", "错在哪", "反驳下",
  ]
  static let solutions: PhraseSet = [
    "solution", "answer", "correct is", "correct:", "corrected", "right:", "should be", "it is ", "hint:",
    "改正",
    "正确", "答案", "解：", "解:", "应为", "应该", "更正",
  ]
  static let against: PhraseSet = ["unlike what", "contrary to what", "contrary to the", "与其所说的"]
  static let ends: PhraseSet = [", ", ": ", "，", "："]
  static let headings: PhraseSet = [
    "wrong", "incorrect", "false", "mistaken", "bad", "don't", "don’t", "错误", "错", "误", "反例", "错解",
  ]
  static let nouns: PhraseSet = [
    "answer", "way", "version", "solution", "result", "calculation", "example", "computation", "写法", "做法",
    "示例",
    "算法", "解法", "答案", "版本",
  ]
}
