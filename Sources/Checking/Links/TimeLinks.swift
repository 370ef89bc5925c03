import Symbolics

/// Durations along a chain: `6e7 s = 694 days`, `512 × 21 days = 258,048 GPU-hours`, `29,167 days on 1 GPU = 70 hours on
/// 10,000 GPUs`.
extension LinkChecker {
  /// Whether a value is a duration that is claimed. The left side may be in seconds or in its own unit, and either side may
  /// count on several devices.
  func agreesInTime(
    _ value: Rational, _ left: Chain.Side, _ claim: Numeral, _ right: Chain.Side, isApproximate: Bool = false
  ) -> Bool {
    guard right.unit.seconds != nil, let exactly = try? claim.lastPlace.divided(by: .two) else {
      return false
    }
    // 1,000,000 s ≈ 280 h
    let half =
      isApproximate || right.isApproximate
      ? max(exactly, LinkChecker.tolerance(of: claim, isApproximate: true)) : exactly
    let devices = devices(left, right)
    let own = left.unit.seconds == nil ? [Rational.one] : left.unit.possibleSeconds
    // What stands alone was rounded when it was written; of `1e5 s` half is not left open.
    let rounded =
      left.isCompound
      ? roomOfDividend(left, value) : left.claim.flatMap { try? $0.lastPlace.divided(by: .two) } ?? .zero
    let room = min(rounded, (try? value.magnitude.divided(by: 4)) ?? rounded)
    for first in own {
      for second in right.unit.possibleSeconds {
        guard let factor = try? first.multiplied(by: devices).divided(by: second),
          let converted = try? value.multiplied(by: factor),
          let slack = try? room.multiplied(by: factor).adding(half)
        else { continue }
        if LinkChecker.isWithin(slack, converted, claim.value) { return true }
        if isOnStatedDevices(converted, slack, claim, right, besides: left) { return true }
      }
    }
    return false
  }

  /// `18.8 MFLOPs / 2 TFLOPS ≈ 9.41 µs` of 18,820,000: work with two digits or more is what a longer number was rounded to, and
  /// the time was worked out from that. How far it may be off, at most half a percent.
  private func roomOfDividend(_ left: Chain.Side, _ value: Rational) -> Rational {
    guard case .quotient(let dividend, _) = left.located.expression,
      let work = Claim.numeral(of: dividend), work.lastPlace >= 1_000, work.lastPlace < work.value,
      work.shows(atLeast: 10), let half = try? work.lastPlace.divided(by: .two),
      let room = try? value.magnitude.multiplied(by: half).divided(by: work.value),
      let most = try? value.magnitude.divided(by: 200)
    else { return .zero }
    return min(room, most)
  }

  /// `1000 H100s: … ≈ 37.9 days ≈ 910,000 GPU-hours`: the time of all devices, whose number stands on the line.
  private func isOnStatedDevices(
    _ value: Rational, _ slack: Rational, _ claim: Numeral, _ right: Chain.Side, besides left: Chain.Side
  ) -> Bool {
    guard !value.isZero, let ratio = try? claim.value.divided(by: value), ratio > .one, ratio < 1_000_000
    else {
      return false
    }
    let bytes = working.bytes
    let line = working.line(at: right.located.range.lowerBound)
    let start = working.lineStarts[line]
    let end = line + 1 < working.lineStarts.count ? working.lineStarts[line + 1] : bytes.count
    for measure in MeasureReader.measures(in: start..<min(end, start + 512), of: bytes) {
      let count = measure.numeral.value
      // The 10 of a power of ten counts nothing.
      let next = measure.range.upperBound < bytes.count ? bytes[measure.range.upperBound] : 0
      // `2,622,604 / 3,600 = 30.4 days`: nor does what makes hours of seconds.
      if left.located.range.contains(measure.range.lowerBound), Self.lengthsOfTimes.contains(count) {
        continue
      }
      guard count.isInteger, next != UInt8(ascii: "^"), next != 0xC2, next != 0xE2, count > .one,
        LinkChecker.isWithin((try? ratio.divided(by: 20)) ?? .zero, count, ratio),
        let all = try? value.multiplied(by: count), let room = try? slack.multiplied(by: count)
      else { continue }
      if LinkChecker.isWithin(room, all, claim.value) { return true }
    }
    return false
  }

  /// By what the left duration is multiplied because it counts on fewer or more devices.
  func devices(_ left: Chain.Side, _ right: Chain.Side) -> Rational {
    let stated = Devices.count(behind: left, in: working.bytes)
    guard
      let second = Devices.count(behind: right, in: working.bytes)
        ?? (stated != nil ? Devices.bareCount(behind: right, in: working.bytes) : nil), !second.isZero
    else { return .one }
    return (try? (stated ?? .one).divided(by: second)) ?? .one
  }

