import Symbolics

/// GB and GiB changed into each other the wrong way round: "80 GB is 85.9 GiB", "80 GB HBM = 85.9 GiB", 80 GiB 即 74.5 GB.
///
/// Whatever a GB is taken for, it is never the larger one of the two.
extension Calculation {
  mutating func checkPrefixDirections() {
    for line in lines(with: Calculation.binaryUnits)
    where line.range.count < 2_048 && Calculation.binaryUnits.isOn(line, of: working.bytes) {
      let numbers = numbers(on: line)
      for (first, second) in zip(numbers, numbers.dropFirst()) {
        guard isOfBytes(first), isOfBytes(second), isTurnedRound(first.numeral, second.numeral),
          isSame(first.range, second.range), !isReported(second.range), !isDenied(second.range, on: line)
        else { continue }
        let right = (second.numeral.binaryFactor ?? second.numeral.scale.factor).flatMap {
          try? first.numeral.value.divided(by: $0)
        }
        findings.append(
          Draft(
            mistake: .binaryDecimalPrefixMixed, range: second.range, claimed: second.numeral.value,
            correct: first.numeral.value,
            arguments: right.map { [("expected", .number($0))] } ?? []))
        markWrong(at: second.range)
      }
    }
  }

  /// GiB are bytes, with a unit behind them or not.
  private func isOfBytes(_ number: StatedNumber) -> Bool {
    number.unit == .bytes || number.unit == .none && number.numeral.binaryFactor != nil
  }

  /// Whether the digits of the second number are those of the first times 1.024ⁿ where they should be that less, or the
  /// other way round.
  private func isTurnedRound(_ first: Numeral, _ second: Numeral) -> Bool {
    guard first.hasScaleWord, second.hasScaleWord, BinaryPrefix.isFine(second),
      let digits = try? first.value.divided(by: first.writtenFactor),
      let claimed = try? second.value.divided(by: second.writtenFactor),
      let place = try? second.lastPlace.divided(by: second.writtenFactor),
      let half = try? place.divided(by: .two)
    else { return false }
    for ratio in BinaryPrefix.ratios {
      if first.scale.factor == ratio.denominator, first.scale != .one, second.binaryFactor == ratio.numerator
      {
        let value = try? digits.multiplied(by: ratio.numerator).divided(by: ratio.denominator)
        return value.map { LinkChecker.isWithin(half, $0, claimed) } ?? false
      }
      if first.binaryFactor == ratio.numerator, second.scale != .one, second.scale.factor == ratio.denominator
      {
        let value = try? digits.multiplied(by: ratio.denominator).divided(by: ratio.numerator)
        return value.map { LinkChecker.isWithin(half, $0, claimed) } ?? false
      }
    }
    return false
  }

  /// Whether what stands between two numbers says that they are one: a sign or a verb, perhaps behind what is measured.
  private func isSame(_ first: Range<Int>, _ second: Range<Int>) -> Bool {
    guard first.upperBound < second.lowerBound, second.lowerBound - first.upperBound <= 24 else {
      return false
    }
    var joint = Joint(working.bytes, from: first.upperBound, to: second.lowerBound)
    _ = joint.takeUnits()
    _ = joint.take(Calculation.memories)
    _ = joint.take(Calculation.commas)
    guard joint.take(Calculation.equalities) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private static let binaryUnits: PhraseSet = ["kib", "mib", "gib", "tib"]
  private static let commas: PhraseSet = [",", "，", "("]
  private static let memories: PhraseSet = [
    "of memory", "of hbm", "of vram", "of ram", "hbm2e", "hbm3", "hbm2", "hbm", "memory", "vram", "ram", "显存",
    "内存",
  ]
  private static let equalities: PhraseSet = [
    "=", "≈", "==", "is", "are", "i.e.", "that is", "equals", "or", "就是", "也就是", "等于", "约等于", "约为", "即", "合",
    "为", "是",
  ]
}
