import Symbolics

/// A number and the share that it is said to be of another one: …=123642856，占 138357544 的 98%.
extension Calculation {
  mutating func checkSharesOfWholes() {
    for line in lines(with: Calculation.takes)
    where line.row == nil && line.holdsPercent && Calculation.takes.isOn(line, of: working.bytes) {
      let numbers = numbers(on: line)
      var start = line.range.lowerBound
      while start < line.range.upperBound,
        let word = Calculation.takes.first(in: start..<line.range.upperBound, of: working.bytes)
      {
        start = word.upperBound
        checkShare(at: word, numbers)
      }
    }
  }

  private mutating func checkShare(at word: Range<Int>, _ numbers: [StatedNumber]) {
    guard let place = firstIndex(in: numbers, behind: word.upperBound), place > 0, place + 1 < numbers.count
    else { return }
    let (part, whole, share) = (numbers[place - 1], numbers[place], numbers[place + 1])
    guard share.numeral.scale == .percent, share.chain == nil, part.numeral.scale != .percent,
      whole.chain == nil,
      whole.numeral.scale != .percent, part.numeral.value > 999, whole.numeral.value > part.numeral.value,
      part.unit == whole.unit || part.unit == .none || whole.unit == .none,
      isJoint(part.range.upperBound..<max(part.range.upperBound, word.lowerBound), Calculation.commas),
      isJoint(word.upperBound..<whole.range.lowerBound, Calculation.allOf),
      isJoint(
        whole.range.upperBound..<max(whole.range.upperBound, share.range.lowerBound), Calculation.ofWhole),
      !isReported(part.range), !isReported(share.range),
      let right = try? part.numeral.value.divided(by: whole.numeral.value),
      let room = try? share.numeral.loosePlace.multiplied(by: 3).divided(by: 10),
      let slack = Calculation.slack(right, part.numeral, whole.numeral),
      let all = try? max(room, share.numeral.lastPlace).adding(slack),
      isBeyond(all, right, share.numeral),
      !Denial(working: working, range: share.range).isStated
    else { return }
    let names = NamesOfShares.names(right, share.numeral)
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()),
        range: share.range, claimed: share.numeral.value, correct: right))
  }

  private func firstIndex(in numbers: [StatedNumber], behind place: Int) -> Int? {
    var (low, high) = (0, numbers.count)
    while low < high {
      let middle = (low + high) / 2
      if numbers[middle].range.lowerBound < place { low = middle + 1 } else { high = middle }
    }
    return low < numbers.count ? low : nil
  }

  /// Whether a share is not what it may be rounded to; of one digit, 0.5% for 0.05%, half of it is not to be told from it.
  func isBeyond(_ room: Rational, _ right: Rational, _ claim: Numeral) -> Bool {
    if !LinkChecker.isWithin(room, right, claim.value) { return true }
    return isMagnitude(right, claim) && (try? right.multiplied(by: 5)).map { $0 < claim.value } ?? false
  }

  private func isMagnitude(_ right: Rational, _ claim: Numeral) -> Bool {
    guard let half = try? claim.lastPlace.divided(by: .two) else { return false }
    return [10, 100, .tenth].contains { (factor: Rational) in
      (try? right.multiplied(by: factor)).map { LinkChecker.isWithin(half, $0, claim.value) } ?? false
    }
  }

  /// Whether nothing but units and some words stands in a gap.
  private func isJoint(_ gap: Range<Int>, _ words: PhraseSet) -> Bool {
    guard gap.count <= 48 else { return false }
    var joint = Joint(working.bytes, from: gap.lowerBound, to: gap.upperBound)
    for _ in 0..<5 {
      _ = joint.takeUnits()
      guard joint.take(words) else { break }
    }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// How far a share may be off because its numbers are rounded.
  static func slack(_ share: Rational, _ part: Numeral, _ whole: Numeral) -> Rational? {
    var relative = Rational.zero
    for numeral in [part, whole] where numeral.lastPlace != .one {
      guard let room = numeral.relativeRoom, let sum = try? relative.adding(room) else { return nil }
      relative = sum
    }
    return try? share.multiplied(by: relative)
  }

  private static let takes: PhraseSet = ["占"]
  private static let commas: PhraseSet = [",", "，", "、", "约", "的", "只", "仅", "大约", "参数", "计算量"]
  private static let allOf: PhraseSet = [
    "总参数量", "总参数", "总计算量", "总乘加", "总量", "总数", "总", "全部", "全网", "整个网络", "网络", "模型", "约", "全模型", "的", "大约",
  ]
  private static let ofWhole: PhraseSet = ["的", "约为", "约", "大约", "只有", "仅", "只"]
}
