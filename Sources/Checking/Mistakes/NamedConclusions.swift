import Symbolics

/// 方案 A 57.8M，方案 B 6.87M，B 的计算量更大: a conclusion about one of two numbers by the name that stands before it.
extension Calculation {
  /// What a clause says behind two numbers about the one that it names.
  func namedJudgement(in rest: Range<Int>, _ first: Chain.Side, _ second: Chain.Side, from start: Int) -> (
    isFirst: Bool, isMore: Bool, range: Range<Int>
  )? {
    guard let (name, quantity, isMore, end) = namedComparison(in: rest),
      fits(quantity, first, second, from: start)
    else { return nil }
    let before = max(start, first.located.range.lowerBound - 96)..<max(start, first.located.range.lowerBound)
    let between = first.located.range.upperBound..<second.located.range.lowerBound
    let isFirst = holds(name, in: before)
    guard isFirst != holds(name, in: between) else { return nil }
    return (isFirst, isMore, name.lowerBound..<end)
  }

  private enum Compared { case parameters, work, size }

  /// `，B 的计算量更大` as name, quantity and direction.
  private func namedComparison(in rest: Range<Int>) -> (Range<Int>, Compared, isMore: Bool, end: Int)? {
    let bytes = working.bytes
    guard let word = Calculation.moreOrLess.first(in: rest, of: bytes),
      word.lowerBound - rest.lowerBound <= 64
    else {
      return nil
    }
    var joint = Joint(bytes, from: rest.lowerBound, to: word.lowerBound)
    _ = joint.takeUnits()
    guard joint.take(Calculation.clauseCommas) else { return nil }
    _ = joint.take(Calculation.hence)
    joint.skipBlanks()
    let start = joint.at
    guard let of = Calculation.possessive.first(in: start..<word.lowerBound, of: bytes) else { return nil }
    var end = of.lowerBound
    while end > start, bytes[end - 1] == .space { end -= 1 }
    guard end > start, end - start <= 32,
      bytes[start..<end].allSatisfy({ $0 != UInt8(ascii: ",") && $0 != 0xEF })
    else { return nil }
    joint.at = of.upperBound
    var compared = Compared.size
    if joint.take(Calculation.ofParameters) {
      compared = .parameters
    } else if joint.take(Calculation.ofWork) {
      compared = .work
    }
    _ = joint.take(Calculation.degrees)
    joint.skipBlanks()
    guard joint.isAtEnd, compared != .size else { return nil }
    var behind = Joint(bytes, from: word.upperBound, to: rest.upperBound)
    _ = behind.take(Calculation.amounts)
    behind.skipBlanks()
    guard behind.isAtClauseEnd() else { return nil }
    return (start..<end, compared, Calculation.moreWords.isIn(word, of: bytes), word.upperBound)
  }

  /// Whether the numbers are of the quantity that is compared.
  private func fits(_ compared: Compared, _ first: Chain.Side, _ second: Chain.Side, from start: Int) -> Bool
  {
    let units = [first.unit, second.unit].filter { $0 != .none }
    switch compared {
    case .parameters: return !units.isEmpty && units.allSatisfy { $0 == .parameters }
    case .work:
      if !units.isEmpty { return units.allSatisfy { $0 == .macs || $0 == .flops } }
      // Weights are counted in M and B; G alone is work.
      return first.claim?.scale == .giga && second.claim?.scale == .giga
    case .size: return false
    }
  }

  /// Whether a name stands in a stretch, as a word of its own where it is one of letters.
  private func holds(_ name: Range<Int>, in stretch: Range<Int>) -> Bool {
    let bytes = working.bytes
    guard stretch.count >= name.count else { return false }
    return (stretch.lowerBound...(stretch.upperBound - name.count)).contains { at in
      bytes[at] == bytes[name.lowerBound] && bytes[at..<at + name.count].elementsEqual(bytes[name])
        && (at == 0 || !bytes[at].isASCIILetter || !bytes[at - 1].isASCIIWordByte)
        && !(bytes[at + name.count - 1].isASCIIWordByte && bytes[at + name.count].isASCIIWordByte)
    }
  }

  private static let moreOrLess: PhraseSet = [
    "更大", "更多", "更高", "更小", "更少", "更低", "较大", "较多", "较高", "较小", "较少", "较低",
  ]
  private static let moreWords: PhraseSet = ["大", "多", "高"]
  private static let clauseCommas: PhraseSet = [",", "，", "；"]
  private static let hence: PhraseSet = ["所以", "因此", "故", "可见", "显然", "说明", "即"]
  private static let possessive: PhraseSet = ["的"]
  private static let ofParameters: PhraseSet = ["参数量", "参数"]
  private static let ofWork: PhraseSet = ["计算量", "乘加次数", "乘加", "运算量", "flops", "macs"]
  private static let degrees: PhraseSet = ["要", "明显", "反而", "也", "还"]
  private static let amounts: PhraseSet = ["一些", "很多", "得多", "些", "了"]
}
