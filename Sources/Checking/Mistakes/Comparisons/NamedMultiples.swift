import Symbolics

/// How many times the one of two labelled things is the other, the wrong way round: `ResNet-50 的参数量是 VGG-16 的 5.4 倍`
/// below a table in which VGG-16 has 5.4 times as many.
///
/// Judged where one line, or row, is labelled with each of the names, none of their numbers is so many times the other's, and
/// some are the other way.
extension Calculation {
  mutating func checkNamedMultiples() {
    for (place, line) in enumeratedLines(with: NamedMultiple.any)
    where place > 1 && line.row == nil && line.range.count < 1_024 {
      for number in numbers(on: line) where number.numeral.scale == .one && number.numeral.value > 1 {
        guard let named = names(around: number, on: line), number.numeral.value < 10_000,
          let first = labelled(named.first, above: place), let second = labelled(named.second, above: place),
          first !== second, isOnlyReversed(number.numeral, first, second), !isReported(number.range),
          isAsserted(number.range, on: line), let right = try? Rational.one.divided(by: number.numeral.value)
        else { continue }
        findings.append(
          Draft(
            mistake: .conclusionContradictsNumbers, range: number.range, claimed: number.numeral.value,
            correct: right))
      }
    }
  }

  // MARK: - Names

  private typealias Named = (first: Range<Int>, second: Range<Int>)

  private func names(around number: StatedNumber, on line: TextLine) -> Named? {
    chineseNames(around: number, on: line) ?? englishNames(around: number, on: line)
  }

  /// `A 的参数量是 B 的 5.4 倍`, `A 是 B 的约 5.4 倍`
  private func chineseNames(around number: StatedNumber, on line: TextLine) -> Named? {
    var tail = Joint(working.bytes, from: number.range.upperBound, to: line.range.upperBound)
    guard tail.take(NamedMultiple.bei), tail.isAtClauseEnd() else { return nil }
    let before = clause(before: number.range.lowerBound, on: line)
    guard let verb = NamedMultiple.isWord.first(in: before, of: working.bytes),
      let of = NamedMultiple.of.first(in: verb.upperBound..<before.upperBound, of: working.bytes)
    else { return nil }
    var joint = Joint(working.bytes, from: of.upperBound, to: number.range.lowerBound)
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    let subject = before.lowerBound..<verb.lowerBound
    let end = NamedMultiple.of.first(in: subject, of: working.bytes)?.lowerBound ?? subject.upperBound
    guard joint.isAtEnd else { return nil }
    return named(subject.lowerBound..<end, verb.upperBound..<of.lowerBound)
  }

  /// "A has 5.4 times as many parameters as B", "A is 5.4 times the size of B", "A is 5.4× larger than B"
  private func englishNames(around number: StatedNumber, on line: TextLine) -> Named? {
    var joint = Joint(working.bytes, from: number.range.upperBound, to: line.range.upperBound)
    guard joint.take(NamedMultiple.times), joint.take(NamedMultiple.more) else { return nil }
    let before = clause(before: number.range.lowerBound, on: line)
    guard let verb = NamedMultiple.verbs.first(in: before, of: working.bytes) else { return nil }
    var gap = Joint(working.bytes, from: verb.upperBound, to: number.range.lowerBound)
    _ = gap.take(Joint.approximations)
    gap.skipBlanks()
    let rest = line.stretch(behind: joint.at, atMost: 48)
    guard gap.isAtEnd, let than = NamedMultiple.than.first(in: rest, of: working.bytes) else { return nil }
    var end = Joint(working.bytes, from: than.upperBound, to: line.range.upperBound)
    while !end.isAtClauseEnd(), end.at - than.upperBound < 32 { end.at += 1 }
    return named(before.lowerBound..<verb.lowerBound, than.upperBound..<end.at)
  }

