import Symbolics

/// So many devices, and behind them the time that they take: `1,000 GPUs: 11.7 days`, `512 GPUs for 5.7 days`, 1 张 A100 约 32 年,
/// 1 万张卡 70 小时.
struct TimeOnDevices {
  let devices: Rational
  /// The name of their kind in small letters, `a100`; empty where none stands there.
  let model: [UInt8]
  let time: Measure

  /// Nil where other words stand between the number and the time.
  init?(_ count: Measure, _ time: Measure, of bytes: [UInt8]) {
    guard time.unit.seconds != nil, count.numeral.value.isInteger, count.numeral.value >= .one,
      time.range.lowerBound - count.range.lowerBound < 80
    else { return nil }
    var joint = Joint(bytes, from: count.endOfDigits(in: bytes), to: time.range.lowerBound)
    _ = joint.take(TimeOnDevices.scales)
    _ = joint.take(TimeOnDevices.classifiers)
    joint.skipBlanks()
    let name = joint.at
    let hasModel = joint.take(TimeOnDevices.models)
    var letters = bytes[name..<max(name, joint.at)].map { $0 | 0x20 }
    if letters.last == UInt8(ascii: "s") { letters.removeLast() }
    model = hasModel ? letters : []
    guard joint.take(TimeOnDevices.nouns) || hasModel else { return nil }
    for _ in 0..<4 {
      guard joint.take(TimeOnDevices.joints) || joint.take(Joint.approximations) else { break }
    }
    joint.skipBlanks()
    guard joint.isAtEnd else { return nil }
    devices = count.numeral.value
    self.time = time
  }

  /// The devices and their time that begin at a place.
  static func begins(at place: Int, until end: Int, of bytes: [UInt8]) -> TimeOnDevices? {
    let measures = MeasureReader.measures(in: place..<max(place, min(end, place + 96)), of: bytes)
    guard measures.count >= 2, measures[0].range.lowerBound == place else { return nil }
    return TimeOnDevices(measures[0], measures[1], of: bytes)
  }

  private static let scales: PhraseSet = ["万", "千"]
  private static let classifiers: PhraseSet = ["张", "块", "个", "台", "颗", "片", "×", "x"]
  private static let models: PhraseSet = [
    "a100s", "a100", "h100s", "h100", "v100s", "v100", "a800s", "a800", "h800s", "h800", "h200s", "h200",
    "b200s",
    "b200", "p100s", "p100", "t4s", "t4",
  ]
  private static let nouns: PhraseSet = [
    "gpus", "gpu", "tpus", "tpu", "cards", "card", "devices", "device", "accelerators", "accelerator",
    "chips",
    "chip", "显卡", "卡",
  ]
  private static let joints: PhraseSet = [
    ":", "：", "→", "⇒", "=>", "->", "=", "for", "needs", "need", "takes", "take", "in", "只需要", "只需", "需要",
    "需",
    "要", "用时", "耗时", "用", "就是", "训练", "跑", ",", "，", "上",
  ]
}

extension LinkChecker {
  /// What becomes of a link from a time to one that has its devices in front: `= 2.5e8 s = 1 GPU for 2,894 days =
  /// 512 GPUs for 5.7 days`. The number of devices is no result; whether their time is one, another rule asks.
  func verdictOnDevicesInFront(_ link: PlainLink) -> Verdict? {
    guard !link.second.isCompound, link.second.claim?.value.isInteger ?? false,
      let many = timeOnDevices(link.second)
    else { return nil }
    if link.first.unit.seconds != nil || timeOnDevices(link.first) != nil { return .unchecked }
    guard link.first.isCompound, let seconds = many.time.unit.seconds, let value = value(of: link.first),
      let time = try? value.divided(by: seconds).divided(by: many.devices)
    else { return nil }
    return fits(time, many.time.numeral, isApproximate: true, isBare: false) ? .right : nil
  }

