import Symbolics

/// The ratio of two numbers that a sentence states: "9,000,000 of 26,055,024 parameters, i.e. 34.5 %", "from 147,456 to 17,536:
/// a reduction by a factor of 8.4", "fall from 0.58 G to 0.15 G, by 74 %", "75.5M and 104.9M, i.e. 1.39 times as many".
///
/// The three numbers must stand in one sentence with nothing but such words between them; what rounding leaves open is left
/// open.
extension Calculation {
  mutating func checkStatedRatios() {
    for line in lines(with: RatioWords.any) where line.row == nil {
      guard line.lone.count + line.chains.count >= 2, line.lone.count < 64,
        line.holdsPercent || RatioWords.factor.mayBe(on: line) || RatioWords.timesAsMany.mayBe(on: line)
      else { continue }
      let numbers = numbers(on: line)
      guard numbers.count >= 3 else { continue }
      for place in 0..<(numbers.count - 2) {
        if checkList(numbers, endingAt: place, on: line) { continue }
        check(numbers[place], numbers[place + 1], numbers[place + 2], on: line)
      }
      checkChangeBeforeArrow(numbers, on: line)
    }
  }

  /// "2.36M and 4.72M of 7.08M: 33% and 67%": as many shares as parts, each of its own. Whether the place is one of such a
  /// list.
  private mutating func checkList(_ numbers: [StatedNumber], endingAt place: Int, on line: TextLine) -> Bool {
    let whole = numbers[place + 1]
    guard numbers[place + 2].numeral.scale == .percent, isPart(numbers[place], whole, numbers[place + 2])
    else {
      return false
    }
    var end = place + 3
    while end < numbers.count, end - place < 12, numbers[end].numeral.scale == .percent,
      areListed(numbers[end - 1], numbers[end])
    {
      end += 1
    }
    let count = end - place - 2
    guard count > 1, place + 1 >= count else { return false }
    let first = place + 1 - count
    for index in first..<place {
      guard areListed(numbers[index], numbers[index + 1]), numbers[index].numeral.scale != .percent,
        numbers[index].numeral.value > .zero, numbers[index].numeral.value < whole.numeral.value
      else { return false }
    }
    for offset in 0..<count {
      report(numbers[place + 2 + offset], numbers[first + offset], over: whole, on: line)
    }
    return true
  }

  /// Whether nothing but a comma or "and" parts two numbers.
  private func areListed(_ first: StatedNumber, _ second: StatedNumber) -> Bool {
    guard var between = joint(from: first, to: second) else { return false }
    _ = between.takeUnits()
    _ = between.take(RatioWords.percent)
    guard between.take(RatioWords.listing) else { return false }
    _ = between.take(RatioWords.listing)
    _ = between.take(Joint.approximations)
    between.skipBlanks()
    return between.isAtEnd
  }

  private mutating func check(
    _ first: StatedNumber, _ second: StatedNumber, _ third: StatedNumber, on line: TextLine
  ) {
    guard first.numeral.value > .zero, second.numeral.value > .zero,
      first.numeral.value != second.numeral.value,
      first.numeral.hasScaleWord == second.numeral.hasScaleWord, first.numeral.scale != .percent,
      second.numeral.scale != .percent,
      first.unit == second.unit || first.unit == .none || second.unit == .none,
      !isSettingOfBytes(first, second),
      first.chain == nil || first.chain != second.chain || isArrow(first, second, on: line)
    else { return }
    if third.numeral.scale == .percent {
      if isPart(first, second, third) {
        if isOfOtherThing(third, on: line) { return }
        return report(third, first, over: second, on: line)
      }
      if isChange(first, second, on: line), saysBy(second, third, before: first, on: line) {
        return reportChange(third, first, second, on: line)
      }
      return
    }
    let (more, less) = first.numeral.value > second.numeral.value ? (first, second) : (second, first)
    guard third.numeral.scale == .one, third.unit == .none || third.unit == .other, less.isAmount,
      saysFactor(first, second, third, isChange: isChange(first, second, on: line), on: line)
    else { return }
    // "from 2,100 to 1,800, a factor of 0.86" divides the other way.
    if third.numeral.value < .one { return }
    report(third, more, over: less, on: line)
  }

