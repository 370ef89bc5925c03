import Symbolics

/// What a line has reached of the peak that the next one names: `24,000 × 6 × 160e6 = 23.0 TFLOPS` above `V100 125 TFLOPS →
/// 1.84%`. Only exchanged digits and powers of ten are called wrong.
extension Calculation {
  mutating func checkSharesBehindArrows() {
    for (place, line) in lines.enumerated().dropFirst()
    where line.row == nil && line.range.count < 160 && PeakShares.arrows.isOn(line, of: working.bytes)
      && PeakShares.speeds.isOn(line, of: working.bytes) && line.range.count > 8
    {
      let measures = measures(on: line)
      let peaks = measures.filter { $0.unit == .flops }
      guard let share = measures.last, share.numeral.scale == .percent, peaks.count == 1,
        let peak = peaks.first,
        measures.count(where: { $0.numeral.scale == .percent }) == 1, peak.isRate,
        isArrow(peak.range.upperBound..<max(peak.range.upperBound, share.range.lowerBound)),
        isNothingBehind(share, on: line), !isOfSeveral(in: line.range),
        let last = lines[place - 1].chains.last, last.hasEquality, let reached = last.sides.last?.claim,
        last.sides.last?.unit == .flops, reached.scale == peak.numeral.scale,
        let right = try? reached.value.divided(by: peak.numeral.value),
        let slips = share.numeral.slip(from: right), slips != [.digitChanged], !isReported(share.range),
        isAsserted(share.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: slips[0], alternatives: [.productSlip], range: share.range, claimed: share.numeral.value,
          correct: right, fix: Expression(right)))
      markWrong(at: share.range)
    }
  }

  private func isArrow(_ gap: Range<Int>) -> Bool {
    var joint = Joint(working.bytes, from: gap.lowerBound, to: gap.upperBound)
    _ = joint.take(PeakShares.words)
    guard joint.take(PeakShares.arrows) else { return false }
    _ = joint.take(PeakShares.words)
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private func isNothingBehind(_ share: Measure, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: share.range.upperBound, to: line.range.upperBound)
    _ = joint.take(PeakShares.words)
    joint.skipBlanks()
    return joint.isAtEnd || joint.isAtClauseEnd()
  }
}

private enum PeakShares {
  static let arrows: PhraseSet = ["→", "->", "=>", "⇒"]
  static let speeds: PhraseSet = ["flops", "flop/s"]
  static let words: PhraseSet = ["mfu", "utilisation", "utilization", "of peak", "peak", "利用率", "峰值", "的峰值"]
}
