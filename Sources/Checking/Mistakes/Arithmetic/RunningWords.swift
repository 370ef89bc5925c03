import Symbolics

/// A calculation that goes on in words: "3×3 = 9, times 16 channels = 144, plus 16 biases = 160", 9，再乘 16 = 144.
extension Calculation {
  mutating func checkRunningWords() {
    for line in lines(with: RunningWord.operators) where line.row == nil && line.chains.count >= 2 {
      for index in line.chains.indices.dropFirst() {
        check(line.chains[index], behind: line.chains[index - 1])
      }
    }
  }

  private mutating func check(_ chain: Chain, behind previous: Chain) {
    guard chain.sides.count == 2, chain.signs[0] == .equal, !chain.sides[1].isCompound,
      let side = previous.sides.last, let before = side.claim, let claim = chain.sides[1].claim,
      before.isPlainWhole, claim.isPlainWhole, claim.value > 99, previous.signs.last != .arrow,
      // `plus 256² = 65,536` is right by itself.
      chain.sides[0].outcome.value != claim.value,
      let value = value(goingOnFrom: before.value, side, to: chain.sides[1]), value != claim.value,
      !isReported(chain.range), !Denial(working: working, range: chain.range).isStated
    else { return }
    let slips = Digits.of(claim.value).flatMap { Digits.slip(from: value, to: $0, claim) } ?? []
    let names = slips.isEmpty ? [.productSlip] : slips
    findings.append(
      Draft(
        mistake: names[0], alternatives: Array(names.dropFirst()) + [.totalDoesNotAddUp],
        range: chain.sides[1].located.range, claimed: claim.value, correct: value, fix: Expression(value)))
    markWrong(at: chain.range)
  }

  /// What the words between two results make of the first one; nil where they say anything else.
  private func value(goingOnFrom first: Rational, _ side: Chain.Side, to second: Chain.Side) -> Rational? {
    let (start, end) = (side.located.range.upperBound, second.located.range.lowerBound)
    guard start < end, end - start < 64 else { return nil }
    var joint = Joint(working.bytes, from: start, to: end)
    _ = joint.takeUnits()
    guard joint.take(RunningWord.comma) else { return nil }
    _ = joint.take(RunningWord.then)
    let operation: (Rational, Rational) throws(ArithmeticError) -> Rational
    if joint.take(RunningWord.times) {
      operation = { a, b throws(ArithmeticError) in try a.multiplied(by: b) }
    } else if joint.take(RunningWord.plus) {
      operation = { a, b throws(ArithmeticError) in try a.adding(b) }
    } else {
      return nil
    }
    joint.skipBlanks()
    guard let number = Neighbourhood(working: working).number(at: joint.at), let operand = number.claim,
      operand.isPlainWhole, number.located.range.upperBound < end
    else { return nil }
    // Only the name of what is counted stands before the sign.
    let rest = working.bytes[number.located.range.upperBound..<end]
    guard rest.count(where: { $0 == UInt8(ascii: "=") }) == 1,
      rest.allSatisfy({ $0.isASCIILetter || $0 >= 0x80 || $0 == 0x20 || $0 == UInt8(ascii: "=") })
    else { return nil }
    return try? operation(first, operand.value)
  }
}

private enum RunningWord {
  static let comma: PhraseSet = [",", "，", ";", "；"]
  static let then: PhraseSet = ["and then", "then", "and", "再", "然后"]
  static let times: PhraseSet = ["times", "multiplied by", "乘以", "乘上", "乘"]
  static let plus: PhraseSet = ["plus", "加上", "加"]
  static let operators: PhraseSet = ["times", "multiplied by", "plus", "乘", "加"]
}

extension Numeral {
  /// Whether the number is a whole one that is written out.
  fileprivate var isPlainWhole: Bool {
    scale == .one && lastPlace == .one && value.isInteger && binaryFactor == nil
  }
}
