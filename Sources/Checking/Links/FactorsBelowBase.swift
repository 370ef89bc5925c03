import Symbolics

/// Lines that begin with a sign of multiplication and go on from one base each, not from the line above:
///
///     7B parameters
///     × 2 = 14 GB in fp16
///     × 4 = 28 GB in fp32
extension LinkChecker {
  /// Whether the claim of a line is what the base gives that the line above has multiplied, too.
  func goesOnFromBase(_ link: PlainLink) -> Bool {
    guard link.sign == .equal || link.sign == .approximately, link.first.isCompound,
      case let own = working.line(at: link.second.located.range.lowerBound), own > 1, beginsWithTimes(own),
      beginsWithTimes(own - 1),
      let result = link.second.claim ?? link.second.located.expression.leadingNumeral,
      let carried = link.first.located.expression.leadingNumeral, !carried.value.isZero,
      let factor = try? value(of: link.first)?.divided(by: carried.value)
    else { return false }
    for side in link.chain.sides[..<link.index] where goesOverLines(side) {
      if let base = side.located.expression.leadingNumeral, gives(base, factor, result) { return true }
    }
    // `100 cells`, and below it `× 6 = 600 boxes`: the base has a line to itself.
    let first = working.line(at: link.chain.range.lowerBound)
    guard first > 0, beginsWithTimes(first) else { return false }
    let above = stretch(ofLine: first - 1)
    return MeasureReader.measures(in: above, of: working.bytes).contains {
      gives($0.numeral, factor, result)
    }
  }

  private func gives(_ base: Numeral, _ factor: Rational, _ result: Numeral) -> Bool {
    guard let value = try? base.value.multiplied(by: factor) else { return false }
    if fits(value, result, isApproximate: true, isBare: base.scale == .one) { return true }
    // A rounded `7.6B`; a whole `7B` is meant as it stands.
    guard let digits = base.unscaled, !digits.isInteger,
      let room = try? base.lastPlace.multiplied(by: factor.magnitude).divided(by: .two)
    else { return false }
    return LinkChecker.isWithin(room, value, result.value)
  }

  /// Whether a side begins on one line and ends on another one.
  private func goesOverLines(_ side: Chain.Side) -> Bool {
    let range = side.located.range
    return working.line(at: range.lowerBound) < working.line(at: max(range.lowerBound, range.upperBound - 1))
  }

  /// Whether a line begins with a sign of multiplication.
  private func beginsWithTimes(_ line: Int) -> Bool {
    let stretch = stretch(ofLine: line)
    var joint = Joint(working.bytes, from: stretch.lowerBound, to: stretch.upperBound)
    return joint.take(BaseWords.times)
  }
}

private enum BaseWords {
  static let times: PhraseSet = ["×", "\\times", "\\cdot", "·", "x "]
}
