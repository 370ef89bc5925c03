import Symbolics

/// A result with the wrong sign behind it: `13 × 2 = 26 GB < 24 GB`, `16.1 GB + 6.0 GB = 22.1 GB > 24 GB`.
extension Calculation {
  mutating func checkFalseInequalities() {
    for line in lines
    where line.row == nil && !line.chains.isEmpty && !line.lone.isEmpty && line.lone.count < 64 {
      for chain in line.chains where chain.hasEquality && chain.sides.contains(where: { $0.isCompound }) {
        guard let last = chain.sides.last, let left = last.claim, left.scale != .percent,
          let next = line.lone.first(where: { $0.located.range.lowerBound >= chain.range.upperBound }),
          let right = next.claim, right.scale != .percent, left.hasScaleWord == right.hasScaleWord,
          last.unit == next.unit, last.unit != .none || left.hasScaleWord,
          let saysLess = inequality(between: last, and: next),
          saysLess ? left.value > right.value : left.value < right.value, areClearlyApart(left, right),
          isAlone(next, on: line), !isConditional(chain.range, on: line)
        else { continue }
        let statement = last.located.range.lowerBound..<next.located.range.upperBound
        guard !isReported(chain.range), !isReported(statement), isAsserted(statement, on: line) else {
          continue
        }
        findings.append(
          Draft(
            mistake: .conclusionContradictsNumbers, range: statement, claimed: left.value,
            arguments: [("other", .number(right.value))]))
      }
    }
  }

  /// Whether words before a chain suppose or ask for it, or words of its sentence doubt it. "So it does not fit" draws a
  /// conclusion from it.
  private func isConditional(_ chain: Range<Int>, on line: TextLine) -> Bool {
    let sentence = sentence(around: chain.lowerBound, on: line)
    let before = sentence.lowerBound..<max(sentence.lowerBound, chain.lowerBound)
    return Inequalities.conditions.isIn(before, of: working.bytes)
      || Inequalities.doubts.isIn(sentence, of: working.bytes)
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
    joint.skipMarkup()
    _ = joint.takeUnits()
    joint.skipMarkup()
    let isLess = joint.take(Inequalities.less)
    guard isLess || joint.take(Inequalities.more) else { return nil }
    joint.skipMarkup()
    joint.skipBlanks()
    return joint.isAtEnd ? isLess : nil
  }

  /// Whether nothing is calculated with the second number: `22 GB > 4 GB × 6`, `< 8 B/param`.
  private func isAlone(_ side: Chain.Side, on line: TextLine) -> Bool {
    var joint = Joint(working.bytes, from: side.located.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    joint.skipMarkup()
    return !joint.take(Inequalities.operators)
  }
}

private enum Inequalities {
  static let less: PhraseSet = ["<=", "<", "≤", "⩽", "＜", "\\leq", "\\le", "\\lt"]
  static let more: PhraseSet = [">=", ">", "≥", "⩾", "＞", "\\geq", "\\ge", "\\gt"]
  static let operators: PhraseSet = [
    "×", "*", "/", "+", "-", "−", "÷", "·", "^", "per", "each", "\\times", "\\cdot", "<", ">", "每", "x",
  ]
  /// What asks, supposes or denies.
  static let conditions: PhraseSet = [
    "if ", "when", "whether", "unless", "while", "assert", "check", "must", "should", "need", "require",
    "not ", "n't", "若", "如果", "是否", "要求", "需", "应",
  ]
  static let doubts: PhraseSet = [
    "false", "wrong", "not true", "does not hold", "doesn't hold", "?", "？", "不成立", "不满足", "错", "✗", "✘", "❌",
  ]
}
