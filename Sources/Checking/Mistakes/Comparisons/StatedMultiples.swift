import Symbolics

/// Multiples in words: "halves the number of steps from 500,000 to 250,000", "134 MB, four times the 33.6 MB of before",
/// 从 8 GB 翻倍到 16 GB.
extension Calculation {
  mutating func checkStatedMultiples() {
    for line in lines(with: MultipleWords.any) where line.row == nil {
      guard line.lone.count + line.chains.count >= 2, line.lone.count < 64, line.range.count < 4_096 else {
        continue
      }
      let numbers = numbers(on: line)
      for place in numbers.indices.dropLast() {
        checkVerb(before: numbers[place], numbers[place + 1], on: line)
        checkMultiple(behind: numbers[place], on: line)
      }
    }
  }

  // MARK: - "halves … from 500,000 to 250,000"

  private mutating func checkVerb(before first: StatedNumber, _ second: StatedNumber, on line: TextLine) {
    guard first.chain == nil, second.chain == nil, areAlike(first, second), !areYears(first, second),
      var between = joint(from: first.range.upperBound, to: second.range.lowerBound)
    else { return }
    _ = between.takeUnits()
    guard between.take(MultipleWords.to) else { return }
    between.skipBlanks()
    let start = max(line.range.lowerBound, first.range.lowerBound - 64)
    let before = start..<max(start, first.range.lowerBound)
    guard between.isAtEnd, let (factor, verb) = verb(in: before) else { return }
    // Another verb may stand between, "halves the width and lowers the cost from …"; 从 A 减半到 B has it behind.
    let gap = verb.upperBound..<max(verb.upperBound, first.range.lowerBound)
    guard MultipleWords.from.isIn(gap, of: working.bytes),
      !MultipleWords.clauses.isIn(gap, of: working.bytes),
      !working.bytes[gap].contains(where: { $0.isASCIIDigit || $0 == UInt8(ascii: ",") })
    else { return }
    report(factor, of: second, over: first, at: verb.lowerBound..<second.range.upperBound, on: line)
  }

  /// The last verb of a stretch that says by what something changes, not "nearly doubles".
  private func verb(in stretch: Range<Int>) -> (Rational, Range<Int>)? {
    for (factor, verbs) in MultipleWords.verbs {
      guard let verb = verbs.first(in: stretch, of: working.bytes) else { continue }
      let before = stretch.lowerBound..<verb.lowerBound
      guard
        verb.lowerBound == 0 || !working.bytes[verb.lowerBound].isASCIILetter
          || !working.bytes[verb.lowerBound - 1].isASCIIWordByte
      else { return nil }
      return MultipleWords.roughly.isIn(before, of: working.bytes) ? nil : (factor, verb)
    }
    return nil
  }

  // MARK: - "134 MB, four times the 33.6 MB"

  private mutating func checkMultiple(behind first: StatedNumber, on line: TextLine) {
    var joint = Joint(working.bytes, from: first.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    guard joint.take(MultipleWords.commas) else { return }
    for _ in 0..<2 { _ = joint.take(MultipleWords.thatIs) }
    joint.skipBlanks()
    let start = joint.at
    var factor: Rational?
    for (multiple, words) in MultipleWords.multiples where factor == nil && joint.take(words) {
      factor = multiple
    }
    guard let factor, joint.take(MultipleWords.the) else { return }
    let end = joint.at
    joint.skipBlanks()
    guard let second = amount(at: joint.at, on: line), areAlike(first, second) else { return }
    report(factor, of: first, over: second, at: start..<max(start, end), on: line)
  }

  /// The number that begins at a place, or the result of the calculation that does.
  private func amount(at place: Int, on line: TextLine) -> StatedNumber? {
    if let index = line.chains.firstIndex(where: { $0.range.lowerBound == place }),
      let last = line.chains[index].sides.last, let claim = last.claim
    {
      return StatedNumber(side: last, numeral: claim, chain: index)
    }
    return numbers(on: line).first { $0.range.lowerBound == place && $0.chain == nil }
  }

  // MARK: - What is wrong

  private func joint(from start: Int, to end: Int) -> Joint? {
    start <= end && end - start <= 32 ? Joint(working.bytes, from: start, to: end) : nil
  }

  private func areAlike(_ first: StatedNumber, _ second: StatedNumber) -> Bool {
    guard first.numeral.value > .zero, second.numeral.value > .zero, first.numeral.scale != .percent,
      second.numeral.scale != .percent, first.numeral.hasScaleWord == second.numeral.hasScaleWord
    else { return false }
    return first.unit == second.unit || first.unit == .none || second.unit == .none
  }

  /// "doubled from 2010 to 2020"
  private func areYears(_ first: StatedNumber, _ second: StatedNumber) -> Bool {
    [first, second].allSatisfy {
      $0.isWrittenOut && $0.numeral.value >= 1_900 && $0.numeral.value <= 2_100 && $0.unit == .none
    }
  }

  private mutating func report(
    _ stated: Rational, of first: StatedNumber, over second: StatedNumber, at range: Range<Int>,
    on line: TextLine
  ) {
    guard let ratio = try? first.numeral.value.divided(by: second.numeral.value),
      let off = try? ratio.divided(by: stated), off < MultipleWords.least || off > MultipleWords.most,
      // 0.3 of 0.15, each rounded to one digit, may be anything from 1.6 to 2.5.
      first.numeral.shows(atLeast: 10) || first.isWrittenOut,
      second.numeral.shows(atLeast: 10) || second.isWrittenOut, !isReported(range),
      isAsserted(range, on: line)
    else { return }
    findings.append(
      Draft(mistake: .conclusionContradictsNumbers, range: range, claimed: stated, correct: ratio))
  }
}

private enum MultipleWords {
  static let verbs: [(Rational, PhraseSet)] = [
    (.half, ["halves", "halved", "halving", "cut in half", "减半"]),
    (2, ["doubles", "doubled", "doubling", "翻倍", "翻一番", "加倍"]),
    (3, ["triples", "tripled", "tripling"]), (4, ["quadruples", "quadrupled", "quadrupling"]),
  ]
  static let multiples: [(Rational, PhraseSet)] = [
    (2, ["exactly twice", "twice", "double", "two times"]), (.half, ["exactly half", "half"]),
    (3, ["three times", "triple", "thrice"]), (4, ["four times", "quadruple"]), (5, ["five times"]),
    (6, ["six times"]), (8, ["eight times"]), (10, ["ten times"]),
  ]
  static let any: PhraseSet = [
    "halve", "halving", "in half", "half", "doubl", "tripl", "quadrupl", "twice", "thrice", "times", "减半",
    "翻", "加倍",
  ]
  static let to: PhraseSet = ["to", "down to", "up to", "→", "到", "至"]
  static let from: PhraseSet = ["from", "从", "由"]
  static let the: PhraseSet = [
    "as much as the", "as many as the", "that of the", "the", "as much as", "as many as",
  ]
  static let commas: PhraseSet = [",", "，", "(", "（", "–", "—", ":"]
  static let thatIs: PhraseSet = ["i.e.", "that is", "that's", "which is", "or", "so"]
  static let clauses: PhraseSet = [
    " and ", " which ", " while ", " but ", " so ", " that ", "every", "并", "而", "且",
  ]
  static let roughly: PhraseSet = [
    "nearly", "almost", "more than", "over ", "about", "roughly", "less than", "not ", "around", "if ",
    "should",
    "approximately", "would", "几乎", "近", "超过", "约", "不", "如果",
  ]
  static let least = (try? Rational(7, over: 8)) ?? .one
  static let most = (try? Rational(8, over: 7)) ?? .one
}