  /// "a full cache at 32k would be 4 GiB": what the bytes are those of. A number that only lacks its unit has the prefix of
  /// the other one.
  private func isSettingOfBytes(_ first: StatedNumber, _ second: StatedNumber) -> Bool {
    first.unit != second.unit && (first.unit == .bytes || second.unit == .bytes)
      && first.numeral.writtenFactor != second.numeral.writtenFactor
  }

  private func isArrow(_ first: StatedNumber, _ second: StatedNumber, on line: TextLine) -> Bool {
    guard let place = first.chain, place == second.chain else { return false }
    return line.chains[place].signs == [.arrow]
  }

  // MARK: - Words

  private func joint(from first: StatedNumber, to second: StatedNumber) -> Joint? {
    let (start, end) = (first.range.upperBound, second.range.lowerBound)
    return start <= end && end - start <= 48 ? Joint(working.bytes, from: start, to: end) : nil
  }

  /// "A of B parameters, i.e. p %"
  private func isPart(_ first: StatedNumber, _ second: StatedNumber, _ third: StatedNumber) -> Bool {
    guard first.numeral.value < second.numeral.value, second.numeral.value >= 32,
      var between = joint(from: first, to: second),
      var behind = joint(from: second, to: third)
    else { return false }
    _ = between.takeUnits()
    guard between.take(RatioWords.of) else { return false }
    _ = between.take(Neighbourhood.articles)
    between.skipBlanks()
    _ = behind.takeUnits()
    guard between.isAtEnd, behind.take(RatioWords.commas) || behind.take(RatioWords.thatIs) else {
      return false
    }
    _ = behind.take(RatioWords.thatIs)
    _ = behind.take(RatioWords.commas)
    _ = behind.take(Joint.approximations)
    behind.skipBlanks()
    return behind.isAtEnd
  }

  /// "123.6M of 138.4M parameters (98 % of the time they wait)": a share of something else than the whole before it.
  private func isOfOtherThing(_ share: StatedNumber, on line: TextLine) -> Bool {
    var tail = Joint(working.bytes, from: share.range.upperBound, to: line.range.upperBound)
    guard tail.take(RatioWords.ofSomething) else { return false }
    while tail.take(RatioWords.articlesOfWholes) {}
    return !tail.take(RatioWords.wholes)
  }

  /// "from A to B", "falls from A to B", A → B.
  private func isChange(_ first: StatedNumber, _ second: StatedNumber, on line: TextLine) -> Bool {
    if isArrow(first, second, on: line) { return true }
    guard var between = joint(from: first, to: second) else { return false }
    _ = between.takeUnits()
    guard between.take(RatioWords.to) else { return false }
    _ = between.take(Joint.approximations)
    between.skipBlanks()
    let before =
      line.stretch(before: first.range.lowerBound, atMost: 10)
    return between.isAtEnd && RatioWords.from.isIn(before, of: working.bytes)
  }

  /// ", by p %" behind a verb for the change.
  private func saysBy(
    _ second: StatedNumber, _ third: StatedNumber, before first: StatedNumber, on line: TextLine
  ) -> Bool {
    guard var behind = joint(from: second, to: third) else { return false }
    _ = behind.takeUnits()
    _ = behind.take(RatioWords.commas)
    guard behind.take(RatioWords.by) else { return false }
    _ = behind.take(Joint.approximations)
    behind.skipBlanks()
    let sentence = sentence(around: first.range.lowerBound, on: line)
    let verbs = first.numeral.value > second.numeral.value ? RatioWords.falls : RatioWords.rises
    return behind.isAtEnd
      && verbs.isIn(sentence.lowerBound..<max(sentence.lowerBound, first.range.lowerBound), of: working.bytes)
  }