  private func named(_ first: Range<Int>, _ second: Range<Int>) -> Named? {
    let (one, two) = (trimmed(first), trimmed(second))
    return (1...32).contains(one.count) && (1...32).contains(two.count) ? (one, two) : nil
  }

  /// The clause that ends at a place, without a word for a conclusion.
  private func clause(before place: Int, on line: TextLine) -> Range<Int> {
    var start = line.stretch(before: place, atMost: 96).lowerBound
    while let end = NamedMultiple.ends.first(in: start..<place, of: working.bytes) { start = end.upperBound }
    var joint = Joint(working.bytes, from: start, to: place)
    while joint.take(NamedMultiple.openings) { joint.skipBlanks() }
    return min(joint.at, place)..<place
  }

  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    var joint = Joint(working.bytes, from: range.lowerBound, to: range.upperBound)
    joint.skipBlanks()
    let end = working.bytes.skipBack(from: range.upperBound, to: joint.at) {
      $0 == .space || $0 == UInt8(ascii: "*")
    }
    return joint.at..<max(joint.at, end)
  }

  // MARK: - Numbers

  /// The one line above that begins with a name.
  private func labelled(_ name: Range<Int>, above place: Int) -> TextLine? {
    var found: TextLine?
    let bytes = working.bytes
    for line in lines[max(0, place - 48)..<place] {
      var joint = Joint(
        bytes, from: line.row?.cells.first?.lowerBound ?? line.range.lowerBound, to: line.range.upperBound)
      joint.skipBlanks()
      let end = joint.at + name.count
      guard end < line.range.upperBound,
        zip(bytes[joint.at..<end], bytes[name]).allSatisfy({
          $0 == $1 || $0.isASCIILetter && $0 | 0x20 == $1 | 0x20
        }),
        !bytes[end].isASCIIWordByte, bytes[end] != .hyphen
      else { continue }
      guard found == nil else { return nil }
      found = line
    }
    return found
  }

  /// Whether the second of two lines has so many times what the first has, and the first has nowhere so many times what the
  /// second has.
  private func isOnlyReversed(_ claim: Numeral, _ first: TextLine, _ second: TextLine) -> Bool {
    var isReversed = false
    let (ones, twos) = (numbers(on: first), numbers(on: second))
    guard ones.count <= 24, twos.count <= 24, let room = try? claim.value.divided(by: 12),
      let near = try? claim.value.divided(by: 40)
    else { return false }
    for one in ones where one.numeral.value > .zero {
      for two in twos where two.numeral.value > .zero {
        guard let ratio = try? one.numeral.value.divided(by: two.numeral.value),
          let other = try? Rational.one.divided(by: ratio)
        else { return false }
        if LinkChecker.isWithin(room, ratio, claim.value) { return false }
        if one.unit == two.unit, LinkChecker.isWithin(near, other, claim.value) { isReversed = true }
      }
    }
    return isReversed
  }
}

private enum NamedMultiple {
  static let any: PhraseSet = [
    "倍", "times as", "times the", "times more", "times larger", "× as", "× larger", "x larger", "× more",
    "x more", "times bigger", "x as", "× the", "x the",
  ]
  static let bei: PhraseSet = ["倍"]
  static let isWord: PhraseSet = ["是", "为"]
  static let of: PhraseSet = ["的"]
  static let times: PhraseSet = ["times", "×", "x"]
  static let more: PhraseSet = ["as", "the", "more", "larger", "bigger", "heavier"]
  static let than: PhraseSet = [" than ", " as ", " of "]
  static let verbs: PhraseSet = [" is ", " has ", " needs ", " takes ", " costs ", " uses "]
  static let ends: PhraseSet = ["，", "。", "；", "：", ", ", "; ", ": ", ". ", "(", "（"]
  static let openings: PhraseSet = [
    "so", "thus", "hence", "therefore", "that is", "the", "可见", "所以", "因此", "故", "即", "由此可见", "也就是说", "其中",
    "而", "and", "but",
  ]
}
