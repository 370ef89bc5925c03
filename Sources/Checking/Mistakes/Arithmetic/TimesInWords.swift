import Symbolics

/// How many times a number is taken, in words, and what that is: "half of 73,728 = 36,864", "six times 3,152,384 is
/// 18,914,304", "= 36,864, twice that is 73,728", "fp16: half of that, 2.6 GB", 73,728 的一半是 36,864.
extension Calculation {
  mutating func checkTimesInWords() {
    for (place, line) in enumeratedLines(with: TimesInWords.all)
    where line.row == nil && line.range.count < 2_048 {
      var start = line.range.lowerBound
      for _ in 0..<8 {
        guard let word = TimesInWords.all.first(in: start..<line.range.upperBound, of: working.bytes) else {
          break
        }
        start = word.upperBound
        if let factor = TimesInWords.factor(of: working.bytes[word]) { check(word, factor, on: line, place) }
      }
    }
  }

  private mutating func check(_ word: Range<Int>, _ factor: Rational, on line: TextLine, _ place: Int) {
    let around = Neighbourhood(working: working)
    guard isFree(before: word.lowerBound, on: line) else { return }
    var joint = Joint(working.bytes, from: word.upperBound, to: line.range.upperBound)
    var base: Chain.Side?
    if joint.take(TimesInWords.pronouns) {
      base = numberBefore(word.lowerBound, on: line, place)
    } else {
      _ = joint.take(TimesInWords.signs)
      _ = joint.take(TimesInWords.articles)
      joint.skipBlanks()
      base = around.number(at: joint.at)
      if let base { joint.at = base.located.range.upperBound }
    }
    guard let base, let number = base.claim else { return }
    _ = joint.takeUnits()
    guard joint.take(TimesInWords.joins) else { return }
    let isApproximate = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard let result = around.number(at: joint.at), let claim = result.claim, claim.value >= 10,
      claim.scale != .percent, number.scale != .percent
    else { return }
    joint.at = result.located.range.upperBound
    _ = joint.takeUnits()
    guard joint.isAtClauseEnd(), base.unit == result.unit || base.unit == .none || result.unit == .none,
      number.hasScaleWord == claim.hasScaleWord,
      let value = try? number.value.multiplied(by: factor),
      !isRight(value, claim, number, factor, isApproximate),
      isSlip(value, claim),
      !isReported(result.located.range), !isDenied(result.located.range, on: line)
    else { return }
    let slip = SameNumber.explain(FalseLink(base, claimSide: result, value: value, claim: claim))
    guard !slip.isRounding, slip.severity == .error else { return }
    findings.append(
      Draft(
        mistake: slip.mistake, alternatives: slip.alternatives, range: result.located.range,
        claimed: claim.value, correct: value, arguments: slip.arguments, fix: Expression(value)))
    markWrong(at: result.located.range)
  }

  /// "5 half", "64 plus twice": what stands before goes on with the calculation.
  private func isFree(before place: Int, on line: TextLine) -> Bool {
    let bytes = working.bytes
    var at = place
    while at > line.range.lowerBound, Doubt.isBlank(bytes[at - 1]) { at -= 1 }
    guard at > line.range.lowerBound else { return true }
    let byte = bytes[at - 1]
    if byte.isASCIIDigit || place == at && byte.isASCIIWordByte { return false }
    if byte.isASCIILetter {
      let words = max(line.range.lowerBound, at - 10)..<at
      return !TimesInWords.operators.contains { working.ends(words, with: $0, ignoringCase: true) }
    }
    switch byte {
    case UInt8(ascii: "+"), UInt8(ascii: "*"), UInt8(ascii: "/"), UInt8(ascii: "="), UInt8(ascii: "^"),
      UInt8(ascii: "%"), UInt8(ascii: "~"):
      return false
    case UInt8(ascii: "-"): return at - 1 == line.range.lowerBound || place > at
    // × and · are C3 97 and C2 B7, − is E2 88 92.
    case 0x97, 0xB7, 0x92: return false
    default: return true
    }
  }

