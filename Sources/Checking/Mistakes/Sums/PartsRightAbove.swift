import Symbolics

/// A total that is written as a sum of the results right above it, and that lacks one of two equal ones, or has another number
/// in the place of one: `262656`, `262656`, `1539000`, then `合计 262656 + 1539000`.
///
/// The lines above have to be the addends in their order and nothing else. What two things share is counted once, and words
/// for what is left out say so; then nothing is judged.
extension Calculation {
  mutating func checkPartsRightAbove() {
    for entry in entries where entry.status != .wrong {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression,
        (3...64).contains(terms.count), entry.home > 0, entry.home < lines.count
      else { continue }
      let line = lines[entry.home]
      let start = side.located.range.lowerBound
      guard line.row == nil, let label = totalLabel(of: line, before: start),
        let addends = plainAddends(terms), let sum = side.outcome.value, !isReported(side.located.range)
      else { continue }
      let stretch = line.stretch(before: start)
      let isOfOneSide = label == .named && PartsAbove.sides.isIn(stretch, of: working.bytes)
      if let forgotten = forgottenEqual(addends, above: entry.home, isOfOneSide) {
        report(side, sum, (try? sum.adding(forgotten)) ?? sum, entry)
      } else if label == .alone, let (place, right) = exchanged(addends, entry),
        let others = try? sum.subtracting(addends[place]), let correct = try? others.adding(right)
      {
        report(side, sum, correct, entry)
      }
    }
  }

  private mutating func report(_ side: Chain.Side, _ claimed: Rational, _ right: Rational, _ entry: Entry) {
    guard !isDenied(side.located.range, on: lines[entry.home]) else { return }
    findings.append(
      Draft(
        mistake: .addendsDoNotMatchParts, alternatives: [.partsOmitted, .totalDoesNotAddUp],
        range: side.located.range, claimed: claimed, correct: right))
    entry.status = .wrong
  }

  private enum TotalLabel { case alone, named }

  /// The short label with a word for a total, and none for what is left out, before a sum; whether the word is all.
  private func totalLabel(of line: TextLine, before place: Int) -> TotalLabel? {
    let label = line.range.lowerBound..<max(line.range.lowerBound, place)
    guard label.count <= 40, PartsAbove.totals.isIn(label, of: working.bytes),
      !working.bytes[label].contains(where: { $0.isASCIIDigit }), !speaksOfSome(line, behind: place)
    else { return nil }
    var joint = Joint(working.bytes, from: label.lowerBound, to: label.upperBound)
    let isTotal = joint.take(PartsAbove.totals)
    _ = joint.take(PartsAbove.signs)
    joint.skipBlanks()
    return isTotal && joint.isAtEnd ? .alone : .named
  }

  /// Whether the clause of a total says that something is left out, or counted once.
  private func speaksOfSome(_ line: TextLine, behind place: Int) -> Bool {
    let end = working.bytes.skip(from: place, to: min(line.range.upperBound, place + 256)) {
      $0 != UInt8(ascii: ";")
    }
    let clause = line.range.lowerBound..<max(line.range.lowerBound, end)
    return PartsAbove.shared.isIn(clause, of: working.bytes)
      || PartsAbove.partial.isIn(clause, of: working.bytes)
  }

  private func plainAddends(_ terms: [Expression.Term]) -> [Rational]? {
    var addends: [Rational] = []
    for term in terms {
      guard !term.isSubtracted, case .number(let numeral) = term.value else { return nil }
      addends.append(numeral.value)
    }
    return addends
  }

  // MARK: - One of two equal ones

  /// The result that stands twice in the lines above a sum and once in it, where they have its addends in order.
  private func forgottenEqual(_ addends: [Rational], above place: Int, _ isOfOneSide: Bool) -> Rational? {
    guard addends.allSatisfy({ $0.isInteger && $0 > 9 }), addends.contains(where: { $0 > 999 }) else {
      return nil
    }
    var (left, forgotten) = (addends.count, Rational?.none)
    for line in lines[max(0, place - 96)..<place].reversed() {
      if line.lone.isEmpty, line.chains.isEmpty {
        guard isMarkup(line) else { return left == 0 ? forgotten : nil }
        continue
      }
      // An "encoder total" leaves out the decoder, however equal they are.
      if isOfOneSide, PartsAbove.sides.isOn(line, of: working.bytes) { return nil }
      if PartsAbove.shared.isOn(line, of: working.bytes) { return nil }
      if PartsAbove.partial.isOn(line, of: working.bytes) { return left == 0 ? forgotten : nil }
      guard let values = results(on: line) else { return left == 0 ? forgotten : nil }
      if values == [.zero] { continue }
      if left > 0, values.contains(addends[left - 1]) {
        left -= 1
      } else if left < addends.count, values.contains(addends[left]), forgotten == nil {
        forgotten = addends[left]
      } else {
        return left == 0 ? forgotten : nil
      }
    }
    return left == 0 ? forgotten : nil
  }

