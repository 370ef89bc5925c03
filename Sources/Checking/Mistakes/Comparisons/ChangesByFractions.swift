import Symbolics

/// What a number has changed by, as a fraction in words: 从 25.6M 降到 12.8M，减少了一半; 是原来的四分之一; 翻了两番; "from 40 GB to
/// 30 GB, a quarter less".
///
/// Such fractions are rough: only what is far from the two numbers contradicts them.
extension Calculation {
  mutating func checkChangesByFractions() {
    for line in lines(with: Fractions.any) where line.row == nil && line.range.count < 2_048 {
      guard line.lone.count + line.chains.count < 32, Fractions.any.isOn(line, of: working.bytes) else {
        continue
      }
      let numbers = numbers(on: line)
      for index in numbers.indices.dropLast() {
        let (first, second) = (numbers[index], numbers[index + 1])
        guard first.numeral.value > .zero, first.numeral.value != second.numeral.value,
          first.numeral.hasScaleWord == second.numeral.hasScaleWord, first.numeral.scale != .percent,
          second.numeral.scale != .percent,
          first.unit == second.unit || first.unit == .none || second.unit == .none,
          isArrowBetween(first, second, on: line) || isChange(first.side, second.side, on: line)
        else { continue }
        checkFraction(behind: second, from: first, on: line)
      }
    }
  }

  private func isArrowBetween(_ first: StatedNumber, _ second: StatedNumber, on line: TextLine) -> Bool {
    guard let place = first.chain, place == second.chain else { return false }
    return line.chains[place].signs == [.arrow]
  }

  private mutating func checkFraction(
    behind second: StatedNumber, from first: StatedNumber, on line: TextLine
  ) {
    var joint = Joint(working.bytes, from: second.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    _ = joint.take(Fractions.commas)
    _ = joint.take(Fractions.subjects)
    let (from, to) = (first.numeral.value, second.numeral.value)
    guard let ratio = try? to.divided(by: from) else { return }
    let right: Rational?
    let isDoubling = joint.take(Fractions.doublings)
    if isDoubling || joint.take(Fractions.remaining) {
      right = ratio
    } else if joint.take(to < from ? Fractions.falls : Fractions.rises) {
      right = (try? ratio.subtracting(.one))?.magnitude
    } else {
      // "a quarter less"
      right = nil
    }
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    let start = joint.at
    guard let fraction = isDoubling ? takeDoublings(&joint) : takeFraction(&joint) else { return }
    let end = joint.at
    joint.skipBlanks()
    if right == nil {
      guard to < from, joint.take(Fractions.less) else { return }
    }
    guard joint.isAtClauseEnd(), let value = right ?? (try? Rational.one.subtracting(ratio)),
      let sixth = try? fraction.divided(by: 6), let room = try? Rational(1, over: 100).adding(sixth),
      !LinkChecker.isWithin(room, value, fraction),
      !isReported(line.range), !isDenied(start..<end, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .conclusionContradictsNumbers, range: start..<end, claimed: fraction, correct: value))
  }

  /// 一半, 三分之一, 三成, 1/4, "a third", "two thirds".
  private func takeFraction(_ joint: inout Joint) -> Rational? {
    for (phrase, over, under) in Fractions.english where joint.take(phrase) {
      return try? Rational(Int128(over), over: Int128(under))
    }
    if joint.take(Fractions.half) { return .half }
    let bytes = working.bytes
    if joint.at + 2 < joint.end, bytes[joint.at].isASCIIDigit, bytes[joint.at + 1] == UInt8(ascii: "/"),
      bytes[joint.at + 2].isASCIIDigit, !(joint.at + 3 < bytes.count && bytes[joint.at + 3].isASCIIDigit),
      bytes[joint.at + 2] != UInt8(ascii: "0")
    {
      defer { joint.at += 3 }
      return try? Rational(Int128(bytes[joint.at] - 0x30), over: Int128(bytes[joint.at + 2] - 0x30))
    }
    guard let first = takeDigit(&joint) else { return nil }
    if joint.take(Fractions.tenths) { return try? Rational(Int128(first), over: 10) }
    guard joint.take(Fractions.parts), let second = takeDigit(&joint) else { return nil }
    return try? Rational(Int128(second), over: Int128(first))
  }

  /// 翻了两番 is four times as much.
  private func takeDoublings(_ joint: inout Joint) -> Rational? {
    guard let count = takeDigit(&joint), count <= 10, joint.take(Fractions.times) else { return nil }
    return Rational(1 << count)
  }

  private func takeDigit(_ joint: inout Joint) -> Int? {
    guard !joint.isAtEnd else { return nil }
    for (index, digit) in Fractions.digits.enumerated()
    where working.begins(joint.at..<joint.end, with: digit) {
      joint.at += digit.utf8CodeUnitCount
      // 两 is two, too.
      return index == 10 ? 2 : index + 1
    }
    return nil
  }
}

private enum Fractions {
  static let any: PhraseSet = [
    "分之", "成", "一半", "番", "1/", "2/", "3/", "half", "third", "quarter",
  ]
  static let commas: PhraseSet = [",", "，", "、", ":", "："]
  static let subjects: PhraseSet = ["计算量", "参数量", "参数", "显存", "内存", "体积", "大小", "时间"]
  static let falls: PhraseSet = [
    "减少了", "降低了", "下降了", "节省了", "节约了", "缩减了", "压缩了", "缩小了", "减少", "降低", "下降", "节省", "a reduction by",
    "a reduction of", "reduced by", "a saving of", "down by", "a drop of",
  ]
  static let rises: PhraseSet = [
    "增加了", "提高了", "上升了", "增长了", "增加", "增长", "an increase of", "an increase by", "up by",
  ]
  static let remaining: PhraseSet = ["仅为原来的", "只有原来的", "是原来的", "为原来的", "即原来的", "约为原来的", "变为原来的", "减为原来的"]
  static let doublings: PhraseSet = ["翻了", "翻"]
  static let less: PhraseSet = ["less", "fewer", "smaller"]
  static let half: PhraseSet = ["一半", "half"]
  static let tenths: PhraseSet = ["成"]
  static let parts: PhraseSet = ["分之"]
  static let times: PhraseSet = ["番"]
  static let digits: [StaticString] = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "两"]
  static let english: [(PhraseSet, Int, Int)] = [
    (["two thirds", "two-thirds"], 2, 3), (["three quarters", "three-quarters"], 3, 4),
    (["a third", "one third"], 1, 3), (["a quarter", "one quarter"], 1, 4), (["a fifth", "one fifth"], 1, 5),
    (["a tenth", "one tenth"], 1, 10),
  ]
}
