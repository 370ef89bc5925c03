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
        let total = measures(on: line).first(where: {
          $0.range.lowerBound >= word.upperBound && $0.numeral.value > 999
        }), let (divisor, range) = fraction(behind: total, on: line),
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
  static let totals: PhraseSet = ["total", "together", "in all", "sum", "合计", "总计", "共", "总共"]
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
    "of the direct way", "of the direct", "of the original", "of the naive", "of the plain",
    "of the standard", "of that",
    "of the above", "of before", "as many", "as much", "of the first", "的直接", "of direct", "of it",
  ]
  static let otherwise: PhraseSet = [
    "if ", "would", "not ", "n't", "saved", "saving", "fewer", "less", "省", "少", "如果",
  ]
}