  /// What a line gives as its one result, in all its forms; nil where it has several.
  private func results(on line: TextLine) -> [Rational]? {
    if PartsAbove.operations.isOn(line, of: working.bytes) { return nil }
    if let chain = line.chains.last {
      guard line.chains.count == 1 else { return nil }
      return chain.sides.compactMap { $0.isCompound ? nil : $0.claim?.value }
    }
    guard let last = line.row?.count ?? line.lone.last, let claim = last.claim else { return nil }
    return [claim.value]
  }

  /// Whether a line holds no words: a blank one, or the signs around a table.
  private func isMarkup(_ line: TextLine) -> Bool {
    line.range.count < 8 || !working.bytes[line.range.prefix(64)].contains { $0.isASCIILetter || $0 >= 0x80 }
  }

  // MARK: - Another number in the place of one

  /// The place of the one addend that is none of the results of the line above, which has the others in the same order.
  private func exchanged(_ addends: [Rational], _ entry: Entry) -> (place: Int, right: Rational)? {
    let above = lines[entry.home - 1]
    guard above.row == nil, above.range.count < 1_024, entry.claimUnit != .none else { return nil }
    let numbers = numbers(on: above).filter { number in
      guard number.unit == entry.claimUnit, number.numeral.scale == entry.claim?.scale else { return false }
      return number.chain.map { above.chains[$0].sides.last?.located.range == number.range } ?? true
    }
    guard numbers.count == addends.count, let unit = entry.claim?.writtenFactor else { return nil }
    var found: (Int, Rational)?
    for (place, (addend, number)) in zip(addends, numbers).enumerated() {
      guard let value = try? number.numeral.value.divided(by: unit) else { return nil }
      if value == addend || number.numeral.value == addend { continue }
      guard found == nil else { return nil }
      found = (place, value)
    }
    guard let found, !measures(on: above).contains(where: { $0.numeral.unscaled == addends[found.0] }) else {
      return nil
    }
    return found
  }
}

// MARK: - A result that is taken up with two digits exchanged

extension Calculation {
  /// `… = 42.8 GB` above "So with 48.2 GB in use": what the line above worked out, with two digits exchanged.
  mutating func checkResultsTakenUp() {
    for (place, line) in lines.enumerated().dropFirst()
    where line.row == nil && PartsAbove.consequences.mayBe(on: line) {
      var joint = Joint(working.bytes, from: line.range.lowerBound, to: line.range.upperBound)
      guard joint.take(PartsAbove.consequences) else { continue }
      _ = joint.take(PartsAbove.articles)
      joint.skipBlanks()
      guard let number = numbers(on: line).first, number.range.lowerBound == joint.at, number.unit != .none,
        let last = lines[place - 1].chains.last?.sides.last, let claim = last.claim, last.unit == number.unit,
        claim.scale == number.numeral.scale, claim.value != number.numeral.value,
        claim.shows(atLeast: 100), SameNumber.isTransposed(claim.value, number.numeral),
        !isWrittenAbove(number.numeral.value, place), !isReported(number.range),
        !isDenied(number.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .valueInconsistentBetweenLines, alternatives: [.digitsTransposed], range: number.range,
          claimed: number.numeral.value, correct: claim.value, fix: Expression(claim.value)))
    }
  }

  private func isWrittenAbove(_ value: Rational, _ place: Int) -> Bool {
    lines[max(0, place - 64)..<place].contains { measures(on: $0).contains { $0.numeral.value == value } }
  }
}

private enum PartsAbove {
  static let totals: PhraseSet = [
    "in total", "total", "altogether", "all together", "together", "overall", "sum", "总参数量", "总参数", "总计",
    "总共", "总和", "合计", "一共", "共计", "共有", "共", "总",
  ]
  static let signs: PhraseSet = [":", "：", "=", "is", "为", "是"]
  /// What is counted once.
  static let shared: PhraseSet = [
    "share", "sharing", "tied", "tying", "reuse", "re-use", "once", "unique", "distinct", "same weights",
    "共享", "共用",
    "绑定", "复用", "重用", "一次", "同一",
  ]
  /// What is not counted at all, or for one of several things.
  static let partial: PhraseSet = [
    "only", "alone", "without", "exclud", "except", "not count", "no ", "frozen", "trainable", "one of",
    "per ",
    "each", "if ", "either", "只", "仅", "单独", "不含", "不计", "不算", "除去", "除了", "冻结", "可训练", "每", "单", "若",
    "如果", "其中",
  ]
  static let sides: PhraseSet = [
    "enc", "dec", "forward", "backward", "left", "right", "teacher", "student", "编码", "解码", "前向", "后向", "反向",
  ]
  static let operations: PhraseSet = ["mac", "flop", "乘加", "浮点", "运算", "activation", "激活"]
  static let consequences: PhraseSet = [
    "so with", "so at", "so for", "thus with", "hence with", "with these", "with those", "therefore with",
    "所以用",
    "于是用", "因此用", "这样用",
  ]
  static let articles: PhraseSet = ["the", "these", "those", "our"]
}
