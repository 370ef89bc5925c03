import Symbolics

/// A fraction that is said once more in percent, with its digits and another power of ten: "1 − 0.115 = 0.885, so 8.85 %",
/// 0.4706，即 4.706%.
extension Calculation {
  mutating func checkPercentOfFractions() {
    for line in lines(with: PercentOfFractions.joints) where line.row == nil {
      let numbers = numbers(on: line)
      for (fraction, percent) in zip(numbers, numbers.dropFirst()) {
        guard percent.numeral.scale == .percent, fraction.numeral.scale == .one, fraction.unit == .none,
          fraction.numeral.value > .zero, fraction.numeral.value < .one, fraction.numeral.shows(atLeast: 100),
          percent.numeral.shows(atLeast: 100), isOffByTen(fraction.numeral.value, percent.numeral),
          areOne(fraction.range, percent.range), endsClause(percent.range, on: line),
          !isReported(percent.range),
          !isDenied(percent.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .powerOfTenSlip, range: percent.range, claimed: percent.numeral.value,
            correct: fraction.numeral.value, arguments: Magnitude.arguments(1)))
        markWrong(at: percent.range)
      }
    }
  }

  /// Whether a percentage is ten times as large or as small as the fraction, to its digits.
  private func isOffByTen(_ fraction: Rational, _ percent: Numeral) -> Bool {
    let room = LinkChecker.tolerance(of: percent, isApproximate: false)
    return [try? fraction.multiplied(by: 10), try? fraction.divided(by: 10)].contains { scaled in
      scaled.map { LinkChecker.isWithin(room, $0, percent.value) } ?? false
    }
  }

  /// Whether nothing but a word for sameness stands between two numbers.
  private func areOne(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.upperBound < second.lowerBound else { return false }
    var joint = Joint(working.bytes, from: first.upperBound, to: second.lowerBound)
    guard joint.take(PercentOfFractions.joints) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// "0.885 (8.85 % below the last one)" speaks of another share.
  private func endsClause(_ percent: Range<Int>, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: percent.upperBound, to: line.range.upperBound)
    joint.skipBlanks()
    return joint.isAtClauseEnd() || joint.take(Joint.closing)
  }
}

private enum PercentOfFractions {
  static let joints: PhraseSet = [
    ", i.e.,", ", i.e.", "i.e.", ", so", "so", ", that is,", ", that is", ", or", "or", ", hence", "hence",
    "→", "(",
    "（", "，即", ",即", "即", "，也就是", "也就是", "，约为", "，约", "，合",
  ]
}
