import Symbolics

/// "The first block has 231,211,008, the other two 218,365,952 each, 886,308,864 in total", 第一个…，其余两个各…，合计…: a total with
/// one of the equal parts too many or too few, or a digit of it wrong.
extension Calculation {
  mutating func checkFirstAndOthers() {
    for line in lines(with: FirstAndOthers.others)
    where line.row == nil && line.range.count <= 512 && line.lone.count >= 3 {
      guard let word = FirstAndOthers.others.first(on: line, of: working.bytes),
        let (first, each, total) = firstEachTotal(around: word, on: line),
        let count = count(behind: word, each, line),
        !isReported(total.range), isAsserted(total.range, on: line),
        let others = try? each.numeral.value.multiplied(by: count),
        let right = try? others.adding(first.numeral.value), right != total.numeral.value
      else { continue }
      let slips = total.numeral.slip(from: right)
      let isOneOff = isOneOff(right, each.numeral.value, total.numeral.value)
      guard slips != nil || isOneOff else { continue }
      findings.append(
        Draft(
          mistake: .totalDoesNotAddUp, alternatives: (slips ?? []) + (isOneOff ? [.blockCountWrong] : []),
          range: total.range, claimed: total.numeral.value, correct: right, fix: Expression(right)))
      markWrong(at: total.range)
    }
  }

  /// The numbers right before and behind "the other", and the one that ends the clause behind a word for the total.
  private func firstEachTotal(around word: Range<Int>, on line: TextLine) -> (
    first: StatedNumber, each: StatedNumber, total: StatedNumber
  )? {
    let numbers = numbers(on: line).filter { $0.isWrittenOut && $0.numeral.value > 999 && $0.chain == nil }
    guard let place = numbers.firstIndex(where: { $0.range.lowerBound >= word.upperBound }), place > 0,
      place + 1 < numbers.count
    else { return nil }
    let (first, each, total) = (numbers[place - 1], numbers[place], numbers[place + 1])
    let between = each.range.upperBound..<max(each.range.upperBound, total.range.lowerBound)
    let label = line.stretch(before: first.range.lowerBound, atMost: 48)
    let behind = line.stretch(behind: total.range.upperBound, atMost: 24)
    var tail = Joint(working.bytes, from: total.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    guard between.count <= 40, word.lowerBound - first.range.upperBound <= 32, tail.isAtClauseEnd(),
      FirstAndOthers.first.isIn(label, of: working.bytes),
      FirstAndOthers.totals.isIn(between, of: working.bytes)
        || FirstAndOthers.totals.isIn(behind, of: working.bytes),
      FirstAndOthers.each.isIn(word.upperBound..<between.upperBound, of: working.bytes),
      !FirstAndOthers.otherwise.isIn(label.lowerBound..<total.range.upperBound, of: working.bytes)
    else { return nil }
    return (first, each, total)
  }

  /// 两 of 其余两个各, 2 of "the other 2": the one number between the word and what each has.
  private func count(behind word: Range<Int>, _ each: StatedNumber, _ line: TextLine) -> Rational? {
    let stretch = word.upperBound..<max(word.upperBound, each.range.lowerBound)
    guard stretch.count <= 64 else { return nil }
    let digits = working.bytes.wholeNumbers(in: stretch).filter { !$0.isPartOfWord }
    var counts = digits.map { $0.value }
    if counts.isEmpty {
      for mention in line.mentions where stretch.contains(mention.range.lowerBound) {
        if case .count(let count) = mention.noun { counts.append(count) }
      }
    }
    guard counts.count == 1, (2...200).contains(counts[0]) else { return nil }
    return Rational(counts[0])
  }

  private func isOneOff(_ right: Rational, _ each: Rational, _ claimed: Rational) -> Bool {
    guard let gap = try? right.subtracting(claimed).magnitude else { return false }
    return gap == each
  }
}

private enum FirstAndOthers {
  static let others: PhraseSet = [
    "the other", "the remaining", "the rest", "others", "其余", "其他", "剩下", "后面", "剩余",
  ]
  static let first: PhraseSet = ["first", "第一个", "第1个", "第 1 个", "首个", "第一块"]
  static let each: PhraseSet = ["each", "apiece", "各", "每个", "都是", "均为"]
  static let totals: PhraseSet = ["total", "sum", "altogether", "together", "in all", "合计", "总计", "共", "总和"]
  static let otherwise: PhraseSet = [
    "projection", "shortcut", "plus", "without", "not ", "投影", "捷径", "另加", "不含", "除外",
  ]
}
