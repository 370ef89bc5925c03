import Symbolics

/// What is saved, in percent, behind the ratio or the share that it follows from: "8.6× fewer parameters, i.e. 98.4% less",
/// "34,304 / 295,168 = 11.6%, i.e. 78.4% fewer parameters".
extension Calculation {
  mutating func checkRestOfRatios() {
    for (place, line) in enumeratedLines(with: RestWords.joints)
    where line.row == nil && line.range.count <= 1_024 && line.holdsPercent
      && RestWords.less.isOn(line, of: working.bytes)
    {
      let measures = measures(on: line)
      for (first, claim) in zip(measures, measures.dropFirst())
      where claim.numeral.scale == .percent && claim.numeral.shows(atLeast: 10) {
        guard let right = rest(of: first, before: claim, on: line, at: place),
          saysLess(behind: claim, on: line),
          let gap = try? claim.numeral.value.subtracting(right.value).magnitude, gap > right.room,
          !isReported(claim.range), isAsserted(claim.range, on: line)
        else { continue }
        let slip = claim.numeral.slip(from: right.value)
        findings.append(
          Draft(
            mistake: slip?.first ?? .digitChanged,
            alternatives: [.productSlip, .conclusionContradictsNumbers],
            range: claim.range, claimed: claim.numeral.value, correct: right.value))
        markWrong(at: claim.range)
      }
    }
  }

  /// 1 − 1/8.6 behind "8.6× fewer", 1 − 11.6 % behind the share that a quotient gives, and how far off a rounding may be.
  private func rest(of first: Measure, before claim: Measure, on line: TextLine, at place: Int) -> (
    value: Rational, room: Rational
  )? {
    guard first.range.upperBound < claim.range.lowerBound else { return nil }
    var joint = Joint(working.bytes, from: first.range.upperBound, to: claim.range.lowerBound)
    let left: Rational
    if first.numeral.scale == .percent {
      guard
        let entry = entries(on: place..<place + 1).first(where: {
          $0.claimRange?.overlaps(first.range) ?? false
        }),
        case .quotient(let part, let whole)? = entry.workingSide?.located.expression,
        let small = Claim.numeral(of: part), let large = Claim.numeral(of: whole), small.value < large.value
      else { return nil }
      left = first.numeral.value
    } else {
      guard first.numeral.scale == .one, first.numeral.value > .one, joint.take(RestWords.times),
        joint.take(RestWords.less), let share = try? Rational.one.divided(by: first.numeral.value)
      else { return nil }
      for _ in 0..<2 { _ = joint.take(RestWords.things) }
      left = share
    }
    guard joint.take(RestWords.joints) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard joint.isAtEnd, let value = try? Rational.one.subtracting(left),
      let share = try? left.multiplied(by: first.numeral.lastPlace).divided(by: first.numeral.value),
      let room = try? share.adding(claim.numeral.lastPlace).multiplied(by: .two)
    else { return nil }
    return (value, room)
  }

  /// Whether the words behind a percentage say that so much is saved: "98.4% less", "78.4% fewer parameters".
  private func saysLess(behind claim: Measure, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: claim.range.upperBound, to: line.range.upperBound)
    guard joint.take(RestWords.less) else { return false }
    // "40% less latency", "78.4% fewer than MobileNet" are other things.
    if joint.take(RestWords.than) { return false }
    _ = joint.take(RestWords.counted)
    joint.skipBlanks()
    return joint.isAtEnd || joint.isAtClauseEnd() || joint.take(Joint.closing)
  }
}

private enum RestWords {
  static let joints: PhraseSet = [
    ", i.e.,", ", i.e.", "i.e.", ", that is,", ", that is", "(i.e.", "(", "（即", "（", "，即",
    ",即", "即",
    "，也就是", "，减少", "，节省",
  ]
  static let times: PhraseSet = ["×", "x", "\\times", "times", "-fold", "倍"]
  static let less: PhraseSet = [
    "fewer", "less", "smaller", "reduction", "saved", "saving", "savings", "的减少", "更少", "减少", "节省",
  ]
  static let than: PhraseSet = [
    "than", "parameters than", "params than", "of the", "flops than", "macs than",
  ]
  static let counted: PhraseSet = [
    "parameters", "params", "weights", "multiply-adds", "multiplications", "参数", "计算量",
  ]
  static let things: PhraseSet = [
    "parameters", "params", "weights", "multiply-adds", "multiplications", "operations", "ops", "macs",
    "flops", "memory",
    "compute", "bytes", "参数", "计算量", "乘加",
  ]
}
