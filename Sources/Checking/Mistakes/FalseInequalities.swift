import Symbolics

/// A result with the wrong sign behind it: `13 × 2 = 26 GB < 24 GB`.
extension Calculation {
  mutating func checkFalseInequalities() {
    for line in lines where !line.chains.isEmpty && !line.lone.isEmpty && line.lone.count < 64 {
      for chain in line.chains where chain.hasEquality && chain.traits.contains(.scaled) {
        guard let last = chain.sides.last, let left = last.claim, left.hasScaleWord,
          chain.sides.contains(where: { $0.isCompound }),
          let next = line.lone.first(where: { $0.located.range.lowerBound >= chain.range.upperBound }),
          let right = next.claim, right.hasScaleWord, last.unit == next.unit, last.unit != .none,
          let saysLess = inequality(between: last, and: next),
          saysLess ? left.value > right.value : left.value < right.value, areClearlyApart(left, right),
          !Inequalities.conditions.isIn(sentence(around: chain.range.lowerBound, on: line), of: working.bytes)
        else { continue }
        let statement = last.located.range.lowerBound..<next.located.range.upperBound
        guard !isReported(chain.range), !isReported(statement), !isDenied(statement, on: line) else {
          continue
        }
        findings.append(
          Draft(
            mistake: .conclusionContradictsNumbers, range: statement, claimed: left.value,
            arguments: [("other", .number(right.value))]))
      }
    }
  }

  /// Whether two numbers differ by more than their rounding; a gigabyte may be of 1,024³ bytes on one side.
  private func areClearlyApart(_ left: Numeral, _ right: Numeral) -> Bool {
    guard let gap = try? left.value.subtracting(right.value).magnitude else { return false }
    if left.writtenFactor == right.writtenFactor {
      return (try? left.lastPlace.adding(right.lastPlace).divided(by: .two)).map { gap > $0 } ?? false
    }
    return (try? gap.multiplied(by: 10)).map { $0 > max(left.value, right.value) } ?? false
  }

  /// Whether nothing but a sign stands between two numbers, and whether it says that the first is less.
  private func inequality(between first: Chain.Side, and second: Chain.Side) -> Bool? {
    let start = first.located.range.upperBound
    guard start < second.located.range.lowerBound, second.located.range.lowerBound - start <= 40 else {
      return nil
    }
    var joint = Joint(working.bytes, from: start, to: second.located.range.lowerBound)
    _ = joint.takeUnits()
    let isLess = joint.take(Inequalities.less)
    guard isLess || joint.take(Inequalities.more) else { return nil }
    joint.skipBlanks()
    return joint.isAtEnd ? isLess : nil
  }
}

private enum Inequalities {
  static let less: PhraseSet = ["<=", "<", "≤", "⩽", "＜", "\\leq", "\\le", "\\lt"]
  static let more: PhraseSet = [">=", ">", "≥", "⩾", "＞", "\\geq", "\\ge", "\\gt"]
  /// What asks, supposes or denies.
  static let conditions: PhraseSet = [
    "if ", "when", "whether", "unless", "while", "assert", "check", "must", "should", "need", "require",
    "false",
    "not ", "n't", "wrong", "?", "？", "若", "如果", "是否", "要求", "需", "应", "不成立", "不满足", "错", "✗", "✘", "❌",
  ]
}