  private func timeOnDevices(_ side: Chain.Side) -> TimeOnDevices? {
    guard !side.isCompound else { return nil }
    let place = side.located.range.lowerBound
    return TimeOnDevices.begins(at: place, until: around.lineEnd(of: place), of: working.bytes)
  }

  /// `≈ 9,840 (1 GPU) ≈ 78,700 (8 GPUs)`: what several devices do together. Where the text says of both sides on how many
  /// devices they count, less than that is left open, for real clusters lose some of it.
  func verdictOnMoreDevices(_ link: PlainLink) -> Verdict? {
    guard !link.second.isCompound, link.first.unit.seconds == nil, link.second.unit.seconds == nil,
      let claim = link.second.claim, claim.scale != .percent,
      let many = Devices.stated(behind: link.second, in: working.bytes), many > .one
    else { return nil }
    let stated = Devices.stated(behind: link.first, in: working.bytes)
    let few = stated ?? .one
    guard few != many, !few.isZero, let value = value(of: link.first), value > .zero,
      let all = try? value.multiplied(by: many).divided(by: few)
    else { return nil }
    var room = LinkChecker.tolerance(of: claim, isApproximate: true)
    if let rounded = link.first.claim,
      let more = try? LinkChecker.tolerance(of: rounded, isApproximate: true).multiplied(by: many).divided(
        by: few), let sum = try? room.adding(more)
    {
      room = sum
    }
    if LinkChecker.isWithin(max(room, .half), all, claim.value) { return .right }
    guard stated != nil else { return nil }
    let isSlip =
      SameNumber.isTransposed(all, claim)
      || LinkChecker.powersOfTen.contains { ten in
        guard let room = try? claim.value.divided(by: 40) else { return false }
        return [try? all.multiplied(by: ten), try? all.divided(by: ten)].contains { other in
          other.map { LinkChecker.isWithin(room, $0, claim.value) } ?? false
        }
      }
    guard isSlip, !Doubt(working, from: link.first, to: link.second).isJustified else { return .unchecked }
    return .wrong(left: all, claim: claim.value)
  }

  /// `≈ 29 days with 1,000 GPUs ≈ 58 days with 1,000 GPUs at 50% MFU`: a time, or a speed, at a part of the peak.
  func verdictAtUtilisation(_ link: PlainLink) -> Verdict? {
    guard !link.second.isCompound, let share = utilisation(behind: link.second), share > .zero, share < .one,
      utilisation(behind: link.first) == nil, let claim = link.second.claim, let value = value(of: link.first)
    else { return nil }
    guard link.second.unit.seconds != nil else {
      guard let less = try? value.multiplied(by: share) else { return nil }
      return fits(less, claim, isApproximate: true, isBare: false) ? .right : nil
    }
    guard let longer = try? value.divided(by: share) else { return nil }
    if agreesInTime(longer, link.first, claim, link.second, isApproximate: true) { return .right }
    for ten in LinkChecker.powersOfTen {
      for other in [try? longer.multiplied(by: ten), try? longer.divided(by: ten)] {
        if let other, agreesInTime(other, link.first, claim, link.second, isApproximate: true) { return nil }
      }
    }
    // What the first time was worked out with is told elsewhere.
    return agreesInTime(value, link.first, claim, link.second) ? nil : .unchecked
  }

  /// The part of the peak that is named behind a side: `at 50% MFU`, （利用率 50%）.
  private func utilisation(behind side: Chain.Side) -> Rational? {
    let start = min(side.located.range.upperBound, working.bytes.count)
    let behind = start..<working.bytes.endOfLine(from: start, atMost: 72)
    guard LinkChecker.utilisations.isIn(behind, of: working.bytes) else { return nil }
    return MeasureReader.measures(in: behind, of: working.bytes).first { $0.numeral.scale == .percent }?
      .numeral.value
  }

  private static let powersOfTen: [Rational] = [10, 100, 1_000]
  private static let utilisations: PhraseSet = [
    "mfu", "hfu", "utilization", "utilisation", "efficiency", "of peak", "of the peak", "利用率", "效率",
  ]
}
