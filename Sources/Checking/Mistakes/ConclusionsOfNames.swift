import Symbolics

/// A conclusion that names one of two things and says the opposite of their numbers: "A took 5.88e23 FLOPs, B 5.04e23. So B
/// took more.", 甲有 3.2M 参数，乙有 1.8M 参数，所以乙的参数更多。
extension Calculation {
  mutating func checkConclusionsOfNames() {
    for line in lines where NamedConclusions.more.mayBe(on: line) || NamedConclusions.fewer.mayBe(on: line) {
      guard line.row == nil, line.range.count < 1_024,
        let so = NamedConclusions.openings.first(in: line.range, of: working.bytes),
        let conclusion = NamedConclusion(working, from: so.upperBound, to: line.range.upperBound)
      else { continue }
      let numbers = numbers(on: line).filter {
        $0.range.upperBound <= so.lowerBound && $0.numeral.value >= 1_000
      }
      // Of each thing the last number of its calculation counts.
      guard let (first, second) = pair(of: numbers), first.numeral.value != second.numeral.value,
        isAbout(conclusion, first.unit), isAbout(conclusion, second.unit),
        first.unit == second.unit || first.unit == .none || second.unit == .none
      else { continue }
      let before = line.range.lowerBound..<first.range.lowerBound
      let between = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
      guard let isSecond = conclusion.names(oneOf: before, between, in: working.bytes) else { continue }
      let (own, other) = isSecond ? (second, first) : (first, second)
      guard conclusion.isMore != (own.numeral.value > other.numeral.value),
        !isDenied(conclusion.range, on: line),
        !isReported(conclusion.range)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: conclusion.range, claimed: first.numeral.value,
          arguments: [("other", .number(second.numeral.value))]))
    }
  }

  /// The two numbers that are compared: two alone, or the results of two calculations.
  private func pair(of numbers: [StatedNumber]) -> (StatedNumber, StatedNumber)? {
    var results: [StatedNumber] = []
    for number in numbers {
      if let last = results.last, let chain = number.chain, last.chain == chain {
        results[results.count - 1] = number
      } else {
        results.append(number)
      }
    }
    return results.count == 2 ? (results[0], results[1]) : nil
  }

  /// Whether what the conclusion counts is what a number counts.
  private func isAbout(_ conclusion: NamedConclusion, _ unit: Unit) -> Bool {
    switch (conclusion.counts, unit) {
    case (.nothing, _), (_, .none): true
    case (.parameters, .parameters): true
    case (.work, .flops), (.work, .macs): true
    case (.memory, .bytes): true
    default: false
    }
  }
}

/// What a conclusion says of which thing.
private struct NamedConclusion {
  enum Counts { case nothing, parameters, work, memory }

  /// The words for the thing.
  let words: [ArraySlice<UInt8>]
  let isMore: Bool
  let counts: Counts
  let range: Range<Int>

  init?(_ working: HandCalculation, from start: Int, to lineEnd: Int) {
    let bytes = working.bytes
    var end = start
    let limit = min(lineEnd, start + 120)
    while end < limit, !NamedConclusion.isStop(at: end, in: bytes) { end += 1 }
    let clause = start..<end
    let more = NamedConclusions.more.first(in: clause, of: bytes)
    let fewer = NamedConclusions.fewer.first(in: clause, of: bytes)
    guard (more == nil) != (fewer == nil), let word = more ?? fewer,
      !NamedConclusions.unclear.isIn(clause, of: bytes)
    else { return nil }
    // Behind the word stands at most what is counted.
    var joint = Joint(bytes, from: word.upperBound, to: end)
    joint.skipBlanks()
    if joint.isAtEnd {
      counts =
        NamedConclusions.parameters.isIn(clause, of: bytes)
        ? .parameters : NamedConclusions.work.isIn(clause, of: bytes) ? .work : .nothing
    } else if joint.take(NamedConclusions.parameters) {
      counts = .parameters
    } else if joint.take(NamedConclusions.work) {
      counts = .work
    } else if joint.take(NamedConclusions.memory) {
      counts = .memory
    } else {
      return nil
    }
    joint.skipBlanks()
    guard joint.isAtEnd else { return nil }
    words = NamedConclusion.words(in: start..<word.lowerBound, of: bytes)
    isMore = more != nil
    range = word
    guard !words.isEmpty else { return nil }
  }

