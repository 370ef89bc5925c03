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

  /// "One A100: about 320 years", 单张 H100 (BF16, 989 TFLOPS): 约 230 年: one device with its speed in brackets, or with the one that
  /// everybody takes for it.
  mutating func checkTimesOfSingles() {
    for (place, line) in enumeratedLines(with: PeakTimes.singles)
    where line.row == nil && line.range.count <= 512 && PeakTimes.long.isOn(line, of: working.bytes)
      && !PeakTimes.otherwise.isOn(line, of: working.bytes)
    {
      guard let single = PeakTimes.singles.first(on: line, of: working.bytes) else { continue }
      var joint = Joint(working.bytes, from: single.upperBound, to: line.range.upperBound)
      guard let peak = takePeak(&joint, on: line) else { continue }
      let times = numbers(on: line).filter { $0.unit.seconds != nil }
      guard joint.take(PeakTimes.signs) else { continue }
      _ = joint.take(Joint.approximations)
      joint.skipBlanks()
      guard let time = times.first(where: { $0.range.lowerBound == joint.at }),
        !lines[max(0, place - 8)...place].contains(where: { PeakTimes.parts.isOn($0, of: working.bytes) }),
        let right = timeMeant(time, at: peak, above: place, before: line.range.upperBound),
        !isReported(time.range), isAsserted(time.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .durationWrong, alternatives: [.powerOfTenSlip], range: time.range,
          claimed: time.numeral.value, correct: right, arguments: unitArgument(of: time.side) ?? []))
      markWrong(at: time.range)
    }
  }

  /// The speed of a device behind the words for one of them: that of its name, or the one in brackets.
  private func takePeak(_ joint: inout Joint, on line: TextLine) -> Rational? {
    joint.skipBlanks()
    var peak: Rational?
    for (name, tera) in PeakTimes.peaks where peak == nil {
      guard let length = name.length(at: joint.at, until: joint.end, in: joint.bytes) else { continue }
      joint.at += length
      peak = Rational(tera)
    }
    _ = joint.take(PeakTimes.devices)
    if joint.take(Joint.opening) {
      let start = joint.at
      guard let close = Joint.closing.first(in: start..<min(joint.end, start + 64), of: joint.bytes) else {
        return nil
      }
      joint.at = close.upperBound
      let inside = measures(on: line).filter {
        $0.range.lowerBound >= start && $0.range.upperBound <= close.lowerBound
      }
      guard let rate = inside.first(where: { $0.isRate }), inside.count(where: { $0.isRate }) == 1,
        rate.numeral.scale == .tera
      else { return nil }
      return rate.numeral.value
    }
    guard let peak, !PeakTimes.tera.isOn(line, of: joint.bytes) else { return nil }
    return try? peak.multiplied(by: Rational(whole: 1_000_000_000_000))
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
  static let singles: PhraseSet = [
    "one ", "a single ", "1 × ", "1x ", "1× ", "on 1 ", "单张", "单块", "单卡", "一张", "一块", "1 张", "1张", "1 块",
    "1块",
  ]
  /// The dense peaks in 16 bits, in TFLOP/s; a power of ten lies between none of them and another format's.
  static let peaks: [(PhraseSet, Int)] = [
    (["a100", "a800"], 312), (["h100", "h800"], 989), (["v100"], 125),
  ]
  static let devices: PhraseSet = ["gpu", "card", "卡", "显卡"]
  /// Parts of the peak, on the lines above.
  static let parts: PhraseSet = [
    "%", "mfu", "hfu", "util", "effective", "efficiency", "achiev", "sustain", "measured", "actual",
    "in practice",
    "利用率", "有效", "效率", "实际", "实测",
  ]
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