  /// The number that "that" speaks of: the last one before it, with nothing but its unit and a comma behind it; or the only
  /// result of the line above.
  private func numberBefore(_ place: Int, on line: TextLine, _ index: Int) -> Chain.Side? {
    if let last = numbers(on: line).last(where: { $0.range.upperBound <= place }) {
      var joint = Joint(working.bytes, from: last.range.upperBound, to: place)
      _ = joint.takeUnits()
      _ = joint.take(TimesInWords.partings)
      _ = joint.take(TimesInWords.conjunctions)
      joint.skipBlanks()
      return joint.isAtEnd ? last.side : nil
    }
    guard index > 0, place - line.range.lowerBound <= 24, lines[index - 1].chains.count == 1,
      lines[index - 1].lone.isEmpty, let last = lines[index - 1].chains[0].sides.last, last.claim != nil
    else { return nil }
    return last
  }

  /// Whether a number is the product, to the digits of both.
  private func isRight(
    _ value: Rational, _ claim: Numeral, _ number: Numeral, _ factor: Rational, _ isApproximate: Bool
  ) -> Bool {
    let own = number.lastPlace == .one ? Rational.zero : number.lastPlace
    guard let slack = try? own.multiplied(by: factor).divided(by: .two),
      let room = try? LinkChecker.tolerance(of: claim, isApproximate: true).adding(slack)
    else { return true }
    return LinkChecker.isWithin(max(room, isApproximate ? claim.loosePlace : .half), value, claim.value)
  }

  /// Whether a number can only be meant for the product: near it, or its digits in another order or magnitude.
  private func isSlip(_ value: Rational, _ claim: Numeral) -> Bool {
    SameNumber.isNear(value, claim.value) || SameNumber.isTransposed(value, claim)
      || Magnitude.power(from: value, to: claim) != nil
  }
}

private enum TimesInWords {
  static let all: PhraseSet = [
    "half of", "half that", "a third of", "two thirds of", "two-thirds of", "a quarter of",
    "three quarters of",
    "a tenth of", "twice", "double", "triple", "two times", "three times", "four times", "five times",
    "six times",
    "seven times", "eight times", "nine times", "ten times", "twelve times", "a dozen of", "½", "¼", "¾",
  ]

  /// What a phrase multiplies by.
  static func factor(of word: ArraySlice<UInt8>) -> Rational? {
    switch Doubt.text(word) {
    case "half of", "half that", "½": .half
    case "a third of": try? Rational(1, over: 3)
    case "two thirds of", "two-thirds of": try? Rational(2, over: 3)
    case "a quarter of", "¼": try? Rational(1, over: 4)
    case "three quarters of", "¾": try? Rational(3, over: 4)
    case "a tenth of": .tenth
    case "twice", "double", "two times": .two
    case "triple", "three times": 3
    case "four times": 4
    case "five times": 5
    case "six times": 6
    case "seven times": 7
    case "eight times": 8
    case "nine times": 9
    case "ten times": 10
    case "twelve times", "a dozen of": 12
    default: nil
    }
  }

  static let pronouns: PhraseSet = ["of that", "that", "as much", "this", "those", "these"]
  static let signs: PhraseSet = ["of", "×", "·", "*", "x", "\\times", "\\cdot"]
  static let articles: PhraseSet = ["the", "these", "those", "our"]
  static let joins: PhraseSet = [
    "is", "are", "=", "≈", "gives", "makes", "make", "comes to", "equals", "would be", "or", ",", ":",
  ]
  static let partings: PhraseSet = [",", ";", ":", ".", "–", "—", "("]
  static let conjunctions: PhraseSet = ["and", "so", "then"]
  static let operators: [StaticString] = [
    "plus", "minus", "and", "than", "by", "times", "less", "over", "of", "or", "to", "almost", "nearly",
    "more",
  ]
}
