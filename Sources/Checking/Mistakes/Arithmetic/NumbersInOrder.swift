import Symbolics

/// A number of a line, with what is known of its place.
struct StatedNumber {
  let side: Chain.Side
  let numeral: Numeral
  /// The place of its chain on the line, nil where it stands alone.
  let chain: Int?

  var range: Range<Int> { side.located.range }
  var unit: Unit { side.unit }
  /// Whether it is a whole number that is written out.
  var isWrittenOut: Bool { numeral.scale == .one && numeral.lastPlace == .one && numeral.value.isInteger }
}

extension Calculation {
  /// The numbers that a line states, alone or as a side of a chain, in the order of the text.
  func numbers(on line: TextLine) -> [StatedNumber] {
    if let numbers = line.numbers { return numbers }
    var numbers: [StatedNumber] = []
    func note(_ side: Chain.Side, _ chain: Int?) {
      guard let numeral = side.claim, line.range.contains(side.located.range.lowerBound) else { return }
      numbers.append(StatedNumber(side: side, numeral: numeral, chain: chain))
    }
    for side in line.lone { note(side, nil) }
    for (place, chain) in line.chains.enumerated() { for side in chain.sides { note(side, place) } }
    numbers.sort { $0.range.lowerBound < $1.range.lowerBound }
    line.numbers = numbers
    return numbers
  }

  /// The measures of a line.
  func measures(on line: TextLine) -> [Measure] {
    if let measures = line.measures { return measures }
    let measures = MeasureReader.measures(in: line.range, of: working.bytes)
    line.measures = measures
    return measures
  }

  /// The text between two places, without blanks at its ends, in small letters.
  func words(from start: Int, to end: Int) -> String {
    start < end ? working.text(from: start, to: end).lowercased().trimmedOfBlanks : ""
  }

  /// Whether something has been found on a stretch of the text already.
  func isReported(_ range: Range<Int>) -> Bool { findings.contains { $0.range.overlaps(range) } }

  /// Marks the chains wrong that hold a place.
  func markWrong(at range: Range<Int>) {
    for entry in entries where entry.chain.range.overlaps(range) { entry.status = .wrong }
  }

  /// Reports what a side of a chain has wrong in its formula.
  mutating func report(
    _ mistake: Mistake, at side: Chain.Side, of entry: Entry, _ claimed: Rational, correct: Rational
  ) {
    findings.append(
      Draft(
        mistake: mistake, range: side.located.range, claimed: claimed, correct: correct,
        arguments: [("left", .expression(side.located.expression))]))
    entry.status = .wrong
    entry.misconception = mistake
  }
}
