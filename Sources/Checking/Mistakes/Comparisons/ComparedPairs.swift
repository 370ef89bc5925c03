import Symbolics

/// By how much one of two numbers set against each other is more or less than the other: "18 vs 25, i.e. 28% more", "49C² vs
/// 14C², 7x fewer", "11 KB instead of 147 KB, 1.3x smaller".
///
/// The word tells which share it is: 18 is 28% less than 25, and 25 is 39% more than 18. What rounding leaves open is left open.
extension Calculation {
  mutating func checkComparedPairs() {
    for line in lines(with: PairWords.against) where line.row == nil && line.range.count <= 1_024 {
      guard PairWords.verdicts.isOn(line, of: working.bytes) else { continue }
      let measures = measures(on: line)
      for place in measures.indices.dropLast(2) {
        check(measures[place], measures[place + 1], measures[place + 2], on: line)
      }
    }
  }

  private mutating func check(_ first: Measure, _ second: Measure, _ third: Measure, on line: TextLine) {
    guard first.numeral.value > .zero, second.numeral.value > .zero,
      first.numeral.value != second.numeral.value, first.numeral.scale != .percent,
      second.numeral.scale != .percent,
      first.numeral.hasScaleWord == second.numeral.hasScaleWord,
      first.unit == second.unit || first.unit == .none, third.unit == .none || third.unit == .other,
      third.numeral.value > .zero, !isFactor(first, on: line)
    else { return }
    var between = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
    let letters = between.takeLetters()
    _ = between.takeUnits()
    guard between.take(PairWords.against) else { return }
    between.skipBlanks()
    var behind = Joint(working.bytes, from: second.range.upperBound, to: third.range.lowerBound)
    guard between.isAtEnd, behind.takeLetters() == letters else { return }
    _ = behind.takeUnits()
    if behind.take(Joint.opening) {
      while !behind.isAtEnd, !behind.take(Joint.closing) { behind.at += 1 }
    }
    guard behind.take(PairWords.commas) || behind.take(PairWords.thatIs) else { return }
    while behind.take(PairWords.thatIs) || behind.take(PairWords.commas) {}
    let isRough = behind.take(Joint.approximations)
    behind.skipBlanks()
    guard behind.isAtEnd else { return }
    // Of bare numbers, which may be sizes, only what is said of themselves.
    let isBare =
      letters.isEmpty && first.unit == .none && !first.numeral.hasScaleWord && second.numeral.value <= 999
    judge(third, ComparedPair(first.numeral, second.numeral, isRough, isBare), on: line)
  }

  private mutating func judge(_ claim: Measure, _ pair: ComparedPair, on line: TextLine) {
    guard let ratio = try? pair.larger.value.divided(by: pair.smaller.value),
      let growth = try? ratio.subtracting(.one),
      let fall = try? growth.divided(by: ratio), let square = try? ratio.multiplied(by: ratio)
    else { return }
    var tail = Joint(working.bytes, from: claim.endOfDigits(in: working.bytes), to: line.range.upperBound)
    let isShare = claim.numeral.scale == .percent
    guard tail.take(isShare ? PairWords.percent : PairWords.times) else { return }
    let isLess = tail.take(PairWords.less)
    guard isLess || tail.take(PairWords.more) else { return }
    let end = tail.at
    _ = tail.takeUnits()
    guard tail.isAtClauseEnd(), !pair.isBare || tail.at == end || tail.at == end + 1 else { return }
    var rights = isShare ? [isLess ? fall : growth] : [ratio, growth]
    if pair.isBare, !isShare { rights.append(square) }
    guard rights.allSatisfy({ pair.excludes($0, claim.numeral) }), !isReported(claim.range),
      isAsserted(claim.range, on: line)
    else { return }
    let names = NamesOfShares.names(rights[0], claim.numeral)
    findings.append(
      Draft(
        mistake: .conclusionContradictsNumbers,
        alternatives: names.filter { $0 != .conclusionContradictsNumbers },
        range: claim.range, claimed: claim.numeral.value, correct: rights[0]))
  }

  /// Whether a number is a part of a calculation: the 9 of "2 × 9 vs 25".
  private func isFactor(_ first: Measure, on line: TextLine) -> Bool {
    let place = working.bytes.skipBack(from: first.range.lowerBound, to: line.range.lowerBound) {
      $0 == .space || $0 == UInt8(ascii: "$")
    }
    guard place > line.range.lowerBound else { return false }
    let before = working.bytes[place - 1]
    return before.isASCIIWordByte && place == first.range.lowerBound
      || PairWords.operators.contains(before)
  }
}

/// Two numbers that are compared.
struct ComparedPair {
  let larger: Numeral
  let smaller: Numeral
  /// Whether the text says "about".
  let isRough: Bool
  /// Whether the numbers have neither unit nor scale.
  let isBare: Bool

  init(_ first: Numeral, _ second: Numeral, _ isRough: Bool, _ isBare: Bool) {
    let isFalling = first.value > second.value
    (larger, smaller) = isFalling ? (first, second) : (second, first)
    (self.isRough, self.isBare) = (isRough, isBare)
  }

  /// Whether a claim is not what a ratio may be rounded to.
  func excludes(_ right: Rational, _ claim: Numeral) -> Bool {
    var slack = Rational.zero
    for numeral in [larger, smaller] where !isBare || numeral.lastPlace < .one {
      guard let room = numeral.relativeRoom, let sum = try? slack.adding(room) else { return false }
      slack = sum
    }
    // 8.41 may be said to be 8, and 34.5 % to be 35 %.
    guard let own = try? claim.loosePlace.multiplied(by: 6).divided(by: 10),
      let all = try? own.adding(right.multiplied(by: slack)),
      let part = try? right.divided(by: isRough ? 9 : 40)
    else { return false }
    return !LinkChecker.isWithin(max(all, part), right, claim.value)
  }
}

extension Joint {
  /// Passes over the letters right behind a coefficient and gives them back: C² of `49C²`.
  fileprivate mutating func takeLetters() -> ArraySlice<UInt8> {
    let start = at
    if at < end, bytes[at] == UInt8(ascii: "C") || bytes[at] | 0x20 == UInt8(ascii: "d") {
      at = bytes.skip(from: at, to: min(end, at + 8)) {
        $0.isASCIIWordByte || $0 >= 0x80 || $0 == UInt8(ascii: "^")
      }
    }
    return bytes[start..<max(start, at)]
  }
}

private enum PairWords {
  static let against: PhraseSet = [
    "vs.", "vs", "versus", "against", "instead of", "rather than", "compared with", "compared to",
    "in place of",
  ]
  static let verdicts: PhraseSet = ["less", "fewer", "smaller", "cheaper", "more", "larger", "bigger"]
  static let commas: PhraseSet = [",", ":", ";", "=", "→", "->", "(", "–", "—"]
  static let thatIs: PhraseSet = ["i.e.", "that is", "that's", "which is", "or", "so"]
  static let percent: PhraseSet = ["%", "\\%"]
  static let times: PhraseSet = ["×", "x", "times", "-fold", "\\times"]
  static let less: PhraseSet = ["less", "fewer", "smaller", "cheaper"]
  static let more: PhraseSet = ["more", "larger", "bigger"]
  static let operators: [UInt8] = Array("*x+-/^·".utf8) + [0x97, 0xB7, 0x92]
}