  private static func isStop(at place: Int, in bytes: [UInt8]) -> Bool {
    switch bytes[place] {
    case UInt8(ascii: ";"), UInt8(ascii: "\n"), UInt8(ascii: "!"), UInt8(ascii: "("): true
    case UInt8(ascii: "."), UInt8(ascii: ","):
      place + 1 >= bytes.count || bytes[place + 1] <= 0x20
    case 0xE3: place + 2 < bytes.count && bytes[place + 1] == 0x80 && bytes[place + 2] == 0x82
    case 0xEF:
      place + 2 < bytes.count && bytes[place + 1] == 0xBC && [0x8C, 0x9B, 0x81].contains(bytes[place + 2])
    default: false
    }
  }

  /// The words of a stretch that may name something: no small ones of grammar.
  private static func words(in range: Range<Int>, of bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var at = range.lowerBound
    while at < range.upperBound, words.count < 8 {
      let start = at
      while at < range.upperBound,
        bytes[at].isASCIIWordByte || bytes[at] >= 0x80 || bytes[at] == UInt8(ascii: "-")
      {
        at += 1
      }
      if at > start {
        // 乙的参数: the thing stands before 的, which is E7 9A 84.
        var end = start
        while end < at,
          !(bytes[end] == 0xE7 && end + 2 < at && bytes[end + 1] == 0x9A && bytes[end + 2] == 0x84)
        {
          end += 1
        }
        let word = bytes[start..<end]
        if !word.isEmpty, !NamedConclusions.grammar.contains(Doubt.text(word)) { words.append(word) }
      } else {
        at += 1
      }
    }
    return words
  }

  /// Whether the words name what stands in the second of two stretches, not in the first; nil where that is not sure.
  func names(oneOf first: Range<Int>, _ second: Range<Int>, in bytes: [UInt8]) -> Bool? {
    var (inFirst, inSecond) = (0, 0)
    for word in words {
      let (one, two) = (holds(first, word, bytes), holds(second, word, bytes))
      if one && !two { inFirst += 1 }
      if two && !one { inSecond += 1 }
    }
    if (inFirst == 0) == (inSecond == 0) { return nil }
    return inSecond > 0
  }

  private func holds(_ range: Range<Int>, _ word: ArraySlice<UInt8>, _ bytes: [UInt8]) -> Bool {
    guard range.count >= word.count else { return false }
    for start in range.lowerBound...(range.upperBound - word.count)
    where bytes[start] | 0x20 == word[word.startIndex] | 0x20 {
      let end = start + word.count
      guard zip(bytes[start..<end], word).allSatisfy({ $0 | 0x20 == $1 | 0x20 }) else { continue }
      let isCut =
        start > 0 && bytes[start - 1].isASCIIWordByte || end < bytes.count && bytes[end].isASCIIWordByte
      if !isCut || word[word.startIndex] >= 0x80 { return true }
    }
    return false
  }
}

private enum NamedConclusions {
  static let openings: PhraseSet = [
    ". so ", ", so ", "; so ", ". thus ", ". hence ", ". therefore", ". thus, ", ". hence, ", "所以", "因此",
    "可见", "故",
  ]
  static let more: PhraseSet = [
    " more", "is larger", "is bigger", "are larger", "is heavier", "is more expensive", "更多", "更大", "较多",
    "较大",
  ]
  static let fewer: PhraseSet = [
    " fewer", " less", "is smaller", "are smaller", "is lighter", "is cheaper", "更少", "更小", "较少", "较小",
  ]
  /// What makes a conclusion one about something else.
  static let unclear: PhraseSet = [
    "not", "n't", "than", "twice", "times", "per ", "each", "efficient", "no ", "every", "percent", "%",
    "accura",
    "better", "worse", "why", "if ", "would", "could", "when", "both", "data", "token", "speed", "fast",
    "slow", "time",
    "比", "不", "没", "每", "倍", "准确", "快", "慢", "时间", "效率", "数据", "如果",
  ]
  static let parameters: PhraseSet = [
    "parameters", "params", "weights", "of the parameters", "参数", "参数量", "权重",
  ]
  static let work: PhraseSet = [
    "flops", "macs", "operations", "work", "compute", "computation", "multiply-adds", "multiplications",
    "计算量", "运算量",
    "计算", "算力",
  ]
  static let memory: PhraseSet = ["memory", "bytes", "space", "显存", "内存", "空间"]
  static let grammar: Set<String> = [
    "the", "a", "an", "has", "have", "had", "used", "uses", "use", "needs", "need", "needed", "took", "takes",
    "take",
    "costs", "cost", "is", "are", "was", "were", "in", "of", "it", "with", "to", "for", "and", "that", "this",
    "layer",
    "layers", "model", "models", "network", "networks", "even", "also", "much", "clearly", "indeed", "still",
  ]
}
