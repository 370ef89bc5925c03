import Symbolics

/// Numbers that a sentence works out without a sign, and that have a digit wrong: "391 steps an epoch, 200 epochs: 72,800",
/// 甲比乙多 626144, "448, 4,640 and 18,496: a total of 23,548".
///
/// What a sentence means is not always known; a number that is the right one but for a digit, or two exchanged ones, is
/// proof enough.
extension Calculation {
  mutating func checkMiscopiedResults() {
    for line in lines where line.row == nil && line.chains.isEmpty && (3...8).contains(line.lone.count) {
      let numbers = numbers(on: line).filter { $0.numeral.value > .one }
      guard numbers.allSatisfy({ $0.isWrittenOut }), let result = numbers.last, numbers.count >= 3,
        result.numeral.value > 999, !isReported(line.range),
        !Calculation.doubts.isOn(line, of: working.bytes)
      else { continue }
      checkTotal(numbers, on: line)
      guard numbers.count == 3 else { continue }
      checkProduct(numbers, on: line)
      checkDifference(numbers)
    }
  }

  private static let doubts: PhraseSet = [
    "about", "approx", "roughly", "almost", "not ", "instead", "wrong", "≈", "~", "约", "不是", "并非", "误", "而非",
  ]

  private mutating func reportMiscopied(_ number: StatedNumber, _ right: Rational, _ mistake: Mistake) {
    let swapped = Digits.areTransposed(right, number.numeral.value)
    findings.append(
      Draft(
        mistake: mistake == .productSlip ? swapped ? .digitsTransposed : .digitChanged : mistake,
        alternatives: mistake == .productSlip ? [.productSlip] : [.digitsTransposed, .digitChanged],
        range: number.range, claimed: number.numeral.value, correct: right, fix: Expression(right)))
  }

  /// "8 experts of 8,388,608 parameters each: 67,108,684", 每层 3150336 个参数，6 层共 18902106 个
  private mutating func checkProduct(_ numbers: [StatedNumber], on line: TextLine) {
    guard Calculation.multiples.isOn(line, of: working.bytes),
      let right = try? numbers[0].numeral.value.multiplied(by: numbers[1].numeral.value),
      right > 9_999, Digits.differ(right, numbers[2].numeral.value), isOfFactors(numbers)
    else { return }
    reportMiscopied(numbers[2], right, .productSlip)
  }

  /// 每轮 391 步，第 90 轮用时 35,910 秒: a duration is no number of steps, and the ninetieth is one of them.
  private func isOfFactors(_ numbers: [StatedNumber]) -> Bool {
    let units = numbers.prefix(2).map { $0.unit }
    let unit = numbers[2].unit
    if unit.seconds != nil || unit == .bytes { guard units.contains(unit) else { return false } }
    return !numbers.prefix(2).contains { number in
      let end = working.bytes.skipBlanksBack(from: number.range.lowerBound, to: 0)
      return working.ends(0..<end, with: "第") || working.ends(0..<end, with: "#")
    }
  }

  private static let multiples: PhraseSet = [
    "each", "per ", "every", "times", "epochs", "in all", "in total", "altogether", "每", "共", "轮",
  ]

  /// 8650752 比 8388608 多 262144, "8,650,752 is 262,144 more than 8,388,608"
  private mutating func checkDifference(_ numbers: [StatedNumber]) {
    let between = words(from: numbers[0].range.upperBound, to: numbers[1].range.lowerBound)
    let behind = words(from: numbers[1].range.upperBound, to: numbers[2].range.lowerBound)
    let (second, result): (StatedNumber, StatedNumber)
    if between.hasSuffix("比"), ["多", "少", "多了", "少了", "大", "小"].contains(behind) {
      (second, result) = (numbers[1], numbers[2])
    } else if ["is", "has", "are", "needs"].contains(between), Calculation.comparisons.contains(behind) {
      (second, result) = (numbers[2], numbers[1])
    } else {
      return
    }
    guard min(numbers[0].numeral.value, second.numeral.value) > 999, result.numeral.value > 99,
      let right = try? numbers[0].numeral.value.subtracting(second.numeral.value).magnitude,
      right != result.numeral.value, endsClause(behind: numbers[2])
    else { return }
    reportMiscopied(result, right, .totalDoesNotAddUp)
  }

  private static let comparisons = [
    "more than", "less than", "fewer than", "larger than", "smaller than", "more parameters than",
    "fewer parameters than",
  ]

  /// Whether nothing but a unit follows a number in its clause.
  private func endsClause(behind number: StatedNumber) -> Bool {
    var tail = Joint(working.bytes, from: number.range.upperBound, to: working.bytes.count)
    _ = tail.takeUnits()
    return tail.isAtClauseEnd()
  }

