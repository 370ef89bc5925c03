import Symbolics

/// "With two FLOPs per MAC that is 205.5 MFLOPs" below 205,520,896 MACs: the number was not doubled.
extension Calculation {
  mutating func checkDoublingBelowWork() {
    for (place, line) in enumeratedLines(with: DoublingWords.twoEach)
    where line.row == nil && line.range.count <= 4_096 {
      guard let word = DoublingWords.twoEach.first(on: line, of: working.bytes),
        let claim = measures(on: line).first(where: { $0.range.lowerBound >= word.upperBound }),
        claim.unit == .flops, claim.per == .nothing || claim.isCapital,
        claim.range.lowerBound - word.upperBound <= 48,
        claim.numeral.value >= 100_000, !isReported(claim.range),
        !DoublingWords.otherwise.isIn(
          sentence(around: word.lowerBound, on: line), of: working.bytes),
        let macs = entries(above: place + 1).last(where: { $0.chain.range.upperBound <= word.lowerBound }),
        macs.home + 4 >= place, let count = macs.claim?.value, count >= 100_000,
        macs.claimUnit == .macs
          || labelOfPart(macs).map({ DoublingWords.macs.isIn($0, of: working.bytes) }) ?? false,
        let room = try? claim.numeral.lastPlace.multiplied(by: Rational(6, over: 10)),
        LinkChecker.isWithin(room, count, claim.numeral.value), isAsserted(claim.range, on: line),
        let right = try? count.multiplied(by: .two), !LinkChecker.isWithin(room, right, claim.numeral.value)
      else { continue }
      findings.append(
        Draft(mistake: .macCalledFlop, range: claim.range, claimed: claim.numeral.value, correct: right))
    }
  }
}

private enum DoublingWords {
  static let twoEach: PhraseSet = [
    "two flops per mac", "2 flops per mac", "two flops for each mac", "two flops a mac",
    "two flops per multiply",
    "2 flops per multiply", "每次乘加记 2 flops", "每次乘加记 2", "每次乘加算 2", "每个乘加算 2", "每次乘加计 2",
  ]
  static let macs: PhraseSet = ["mac", "multiply-add", "乘加"]
  static let otherwise: PhraseSet = [
    "instead of", "not ", "n't", "would", "if ", "from ", "half", "如果", "不", "而非", "减半",
  ]
}
