import Symbolics

/// A duration in another unit right behind a comma: "the run took 1.8e6 s, about 30 days", `≈ 2.29×10⁵ 秒，约 6.37 小时`.
///
/// The comma may also lead to something else: what so many steps of the first take, or what several devices do. Those have
/// their numbers on the line, or words for it.
extension Calculation {
  mutating func checkDurationsAside() {
    for line in lines(with: DurationsAside.units)
    where line.row == nil && line.range.count < 1_024 && DurationsAside.joints.isOn(line, of: working.bytes) {
      let numbers = numbers(on: line)
      for index in numbers.indices.dropFirst() {
        check(numbers[index - 1], numbers[index], among: numbers, on: line)
      }
    }
  }

  private mutating func check(
    _ first: StatedNumber, _ second: StatedNumber, among numbers: [StatedNumber], on line: TextLine
  ) {
    guard first.unit == .time(.second), let unit = second.unit.seconds, unit > .one,
      first.chain == nil || first.chain != second.chain,
      first.numeral.value >= 1_000,
      let exact = try? first.numeral.value.divided(by: unit), !exact.isZero,
      let ratio = try? second.numeral.value.divided(by: exact), !ratio.isZero,
      isAside(first, second, on: line, ratio)
    else { return }
    // "about" is no close word.
    guard let tenth = try? exact.divided(by: 10),
      !LinkChecker.isWithin(
        max(tenth, LinkChecker.tolerance(of: second.numeral, isApproximate: true)), exact,
        second.numeral.value),
      !isMultiple(ratio, of: numbers), !isReported(first.range), !isReported(second.range),
      !isDenied(second.range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .durationWrong, alternatives: [.productSlip, .digitChanged], range: second.range,
        claimed: second.numeral.value, correct: exact))
    markWrong(at: second.range)
  }

  /// Whether nothing but a comma and a word for "that is" stands between two durations, the clause ends behind the second,
  /// and the first is a result, or the only other number of its sentence.
  private func isAside(
    _ first: StatedNumber, _ second: StatedNumber, on line: TextLine, _ ratio: Rational
  ) -> Bool {
    let bytes = working.bytes
    var joint = Joint(bytes, from: first.range.upperBound, to: second.range.lowerBound)
    _ = joint.takeUnits()
    guard joint.take(DurationsAside.commas) else { return false }
    var isSame = joint.take(DurationsAside.copulas)
    if joint.take(Joint.approximations) { isSame = true }
    joint.skipBlanks()
    guard isSame, joint.isAtEnd else { return false }
    var tail = Joint(bytes, from: second.range.upperBound, to: line.range.upperBound)
    guard !tail.takeUnits() else { return false }
    tail.skipBlanks()
    guard tail.isAtClauseEnd() else { return false }
    let sentence = sentence(around: first.range.lowerBound, on: line)
    let all = sentence.lowerBound..<max(sentence.lowerBound, tail.at)
    if DurationsAside.multiples.isIn(all, of: bytes) {
      return isWorkedOut(first, on: line) && isUsual(ratio)
        && !DurationsAside.shares.isIn(all, of: bytes)
    }
    let before = sentence.lowerBound..<max(sentence.lowerBound, first.range.lowerBound)
    return first.chain != nil || !bytes[before].contains { $0.isASCIIDigit }
  }

  /// `16,000 GPUs: 3.8e25 / (16000 × 4e14) = 5.9e6 s, about 690 days`: the devices that are named are in the calculation.
  private func isWorkedOut(_ number: StatedNumber, on line: TextLine) -> Bool {
    guard let place = number.chain, line.chains.indices.contains(place) else { return false }
    return line.chains[place].sides.contains {
      $0.isCompound && $0.located.range.upperBound <= number.range.lowerBound
        && $0.located.expression.isQuotient
    }
  }

  /// Whether a power of ten or a unit of time lies between two durations.
  private func isUsual(_ ratio: Rational) -> Bool {
    guard !ratio.isZero, let inverse = try? ratio.reciprocal() else { return false }
    return Durations.usualRatios.contains { usual in
      guard let room = try? usual.divided(by: 40) else { return false }
      return LinkChecker.isWithin(room, ratio, usual) || LinkChecker.isWithin(room, inverse, usual)
    }
  }

  /// "8 GPUs: 691,200 s, about 1 day": a number of the line lies between two durations.
  func isDividedDuration(_ first: Chain.Side, _ second: Chain.Side, on line: TextLine) -> Bool {
    guard let from = first.unit.seconds, let to = second.unit.seconds, let one = first.claim?.value,
      let two = second.claim?.value,
      let ratio = try? two.multiplied(by: to).divided(by: one.multiplied(by: from))
    else { return false }
    let others = numbers(on: line).filter {
      $0.range != first.located.range && $0.range != second.located.range
    }
    return isMultiple(ratio, of: others)
  }

  /// Whether a number of the line, of devices or steps, lies between what is said and what it is.
  private func isMultiple(_ ratio: Rational, of numbers: [StatedNumber]) -> Bool {
    guard !ratio.isZero, let inverse = try? ratio.reciprocal() else { return true }
    return numbers.contains { number in
      guard number.numeral.value > .one, let room = try? number.numeral.value.divided(by: 20) else {
        return false
      }
      return LinkChecker.isWithin(room, ratio, number.numeral.value)
        || LinkChecker.isWithin(room, inverse, number.numeral.value)
    }
  }
}

private enum DurationsAside {
  static let units: PhraseSet = [
    "day", "hour", "week", "month", "year", "min", " h", "天", "小时", "周", "月", "年", "分钟",
  ]
  static let joints: PhraseSet = [
    ", about", ", approx", ", roughly", ", around", ", nearly", ", almost", ", or", ", i.e.", ", that is",
    ", ≈", ", ~",
    ", which is", "，约", "，大约", "，即", "，也就是", "，合", "，近", "，≈", ",约", ", 约",
  ]
  static let commas: PhraseSet = [",", "，"]
  static let copulas: PhraseSet = ["or", "i.e.", "that is", "which is", "即", "也就是", "合"]
  /// What a time may be of, whatever it was worked out from.
  static let shares: PhraseSet = [
    "each", "per ", "every", "step", "epoch", "a step", "total", "in all", "每", "轮", "步", "总", "共",
  ]
  static let multiples: PhraseSet = [
    "each", "per ", "every", " at ", "steps", "epochs", "a step", "an epoch", "gpu", "tpu", "core", "worker",
    "node", "每",
    "轮", "步", "卡", "节点", "单", "并行",
  ]
}