  /// "Layer 1 has 448 parameters, layer 2 has 4,640 and layer 3 has 18,496: a total of 23,584."
  private mutating func checkTotal(_ numbers: [StatedNumber], on line: TextLine) {
    guard let total = numbers.last else { return }
    let before =
      line.stretch(before: total.range.lowerBound, atMost: 24)
    let parts = numbers.dropLast().filter { $0.numeral.value > 99 }
    guard parts.count >= 2, Calculation.totalsInProse.isIn(before, of: working.bytes),
      parts.allSatisfy({ $0.unit == .none || $0.unit == parts[0].unit || parts[0].unit == .none }),
      parts.allSatisfy({ $0.range.upperBound <= before.upperBound }),
      let right = NetworkFacts.sum(parts.map { $0.numeral.value }),
      Digits.differ(right, total.numeral.value)
    else { return }
    reportMiscopied(total, right, .totalDoesNotAddUp)
  }

  private static let totalsInProse: PhraseSet = [
    "total", "sum", "altogether", "in all", "together", "合计", "总计", "共计", "总共", "一共", "总和", "共",
  ]

  // MARK: - Addends

  /// `total = 1,216 + 4,604 + 20,490` where 4,640 was worked out above: an addend is copied with a digit wrong.
  mutating func checkMiscopiedAddends() {
    guard entries.count >= 2 else { return }
    var claimed: Set<Rational> = []
    for index in entries.indices {
      let entry = entries[index]
      defer { if let claim = entry.claim { claimed.insert(claim.value) } }
      guard index > 0, entry.status == .right || entry.status == .unchecked, let side = entry.workingSide,
        case .sum(let terms) = side.located.expression, (2...64).contains(terms.count),
        let sum = side.outcome.value, !isReported(entry.chain.range)
      else { continue }
      var strange: (value: Rational, range: Range<Int>)?
      var (isClear, known) = (true, 0)
      for (term, place) in zip(terms, side.located.operands) {
        guard case .number(let numeral) = term.value, !term.isSubtracted, numeral.lastPlace == .one,
          numeral.scale == .one
        else {
          isClear = false
          break
        }
        if claimed.contains(numeral.value) {
          known += 1
        } else if strange == nil {
          strange = (numeral.value, place.range)
        } else {
          isClear = false
        }
      }
      guard isClear, known >= 1, let strange, strange.value > 999,
        !isWritten(strange.value, before: strange.range),
        let right = miscopied(strange.value, into: terms, index),
        let correct = try? sum.subtracting(strange.value).adding(right)
      else { continue }
      findings.append(
        Draft(
          mistake: .addendsDoNotMatchParts, alternatives: [.digitsTransposed, .digitChanged],
          range: strange.range, claimed: sum, correct: correct))
      entry.status = .wrong
    }
  }

  /// The result above that an addend has a digit of wrong, where only one can be meant and the sum does not have it.
  private func miscopied(_ value: Rational, into terms: [Expression.Term], _ index: Int) -> Rational? {
    var found: Rational?
    for entry in entries[max(0, index - 32)..<index] {
      guard let claim = entry.claim, claim.lastPlace == .one, Digits.differ(claim.value, value),
        entry.status != .wrong,
        !terms.contains(where: {
          if case .number(let numeral) = $0.value { numeral.value == claim.value } else { false }
        })
      else { continue }
      if let found, found != claim.value { return nil }
      if hasTerm(value, entry) { return nil }
      found = claim.value
    }
    return found
  }

  /// Whether a number is a part of a result, which may be counted without the others: the 20,480 multiply-adds of
  /// `2,048·10 + 10 = 20,490`.
  private func hasTerm(_ value: Rational, _ entry: Entry) -> Bool {
    guard case .sum(let terms)? = entry.workingSide?.located.expression, terms.count <= 16 else {
      return false
    }
    return terms.contains { (try? $0.value.evaluated()) == value }
  }

  /// Whether a number stands anywhere in the text before a place.
  private func isWritten(_ value: Rational, before place: Range<Int>) -> Bool {
    for line in lines where line.range.lowerBound < place.lowerBound {
      for side in line.lone + line.chains.flatMap({ $0.sides })
      where side.located.range.lowerBound < place.lowerBound {
        var found = false
        if side.located.range.overlaps(place) { continue }
        LinkChecker.forEachNumeral(of: side.located.expression) { if $0.value == value { found = true } }
        if found || side.outcome.value == value { return true }
      }
    }
    return false
  }
}