  /// Whether two durations count on different numbers of devices, of which only one is stated.
  func isOnOtherDevices(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    guard let second = Devices.count(behind: right, in: working.bytes) else { return false }
    let first = Devices.count(behind: left, in: working.bytes)
    return first == nil && second != .one
  }

  /// `≈ 269 h ≈ 11.2 d`: a letter that counts days only behind another duration.
  func mayBeInDays(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    guard left.unit.seconds != nil, right.unit == .none else { return false }
    let at = working.bytes.skipBlanks(from: right.located.range.upperBound, to: working.bytes.count)
    return at < working.bytes.count && working.bytes[at] == UInt8(ascii: "d")
      && !(at + 1 < working.bytes.count && working.bytes[at + 1].isASCIIWordByte)
  }

  /// `9.0e5 s ≈ 250 Stunden`: a word that Longhand does not know, behind what the time is in minutes, hours, days or weeks.
  func isInUnknownTime(_ link: PlainLink) -> Bool {
    guard let own = link.left.unit.seconds, link.right.unit == .none, !link.right.isCompound else {
      return false
    }
    let bytes = working.bytes
    let word = bytes.skipBlanks(from: link.right.located.range.upperBound, to: bytes.count)
    guard word < bytes.count, bytes[word].isASCIILetter || bytes[word] >= 0x80 else { return false }
    // What stands alone was rounded when it was written.
    let room =
      link.left.isCompound ? .zero : link.left.claim.flatMap { try? $0.lastPlace.divided(by: .two) } ?? .zero
    let half = LinkChecker.tolerance(of: link.claim, isApproximate: true)
    return Self.lengthsOfTimes.contains { seconds in
      guard seconds != own, let factor = try? own.divided(by: seconds),
        let time = try? link.value.multiplied(by: factor),
        let slack = try? room.multiplied(by: factor).adding(half)
      else { return false }
      return LinkChecker.isWithin(slack, time, link.claim.value)
    }
  }

  private static let lengthsOfTimes: [Rational] = [1, 60, 3_600, 86_400, 604_800]

  /// `5 min 50 s`: whether a duration goes on behind its first unit.
  func goesOn(_ side: Chain.Side) -> Bool {
    guard side.unit.seconds != nil else { return false }
    let bytes = working.bytes
    var at = bytes.skipBlanks(from: side.located.range.upperBound, to: bytes.count)
    let unit = at
    at = bytes.skip(from: at, to: bytes.count) { $0.isASCIILetter || $0 >= 0x80 }
    guard at > unit, at - unit <= 12 else { return false }
    at = bytes.skipBlanks(from: at, to: bytes.count)
    return at < bytes.count && bytes[at].isASCIIDigit
  }

  /// `≈ 2,300 s ≈ 39 min (exactly 2,351 s)`, `4.7e7 s ≈ 13,000 GPU-h ≈ 545 GPU-days`: a duration that was rounded, in another
  /// unit, where the exact one stands on the line, in whichever unit.
  func convertsExactDuration(_ link: PlainLink) -> Bool {
    guard !link.first.isCompound, let rounded = link.first.claim, let own = link.first.unit.seconds,
      let seconds = link.second.unit.seconds, own != seconds,
      let room = LinkChecker.roomOfZeros(rounded)
    else { return false }
    let place = link.first.located.range.lowerBound
    let near = max(around.lineStart(of: place), place - 200)..<min(around.lineEnd(of: place), place + 200)
    return MeasureReader.measures(in: near, of: working.bytes).contains { measure in
      guard let unit = measure.unit.seconds, unit != seconds,
        measure.unit != link.first.unit || measure.numeral.value != rounded.value,
        let inOwn = try? measure.numeral.value.multiplied(by: unit).divided(by: own),
        LinkChecker.isWithin(room, inOwn, rounded.value),
        let exact = try? measure.numeral.value.multiplied(by: unit).divided(by: seconds)
      else { return false }
      if fits(exact, link.claim, isApproximate: link.isApproximate, isBare: false) { return true }
      // `4.7e7` is rounded, too.
      guard measure.numeral.lastPlace > .one, measure.numeral.shows(atLeast: 10),
        let slack = measure.numeral.relativeRoom.flatMap({ try? exact.multiplied(by: $0) })
      else { return false }
      return LinkChecker.isWithin(slack, exact, link.claim.value)
    }
  }

  /// The place of the last digit before a whole number's zeros: 100 for 2,300.
  private static func roomOfZeros(_ numeral: Numeral) -> Rational? {
    let half = tolerance(of: numeral, isApproximate: true)
    return half.isZero ? nil : try? half.multiplied(by: .two)
  }
}
