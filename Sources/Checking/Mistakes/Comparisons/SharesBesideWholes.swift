import Symbolics

/// A part, its whole and its share without a calculation: "FC layers hold 123.6M of 138.4M parameters (89%)", "2,049,000
/// parameters, 4.6% of 44.55M".
extension Calculation {
  mutating func checkSharesBesideWholes() {
    for line in lines(with: ShareWords.of)
    where line.row == nil && line.holdsPercent && line.range.count <= 2_048 {
      let numbers = numbers(on: line)
      for (place, share) in numbers.enumerated()
      where share.numeral.scale == .percent && share.chain == nil && place > 0 {
        if place > 1, isInBrackets(share, behind: numbers[place - 1], numbers[place - 2]) {
          check(share, numbers[place - 2], of: numbers[place - 1])
        } else if place + 1 < numbers.count,
          isBetween(numbers[place - 1], share, numbers[place + 1], on: line)
        {
          check(share, numbers[place - 1], of: numbers[place + 1])
        }
      }
    }
  }

  /// `123.6M of 138.4M parameters (89%)`
  private func isInBrackets(_ share: StatedNumber, behind whole: StatedNumber, _ part: StatedNumber) -> Bool {
    guard whole.chain == nil, part.range.upperBound < whole.range.lowerBound,
      whole.range.upperBound < share.range.lowerBound
    else { return false }
    var joint = Joint(working.bytes, from: part.range.upperBound, to: whole.range.lowerBound)
    _ = joint.takeUnits()
    guard joint.take(ShareWords.of) else { return false }
    _ = joint.take(ShareWords.articles)
    joint.skipBlanks()
    guard joint.isAtEnd else { return false }
    // The brackets may be a part of the number that they hold.
    let end = min(working.bytes.count, share.range.upperBound + 4)
    var behind = Joint(working.bytes, from: whole.range.upperBound, to: end)
    _ = behind.takeUnits()
    guard behind.take(Joint.opening) else { return false }
    _ = behind.take(Joint.approximations)
    behind.skipBlanks()
    guard behind.at >= share.range.lowerBound, behind.at < share.range.upperBound else { return false }
    guard
      let sign = ShareWords.percent.first(
        in: behind.at..<max(behind.at, min(end, behind.at + 16)), of: working.bytes)
    else { return false }
    // "(98% of the time)" is a share of something else.
    var tail = Joint(working.bytes, from: sign.upperBound, to: min(working.bytes.count, sign.upperBound + 4))
    return tail.take(Joint.closing)
  }

  /// `2,049,000 parameters, 4.6% of 44.55M`, with nothing that the share could be said of behind it.
  private func isBetween(
    _ part: StatedNumber, _ share: StatedNumber, _ whole: StatedNumber, on line: TextLine
  ) -> Bool {
    guard whole.chain == nil, part.range.upperBound < share.range.lowerBound,
      share.range.upperBound < whole.range.lowerBound
    else { return false }
    var joint = Joint(working.bytes, from: part.range.upperBound, to: share.range.lowerBound)
    _ = joint.takeUnits()
    guard joint.take(ShareWords.commas) else { return false }
    _ = joint.take(ShareWords.thatIs)
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard joint.isAtEnd else { return false }
    var behind = Joint(working.bytes, from: share.range.upperBound, to: whole.range.lowerBound)
    guard behind.take(ShareWords.of) else { return false }
    _ = behind.take(ShareWords.articles)
    _ = behind.take(ShareWords.network)
    behind.skipBlanks()
    guard behind.isAtEnd else { return false }
    var tail = Joint(working.bytes, from: whole.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    return tail.isAtClauseEnd()
  }

  private mutating func check(_ share: StatedNumber, _ part: StatedNumber, of whole: StatedNumber) {
    guard part.numeral.scale != .percent, whole.numeral.scale != .percent, part.numeral.value > 999,
      whole.numeral.value > part.numeral.value,
      part.unit == whole.unit || part.unit == .none || whole.unit == .none || part.unit == .parameters,
      !isReported(part.range), !isReported(whole.range), !isReported(share.range),
      let right = try? part.numeral.value.divided(by: whole.numeral.value),
      let room = try? share.numeral.loosePlace.multiplied(by: 3).divided(by: 10),
      let slack = Calculation.slack(right, part.numeral, whole.numeral),
      let all = try? max(room, share.numeral.lastPlace).adding(slack),
      isBeyond(all, right, share.numeral),
      // What was taken away of a whole leaves the rest.
      let rest = try? Rational.one.subtracting(right), !LinkChecker.isWithin(all, rest, share.numeral.value),
      !Denial(working: working, range: share.range).isStated
    else { return }
    let names = NamesOfShares.names(right, share.numeral)
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()),
        range: share.range, claimed: share.numeral.value, correct: right))
  }
}

private enum ShareWords {
  static let of: PhraseSet = ["of"]
  static let percent: PhraseSet = ["\\%", "%", "％"]
  static let articles: PhraseSet = ["the", "all", "its"]
  static let network: PhraseSet = ["network's", "model's", "total"]
  static let commas: PhraseSet = [",", "(", "or", "which is", "that is"]
  static let thatIs: PhraseSet = ["i.e.", "that is", "which is", "or", "only", "just"]
}
