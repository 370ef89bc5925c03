import Symbolics

/// The time of many devices below that of one: 单卡 = 6,227 天 above `1000 张卡 = 6.2 小时`, `= 512 GPUs for 57 days` behind the
/// seconds of one, "1000 A100s: about 117 days".
///
/// Real clusters lose some of it. What is remarked upon is a power of ten or a unit of time between the two, or that many
/// are faster than all of them can be.
extension Calculation {
  mutating func checkTimesOnDevices() {
    for (place, line) in enumeratedLines(with: TimesOnDevices.devices)
    where line.row == nil && line.range.count < 512 {
      let measures = measures(on: line)
      for index in measures.indices.dropLast() where measures[index + 1].unit.seconds != nil {
        let start = measures[index].range.lowerBound
        guard let many = TimeOnDevices(measures[index], measures[index + 1], of: working.bytes),
          many.devices > .one, beginsClause(at: start, on: line),
          !TimesOnDevices.others.isOn(line, of: working.bytes),
          let one = timeOfOne(above: place, before: start, as: many)
        else { continue }
        check(many, against: one, on: line)
      }
    }
  }

  /// What one device takes.
  private struct TimeOfOne {
    let numeral: Numeral
    let unit: Unit
    /// Whether the other time goes on from it with a sign of equality.
    let isContinued: Bool
  }

  private mutating func check(_ many: TimeOnDevices, against one: TimeOfOne, on line: TextLine) {
    let range = many.time.range
    guard let seconds = many.time.unit.seconds, let own = one.unit.seconds,
      let same = try? one.numeral.value.multiplied(by: own).divided(by: seconds),
      let right = try? same.divided(by: many.devices), right > .zero,
      let near = try? right.divided(by: 20), let nearSame = try? same.divided(by: 20),
      let half = try? many.time.numeral.lastPlace.divided(by: .two),
      case let claimed = many.time.numeral.value, claimed > .zero,
      !LinkChecker.isWithin(max(near, half), right, claimed),
      !one.isContinued || !LinkChecker.isWithin(max(nearSame, half), same, claimed),
      !isReported(range), !isDenied(range, on: line), isAsserted(range, on: line)
    else { return }
    let ratio = tellingRatio(of: many.time.numeral, to: right, one.numeral)
    let isTransposed = one.isContinued && SameNumber.isTransposed(right, many.time.numeral)
    let isTooFast =
      one.isContinued && !working.bytes[line.range].contains(UInt8(ascii: "%"))
      && ((try? claimed.multiplied(by: Rational(6, over: 5)) < right) ?? false)
    guard ratio != nil || isTransposed || isTooFast else { return }
    // Slower by a power of ten, in numbers of two digits: that may have been measured.
    let isSure =
      one.isContinued || claimed < right || ratio.map { !TimesOnDevices.tens.contains($0) } ?? true
      || many.time.numeral.shows(atLeast: 100)
    findings.append(
      Draft(
        mistake: .durationWrong, alternatives: [.powerOfTenSlip, .productSlip],
        severity: isSure ? .error : .warning,
        range: range, claimed: claimed, correct: right,
        arguments: ratio.map { [("ratio", .number($0))] } ?? []))
    markWrong(at: range)
  }

  /// The ratio of two units of time, or the power of ten, that lies between a time and what it is to be.
  private func tellingRatio(of claim: Numeral, to right: Rational, _ base: Numeral) -> Rational? {
    guard claim.shows(atLeast: 10), base.shows(atLeast: 10),
      let room = try? claim.relativeRoom?.adding(base.relativeRoom ?? .zero)
    else { return nil }
    return TimesOnDevices.ratios.first { ratio in
      [try? right.multiplied(by: ratio), try? right.divided(by: ratio)].contains { other in
        guard let other, let slack = try? other.multiplied(by: room) else { return false }
        return LinkChecker.isWithin(slack, other, claim.value)
      }
    }
  }

  // MARK: - The time of one

  private func timeOfOne(above place: Int, before start: Int, as many: TimeOnDevices) -> TimeOfOne? {
    let isContinuation = beginsWithSign(lines[place])
    for above in stride(from: place, through: max(0, place - 4), by: -1) {
      let line = lines[above]
      guard line.row == nil, line.range.count < 512 else { return nil }
      if above < place, line.isHeading || TimesOnDevices.others.isOn(line, of: working.bytes) { return nil }
      if let (numeral, unit) = timeOfOne(on: line, before: start, as: many) {
        return TimeOfOne(numeral: numeral, unit: unit, isContinued: isContinuation)
      }
      if above < place, isContinuation, !beginsWithSign(line) { break }
    }
    return isContinuation ? timeContinued(to: start, from: place, as: many) : nil
  }

