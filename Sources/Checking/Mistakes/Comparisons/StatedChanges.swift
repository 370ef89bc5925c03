import Symbolics

/// What a sentence says a number has changed by: "from 73,728 to 8,768, a reduction of 88.1 %", 从 73728 减少到 8768，减少了
/// 88.1%; and the saving behind a share: "27/49 = 0.551, a saving of 44.9 %".
///
/// A share may be rounded or cut off; what may be the share of another number is left alone.
extension Calculation {
  mutating func checkStatedChanges() {
    for line in lines(with: Calculation.changes) {
      checkChanges(on: line)
      checkMultiplesOfChanges(on: line)
      checkArrows(on: line)
      checkSavings(on: line)
      checkNeeds(on: line)
    }
  }

  // MARK: - From one number to another

  private mutating func checkChanges(on line: TextLine) {
    guard line.lone.count >= 3 else { return }
    for index in 0..<(line.lone.count - 2) {
      let (first, second, change) = (line.lone[index], line.lone[index + 1], line.lone[index + 2])
      guard let from = first.claim, let to = second.claim, let claim = change.claim,
        from.value > .zero, from.value != to.value, from.scale != .percent, to.scale != .percent,
        isChange(first, second, on: line), areAlike(from, to),
        saysChange(between: second, and: change, falls: to.value < from.value)
          || saysChange(behind: change, of: second, falls: to.value < from.value, on: line),
        !isOfOtherThing(change, on: line), !isMultiple(change, on: line),
        let gap = try? from.value.subtracting(to.value).magnitude,
        let right = claim.scale == .percent ? try? gap.divided(by: from.value) : gap
      else { continue }
      if claim.scale != .percent, claim.lastPlace != .one || from.lastPlace != .one || to.lastPlace != .one {
        continue
      }
      report(claim, right, at: change, on: line)
    }
  }

