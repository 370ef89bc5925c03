import Symbolics

/// A speed with its format behind it, and the same one written out: `989 TFLOPS dense BF16 = 9.89 × 10^13`, `312 TFLOPS at BF16,
/// 40% utilisation = 1.25e13`. Only a power of ten between the two is called wrong.
extension Calculation {
  mutating func checkPeaksWrittenOut() {
    for line in lines(with: PeaksWrittenOut.speeds) where line.row == nil && line.range.count < 512 {
      let measures = measures(on: line)
      for (index, peak) in measures.enumerated()
      where peak.unit == .flops && peak.numeral.scale.isPrefix && peak.numeral.scale.exponent >= 9 {
        guard let (share, place) = conditions(behind: peak, measures, index, on: line),
          let number = numbers(on: line).first(where: { $0.range.lowerBound == place }),
          isWrittenSpeed(number, on: line),
          let right = try? peak.numeral.value.multiplied(by: share), right > .zero,
          isPowersApart(number.numeral, from: right, peak.numeral), !isReported(number.range),
          isAsserted(number.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .powerOfTenSlip, alternatives: [.prefixSlip], range: number.range,
            claimed: number.numeral.value, correct: right))
        markWrong(at: number.range)
      }
    }
  }

  /// The part of the peak that is named behind it, all of it where none is, and the place behind the sign of equality; nil where
  /// other words stand there, or none.
  private func conditions(
    behind peak: Measure, _ measures: [Measure], _ index: Int, on line: TextLine
  ) -> (share: Rational, place: Int)? {
    var joint = Joint(working.bytes, from: peak.range.upperBound, to: line.range.upperBound)
    var hasWords = false
    func takeWords() {
      for _ in 0..<6 {
        guard joint.take(PeaksWrittenOut.words) else { return }
        hasWords = true
      }
    }
    _ = joint.take(PeaksWrittenOut.perSecond)
    takeWords()
    joint.skipBlanks()
    var share = Rational.one
    // The 16 of `BF16` is no number of its own.
    if let part = measures[(index + 1)...].first(where: { $0.range.lowerBound >= joint.at }),
      part.range.lowerBound == joint.at, part.numeral.scale == .percent
    {
      share = part.numeral.value
      joint.at = part.range.upperBound
      takeWords()
    }
    guard hasWords || share == .one, joint.take(PeaksWrittenOut.equals) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return (share, joint.at)
  }

  /// Whether a number without a prefix is a speed: nothing else is said behind it.
  private func isWrittenSpeed(_ number: StatedNumber, on line: TextLine) -> Bool {
    guard number.numeral.scale == .one, number.numeral.value >= 1_000_000_000,
      number.numeral.shows(atLeast: 10),
      number.unit == .flops || number.unit == .none
    else { return false }
    var joint = Joint(working.bytes, from: number.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    _ = joint.take(PeaksWrittenOut.perSecond)
    joint.skipBlanks()
    return joint.isAtClauseEnd()
  }

  private func isPowersApart(_ claim: Numeral, from right: Rational, _ peak: Numeral) -> Bool {
    guard let room = try? claim.relativeRoom?.adding(peak.relativeRoom ?? .zero) else { return false }
    return PeaksWrittenOut.tens.contains { ten in
      [try? right.multiplied(by: ten), try? right.divided(by: ten)].contains { other in
        guard let other, let slack = try? other.multiplied(by: room) else { return false }
        return LinkChecker.isWithin(slack, other, claim.value)
      }
    }
  }
}

extension Calculation {
  /// "A100: 312 TFLOPS, 64 of them make 2 PFLOPS": what several do together, a power of ten away.
  mutating func checkPeaksOfSeveral() {
    for line in lines(with: PeaksWrittenOut.speeds) where line.row == nil && line.range.count < 512 {
      let measures = measures(on: line)
      for place in measures.indices.dropFirst(2) {
        let (one, count, all) = (measures[place - 2], measures[place - 1], measures[place])
        guard all.unit == .flops, one.unit == .flops, one.numeral.scale.isPrefix, all.numeral.scale.isPrefix,
          one.isRate, count.unit == .none || count.unit == .other, count.numeral.scale == .one,
          count.numeral.lastPlace == .one, count.numeral.value > .one, count.numeral.value <= 100_000,
          isSeveral(count, one, all), let right = try? one.numeral.value.multiplied(by: count.numeral.value),
          isPowersApart(all.numeral, from: right, one.numeral), !isReported(all.range),
          isAsserted(all.range, on: line)
        else { continue }
        findings.append(
          Draft(
            mistake: .powerOfTenSlip, alternatives: [.prefixSlip, .productSlip], range: all.range,
            claimed: all.numeral.value, correct: right))
        markWrong(at: all.range)
      }
    }
  }

  /// `312 TFLOPS, 64 of them make 20 PFLOPS`, `312 TFLOPS，64 张合计 20 PFLOPS`
  private func isSeveral(_ count: Measure, _ one: Measure, _ all: Measure) -> Bool {
    var joint = Joint(working.bytes, from: one.range.upperBound, to: count.range.lowerBound)
    for _ in 0..<4 { _ = joint.take(PeaksWrittenOut.words) }
    _ = joint.take(PeaksWrittenOut.so)
    joint.skipBlanks()
    guard joint.isAtEnd else { return false }
    joint = Joint(working.bytes, from: count.endOfDigits(in: working.bytes), to: all.range.lowerBound)
    guard joint.take(PeaksWrittenOut.ofThem), joint.take(PeaksWrittenOut.make) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd
  }
}

private enum PeaksWrittenOut {
  static let so: PhraseSet = ["so", "and", "则", "那么"]
  static let ofThem: PhraseSet = ["of them", "such gpus", "of these", "gpus", "cards", "张卡", "张", "块", "卡"]
  static let make: PhraseSet = [
    "together make", "together give", "together have", "make", "give", "have", "do", "reach", "deliver",
    "in total", "together",
    "合计", "共有", "共", "一共", "总共", "总计", "就是",
  ]
  static let speeds: PhraseSet = ["flop"]
  static let words: PhraseSet = [
    "dense", "bf16", "fp16", "tf32", "fp32", "fp8", "bfloat16", "at", "in", "peak", "tensor cores",
    "tensor core",
    "without sparsity", "per gpu", "utilisation", "utilization", "mfu", "of peak", "efficiency", "(", ")",
    ",", "，",
    "（", "）", "稠密", "峰值", "利用率", "×", "的",
  ]
  static let perSecond: PhraseSet = ["/sec", "/s", "per second", "/秒"]
  static let equals: PhraseSet = [
    "=", "≈", "that is", "i.e.", "which is", "or", "也就是", "即", "折合",
  ]
  static let tens: [Rational] = [10, 100, 1_000, 10_000, 1_000_000]
}
