import Symbolics

/// `2 < 140 → compute-bound`, 3 < 60,因此是计算受限: what is concluded from two numbers of which one has been called the machine's
/// balance. Work of a lower intensity is bound by the memory.
extension Calculation {
  mutating func checkBoundsBehindComparisons() {
    for line in lines(with: Calculation.bounds)
    where line.range.count < 1_024 && BoundComparison.signs.isOn(line, of: working.bytes) {
      guard let (saysCompute, range) = bound(on: line), !isReported(range) else { continue }
      let measures = measures(on: line)
      for (first, second) in zip(measures, measures.dropFirst())
      where second.range.upperBound <= range.lowerBound {
        guard isCompared(first, second), follows(range, second.range.upperBound),
          let work = intensity(of: first, second, on: line), saysCompute != work.isAbove,
          isAsserted(range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .conclusionContradictsNumbers, range: range, claimed: work.value,
            arguments: [("other", .number(work.ridge))]))
        break
      }
    }
  }

  private func isCompared(_ first: Measure, _ second: Measure) -> Bool {
    var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
    while joint.take(Calculation.perByte) || joint.take(BoundComparison.units) {}
    guard joint.take(BoundComparison.signs) else { return false }
    _ = joint.take(BoundComparison.names)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  /// Which of two numbers is the intensity of the work, where the other one is the balance, and whether it is above that.
  private func intensity(of first: Measure, _ second: Measure, on line: TextLine) -> (
    value: Rational, ridge: Rational, isAbove: Bool
  )? {
    let (left, right) = (first.numeral.value, second.numeral.value)
    let isFirst = isStatedRidge(left, before: first.range.lowerBound, on: line)
    let isSecond = isStatedRidge(right, before: first.range.lowerBound, on: line)
    guard isFirst != isSecond else {
      return isFirst ? nil : smallIntensity(first, second, on: line)
    }
    let (ridge, work) = isFirst ? (left, right) : (right, left)
    guard let room = try? ridge.divided(by: 20), !LinkChecker.isWithin(room, ridge, work) else { return nil }
    return (work, ridge, work > ridge)
  }

  /// `2 FLOPs/byte < 153 FLOPs/byte`, where neither is called the balance: no machine for networks has one of two or less.
  private func smallIntensity(_ first: Measure, _ second: Measure, on line: TextLine) -> (
    value: Rational, ridge: Rational, isAbove: Bool
  )? {
    let (work, ridge) = (first.numeral.value, second.numeral.value)
    guard work > .zero, work <= .two, ridge >= 50, ridge <= 1_000,
      !Calculation.ridges.isOn(line, of: working.bytes),
      isPerByte(first, on: line), isPerByte(second, on: line)
    else { return nil }
    return (work, ridge, false)
  }

  private func isPerByte(_ measure: Measure, on line: TextLine) -> Bool {
    let place = measure.endOfDigits(in: working.bytes)
    var joint = Joint(working.bytes, from: place, to: min(line.range.upperBound, place + 24))
    return joint.take(BoundComparison.workPerByte)
  }
}

private enum BoundComparison {
  static let signs: PhraseSet = [
    "<<", "<", ">>", ">", "≪", "≫", "\\ll", "\\gg", "\\lt", "\\gt", "&lt;", "&gt;", "远小于", "远低于", "远大于", "小于",
    "低于",
    "大于", "高于", "is below", "is above", "is far below", "is far above", "is less than", "is more than",
  ]
  static let units: PhraseSet = ["yte", "ytes", "flop", "flops", "/", "byte", "bytes", "字节"]
  static let workPerByte: PhraseSet = [
    "flops/byte", "flop/byte", "flops / byte", "flop / byte", "flops/b", "flop/b", "ops/byte",
    "flops per byte",
    "flop per byte", "flops/字节", "flop/字节",
  ]
  static let names: PhraseSet = ["拐点", "平衡点", "the ridge point", "the ridge", "the balance"]
}
