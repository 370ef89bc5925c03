import Symbolics

/// Two of the same number together: "QKᵀ takes 805,306,368 MACs, the product with V as many, so 1,610,612,736 together",
/// 与 V 相乘同样多，合计 1,610,612,736.
extension Calculation {
  mutating func checkAsManyAgain() {
    for line in lines(with: AsMany.again)
    where line.row == nil && line.range.count < 2_048 && AsMany.again.isOn(line, of: working.bytes) {
      let numbers = numbers(on: line)
      for (place, one) in numbers.enumerated() where one.isWrittenOut && one.numeral.value > 999 {
        // The same number may stand for the second time before its double.
        var rest = numbers[(place + 1)...]
        if let next = rest.first, next.numeral.value == one.numeral.value, rest.count > 1,
          !isBoth(next, on: line)
        {
          rest = rest.dropFirst()
        }
        guard let total = rest.first, total.isWrittenOut, isBoth(total, on: line),
          total.range.lowerBound - one.range.upperBound <= 160,
          AsMany.again.isIn(
            one.range.upperBound..<max(one.range.upperBound, total.range.lowerBound), of: working.bytes)
            || AsMany.each.isIn(line.stretch(before: one.range.lowerBound, atMost: 64), of: working.bytes)
        else { continue }
        judge(one.numeral, total, on: line)
        break
      }
    }
  }

  /// Whether a number is said of both: "Both: …", "… together", 合计 ….
  private func isBoth(_ number: StatedNumber, on line: TextLine) -> Bool {
    var tail = Joint(working.bytes, from: number.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    if tail.take(AsMany.behind) { return tail.isAtClauseEnd() }
    guard tail.isAtClauseEnd() else { return false }
    let before = line.stretch(before: number.range.lowerBound, atMost: 16)
    guard let word = AsMany.before.first(in: before, of: working.bytes) else { return false }
    var joint = Joint(working.bytes, from: word.upperBound, to: number.range.lowerBound)
    _ = joint.take(AsMany.signs)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private mutating func judge(_ one: Numeral, _ total: StatedNumber, on line: TextLine) {
    let claim = total.numeral
    guard let right = try? one.value.multiplied(by: .two), right != claim.value,
      claim.value == one.value || Digits.differ(right, claim.value), !isReported(total.range),
      isAsserted(total.range, on: line)
    else { return }
    let digits = Digits.of(claim.value).flatMap { Digits.slip(from: right, to: $0, claim) } ?? []
    findings.append(
      Draft(
        mistake: .totalDoesNotAddUp, alternatives: digits.filter { $0 != .productSlip }, range: total.range,
        claimed: claim.value, correct: right, fix: Expression(right)))
    markWrong(at: total.range)
  }
}

private enum AsMany {
  static let again: PhraseSet = [
    "as many", "as much", "the same", "again", "another", "each", "同样多", "同样的", "一样多", "相同", "各需", "各有",
  ]
  static let each: PhraseSet = ["each", "各需", "各有", "各为"]
  static let behind: PhraseSet = ["for both", "together", "in both"]
  static let before: PhraseSet = ["both", "together", "两者合计", "两者共", "合计", "两项共", "二者共"]
  static let signs: PhraseSet = [":", "：", "is", "are", "make", "need", "take", "为", "是", "需", "="]
}
