import Symbolics

/// "One A100 at 312 TFLOPS: about 79 years" for work that the text has worked out, 7.8 × 10²² FLOPs, and that takes a tenth of
/// it at that speed.
///
/// Where any work that the text gives takes the time that is said, nothing is; and nothing but a power of ten is judged.
extension Calculation {
  mutating func checkTimesByPeaks() {
    for (place, line) in enumeratedLines(with: PeakTimes.tera)
    where line.row == nil && line.range.count <= 512 && PeakTimes.long.isOn(line, of: working.bytes)
      && !PeakTimes.otherwise.isOn(line, of: working.bytes)
    {
      let times = numbers(on: line).filter { $0.unit.seconds != nil }
      for rate in measures(on: line) where rate.isRate && rate.numeral.scale == .tera {
        guard let time = times.first(where: { isRightBehind($0, rate) }),
          Devices.count(in: line.stretch(before: rate.range.lowerBound, atMost: 40), of: working.bytes)
            == .one,
          let right = timeMeant(time, at: rate.numeral.value, above: place, before: rate.range.lowerBound),
          !isReported(time.range), isAsserted(time.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .durationWrong, alternatives: [.powerOfTenSlip], range: time.range,
            claimed: time.numeral.value, correct: right, arguments: unitArgument(of: time.side) ?? []))
        markWrong(at: time.range)
      }
    }
  }

  /// Whether nothing but a colon and words for a rounding stands between a speed and a time.
  private func isRightBehind(_ time: StatedNumber, _ rate: Measure) -> Bool {
    guard rate.range.upperBound <= time.range.lowerBound, time.range.lowerBound - rate.range.upperBound <= 32
    else { return false }
    var joint = Joint(working.bytes, from: rate.range.upperBound, to: time.range.lowerBound)
    _ = joint.take(PeakTimes.seconds)
    guard joint.take(PeakTimes.signs) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// The time that the work of the text takes, where it is a power of ten away from what is said.
  private func timeMeant(_ time: StatedNumber, at rate: Rational, above place: Int, before end: Int)
    -> Rational?
  {
    guard let seconds = time.unit.seconds, rate > .zero, time.numeral.shows(atLeast: 10),
      let half = try? time.numeral.lastPlace.divided(by: .two)
    else { return nil }
    var meant: Rational?
    for line in lines[max(0, place - 8)...place].reversed() {
      for work in numbers(on: line)
      where work.range.upperBound <= end && work.numeral.value >= PeakTimes.smallest
        && (work.unit == .flops || work.unit == .none)
      {
        guard let right = try? work.numeral.value.divided(by: rate).divided(by: seconds),
          let tenth = try? right.divided(by: 8), let fiftieth = try? time.numeral.value.divided(by: 50)
        else { return nil }
        if LinkChecker.isWithin(max(half, tenth), right, time.numeral.value) { return nil }
        guard meant == nil else { continue }
        for power in [10, 100, 1_000] as [Rational] {
          guard let larger = try? right.multiplied(by: power), let smaller = try? right.divided(by: power)
          else {
            continue
          }
          let room = max(half, fiftieth)
          if LinkChecker.isWithin(room, larger, time.numeral.value)
            || LinkChecker.isWithin(room, smaller, time.numeral.value)
          {
            meant = right
          }
        }
      }
    }
    return meant
  }
}

private enum PeakTimes {
  static let tera: PhraseSet = ["tflop"]
  static let long: PhraseSet = ["year", "month", "week", "day", "hour", "年", "月", "周", "天", "小时"]
  static let seconds: PhraseSet = ["/s", "/秒", "per second"]
  static let signs: PhraseSet = [
    ":", "：", "=", "→", "->", ", i.e.", "takes", "would take", "needs", "would need", "，需要", "需要", "，约需", "需",
    "要",
  ]
  static let otherwise: PhraseSet = [
    "%", "mfu", "util", "effective", "achiev", "per token", "per step", "per epoch", "if ", "利用率", "有效", "每",
  ]
  static let smallest: Rational = Rational(whole: 1_000_000_000_000_000_000)
}
