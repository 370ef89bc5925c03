import Symbolics

/// How many times as much the one of two numbers is that "vs" sets against each other: `2 × 16 × 4096 = 131,072 vs 4096² =
/// 16,777,216` and behind an arrow, or on the next line, "=> 256x fewer".
///
/// What is twice, four or ten times the ratio or a part of that is a slip; any other number may be that of other things.
extension Calculation {
  mutating func checkRatiosBehindVersus() {
    for (place, line) in enumeratedLines(with: VersusWords.signs)
    where line.row == nil && line.range.count <= 400 {
      guard let sign = VersusWords.signs.first(on: line, of: working.bytes),
        let (first, second, end) = sidesOf(sign, on: line), let claim = factor(behind: end, place),
        let ratio = try? max(first, second).divided(by: min(first, second)),
        let over = try? Rational(claim.value).divided(by: ratio),
        VersusWords.slips.contains(where: { isNearly($0, over) }), !isReported(claim.range),
        let own = self.line(at: claim.range.lowerBound), isAsserted(claim.range, on: own)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, alternatives: [.productSlip, .formulaDoesNotGiveResult],
          range: claim.range, claimed: Rational(claim.value), correct: ratio,
          arguments: [("other", .number(ratio))]))
    }
  }

  private func isNearly(_ value: Rational, _ other: Rational) -> Bool {
    guard let room = try? value.divided(by: 40) else { return false }
    return LinkChecker.isWithin(room, value, other)
  }

  /// The two numbers right before and behind the sign, with the place behind the second.
  private func sidesOf(_ sign: Range<Int>, on line: TextLine) -> (Rational, Rational, end: Int)? {
    let numbers = numbers(on: line)
    guard let first = numbers.last(where: { $0.range.upperBound <= sign.lowerBound }),
      let second = numbers.last(where: {
        $0.range.lowerBound >= sign.upperBound
          && !VersusWords.arrows.isIn(sign.upperBound..<$0.range.lowerBound, of: working.bytes)
      }), first.unit == second.unit, first.numeral.value > 99, second.numeral.value > 99
    else { return nil }
    var gap = Joint(working.bytes, from: first.range.upperBound, to: sign.lowerBound)
    _ = gap.takeUnits()
    gap.skipBlanks()
    var tail = Joint(working.bytes, from: second.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    guard gap.isAtEnd else { return nil }
    return (first.numeral.value, second.numeral.value, tail.at)
  }

  /// The number of "=> 256x fewer" behind a place, or on the next line.
  private func factor(behind place: Int, _ index: Int) -> (value: Int, range: Range<Int>)? {
    var joint = Joint(working.bytes, from: place, to: lines[index].range.upperBound)
    joint.skipBlanks()
    if joint.isAtEnd || joint.isAtClauseEnd() && lines[index].range.upperBound - joint.at <= 2 {
      guard
        let next = lines[min(index + 1, lines.count)..<min(index + 3, lines.count)].first(where: {
          $0.range.count > 1
        }),
        next.row == nil, next.range.count <= 200
      else { return nil }
      joint = Joint(working.bytes, from: next.range.lowerBound, to: next.range.upperBound)
    }
    _ = joint.take(VersusWords.marks)
    guard joint.take(VersusWords.arrows) else { return nil }
    while joint.take(VersusWords.fillers) {}
    joint.skipBlanks()
    guard let number = working.bytes.wholeNumber(at: joint.at, to: joint.end), number.value >= 2 else {
      return nil
    }
    let range = joint.at..<number.end
    joint.at = number.end
    guard joint.take(VersusWords.times) else { return nil }
    let isSaid = joint.take(VersusWords.fewer)
    guard isSaid || joint.isAtClauseEnd() else { return nil }
    _ = joint.takeUnits()
    return joint.isAtClauseEnd() ? (number.value, range) : nil
  }
}

private enum VersusWords {
  static let signs: PhraseSet = [" vs. ", " vs ", " versus ", " 对比 "]
  static let arrows: PhraseSet = [
    "=>", "⇒", "→", "->", "so", "thus", "hence", "i.e.", "that is", "即", "所以", "因此", ":", "：",
  ]
  static let marks: PhraseSet = [",", "，", ";", "；", "(", "（"]
  static let fillers: PhraseSet = [
    ",", "about", "roughly", "≈", "~", "a", "约", "少了", "减少了", "减少", "相差", "差", "少", "是", "大约", "factor of",
  ]
  static let times: PhraseSet = ["x", "×", "times", "-fold", "倍", "fold"]
  static let fewer: PhraseSet = [
    "as many", "as much", "fewer", "smaller", "less", "more", "larger", "reduction", "的差距", "的参数", "的差别",
    "cheaper",
    "savings", "saving",
  ]
  static let slips: [Rational] = [
    2, 4, 10, .half, (try? Rational(1, over: 4)) ?? .half, (try? Rational(1, over: 10)) ?? .half,
  ]
}
