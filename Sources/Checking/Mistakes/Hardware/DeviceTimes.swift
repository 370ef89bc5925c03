import Symbolics

/// "One A100: 10,000 years; 100 A100s: 1,000 years": the time on many devices is that on one, divided by their number.
///
/// Real clusters lose some of it, so that only a factor of exactly ten, a hundred … between the two is remarked upon, and
/// as a warning.
extension Calculation {
  mutating func checkDeviceTimes() {
    for line in lines where (2...4).contains(line.lone.count) {
      guard line.lone.contains(where: { $0.unit.seconds != nil }),
        Phrases.contains(["gpu", "tpu", "a100", "h100", "v100", "卡"], in: line.range, of: working.bytes)
      else { continue }
      let times = deviceTimes(on: line)
      guard times.count == 2, times[0].devices != times[1].devices,
        let ratio = Calculation.powerOfTen(times[0], times[1]),
        let right = try? times[1].claim.divided(by: ratio)
      else { continue }
      let isFaster = ratio < .one && times[1].devices > times[0].devices
      findings.append(
        Draft(
          mistake: .durationWrong, alternatives: [.powerOfTenSlip], severity: isFaster ? .error : .warning,
          range: times[1].side.located.range, claimed: times[1].claim, correct: right,
          arguments: [("ratio", .number(ratio))] + (unitArgument(of: times[1].side) ?? [])))
    }
  }

  /// "97,222 days on one card, so 1,024 V100s need about 9.5 days": many devices are ten times faster than all of them can
  /// be, or slower.
  mutating func checkDivisionsAmongDevices() {
    for line in lines(with: Calculation.consequences)
    where line.row == nil && line.range.count < 1_024 && Calculation.devices.isOn(line, of: working.bytes) {
      let times = numbers(on: line).filter { $0.unit.seconds != nil }
      guard times.count >= 2,
        let first = times.first(where: { Devices.count(behind: $0.side, in: working.bytes) == .one }),
        let last = times.last, last.range.lowerBound > first.range.upperBound,
        let seconds = first.unit.seconds, let own = last.unit.seconds,
        let so = Calculation.consequences.first(
          in: first.range.upperBound..<last.range.lowerBound, of: working.bytes),
        let devices = Devices.count(in: so.upperBound..<last.range.lowerBound, of: working.bytes),
        devices > .one,
        !isReported(last.range), !isDenied(last.range, on: line),
        let right = try? first.numeral.value.multiplied(by: seconds).divided(by: own).divided(by: devices),
        let half = try? last.numeral.lastPlace.divided(by: .two)
      else { continue }
      for ratio in [10, 100, 1_000] as [Rational] {
        guard let faster = try? right.divided(by: ratio), let slower = try? right.multiplied(by: ratio),
          LinkChecker.isWithin(half, faster, last.numeral.value)
            || LinkChecker.isWithin(half, slower, last.numeral.value)
        else { continue }
        findings.append(
          Draft(
            mistake: .durationWrong, alternatives: [.powerOfTenSlip],
            severity: faster < right && last.numeral.value < right ? .error : .warning, range: last.range,
            claimed: last.numeral.value, correct: right,
            arguments: [("ratio", .number(ratio))] + (unitArgument(of: last.side) ?? [])))
        break
      }
    }
  }

  private static let devices: PhraseSet = ["gpu", "tpu", "card", "a100", "h100", "v100", "卡"]
  private static let consequences: PhraseSet = [
    "so ", "thus", "hence", "therefore", "i.e.", "所以", "因此", "故", "则",
  ]

  /// A duration with the devices that are named before it.
  private struct DeviceTime {
    var devices: Rational
    /// The seconds of all devices together.
    var total: Rational
    var claim: Rational
    var side: Chain.Side
  }

  private func deviceTimes(on line: TextLine) -> [DeviceTime] {
    var times: [DeviceTime] = []
    var start = line.range.lowerBound
    for side in line.lone {
      // What a line above has begun has its words there.
      guard side.located.range.lowerBound >= start, let seconds = side.unit.seconds, let claim = side.claim,
        let devices = Devices.count(in: start..<side.located.range.lowerBound, of: working.bytes),
        let total = try? claim.value.multiplied(by: seconds).multiplied(by: devices), !total.isZero
      else { continue }
      times.append(
        DeviceTime(devices: devices, total: total, claim: claim.value, side: side))
      start = side.located.range.upperBound
    }
    return times
  }

  /// How many times the time of all devices together is that of the first, where that is 10, 100 … or a tenth, as far as
  /// the digits of both tell.
  private static func powerOfTen(_ first: DeviceTime, _ second: DeviceTime) -> Rational? {
    guard let ratio = try? second.total.divided(by: first.total),
      let one = first.side.claim?.relativeRoom, let two = second.side.claim?.relativeRoom,
      let room = try? one.adding(two)
    else { return nil }
    // With one digit each nearly everything is a power of ten.
    let isRough = (try? room.multiplied(by: 10)).map { $0 > .one } ?? true
    for power in [10, 100, 1_000, 10_000] as [Rational] {
      if ratio == power { return power }
      guard !isRough, let inverse = try? power.reciprocal() else { continue }
      for meant in [power, inverse] {
        guard let slack = try? meant.multiplied(by: room) else { continue }
        if LinkChecker.isWithin(slack, ratio, meant) { return meant }
      }
    }
    return nil
  }
}
