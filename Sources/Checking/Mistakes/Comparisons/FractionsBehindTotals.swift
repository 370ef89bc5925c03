import Symbolics

/// What a total is a part of, as a fraction behind it: "Total: 101.2 M multiplications (1/10)" for 14.5 M and 86.7 M below the 173 M
/// of the direct way, "Total: 12,443,648, about a fifth of the direct way" for a tenth.
///
/// Only where the total is the sum of the results right above it, and no larger number of the text has that fraction of it.
extension Calculation {
  mutating func checkFractionsBehindTotals() {
    for (place, line) in enumeratedLines(with: TotalFractions.totals)
    where place >= 3 && line.row == nil && line.range.count <= 256 {
      guard let word = TotalFractions.totals.first(on: line, of: working.bytes),
        let total = totalMeasure(behind: word, on: line),
        let (divisor, range) = fraction(behind: total, on: line),
        let direct = directWay(above: place, total.numeral),
        let ratio = try? total.numeral.value.divided(by: direct), ratio < .one,
        let right = try? Rational.one.divided(by: ratio), isFar(right, from: divisor),
        !isFraction(of: total.numeral.value, divisor, above: place), !isReported(range),
        !TotalFractions.otherwise.isOn(line, of: working.bytes), isAsserted(range, on: line),
        let claimed = try? Rational.one.divided(by: divisor)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, alternatives: [.productSlip], range: range,
          claimed: claimed,
          correct: ratio))
    }
  }

  /// The number behind a word for the total, or what the sum there comes to: `separable: 576 + 8,192 = 8,768`.
  private func totalMeasure(behind word: Range<Int>, on line: TextLine) -> Measure? {
    let measures = measures(on: line)
    if line.chains.count == 1, let last = line.chains[0].sides.last, line.chains[0].hasEquality,
      let result = measures.first(where: { $0.range.lowerBound == last.located.range.lowerBound }),
      result.range.lowerBound >= word.upperBound, result.numeral.value > 999
    {
      return result
    }
    return measures.first { $0.range.lowerBound >= word.upperBound && $0.numeral.value > 999 }
  }

  /// The same conclusion on the next line: 参数量减少为原来的约 1/6 below `合计: 1152 + 32768 = 33920`.
  mutating func checkFractionsBelowTotals() {
    for (place, line) in enumeratedLines(with: TotalFractions.reduced)
    where place >= 3 && line.row == nil && line.range.count <= 96 && line.chains.isEmpty {
      guard let word = TotalFractions.reduced.first(on: line, of: working.bytes),
        let entry = entries(above: place).last, entry.home == place - 1, let total = entry.claim,
        total.value > 999, let direct = directWay(above: place - 1, total),
        let (divisor, range) = divisor(behind: word.upperBound, on: line),
        let ratio = try? total.value.divided(by: direct), ratio < .one,
        let right = try? Rational.one.divided(by: ratio), isFar(right, from: divisor),
        !isFraction(of: total.value, divisor, above: place), !isReported(range),
        !TotalFractions.conditions.isOn(line, of: working.bytes), isAsserted(range, on: line),
        let claimed = try? Rational.one.divided(by: divisor)
      else { continue }
      findings.append(
        Draft(
          mistake: .conclusionContradictsNumbers, alternatives: [.productSlip], range: range,
          claimed: claimed, correct: ratio))
    }
  }

  private func divisor(behind place: Int, on line: TextLine) -> (divisor: Rational, range: Range<Int>)? {
    var joint = Joint(working.bytes, from: place, to: line.range.upperBound)
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    let start = joint.at
    guard joint.take(TotalFractions.oneOver),
      let (value, end) = working.bytes.wholeNumber(at: joint.at, to: joint.end, below: 1_000), value >= 2
    else { return nil }
    joint.at = end
    _ = joint.take(TotalFractions.ofDirect)
    return joint.isAtClauseEnd() ? (Rational(value), start..<end) : nil
  }

  /// `(1/10)`, `(about 1/10)`, "about a fifth of the direct way" right behind a total.
  private func fraction(behind total: Measure, on line: TextLine) -> (divisor: Rational, range: Range<Int>)? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: total.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    _ = joint.take(TotalFractions.work)
    let isAside = joint.take(Joint.opening)
    guard isAside || joint.take(TotalFractions.commas) else { return nil }
    _ = joint.take(TotalFractions.that)
    _ = joint.take(Joint.approximations)
    _ = joint.take(TotalFractions.only)
    joint.skipBlanks()
    let start = joint.at
    var divisor: Int?
    for (words, value) in TotalFractions.words where divisor == nil && joint.take(words) { divisor = value }
    if divisor == nil, joint.take(TotalFractions.oneOver),
      let (value, end) = bytes.wholeNumber(at: joint.at, to: joint.end, below: 1_000)
    {
      (divisor, joint.at) = (value, end)
    }
    guard let divisor, divisor >= 2, joint.at > start else { return nil }
    let range = start..<joint.at
    let isOfDirect = joint.take(TotalFractions.ofDirect)
    joint.skipBlanks()
    guard isAside ? joint.take(Joint.closing) : isOfDirect else { return nil }
    return (Rational(divisor), range)
  }

  /// The result above those that a total adds up.
  private func directWay(above place: Int, _ total: Numeral) -> Rational? {
    let results = entries(above: place).suffix(64).filter { $0.home >= place - 8 && $0.status != .wrong }
      .suffix(8).compactMap { $0.claim?.value }
    guard let room = try? total.value.divided(by: 100) else { return nil }
    for count in 2...4 where results.count > count {
      guard
        let sum = results.suffix(count).reduce(
          Optional(Rational.zero), { sum, value in sum.flatMap { try? $0.adding(value) } })
      else { return nil }
      if LinkChecker.isWithin(room, sum, total.value) { return results[results.count - count - 1] }
    }
    return nil
  }

  /// Whether a fraction is more than a quarter away from what it is to be.
  private func isFar(_ right: Rational, from divisor: Rational) -> Bool {
    guard let room = try? max(right, divisor).divided(by: 4) else { return false }
    return !LinkChecker.isWithin(room, right, divisor)
  }

  /// Whether a number above has the fraction in a total.
  private func isFraction(of total: Rational, _ divisor: Rational, above place: Int) -> Bool {
    guard let whole = try? total.multiplied(by: divisor), let room = try? whole.divided(by: 4) else {
      return true
    }
    return lines[max(0, place - 16)..<place].contains { line in
      line.range.count > 1_024
        || numbers(on: line).contains { LinkChecker.isWithin(room, whole, $0.numeral.value) }
    }
  }
}