  /// "from 16 bits to 8 bits, a reduction by 40 % of the energy"
  private func isOfOtherThing(_ change: Chain.Side, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: change.located.range.upperBound, to: line.range.upperBound)
    return joint.take(Neighbourhood.of)
  }

  /// KV 显存 10GiB → 1.25GiB，降低了 80%
  private mutating func checkArrows(on line: TextLine) {
    for chain in line.chains where chain.signs.first == .arrow && chain.traits.contains(.symbolic) {
      // `25C² → 18C²`
      guard let right = fallOfLetters(chain), let last = chain.sides.last,
        let change = line.lone.first(where: { $0.located.range.lowerBound >= chain.range.upperBound }),
        let claim = change.claim, claim.scale == .percent, saysChange(between: last, and: change, falls: true)
      else { continue }
      report(claim, right, at: change, on: line)
    }
    for chain in line.chains where chain.signs == [.arrow] {
      let (first, second) = (chain.sides[0], chain.sides[1])
      guard let from = first.claim, let to = second.claim, from.value > .zero, from.value != to.value,
        from.scale != .percent, to.scale != .percent, areAlike(from, to), first.unit == second.unit,
        let change = line.lone.first(where: { $0.located.range.lowerBound >= chain.range.upperBound }),
        let claim = change.claim, claim.scale == .percent,
        saysChange(between: second, and: change, falls: to.value < from.value),
        let right = try? from.value.subtracting(to.value).magnitude.divided(by: from.value)
      else { continue }
      report(claim, right, at: change, on: line)
    }
  }

  /// Whether both numbers have a scale or neither does: "from 25.6 M to 11" leaves one out.
  private func areAlike(_ first: Numeral, _ second: Numeral) -> Bool {
    first.hasScaleWord == second.hasScaleWord
  }

  /// "from 73,728 to 8,768", 从 73728 减少到 8768
  func isChange(_ first: Chain.Side, _ second: Chain.Side, on line: TextLine) -> Bool {
    // A side may have begun on the line above.
    let start = max(line.range.lowerBound, first.located.range.lowerBound)
    let before = line.stretch(before: start, atMost: 8)
    let words: [StaticString] = ["from ", "从 ", "从", "由 ", "由"]
    guard words.contains(where: { working.ends(before, with: $0, ignoringCase: true) }) else { return false }
    let between =
      first.located.range.upperBound..<max(first.located.range.upperBound, second.located.range.lowerBound)
    return between.count <= 24 && Calculation.targets.isIn(between, of: working.bytes)
  }

  private static let targets: PhraseSet = [" to ", "到", "至", "降为", "减为", "变为", "→"]

  /// Whether nothing but a word for the change stands between two numbers, in the direction of the change.
  func saysChange(between first: Chain.Side, and second: Chain.Side, falls: Bool) -> Bool {
    let start = first.located.range.upperBound
    let between = start..<max(start, second.located.range.lowerBound)
    guard between.count <= 40 else { return false }
    return (falls ? Calculation.falls : Calculation.rises).isIn(between, of: working.bytes)
      && !Phrases.contains(["factor", "倍", "times", "to ", "到", "为"], in: between, of: working.bytes)
  }

  /// "from 40 ms to 25 ms: 37.5 % less"
  private func saysChange(
    behind change: Chain.Side, of second: Chain.Side, falls: Bool, on line: TextLine
  ) -> Bool {
    let start = second.located.range.upperBound
    var joint = Joint(working.bytes, from: start, to: max(start, change.located.range.lowerBound))
    _ = joint.takeUnits()
    guard joint.take(Calculation.pauses) else { return false }
    joint.skipBlanks()
    guard joint.isAtEnd, change.claim?.scale == .percent else { return false }
    var tail = Joint(working.bytes, from: change.located.range.upperBound, to: line.range.upperBound)
    guard tail.take(falls ? Calculation.fewer : Calculation.greater) else { return false }
    tail.skipBlanks()
    return tail.isAtClauseEnd()
  }

  private static let pauses: PhraseSet = [":", "：", ",", "，", ";", "–", "—", "("]
  private static let fewer: PhraseSet = ["less", "fewer", "smaller", "shorter", "lower"]
  private static let greater: PhraseSet = ["more", "larger", "longer", "higher"]

  private static let falls: PhraseSet = [
    "reduction of", "reduction by", "reduced by", "saving of", "saves", "saving", "drop of", "drop by",
    "decrease by", "saving by", "decrease of", "less by", "减少了",
    "降低了",
    "下降了", "节省了", "节约了", "缩减了", "减少", "降低", "下降", "节省", "节约", "压缩了", "缩小了", "省了",
    "省下了", "省下",
  ]
  private static let rises: PhraseSet = [
    "increase of", "increase by", "growth by", "rise by", "growth of", "rise of", "increased by", "增加了",
    "提高了", "上升了", "增长了", "增加", "增长",
  ]
  private static let changes: PhraseSet = [
    "reduction", "reduced", "saving", "saves", "drop", "decrease", "increase", "growth", "% less", "% fewer",
    "% smaller", "% shorter", "% lower",
    "% more", "% larger", "% longer", "% higher", "省了", "省下", "缩小", "减少", "降低", "下降",
    "节省", "节约",
    "缩减", "增加", "提高", "上升", "增长", "压缩",
  ]

  // MARK: - One thing and another

  /// "MHA needs 40 GiB, GQA only 8 GiB, a saving of 80 %"
  private mutating func checkNeeds(on line: TextLine) {
    guard Calculation.onlyNeeds.isOn(line, of: working.bytes) else { return }
    let numbers = numbers(on: line)
    for index in numbers.indices.dropLast(2) {
      let (first, second, change) = (numbers[index], numbers[index + 1], numbers[index + 2])
      guard first.unit == second.unit, first.unit != .none, first.unit != .other,
        first.numeral.value > second.numeral.value, second.numeral.value > .zero,
        areAlike(first.numeral, second.numeral), change.numeral.scale == .percent, change.chain == nil,
        second.chain == nil, first.range.upperBound < second.range.lowerBound,
        second.range.lowerBound - first.range.upperBound <= 40,
        Calculation.onlyNeeds.isIn(first.range.upperBound..<second.range.lowerBound, of: working.bytes),
        !working.bytes[first.range.upperBound..<second.range.lowerBound].contains(where: { $0.isASCIIDigit }),
        saysChange(between: second.side, and: change.side, falls: true),
        !isOfOtherThing(change.side, on: line),
        let right = try? first.numeral.value.subtracting(second.numeral.value)
          .divided(by: first.numeral.value)
      else { continue }
      report(change.numeral, right, at: change.side, on: line)
    }
  }

  private static let onlyNeeds: PhraseSet = [
    "只要", "只需", "仅需", "仅要", "只有", "only needs", "needs only", "only takes", "takes only", " only ",
  ]

  // MARK: - The rest of a share

  /// "27/49 = 0.551, a saving of 55.1 %": what is left is called what is saved.
  private mutating func checkSavings(on line: TextLine) {
    for chain in line.chains {
      // `98 / 24.5 = 4, a saving of 25 %`: what is left is a quarter.
      guard let side = chain.sides.last, let result = side.claim, result.value > .zero, result.value != .one,
        result.scale == .one || result.value < .one,
        let share = try? result.value < .one ? result.value : Rational.one.divided(by: result.value),
        let saving = line.lone.first(where: { $0.located.range.lowerBound >= chain.range.upperBound }),
        let claim = saving.claim, claim.scale == .percent,
        saysChange(between: side, and: saving, falls: true),
        chain.sides.contains(where: { isPlainQuotient($0.located.expression, below: result.value < .one) }),
        let half = try? claim.lastPlace.divided(by: .two),
        LinkChecker.isWithin(half, share, claim.value),
        let right = try? Rational.one.subtracting(share),
        !LinkChecker.isWithin(claim.lastPlace, right, claim.value)
      else { continue }
      report(claim, right, at: saving, on: line)
    }
  }

  private func isPlainQuotient(_ expression: Expression, below isBelow: Bool) -> Bool {
    guard case .quotient(.number(let dividend), .number(let divisor)) = expression else { return false }
    return (dividend.value < divisor.value) == isBelow
  }

  private mutating func report(_ claim: Numeral, _ right: Rational, at side: Chain.Side, on line: TextLine) {
    // 78.4 % may be said to be 80 %.
    guard let room = try? claim.loosePlace.multiplied(by: 3).divided(by: 10),
      !LinkChecker.isWithin(max(room, claim.lastPlace), right, claim.value),
      !findings.contains(where: { $0.range.overlaps(line.range) }),
      !Denial(working: working, range: side.located.range).isStated
    else { return }
    findings.append(
      Draft(
        mistake: .conclusionContradictsNumbers, range: side.located.range, claimed: claim.value,
        correct: right))
  }
}