  /// `Time = 8.4e22 / 156e12 = 5.38e8 s`, where the line below goes on from it.
  private func timeContinued(to start: Int, from place: Int, as many: TimeOnDevices) -> TimeOfOne? {
    // A chain stands on the line on which it ends.
    for line in lines[place..<min(place + 4, lines.count)] {
      guard let chain = line.chains.first(where: { $0.range.contains(start) }) else { continue }
      let sides = chain.sides.prefix { $0.located.range.upperBound <= start }
      guard let side = sides.last(where: { $0.unit.seconds != nil }), let numeral = side.claim,
        Devices.count(behind: side, in: working.bytes) == nil
      else { return nil }
      // `A100 time = …`, or `= 1 V100 for 29,167 days` between: another kind of device was told of.
      let first = chain.range.lowerBound
      let before = max(0, first - 64)..<side.located.range.lowerBound
      guard !TimesOnDevices.devices.isIn(before, of: working.bytes),
        many.model.isEmpty || names(in: max(first, start - 256)..<start, are: many.model)
      else { return nil }
      return TimeOfOne(numeral: numeral, unit: side.unit, isContinued: true)
    }
    return nil
  }

  /// `1 GPU for 2,894 days`, 单卡 = 6,227 天, `one A100: … = 1.01e9 s`; nil where another kind of device is named.
  private func timeOfOne(on line: TextLine, before start: Int, as many: TimeOnDevices) -> (Numeral, Unit)? {
    let measures = measures(on: line)
    for index in measures.indices.dropLast() where measures[index].numeral.value == .one {
      guard measures[index + 1].range.upperBound <= start,
        let one = TimeOnDevices(measures[index], measures[index + 1], of: working.bytes),
        one.devices == .one, one.model.isEmpty || many.model.isEmpty || one.model == many.model,
        beginsClause(at: measures[index].range.lowerBound, on: line)
      else { continue }
      return (one.time.numeral, one.time.unit)
    }
    guard let single = TimesOnDevices.single.first(on: line, of: working.bytes) else { return nil }
    // Words with a chip's name in them: the other one has to be the same.
    let name = single.lowerBound..<min(line.range.upperBound, single.upperBound + 8)
    guard many.model.isEmpty || names(in: name, are: many.model) else { return nil }
    let time = numbers(on: line).first {
      $0.unit.seconds != nil && $0.range.lowerBound >= single.upperBound && $0.range.upperBound <= start
    }
    return time.map { ($0.numeral, $0.unit) }
  }

  /// Whether no kind of device is named in a stretch but one.
  private func names(in range: Range<Int>, are model: [UInt8]) -> Bool {
    TimesOnDevices.models.allSatisfy { one in
      !one.isIn(range, of: working.bytes) || one.index(at: 0, until: model.count, in: model) != nil
    }
  }

  private func beginsWithSign(_ line: TextLine) -> Bool {
    let at = working.bytes.skipBlanks(from: line.range.lowerBound, to: line.range.upperBound)
    guard at < line.range.upperBound else { return false }
    return working.bytes[at] == UInt8(ascii: "=")
      || TimesOnDevices.signs.length(
        at: at, until: line.range.upperBound, in: working.bytes) != nil
  }

  /// Whether nothing of a calculation stands right before a number: not `2 × 8 GPUs`, not "2 nodes of 8 GPUs".
  private func beginsClause(at place: Int, on line: TextLine) -> Bool {
    let bytes = working.bytes
    let end = bytes.skipBack(from: place, to: line.range.lowerBound) {
      Doubt.isBlank($0) || Neighbourhood.isMark($0)
    }
    guard end > line.range.lowerBound else { return true }
    if bytes[end - 1].isASCIILetter {
      let start = bytes.skipBack(from: end, to: max(line.range.lowerBound, end - 8)) { $0.isASCIILetter }
      return TimesOnDevices.words.length(at: start, until: end, in: bytes) == end - start
    }
    switch bytes[end - 1] {
    case UInt8(ascii: "="), UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: ","), UInt8(ascii: "("),
      UInt8(ascii: "."), UInt8(ascii: "~"):
      return true
    case UInt8(ascii: "-"):
      return bytes.skipBlanksBack(from: end - 1, to: line.range.lowerBound) == line.range.lowerBound
    // ≈, →, ，, ；, 。 and the characters of Chinese; × is C3 97.
    default: return end - line.range.lowerBound >= 3 && bytes[end - 3] >= 0xE2
    }
  }
}

private enum TimesOnDevices {
  static let devices: PhraseSet = [
    "gpu", "tpu", "card", "a100", "h100", "v100", "a800", "h800", "h200", "b200", "卡", "张",
  ]
  static let single: PhraseSet = [
    "单卡", "单张", "单块", "一张", "一块", "single gpu", "single-gpu", "one gpu", "a single a100", "a single v100",
    "a single h100", "one a100", "one v100", "one h100", "single card", "one card",
  ]
  static let models: [PhraseSet] = [["a100"], ["h100"], ["v100"], ["a800"], ["h800"], ["h200"], ["b200"]]
  /// What a time may be of other than the whole work, and times that were measured.
  static let others: PhraseSet = [
    "per ", "each", "every", "step", "epoch", "iteration", "batch", "measured", "actual", "in practice",
    "overhead",
    "communicat", "scaling", "instead", "每", "实测", "实际", "通信", "开销", "扩展", "加速比",
  ]
  static let signs: PhraseSet = ["≈", "∼", "~"]
  static let words: PhraseSet = ["on", "using", "and", "but", "so", "or"]
  static let tens: [Rational] = [10, 100, 1_000, 10_000]
  static let ratios: [Rational] = [10, 24, 100, 60, 1_000, 7, 3_600, 10_000, 365]
}
