import Symbolics

/// A conclusion that names one of two things and says the opposite of their numbers: "A took 5.88e23 FLOPs, B 5.04e23. So B
/// took more.", 甲有 3.2M 参数，乙有 1.8M 参数，所以乙的参数更多。, 方案 A 57.8M MACs，方案 B 6.87M MACs，B 的计算量更大。
extension Calculation {
  mutating func checkNamedConclusions() {
    for line in lines
    where line.row == nil && (Comparing.more.mayBe(on: line) || Comparing.fewer.mayBe(on: line)) {
      if !checkDrawnConclusion(on: line), Comparing.possessive.mayBe(on: line) {
        checkSaidConclusion(on: line)
      }
    }
  }

  /// Judges what follows "so".
  private mutating func checkDrawnConclusion(on line: TextLine) -> Bool {
    guard line.range.count < 1_024, let so = Comparing.openings.first(on: line, of: working.bytes),
      let conclusion = NamedConclusion(working.bytes, from: so.upperBound, on: line, isDrawn: true)
    else { return false }
    let numbers = numbers(on: line).filter {
      $0.range.upperBound <= so.lowerBound && $0.numeral.value >= 1_000
    }
    return judge(conclusion, numbers, from: line.range.lowerBound, on: line)
  }

  /// Judges what a clause right behind two numbers says: `，B 的计算量更大`.
  private mutating func checkSaidConclusion(on line: TextLine) {
    let numbers = numbers(on: line)
    for second in numbers.dropFirst() {
      var joint = Joint(working.bytes, from: second.range.upperBound, to: line.range.upperBound)
      _ = joint.takeUnits()
      guard joint.take(Comparing.commas) else { continue }
      _ = joint.take(Comparing.hence)
      joint.skipBlanks()
      guard let conclusion = NamedConclusion(working.bytes, from: joint.at, on: line, isDrawn: false)
      else { continue }
      let sentence = sentence(around: second.range.lowerBound, on: line)
      let rest = conclusion.range.lowerBound..<max(conclusion.range.lowerBound, sentence.upperBound)
      let own = numbers.filter { sentence.contains($0.range.lowerBound) && $0.range.upperBound <= joint.at }
      guard !Comparing.negations.isIn(rest, of: working.bytes), let first = own.first?.range.lowerBound else {
        continue
      }
      if judge(conclusion, own, from: max(sentence.lowerBound, first - 96), on: line) { return }
    }
  }

  /// Whether a conclusion says the opposite of the two numbers before it.
  private mutating func judge(
    _ conclusion: NamedConclusion, _ numbers: [StatedNumber], from start: Int, on line: TextLine
  ) -> Bool {
    // Of each thing the last number of its calculation counts.
    guard let (first, second) = Calculation.pair(of: numbers), first.numeral.value != second.numeral.value,
      conclusion.isAbout(first, second)
    else { return false }
    let before = start..<max(start, first.range.lowerBound)
    let between = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
    guard let isSecond = conclusion.names(oneOf: before, between, in: working.bytes) else { return false }
    let (own, other) = isSecond ? (second, first) : (first, second)
    guard conclusion.isMore != (own.numeral.value > other.numeral.value),
      !isDenied(conclusion.range, on: line), !isReported(conclusion.range)
    else { return false }
    findings.append(
      Draft(
        mistake: .conclusionContradictsNumbers, range: conclusion.range, claimed: first.numeral.value,
        arguments: [("other", .number(second.numeral.value))]))
    return true
  }