  /// ": a reduction by a factor of F", ", i.e. F times as many".
  private func saysFactor(
    _ first: StatedNumber, _ second: StatedNumber, _ third: StatedNumber, isChange: Bool, on line: TextLine
  ) -> Bool {
    guard var behind = joint(from: second, to: third) else { return false }
    _ = behind.takeUnits()
    var tail = Joint(working.bytes, from: third.range.upperBound, to: line.range.upperBound)
    let hasComma = behind.take(RatioWords.commas)
    if isChange {
      for _ in 0..<3 where behind.take(RatioWords.change) {}
      guard behind.take(RatioWords.factor) else { return false }
      _ = behind.take(Joint.approximations)
      behind.skipBlanks()
      tail.skipBlanks()
      // "a speed-up of 6.9×": of durations; what another amount makes faster is not told by it.
      if RatioWords.speedUps.isIn(second.range.upperBound..<third.range.lowerBound, of: working.bytes) {
        guard second.unit.seconds != nil else { return false }
        _ = tail.take(RatioWords.times)
        tail.skipBlanks()
      }
      return behind.isAtEnd && tail.isAtClauseEnd()
    }
    guard hasComma || behind.take(RatioWords.thatIs) else { return false }
    _ = behind.take(RatioWords.thatIs)
    _ = behind.take(RatioWords.commas)
    _ = behind.take(Joint.approximations)
    behind.skipBlanks()
    return behind.isAtEnd && tail.take(RatioWords.timesAsMany) && isOnly(third, on: line)
      && !isResult(second, of: first)
  }

  /// "Layer 1 sees 25,088 inputs: 102,760,448, which is 2.7 times as many": whether nothing but a noun and a colon stands
  /// between two numbers, so that the second one comes of the first and is compared with a third thing.
  private func isResult(_ second: StatedNumber, of first: StatedNumber) -> Bool {
    let between = first.range.upperBound..<max(first.range.upperBound, second.range.lowerBound)
    guard let colon = RatioWords.colons.first(in: between, of: working.bytes),
      !RatioWords.separators.isIn(between.lowerBound..<colon.lowerBound, of: working.bytes)
    else { return false }
    return working.bytes.skipBlanks(from: colon.upperBound, to: between.upperBound) == between.upperBound
  }

  /// Whether the sentence holds no other amounts that might be compared.
  private func isOnly(_ third: StatedNumber, on line: TextLine) -> Bool {
    let sentence = sentence(around: third.range.lowerBound, on: line)
    return numbers(on: line).count { sentence.contains($0.range.lowerBound) } == 3
  }

  /// 减少了 88.1%（147456→17536）
  private mutating func checkChangeBeforeArrow(_ numbers: [StatedNumber], on line: TextLine) {
    for place in 0..<(numbers.count - 2) where numbers[place].numeral.scale == .percent {
      let (change, first, second) = (numbers[place], numbers[place + 1], numbers[place + 2])
      let before =
        line.stretch(before: change.range.lowerBound, atMost: 24)
      guard isArrow(first, second, on: line) || isChange(first, second, on: line),
        var joint = joint(from: change, to: first), joint.take(Joint.opening) || joint.take(RatioWords.commas)
      else { continue }
      _ = joint.take(RatioWords.from)
      joint.skipBlanks()
      let verbs = first.numeral.value > second.numeral.value ? RatioWords.falls : RatioWords.rises
      guard joint.isAtEnd, first.numeral.value > .zero, verbs.isIn(before, of: working.bytes),
        !RatioWords.remains.isIn(before, of: working.bytes)
      else { continue }
      reportChange(change, first, second, on: line)
    }
  }

  // MARK: - What is wrong

  private mutating func report(
    _ stated: StatedNumber, _ first: StatedNumber, over second: StatedNumber, on line: TextLine
  ) {
    guard let right = try? first.numeral.value.divided(by: second.numeral.value),
      let slack = slack(first.numeral, second.numeral), let room = try? right.multiplied(by: slack)
    else { return }
    report(stated, right, room, isShare: stated.numeral.scale == .percent, on: line)
  }

  private mutating func reportChange(
    _ stated: StatedNumber, _ first: StatedNumber, _ second: StatedNumber, on line: TextLine
  ) {
    guard let left = try? second.numeral.value.divided(by: first.numeral.value),
      // "up from 1.8 G to 4.1 G, by 228 %": what it has become, not what was added.
      left < .one || !LinkChecker.isWithin(stated.numeral.loosePlace, left, stated.numeral.value),
      let right = try? Rational.one.subtracting(left).magnitude,
      let slack = slack(first.numeral, second.numeral), let room = try? left.multiplied(by: slack)
    else { return }
    report(stated, right, room, on: line)
  }

