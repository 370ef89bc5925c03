import Symbolics

/// The three sums below a printed summary: the parameters are those that are trained and those that are not.
///
///     Total params: 4,253,864
///     Trainable params: 4,231,976
///     Non-trainable params: 21,888
///
/// Keras 3 counts the state of the optimizer in the total, too. Which of the three is wrong only the slip of a hand can tell.
extension Calculation {
  mutating func checkTrainableTotals() {
    for (place, line) in enumeratedLines(with: PrintedSummary.total) {
      guard let total = printedSum(of: PrintedSummary.total, on: line),
        let parts = trainedAndFrozen(below: place), !isReported(total.range),
        let (wrong, right, slips) = slippedSum(total, parts.trained, parts.frozen), !isReported(wrong.range)
      else { continue }
      findings.append(
        Draft(
          mistake: slips[0], alternatives: slips.dropFirst() + [.totalDoesNotAddUp], range: wrong.range,
          claimed: wrong.value, correct: right, fix: Expression(right)))
    }
  }

  private typealias PrintedSum = (value: Rational, range: Range<Int>)

  /// The whole number behind the words with which a line begins, with nothing but a size in brackets behind it.
  private func printedSum(of words: PhraseSet, on line: TextLine) -> PrintedSum? {
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: line.range.upperBound)
    guard joint.take(words) else { return nil }
    joint.skipBlanks()
    guard let number = PrintedSummary.number(in: joint.at..<line.range.upperBound, of: working.bytes) else {
      return nil
    }
    joint.at = number.range.upperBound
    joint.skipBlanks()
    return joint.isAtEnd || working.bytes[joint.at] == UInt8(ascii: "(") ? number : nil
  }

  /// What the lines below a total say of its two parts; nil where an optimizer has a part, too.
  private func trainedAndFrozen(below place: Int) -> (trained: PrintedSum, frozen: PrintedSum)? {
    var trained: PrintedSum?
    var frozen: PrintedSum?
    for line in lines[min(lines.count, place + 1)..<min(lines.count, place + 7)] {
      if TrainableWords.others.isOn(line, of: working.bytes) { return nil }
      if PrintedSummary.total.isOn(line, of: working.bytes) { break }
      if trained == nil { trained = printedSum(of: TrainableWords.trained, on: line) }
      if frozen == nil { frozen = printedSum(of: TrainableWords.frozen, on: line) }
    }
    guard let trained, let frozen else { return nil }
    return (trained, frozen)
  }

  /// The one of the three that a slip of the hand has made of what the two others give.
  private func slippedSum(_ total: PrintedSum, _ trained: PrintedSum, _ frozen: PrintedSum) -> (
    wrong: PrintedSum, right: Rational, slips: [Mistake]
  )? {
    guard let sum = try? trained.value.adding(frozen.value), sum != total.value else { return nil }
    var found: (wrong: PrintedSum, right: Rational, slips: [Mistake])?
    for (number, right) in [
      (total, sum), (trained, try? total.value.subtracting(frozen.value)),
      (frozen, try? total.value.subtracting(trained.value)),
    ] as [(PrintedSum, Rational?)] {
      guard let right, let slips = Numeral(value: number.value, lastPlace: .one).slip(from: right) else {
        continue
      }
      // Two exchanged digits say more than one that is off.
      if found == nil || slips == [.digitsTransposed] && found?.slips != [.digitsTransposed] {
        found = (number, right, slips)
      }
      // What norms have that is not trained is of many channels.
      if number.range == frozen.range, slips == [.digitsTransposed], isOfChannels(right),
        !isOfChannels(number.value)
      {
        found = (number, right, slips)
      }
    }
    return found
  }
}

private func isOfChannels(_ count: Rational) -> Bool {
  count.integer.map { $0 > 0 && $0 % 32 == 0 } ?? false
}

private enum TrainableWords {
  static let trained: PhraseSet = ["trainable params:", "trainable parameters:"]
  static let frozen: PhraseSet = [
    "non-trainable params:", "non-trainable parameters:", "nontrainable params:", "non trainable params:",
  ]
  static let others: PhraseSet = ["optimizer"]
}