private enum TotalFractions {
  static let reduced: PhraseSet = [
    "减少为原来的", "减少到原来的", "减为原来的", "降为原来的", "降到原来的", "降低到原来的", "是原来的", "为原来的", "是普通卷积的",
    "是标准卷积的", "为标准卷积的", "为普通卷积的", "reduced to", "reduction to", "that is only", "this is only",
    "that is about", "this is about",
  ]
  static let conditions: PhraseSet = ["if ", "would", "not ", "n't", "如果"]
  static let totals: PhraseSet = [
    "separable", "可分离", "total", "together", "in all", "sum", "合计", "总计", "共", "总共",
  ]
  static let work: PhraseSet = [
    "multiplications", "mults", "operations", "ops", "次乘法", "次", "macs", "flops", "parameters", "个参数",
  ]
  static let commas: PhraseSet = [",", "，", ";", "；", "→", "=>", "-", "—"]
  static let that: PhraseSet = ["i.e.", "that is", "which is", "or", "即", "是", "为"]
  static let only: PhraseSet = ["only", "just", "仅", "只有"]
  static let oneOver: PhraseSet = ["1/", "1 / "]
  static let words: [(PhraseSet, Int)] = [
    (["half", "one half", "a half", "一半", "二分之一"], 2), (["a third", "one third", "三分之一"], 3),
    (["a quarter", "one quarter", "a fourth", "四分之一"], 4), (["a fifth", "one fifth", "五分之一"], 5),
    (["a sixth", "one sixth", "六分之一"], 6), (["a seventh", "one seventh", "七分之一"], 7),
    (["an eighth", "one eighth", "八分之一"], 8), (["a ninth", "one ninth", "九分之一"], 9),
    (["a tenth", "one tenth", "十分之一"], 10), (["a twentieth", "one twentieth", "二十分之一"], 20),
  ]
  static let ofDirect: PhraseSet = [
    "of the standard one", "of the standard convolution", "of a standard convolution", "of the dense one",
    "of the direct way", "of the direct", "of the original", "of the naive", "of the plain",
    "of the standard", "of that",
    "of the above", "of before", "as many", "as much", "of the first", "的直接", "of direct", "of it",
  ]
  static let otherwise: PhraseSet = [
    "if ", "would", "not ", "n't", "saved", "saving", "fewer", "less", "省", "少", "如果",
  ]
}