  private mutating func report(
    _ stated: StatedNumber, _ right: Rational, _ room: Rational, isShare: Bool = false, on line: TextLine
  ) {
    // 8.41 may be said to be 8, and 34.5 % to be 35 %.
    let claim = stated.numeral
    guard let own = try? claim.loosePlace.multiplied(by: 6).divided(by: 10), let all = try? own.adding(room),
      let twentieth = try? right.divided(by: 50),
      !LinkChecker.isWithin(max(all, twentieth), right, claim.value),
      !isReported(line.range), !Denial(working: working, range: stated.range).isStated
    else { return }
    let names: [Mistake] = isShare ? NamesOfShares.names(right, claim) : [.conclusionContradictsNumbers]
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()), range: stated.range, claimed: claim.value,
        correct: right))
  }

  /// How far the ratio of two rounded numbers may be off, as a part of it.
  private func slack(_ first: Numeral, _ second: Numeral) -> Rational? {
    guard let one = first.isRough || first.lastPlace < .one ? first.relativeRoom : .zero,
      let other = second.isRough || second.lastPlace < .one ? second.relativeRoom : .zero
    else { return nil }
    return try? one.adding(other)
  }
}

extension StatedNumber {
  /// Whether the number is an amount and no side of a map, whose square grows otherwise.
  fileprivate var isAmount: Bool {
    numeral.hasScaleWord || numeral.value > 999 || unit != .none && unit != .other
  }
}

private enum RatioWords {
  static let of: PhraseSet = ["out of", "of"]
  static let ofSomething: PhraseSet = ["of ", "in ", "on "]
  static let articlesOfWholes: PhraseSet = ["the ", "its ", "our ", "this ", "that ", "all ", "a "]
  static let wholes: PhraseSet = [
    "network", "net", "model", "total", "whole", "them", "all", "parameter", "param", "weight", "sum",
    "budget",
    "memory", "flop", "mac", "byte", "compute", "work", "storage", "it", "flash", "sram", "ram", "card",
    "gpu", "device",
    "capacity",
  ]
  static let to: PhraseSet = ["to", "down to", "up to", "降到", "减到", "减少到", "减为", "降为", "到", "至"]
  static let from: PhraseSet = ["from", "从", "由"]
  static let by: PhraseSet = ["that is by", "i.e. by", "by"]
  static let commas: PhraseSet = [",", "，", ":", "：", ";", "；", "(", "（", "–", "—", "-"]
  static let percent: PhraseSet = ["\\%", "%"]
  static let listing: PhraseSet = [",", "，", "、", "/", "and", "和", "与", "及"]
  static let colons: PhraseSet = [":", "：", "→", "->", "="]
  static let separators: PhraseSet = [",", "，", ";", "；", "、", " and ", " vs", "against", "和", "与"]
  static let thatIs: PhraseSet = [
    "i.e.", "ie", "that is", "that's", "which is", "or", "so", "thus", "hence", "即", "也就是", "占",
  ]
  static let change: PhraseSet = [
    "this is", "that is", "a", "an", "reduction", "reduced", "saving", "decrease", "drop", "increase",
    "growth",
    "smaller", "fewer", "less", "more", "by",
  ]
  static let factor: PhraseSet = [
    "a factor of", "factor of", "the factor", "a factor", "factor", "speed-up of", "speedup of",
    "speed-up by",
    "speedup by", "加速比为", "加速比", "加速了", "加速",
  ]
  static let speedUps: PhraseSet = ["speed-up", "speedup", "加速"]
  static let times: PhraseSet = ["×", "x", "times", "倍", "\\times"]
  static let timesAsMany: PhraseSet = [
    "times as many", "times as much", "times as large", "times as high", "times as big", "times the",
    "× as many", "x as many",
  ]
  static let falls: PhraseSet = [
    "fall", "fell", "drop", "shrink", "shrank", "sink", "sank", "decreas", "reduc", "go down", "goes down",
    "减少", "降低", "下降", "缩减", "节省",
  ]
  static let rises: PhraseSet = [
    "rise", "rose", "grow", "grew", "increas", "go up", "goes up", "增加", "增长", "上升",
  ]
  static let remains: PhraseSet = ["减少到", "减少为", "降低到", "降至", "下降到", "增加到", "增长到"]
  static let any: PhraseSet = [
    "factor", "speed", "加速", "times as", "times the", "× as", "x as", " of ", " by ", "减少", "降低", "下降", "节省",
    "缩减", "增加",
    "增长",
    "上升", "占",
  ]
}
