import Symbolics

/// By how many times a number has grown: 参数从 1000 增加到 4000，增加了 3 倍.
///
/// 增加了 3 倍 is strictly three times as much on top of what there was. Without 了, and in English, some mean by it that there is
/// three times as much now: there only what is neither is false.
extension Calculation {
  mutating func checkMultiplesOfChanges(on line: TextLine) {
    guard line.lone.count >= 3, Calculation.multiplesOfChange.isOn(line, of: working.bytes) else { return }
    for index in 0..<(line.lone.count - 2) {
      let (first, second, change) = (line.lone[index], line.lone[index + 1], line.lone[index + 2])
      guard let from = first.claim, let to = second.claim, let claim = change.claim, from.value > .zero,
        to.value > from.value, from.scale != .percent, to.scale != .percent, claim.scale == .one,
        isChange(first, second, on: line), saysChange(between: second, and: change, falls: false),
        from.hasScaleWord == to.hasScaleWord, endsInMultiple(change, on: line),
        let ratio = try? to.value.divided(by: from.value), let growth = try? ratio.subtracting(.one)
      else { continue }
      let isStrict = Calculation.strictGrowth.isIn(
        second.located.range
          .upperBound..<max(
            second.located.range.upperBound, change.located.range.lowerBound),
        of: working.bytes)
      guard !isNear(growth, claim), isStrict || !isNear(ratio, claim),
        !findings.contains(where: { $0.range.overlaps(line.range) }),
        isAsserted(change.located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, range: change.located.range, claimed: claim.value,
          correct: growth))
    }
  }

  /// Whether a number is a multiple: 3 倍, "3 times".
  func isMultiple(_ change: Chain.Side, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: change.located.range.upperBound, to: line.range.upperBound)
    return joint.take(Calculation.multiplesOfChange)
  }

  /// 3 倍多 and 3 倍以上 are rough.
  private func endsInMultiple(_ change: Chain.Side, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: change.located.range.upperBound, to: line.range.upperBound)
    guard joint.take(Calculation.multiplesOfChange) else { return false }
    joint.skipBlanks()
    return joint.isAtClauseEnd()
  }

  private func isNear(_ value: Rational, _ claim: Numeral) -> Bool {
    guard let half = try? claim.lastPlace.divided(by: .two), let part = try? value.divided(by: 20) else {
      return true
    }
    return LinkChecker.isWithin(max(half, part), value, claim.value)
  }

  private static let multiplesOfChange: PhraseSet = ["倍", "times", "×", "x", "-fold", "fold"]
  private static let strictGrowth: PhraseSet = ["增加了", "增长了", "增大了", "提高了", "上升了"]
}
