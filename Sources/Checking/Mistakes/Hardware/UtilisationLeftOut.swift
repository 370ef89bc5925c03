import Symbolics

/// A speed that is said to be reached at a part of the peak, and is the whole of it: "at 45% MFU: 160 PFLOPS sustained" below `peak
/// = 312 × 512 = 160 PFLOPS`; 每张 312 TFLOPS, 利用率 45%: 有效算力约 319 PFLOPS for 1,024 of them.
extension Calculation {
  mutating func checkUtilisationLeftOut() {
    for (place, line) in enumeratedLines(with: PartialSpeeds.shares)
    where line.row == nil && line.range.count <= 512 && line.holdsPercent {
      let measures = measures(on: line)
      let shares = measures.filter { $0.numeral.scale == .percent }
      guard shares.count == 1, let share = shares.first, share.numeral.value > .zero,
        share.numeral.value < PartialSpeeds.most, isUtilisation(share, on: line),
        let reached = measures.first(where: {
          $0.isRate && $0.range.lowerBound > share.range.upperBound && isReached($0, on: line)
        }), isWhole(reached, measures, above: place), !isReported(reached.range),
        !isPartOfProduct(reached, on: line), isAsserted(reached.range, on: line),
        let right = try? reached.numeral.value.multiplied(by: share.numeral.value)
      else { continue }
      findings.append(
        Draft(
          mistake: .factorDroppedInEvaluation, alternatives: [.productSlip, .wrongQuantityNamed],
          range: reached.range, claimed: reached.numeral.value, correct: right,
          arguments: [("factor", .number(share.numeral.value))]))
      markWrong(at: reached.range)
    }
  }

  /// "45% MFU", 利用率 45%
  private func isUtilisation(_ share: Measure, on line: TextLine) -> Bool {
    var joint = Joint(
      working.bytes, from: share.range.upperBound, to: min(line.range.upperBound, share.range.upperBound + 24)
    )
    _ = joint.take(PartialSpeeds.percent)
    if joint.take(PartialSpeeds.shares) { return true }
    let before = line.stretch(before: share.range.lowerBound, atMost: 24)
    guard let word = PartialSpeeds.shares.first(in: before, of: working.bytes) else { return false }
    var gap = Joint(working.bytes, from: word.upperBound, to: share.range.lowerBound)
    _ = gap.take(PartialSpeeds.joins)
    _ = gap.take(Joint.approximations)
    gap.skipBlanks()
    return gap.isAtEnd
  }

  /// "160 PFLOPS sustained", 有效算力约 319 PFLOPS
  private func isReached(_ speed: Measure, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: speed.range.upperBound, to: line.range.upperBound)
    _ = joint.take(PartialSpeeds.seconds)
    if joint.take(PartialSpeeds.reached) { return true }
    let before = line.stretch(before: speed.range.lowerBound, atMost: 40)
    guard let word = PartialSpeeds.reached.first(in: before, of: working.bytes) else { return false }
    var gap = Joint(working.bytes, from: word.upperBound, to: speed.range.lowerBound)
    while gap.take(PartialSpeeds.joins) {}
    _ = gap.take(Joint.approximations)
    gap.skipBlanks()
    return gap.isAtEnd
  }

  private func isPartOfProduct(_ speed: Measure, on line: TextLine) -> Bool {
    line.chains.contains { $0.range.overlaps(speed.range) }
  }

  /// Whether a speed is a peak of the lines above, or that of all devices that the line counts.
  private func isWhole(_ speed: Measure, _ measures: [Measure], above place: Int) -> Bool {
    guard let half = try? speed.numeral.lastPlace.divided(by: .two) else { return false }
    // Of one device it is the peak that is told: "140 TFLOPS each at 45% MFU" has the share in it.
    for rate in measures
    where rate.isRate && rate.range.lowerBound < speed.range.lowerBound
      && PartialSpeeds.usual.contains(rate.numeral.value)
    {
      for count in measures
      where count.unit == .none && count.numeral.value > .one && count.numeral.scale == .one
        && count.numeral.lastPlace == .one && count.range.lowerBound < speed.range.lowerBound
      {
        if let all = try? rate.numeral.value.multiplied(by: count.numeral.value),
          LinkChecker.isWithin(max(half, speed.numeral.lastPlace), all, speed.numeral.value)
        {
          return true
        }
      }
    }
    return lines[max(0, place - 3)..<place].contains { line in
      line.range.count <= 512 && PartialSpeeds.peaks.isOn(line, of: working.bytes)
        && !PartialSpeeds.shares.isOn(line, of: working.bytes)
        && self.measures(on: line).contains { $0.isRate && $0.numeral.value == speed.numeral.value }
    }
  }
}

private enum PartialSpeeds {
  static let shares: PhraseSet = ["mfu", "hfu", "utilisation", "utilization", "利用率"]
  static let percent: PhraseSet = ["%", "percent"]
  static let joins: PhraseSet = [
    "of", "at", "is", "=", ":", "：", "为", "是", "按", "speed", "throughput", "算力", "的", "达",
  ]
  static let seconds: PhraseSet = ["/s", "/秒"]
  static let reached: PhraseSet = [
    "sustained", "effective", "achieved", "delivered", "in effect", "有效算力", "有效", "实际算力", "实际", "持续",
  ]
  static let peaks: PhraseSet = ["peak", "theoretical", "ideal", "峰值", "理论", "理想"]
  /// The dense peaks in 16 bits of one device.
  static let usual = [125, 197, 275, 312, 459, 989, 990].map { (tera: Int128) in
    Rational(whole: tera * 1_000_000_000_000)
  }
  static let most: Rational = (try? Rational(95, over: 100)) ?? .one
}
