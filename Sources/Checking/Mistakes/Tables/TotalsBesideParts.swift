import Derivations
import Networks
import Symbolics

/// A network's total, its two parts and the share of the last one, in the rows of a table or in prose:
/// `| LeNet-5 | 61,706 | 2,572 | 59,134 (95.8%) |`.
///
/// Where the parts add up, the share has to be that of its part. Where they do not, other rows of the same form or the
/// network's own total show which of the numbers is off, and only what is off by digits is called wrong.
struct TotalsBesideParts {
  let working: HandCalculation
  let lines: [TextLine]

  private typealias Number = (value: Rational, range: Range<Int>)

  /// The three numbers of a line, and the share behind the last one.
  private struct Split {
    let line: TextLine
    let whole: Number
    let first: Number
    let second: Number
    let sum: Rational
    let share: (numeral: Numeral, range: Range<Int>)?

    var addsUp: Bool { sum == whole.value }

    /// The parts that a share may be of which, that of the last part first.
    var shares: [Rational] {
      let pairs = [
        (second, whole), (first, whole), (second, first), (first, second), (whole, first), (whole, second),
      ]
      return pairs.compactMap { try? $0.0.value.divided(by: $0.1.value) }
    }

    var fits: Bool {
      share.map { LinkChecker.isWithin($0.numeral.lastPlace, shares[0], $0.numeral.value) } ?? false
    }
    var fitsOther: Bool {
      guard let share else { return false }
      return shares.contains { LinkChecker.isWithin(share.numeral.lastPlace, $0, share.numeral.value) }
    }
  }

  func findings(_ known: inout KnownNetworks) -> [Calculation.Draft] {
    var found: [Calculation.Draft] = []
    var splits: [Split] = []
    var last = -2
    for (place, line) in lines.enumerated()
    where (line.row != nil || line.networks.count == 1) && line.range.count <= 512 {
      guard let split = split(of: line) else { continue }
      if place - last > 2 {
        judge(splits, &known, into: &found)
        splits.removeAll(keepingCapacity: true)
      }
      splits.append(split)
      last = place
    }
    judge(splits, &known, into: &found)
    return found
  }

  private func judge(
    _ splits: [Split], _ known: inout KnownNetworks, into found: inout [Calculation.Draft]
  ) {
    guard !splits.isEmpty else { return }
    let agreeing = splits.count { $0.addsUp }
    let fitting = splits.count { $0.addsUp && $0.fits }
    for split in splits where !PartWords.others.isOn(split.line, of: working.bytes) {
      if split.addsUp {
        if let draft = draft(ofShare: split, isProven: fitting > 0) { found.append(draft) }
      } else if let draft = draft(of: split, isProven: agreeing > 0, &known) {
        found.append(draft)
      }
    }
  }

  private func draft(ofShare split: Split, isProven: Bool) -> Calculation.Draft? {
    guard let share = split.share, !split.fitsOther, let right = split.shares.first else { return nil }
    let names = NamesOfShares.names(right, share.numeral)
    guard isProven || names[0] != .productSlip else { return nil }
    return Calculation.Draft(
      mistake: names[0], alternatives: Array(names.dropFirst()), range: share.range,
      claimed: share.numeral.value, correct: right)
  }

  /// The number that is off: the total if the network has the parts' sum, or if nothing but the total is off by digits; a
  /// part if the total is the network's.
  private func draft(
    of split: Split, isProven: Bool, _ known: inout KnownNetworks
  ) -> Calculation.Draft? {
    let facts = facts(of: split.line, &known)
    let isTotalRight = facts?.parameters == split.whole.value
    var odd: (number: Number, right: Rational)?
    if !isTotalRight, facts?.parameters == split.sum || isProven, Digits.differ(split.sum, split.whole.value)
    {
      odd = (split.whole, split.sum)
    } else if isTotalRight || isProven {
      let dense = isTotalRight ? facts.flatMap { PartWords.dense(of: $0) } : nil
      let parts = [(split.second, split.first), (split.first, split.second)]
      odd =
        parts.lazy.filter { $0.0.value != dense }.compactMap { part, other in
          (try? split.whole.value.subtracting(other.value)).flatMap {
            Digits.differ($0, part.value) ? (part, $0) : nil
          }
        }.first
    }
    guard let (number, right) = odd else { return nil }
    return Calculation.Draft(
      mistake: Digits.areTransposed(right, number.value) ? .digitsTransposed : .digitChanged,
      alternatives: [.totalDoesNotAddUp, .productSlip], range: number.range, claimed: number.value,
      correct: right, fix: Expression(right))
  }

  private func facts(of line: TextLine, _ known: inout KnownNetworks) -> NetworkFacts? {
    guard let name = line.networks.first?.name, line.networks.count == 1, !name.isEmpty,
      let network = known.network(named: name)
    else { return nil }
    return known.forms(of: network, statedSides: [])?.facts
  }

