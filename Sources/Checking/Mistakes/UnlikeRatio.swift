import Symbolics

/// A share of FLOPs in multiply-adds: it comes out twice too large.
extension Calculation {
  mutating func checkUnlikeRatios() {
    for line in lines
    where line.holdsPercent
      && Phrases.contains(["mac", "madd", "mult", "乘加"], in: line.range, of: working.bytes)
    {
      let measures = MeasureReader.measures(in: line.range, of: working.bytes)
      for index in measures.indices.dropFirst(2) where measures[index].numeral.scale == .percent {
        let (part, whole, share) = (measures[index - 2], measures[index - 1], measures[index])
        guard part.per != .second, whole.per != .second,
          let right = Calculation.rightShare(part, whole, share.numeral)
        else { continue }
        findings.append(
          Draft(
            mistake: .ratioOfUnlikeConventions, range: share.range, claimed: share.numeral.value,
            correct: right))
      }
    }
  }

  /// The share of like quantities, where the stated one divides FLOPs by multiply-adds or the other way round.
  private static func rightShare(_ part: Measure, _ whole: Measure, _ share: Numeral) -> Rational? {
    let isDoubled: Bool
    switch (part.unit, whole.unit) {
    case (.flops, .macs): isDoubled = true
    case (.macs, .flops): isDoubled = false
    default: return nil
    }
    guard let ratio = try? part.numeral.value.divided(by: whole.numeral.value),
      let right = isDoubled ? try? ratio.divided(by: .two) : try? ratio.multiplied(by: .two),
      let tolerance = tolerance(of: share, ratio, part.numeral, whole.numeral),
      LinkChecker.isWithin(tolerance, ratio, share.value),
      !LinkChecker.isWithin(tolerance, right, share.value)
    else { return nil }
    return right
  }

  /// Half a unit of the share's last digit, and what the rounding of the two numbers leaves open.
  static func tolerance(
    of share: Numeral, _ ratio: Rational, _ part: Numeral, _ whole: Numeral
  ) -> Rational? {
    guard let half = try? share.lastPlace.divided(by: .two), !part.value.isZero, !whole.value.isZero,
      let first = try? part.lastPlace.divided(by: part.value),
      let second = try? whole.lastPlace.divided(by: whole.value),
      let relative = try? first.adding(second).divided(by: .two),
      let slack = try? ratio.multiplied(by: relative)
    else { return nil }
    return try? half.adding(slack)
  }
}

extension TextLine {
  /// Whether a number with a percent sign stands on the line.
  var holdsPercent: Bool {
    traits.contains(.percent) || chains.contains { $0.traits.contains(.percent) }
  }
}