  /// The two numbers that are compared: two alone, or the results of two calculations.
  private static func pair(of numbers: [StatedNumber]) -> (StatedNumber, StatedNumber)? {
    var results: [StatedNumber] = []
    for number in numbers {
      if let last = results.last, let chain = number.chain, last.chain == chain { results.removeLast() }
      results.append(number)
      if results.count > 2 { return nil }
    }
    return results.count == 2 ? (results[0], results[1]) : nil
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
  /// Whether a word says that it follows from the numbers.
  let isDrawn: Bool

  init?(_ bytes: [UInt8], from start: Int, on line: TextLine, isDrawn: Bool) {
    var clause = Joint(bytes, from: start, to: min(line.range.upperBound, start + 120))
    while !clause.isAtEnd, bytes[clause.at] != UInt8(ascii: "("), !clause.isAtClauseEnd() { clause.at += 1 }
    guard start < clause.at else { return nil }
    let range = start..<clause.at
    let more = Comparing.more.first(in: range, of: bytes)
    let fewer = Comparing.fewer.first(in: range, of: bytes)
    guard (more == nil) != (fewer == nil), let word = more ?? fewer else { return nil }
    let of = Comparing.possessive.first(in: start..<word.lowerBound, of: bytes)
    // Behind the word stands at most what is counted.
    var behind = Joint(bytes, from: word.upperBound, to: range.upperBound)
    _ = behind.take(Comparing.amounts)
    let quantity = NamedConclusion.takeQuantity(&behind)
    behind.skipBlanks()
    guard behind.isAtEnd else { return nil }
    if isDrawn {
      guard !Comparing.unclear.isIn(range, of: bytes) else { return nil }
      counts =
        quantity != .nothing
        ? quantity
        : Comparing.parameters.isIn(range, of: bytes)
          ? .parameters : Comparing.work.isIn(range, of: bytes) ? .work : .nothing
    } else {
      // Before the word stands what is counted, and whose: `B 的计算量更大`.
      guard let of, of.lowerBound - start <= 33, quantity == .nothing else { return nil }
      var joint = Joint(bytes, from: of.upperBound, to: word.lowerBound)
      counts = NamedConclusion.takeQuantity(&joint)
      _ = joint.take(Comparing.degrees)
      joint.skipBlanks()
      guard joint.isAtEnd else { return nil }
    }
    // What is higher or lower without more words is something else.
    guard counts != .nothing || !Comparing.heights.isIn(word, of: bytes) else { return nil }
    words = NamedConclusion.words(
      in: start..<(of?.lowerBound ?? word.lowerBound), of: bytes, besides: isDrawn ? Comparing.grammar : [])
    isMore = more != nil
    self.isDrawn = isDrawn
    self.range = start..<word.upperBound
    guard !words.isEmpty else { return nil }
  }

  private static func takeQuantity(_ joint: inout Joint) -> Counts {
    if joint.take(Comparing.parameters) { return .parameters }
    if joint.take(Comparing.work) { return .work }
    return joint.take(Comparing.memory) ? .memory : .nothing
  }

  /// The words of a stretch that may name something: no small ones of grammar.
  private static func words(
    in range: Range<Int>, of bytes: [UInt8], besides grammar: Set<String>
  ) -> [ArraySlice<UInt8>] {
    var words: [ArraySlice<UInt8>] = []
    var at = range.lowerBound
    while at < range.upperBound, words.count < 8 {
      let end = bytes.skip(from: at, to: range.upperBound) {
        $0.isASCIIWordByte || $0 >= 0x80 || $0 == .hyphen
      }
      let word = bytes[at..<end]
      if !word.isEmpty, grammar.isEmpty || !grammar.contains(Doubt.text(word)) { words.append(word) }
      at = end + 1
    }
    return words
  }

  /// Whether the conclusion counts what two numbers count.
  func isAbout(_ first: StatedNumber, _ second: StatedNumber) -> Bool {
    guard isAbout(first.unit), isAbout(second.unit),
      first.unit == second.unit || first.unit == .none || second.unit == .none
    else { return false }
    // Weights are counted in M and B; G alone is work.
    return isDrawn || first.unit != .none || second.unit != .none
      || counts == .work && first.numeral.scale == .giga && second.numeral.scale == .giga
  }

  private func isAbout(_ unit: Unit) -> Bool {
    switch (counts, unit) {
    case (.nothing, _), (_, .none): true
    case (.parameters, .parameters): true
    case (.work, .flops), (.work, .macs): true
    case (.memory, .bytes): true
    default: false
    }
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

private enum Comparing {
  static let openings: PhraseSet = [
    ". so ", ", so ", "; so ", ". thus ", ". hence ", ". therefore", ". thus, ", ". hence, ", "所以", "因此",
    "可见", "故",
  ]
  static let more: PhraseSet = [
    " more", "is larger", "is bigger", "are larger", "is heavier", "is more expensive", "更多", "更大", "较多",
    "较大", "更高", "较高",
  ]
  static let fewer: PhraseSet = [
    " fewer", " less", "is smaller", "are smaller", "is lighter", "is cheaper", "更少", "更小", "较少", "较小",
    "更低", "较低",
  ]
  static let heights: PhraseSet = ["高", "低"]
  /// What makes a conclusion one about something else.
  static let unclear: PhraseSet = [
    "not", "n't", "than", "twice", "times", "per ", "each", "efficient", "no ", "every", "percent", "%",
    "accura", "better", "worse", "why", "if ", "would", "could", "when", "both", "data", "token", "speed",
    "fast", "slow", "time", "比", "不", "没", "每", "倍", "准确", "快", "慢", "时间", "效率", "数据", "如果",
  ]
  static let negations: PhraseSet = ["not", "n't", "no ", "never", "不", "没", "并非", "saves", "省"]
  static let parameters: PhraseSet = [
    "parameters", "params", "weights", "of the parameters", "参数量", "参数", "权重",
  ]
  static let work: PhraseSet = [
    "flops", "macs", "operations", "work", "compute", "computation", "multiply-adds", "multiplications",
    "计算量", "运算量", "乘加次数", "乘加", "计算", "算力",
  ]
  static let memory: PhraseSet = ["memory", "bytes", "space", "显存", "内存", "空间"]
  static let commas: PhraseSet = [",", "，", "；"]
  static let hence: PhraseSet = ["所以", "因此", "故", "可见", "显然", "说明", "即"]
  static let possessive: PhraseSet = ["的"]
  static let degrees: PhraseSet = ["要", "明显", "反而", "也", "还"]
  static let amounts: PhraseSet = ["一些", "很多", "得多", "些", "了"]
  static let grammar: Set<String> = [
    "the", "a", "an", "has", "have", "had", "used", "uses", "use", "needs", "need", "needed", "took", "takes",
    "take", "costs", "cost", "is", "are", "was", "were", "in", "of", "it", "with", "to", "for", "and", "that",
    "this", "layer", "layers", "model", "models", "network", "networks", "even", "also", "much", "clearly",
    "indeed", "still",
  ]
}