  // MARK: - Reading

  /// The first three numbers of a line of which the first is the sum of the others, or is off by digits.
  private func split(of line: TextLine) -> Split? {
    let numbers = largeNumbers(on: line)
    guard numbers.count >= 3, numbers.count <= 12 else { return nil }
    for (place, whole) in numbers.dropLast(2).enumerated() where whole.value >= 10_000 {
      let (first, second) = (numbers[place + 1], numbers[place + 2])
      guard first.value < whole.value, second.value < whole.value,
        let sum = try? first.value.adding(second.value), mayBe(whole.value, first.value, second.value, sum),
        isGap(whole.range.upperBound..<first.range.lowerBound),
        isGap(first.range.upperBound..<second.range.lowerBound)
      else { continue }
      return Split(
        line: line, whole: whole, first: first, second: second, sum: sum,
        share: share(behind: second.range.upperBound, on: line))
    }
    return nil
  }

  /// Whether two parts add up to a whole, or one of the three is off by digits.
  private func mayBe(_ whole: Rational, _ first: Rational, _ second: Rational, _ sum: Rational) -> Bool {
    if sum == whole || Digits.differ(sum, whole) { return true }
    guard let rest = try? whole.subtracting(second), let other = try? whole.subtracting(first) else {
      return false
    }
    return Digits.differ(rest, first) || Digits.differ(other, second)
  }

  /// Whether words alone, or the wall of a cell, stand between two numbers: no sign that calculates with them.
  private func isGap(_ range: Range<Int>) -> Bool {
    range.count <= 64 && !working.bytes[range].contains { $0.isASCIIDigit || "+=/^%".utf8.contains($0) }
  }

  /// The whole numbers from 1,000 on, with their groups parted by commas or points.
  private func largeNumbers(on line: TextLine) -> [Number] {
    let bytes = working.bytes
    var numbers: [Number] = []
    var at = line.range.lowerBound
    let end = line.range.upperBound
    while numbers.count <= 12 {
      at = bytes.skip(from: at, to: end) { !$0.isASCIIDigit }
      guard at < end else { break }
      let start = at
      var value = Int128(0)
      var digits = 0
      var sign: UInt8?
      while at < end, digits < 18 {
        if bytes[at].isASCIIDigit {
          value = value * 10 + Int128(bytes[at] - UInt8(ascii: "0"))
          digits += 1
        } else if bytes[at] == UInt8(ascii: ",") || bytes[at] == UInt8(ascii: "."),
          sign == nil || sign == bytes[at],
          bytes.skip(from: at + 1, to: min(end, at + 5), over: { $0.isASCIIDigit }) == at + 4
        {
          sign = bytes[at]
        } else {
          break
        }
        at += 1
      }
      let isPart = start > line.range.lowerBound && bytes[start - 1].isASCIIWordByte
      if value >= 1_000, !isPart { numbers.append((Rational(whole: value), start..<at)) }
    }
    return numbers
  }

  /// `(95.8%)`, `（**95.8%**）`, `| 95.8 % |` right behind a number.
  private func share(behind place: Int, on line: TextLine) -> (numeral: Numeral, range: Range<Int>)? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: place, to: line.range.upperBound)
    _ = joint.takeUnits()
    guard joint.take(PartWords.openings) else { return nil }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    let start = joint.at
    guard let (whole, end) = bytes.wholeNumber(at: start, to: line.range.upperBound), whole <= 100 else {
      return nil
    }
    var (value, place, at) = (Rational(whole), Rational.one, end)
    if at + 1 < line.range.upperBound, bytes[at] == UInt8(ascii: ".") || bytes[at] == UInt8(ascii: ","),
      let (decimals, next) = bytes.wholeNumber(at: at + 1, to: min(line.range.upperBound, at + 4))
    {
      guard let unit = try? Rational(10).raised(to: Rational(next - at - 1)),
        let tail = try? Rational(decimals).divided(by: unit), let all = try? value.adding(tail),
        let last = try? Rational.one.divided(by: unit)
      else { return nil }
      (value, place, at) = (all, last, next)
    }
    joint.at = at
    guard joint.take(PartWords.percent), joint.take(PartWords.closings),
      let part = try? value.divided(by: 100), let unit = try? place.divided(by: 100)
    else { return nil }
    return (Numeral(value: part, lastPlace: unit), start..<at)
  }
}

private enum PartWords {
  /// The parameters of a network's fully connected layers.
  static func dense(of facts: NetworkFacts) -> Rational? {
    NetworkFacts.sum(facts.layers.filter { $0.noun == .linear }.map { $0.parameters })
  }

  static let openings: PhraseSet = ["(", "（", "|"]
  static let closings: PhraseSet = [")", "）", "|"]
  static let percent: PhraseSet = ["%", "\\%", "％"]
  static let others: PhraseSet = ["wrong", "mistake", "should", "instead", "错", "应为", "✗", "❌", "~~"]
}
