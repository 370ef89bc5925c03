import Symbolics

/// Products that words make: "6 layers of 115.6M MACs → 694 MMACs", "16 bytes/param; 1.5B → 24 GB", 每参数 16 字节，1.5B → 24
/// GB, "20 tokens per parameter, 70B → 1.4T tokens".
///
/// Only a result that has the digits of the product and another power of ten is told.
extension Calculation {
  mutating func checkCountsInWords() {
    for line in lines(with: CountedInWords.triggers)
    where line.row == nil && line.range.count < 1_024 && CountedInWords.triggers.isOn(line, of: working.bytes)
    {
      let measures = measures(on: line)
      guard measures.count >= 3 else { continue }
      for index in measures.indices {
        guard let counted = counted(by: index, measures, on: line) else { continue }
        report(counted, on: line)
      }
    }
  }

  /// A number, how many of it there are, and what they are said to be together.
  private struct Counted {
    let count: Rational
    let one: Numeral
    let all: Measure
  }

  private func counted(by index: Int, _ measures: [Measure], on line: TextLine) -> Counted? {
    let count = measures[index]
    guard count.numeral.scale == .one, count.numeral.value.isInteger, count.numeral.value > .one,
      count.numeral.value <= 4_096
    else { return nil }
    // What is counted may be read as the number's unit: `6 layers`.
    let end = working.bytes.skip(from: count.range.lowerBound, to: count.range.upperBound) { $0.isASCIIDigit }
    var behind = Joint(working.bytes, from: end, to: line.range.upperBound)
    if behind.take(CountedInWords.these) { return countOfThese(index, measures, from: behind.at) }
    if isPerParameter(count, on: line) { return sizeOfParameters(index, measures) }
    guard index + 2 < measures.count, behind.take(CountedInWords.nouns) else { return nil }
    guard behind.take(CountedInWords.of) else { return nil }
    behind.skipBlanks()
    let (one, all) = (measures[index + 1], measures[index + 2])
    guard behind.at == one.range.lowerBound, one.unit == all.unit || all.unit == .none || one.unit == .none,
      areJoined(one, all)
    else { return nil }
    return Counted(count: count.numeral.value, one: one.numeral, all: all)
  }

  /// "… → 231 MFLOPs; conv2_x has 6 of these: 1,387 MFLOPs"
  private func countOfThese(_ index: Int, _ measures: [Measure], from place: Int) -> Counted? {
    let before = measures[..<index].filter { $0.numeral.hasScaleWord && $0.unit != .none }
    guard let one = before.last, measures[index].range.lowerBound - one.range.upperBound <= 48,
      let all = measures[(index + 1)...].first(where: { $0.unit == one.unit }), all.numeral.hasScaleWord,
      all.range.lowerBound > place, all.range.lowerBound - place <= 48
    else { return nil }
    // "10 of them 503 MB; 96 of them 4.8 GB": of what, another number may tell.
    let count = measures[index].numeral.value
    let isOther = before.contains { other in
      guard let value = try? other.numeral.value.multiplied(by: count) else { return true }
      return SameNumber.isNear(value, all.numeral.value)
    }
    return isOther ? nil : Counted(count: count, one: one.numeral, all: all)
  }

  /// Whether a number of bytes or tokens goes by the parameter.
  private func isPerParameter(_ count: Measure, on line: TextLine) -> Bool {
    guard count.unit == .bytes || count.unit == .tokens else { return false }
    var behind = Joint(working.bytes, from: count.range.upperBound, to: line.range.upperBound)
    if behind.take(CountedInWords.perParameter) { return true }
    let before =
      line.stretch(before: count.range.lowerBound, atMost: 24)
    return CountedInWords.everyParameter.isIn(before, of: working.bytes)
  }

  private func sizeOfParameters(_ index: Int, _ measures: [Measure]) -> Counted? {
    let count = measures[index]
    for (one, all) in zip(measures[(index + 1)...], measures[(index + 1)...].dropFirst()) {
      guard one.numeral.hasScaleWord, one.unit == .none || one.unit == .parameters,
        all.unit == count.unit, areJoined(one, all)
      else { continue }
      return Counted(count: count.numeral.value, one: one.numeral, all: all)
    }
    return nil
  }

  /// Whether an arrow, a sign or a word leads from one number to the other.
  private func areJoined(_ one: Measure, _ all: Measure) -> Bool {
    guard all.range.lowerBound > one.range.upperBound, all.range.lowerBound - one.range.upperBound <= 40
    else {
      return false
    }
    var joint = Joint(working.bytes, from: one.range.upperBound, to: all.range.lowerBound)
    _ = joint.takeUnits()
    _ = joint.take(CountedInWords.each)
    guard joint.take(CountedInWords.signs) else { return false }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private mutating func report(_ counted: Counted, on line: TextLine) {
    let (one, all) = (counted.one, counted.all.numeral)
    guard all.hasScaleWord, all.shows(atLeast: 10), one.shows(atLeast: 10) || one.hasScaleWord,
      let value = try? one.value.multiplied(by: counted.count),
      let half = try? all.lastPlace.divided(by: .two),
      let slack = one.lastPlace == .one
        ? .zero : try? one.lastPlace.multiplied(by: counted.count).divided(by: .two),
      !isReported(counted.all.range), !isDenied(counted.all.range, on: line)
    else { return }
    var factor = Rational.one
    for power in 1...6 {
      guard let next = try? factor.multiplied(by: 10) else { return }
      factor = next
      for scaled in [try? value.multiplied(by: factor), try? value.divided(by: factor)] {
        guard let scaled, let ratio = try? scaled.divided(by: value),
          let room = try? slack.multiplied(by: ratio).adding(half),
          LinkChecker.isWithin(room, scaled, all.value)
        else { continue }
        let isPrefix = power % 3 == 0
        findings.append(
          Draft(
            mistake: isPrefix ? .prefixSlip : .powerOfTenSlip,
            alternatives: [isPrefix ? .powerOfTenSlip : .prefixSlip], range: counted.all.range,
            claimed: all.value, correct: value))
        markWrong(at: counted.all.range)
        return
      }
    }
  }
}

private enum CountedInWords {
  static let triggers: PhraseSet = [
    "/param", "per param", "layers of", "layers at", "blocks of", "blocks at", "of these", "of them",
    "convs of",
    "such layers", "such blocks", "/参数", "每参数", "每个参数", "层，每层", "层,每层", "层每层", "个这样的", "块，每块",
  ]
  static let nouns: PhraseSet = [
    "layers", "blocks", "convs", "convolutions", "encoder layers", "decoder layers", "层", "个块", "块",
  ]
  static let of: PhraseSet = ["of", "at", "，每层", ",每层", ", 每层", "每层", "，每块", ", each", "each of", "each"]
  static let these: PhraseSet = ["of these", "of them", "such layers", "such blocks", "个这样的层", "个这样的块"]
  static let perParameter: PhraseSet = [
    "/param", "/parameter", "per param", "per parameter", "/参数", "/ 参数", "/ param",
  ]
  static let everyParameter: PhraseSet = ["每参数", "每个参数"]
  static let each: PhraseSet = ["each", "apiece"]
  static let signs: PhraseSet = [
    "→", "->", "=>", "⇒", "\\to", "=", ":", "：", "give", "gives", "make", "makes", "is", "are", "in total",
    "，共", "，合计", "，总计", "共", "需要", "需", "，需", ", i.e.", "need", "needs", "take", "takes",
  ]
}
