import Symbolics

/// All blocks taken again where one of them was added by itself: "the first block: 73,728", "each of the others: 69,632",
/// `73,728 + 3 × 69,632` for three blocks in all.
extension Calculation {
  mutating func checkOtherBlocks() {
    guard lines.contains(where: { OtherBlockWords.first.mayBe(on: $0) }) else { return }
    for (index, entry) in entries.enumerated()
    where entry.misconception == nil && entry.status != .wrong {
      guard let side = entry.workingSide, case .sum(let terms) = side.located.expression, terms.count == 2,
        entry.home < lines.count, case .number(let first) = terms[0].value, !terms[1].isSubtracted,
        first.value >= 32,
        let repeated = OtherBlockWords.repetition(terms[1].value),
        let one = lineOfClaim(first.value, before: index),
        let other = lineOfClaim(repeated.cost, before: index),
        one !== other, OtherBlockWords.first.isOn(one, of: working.bytes),
        OtherBlockWords.others.isOn(other, of: working.bytes), let count = countOfBlocks(above: one),
        count == repeated.count, !isReported(side.located.range),
        !isDenied(side.located.range, on: lines[entry.home]),
        let value = entry.value, let right = try? value.subtracting(repeated.cost)
      else { continue }
      let fewer = Rational(count - 1)
      findings.append(
        Draft(
          mistake: .blockCountWrong, range: side.located.range, claimed: Rational(count), correct: fewer,
          fix: .sum([terms[0], Expression.Term(.product([Expression(fewer), Expression(repeated.cost)]))])))
      entry.status = .wrong
      entry.misconception = .blockCountWrong
      entry.rightValue = right
    }
  }

  /// "the others: … = 218,365,952 each, 6 of them 1,310,195,712" where the heading gives six blocks and the first is counted
  /// by itself.
  mutating func checkOthersOfAll() {
    for (place, line) in enumeratedLines(with: OtherBlockWords.ofThem) where place > 0 {
      guard line.row == nil, line.range.count <= 1_024, OtherBlockWords.others.isOn(line, of: working.bytes),
        let word = OtherBlockWords.ofThem.first(on: line, of: working.bytes)
      else { continue }
      let end = working.bytes.skipBlanksBack(from: word.lowerBound, to: line.range.lowerBound)
      let start = working.bytes.digitsBack(from: end, to: line.range.lowerBound, atMost: 3)
      guard let told = working.bytes.wholeNumber(at: start, to: end)?.value, told > 1,
        lines[max(0, place - 4)..<place].contains(where: {
          OtherBlockWords.beginning.isOn($0, of: working.bytes)
        }), countOfBlocks(above: lines[place - 1]) == told,
        let entry = entries.last(where: { $0.home == place && $0.chain.range.upperBound <= start }),
        let one = entry.value,
        let all = line.lone.first(where: { $0.located.range.lowerBound >= word.upperBound }),
        let claim = all.claim, claim.value == (try? one.multiplied(by: Rational(told))),
        !isReported(all.located.range),
        !isDenied(all.located.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .blockCountWrong, alternatives: [.allBlocksTakenSame], range: start..<end,
          claimed: Rational(told), correct: Rational(told - 1), fix: Expression(Rational(told - 1))))
    }
  }

  /// The line of the last calculation before another one, a few above it, that has a number as its result.
  private func lineOfClaim(_ value: Rational, before index: Int) -> TextLine? {
    guard let claiming = entries[max(0, index - 8)..<index].last(where: { $0.claim?.value == value }),
      lines.indices.contains(claiming.home)
    else { return nil }
    return lines[claiming.home]
  }

  /// The number of blocks that the lines above the first one's, or the line itself, give: "conv2_x has 3 bottlenecks".
  private func countOfBlocks(above line: TextLine) -> Int? {
    guard let place = place(of: line) else { return nil }
    for back in lines[max(0, place - 4)...place].reversed() where back.range.count <= 1_024 {
      for mention in back.mentions where mention.noun == .block {
        if let (value, _) = plainCount(mention, on: back), value > 1 { return value }
      }
    }
    return nil
  }
}

private enum OtherBlockWords {
  static let first: PhraseSet = [
    "first block", "block 1", "first one", "first bottleneck", "第一个", "首个", "第 1 个", "第1个", "首块",
  ]
  static let others: PhraseSet = [
    "other", "remaining", "rest", "later", "其余", "其他", "其它", "剩下", "剩余", "余下", "后面",
  ]

  static let ofThem: PhraseSet = ["of them", "of these", "个"]
  static let beginning: PhraseSet = ["first", "第一", "首个", "第 1", "第1"]

  /// `3 × 69,632`.
  static func repetition(_ expression: Expression) -> (count: Int, cost: Rational)? {
    guard case .product(let factors) = expression, factors.count == 2, case .number(let left) = factors[0],
      case .number(let right) = factors[1]
    else { return nil }
    let (low, high) = left.value < right.value ? (left.value, right.value) : (right.value, left.value)
    guard let count = low.integer, (2...64).contains(count), high >= 32 else { return nil }
    return (count, high)
  }
}
