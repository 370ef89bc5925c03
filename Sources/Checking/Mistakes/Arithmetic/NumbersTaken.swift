import Symbolics

/// So many of what stands right before, and what they are together: "per layer 131,072; 32 layers 4,194,304", "×9 = …"
/// behind a result, `block = 7_087_872` above `12 blocks = 85_054_464`, 每层 7,087,872，12 层共 85,054,464.
///
/// A total is wrong where it differs from the product by a digit, or is so many times the one as the text does not say.
extension Calculation {
  mutating func checkNumbersTaken() {
    for (place, line) in enumeratedLines(with: TakenNumbers.triggers)
    where line.range.count < 2_048 && (line.row == nil || TakenNumbers.times.mayBe(on: line))
      && TakenNumbers.triggers.isOn(line, of: working.bytes)
    {
      for number in numbers(on: line) where number.numeral.value > 9 {
        checkTaken(number, on: line)
        if line.row == nil { checkCounted(number, on: line) }
      }
      if line.row == nil { checkTakenAbove(line, place) }
    }
  }

  /// What is said of the count that follows a number.
  private struct Taken {
    let count: Int
    /// What is counted, nil where the number itself is multiplied: "times 32", "five such pairs".
    let noun: TakenNumbers.Noun?
  }

  // MARK: - "per layer 131,072; 32 layers 4,194,304"

  private mutating func checkTaken(_ one: StatedNumber, on line: TextLine) {
    var joint = Joint(working.bytes, from: one.range.upperBound, to: line.range.upperBound)
    joint.skipBlanks()
    // Most numbers go on with their calculation.
    guard !joint.isAtEnd, !TakenNumbers.goesOn(working.bytes[joint.at]) else { return }
    _ = joint.takeUnits()
    let isEach = joint.take(TakenNumbers.apiece)
    guard joint.take(TakenNumbers.partings) else { return }
    while joint.take(TakenNumbers.partings) || joint.take(TakenNumbers.conjunctions) {}
    guard let taken = taken(&joint), let total = total(&joint, on: line) else { return }
    // Of a table only what has its own sign: `1{,}201{,}920, & \times 9 &= 10{,}817{,}280`.
    let gap = one.range.upperBound..<max(one.range.upperBound, total.range.lowerBound)
    guard line.row == nil || taken.noun == nil && working.bytes[gap].contains(UInt8(ascii: "=")) else {
      return
    }
    var (isDoubled, isLabelled) = (false, false)
    if let noun = taken.noun {
      guard let each = each(noun, before: one, on: line) else { return }
      isLabelled = !working.bytes[each].contains { $0.isASCIILetter || $0 >= 0xE4 || $0 == 0xEF }
      isDoubled = isEach || TakenNumbers.pairs.isIn(each, of: working.bytes)
    }
    judge(one.numeral, one.unit, taken, total, isDoubled: isDoubled, isLabelled: isLabelled, on: line)
  }

  /// The words between "per layer" and what each has; nil where another number stands there, or no such word before it.
  private func each(_ noun: TakenNumbers.Noun, before one: StatedNumber, on line: TextLine) -> Range<Int>? {
    let start = one.chain.map { line.chains[$0].range.lowerBound } ?? one.range.lowerBound
    let before = line.stretch(before: start, atMost: 96)
    var word: Range<Int>?
    var at = before.lowerBound
    while let next = noun.one.first(in: at..<before.upperBound, of: working.bytes) {
      word = next
      at = next.upperBound
    }
    guard let word, word.upperBound <= start else { return nil }
    let gap = word.upperBound..<start
    return working.bytes[gap].contains(where: { $0.isASCIIDigit || $0 == UInt8(ascii: ";") }) ? nil : gap
  }

  // MARK: - "twelve blocks of 7,087,872 each, i.e. 85,054,464"

  private mutating func checkCounted(_ one: StatedNumber, on line: TextLine) {
    let bytes = working.bytes
    var joint = Joint(bytes, from: one.range.upperBound, to: line.range.upperBound)
    _ = joint.takeUnits()
    let isEach = joint.take(TakenNumbers.apiece)
    // Behind a comma it may be some of them.
    let isDirect = joint.take(TakenNumbers.equals)
    guard isDirect || joint.take(TakenNumbers.partings) else { return }
    while joint.take(TakenNumbers.conjunctions) {}
    joint.skipBlanks()
    guard joint.at < joint.end, bytes[joint.at].isASCIIDigit else { return }
    let start = one.chain.map { line.chains[$0].range.lowerBound } ?? one.range.lowerBound
    guard let (count, noun) = counted(before: start, on: line) else { return }
    // "24 layers of 12,596,224 parameters: 12 × 12,596,224"
    if let chain = line.chains.first(where: { $0.range.lowerBound == joint.at }) {
      guard isDirect else { return }
      return checkProduct(chain, count, one, on: line)
    }
    guard isEach, let total = total(&joint, on: line) else { return }
    judge(
      one.numeral, one.unit, Taken(count: count, noun: noun), total, isDoubled: false, on: line)
  }

  /// The count of what ends at a place: "twelve blocks of ", "12 层，每层".
  private func counted(before place: Int, on line: TextLine) -> (Int, TakenNumbers.Noun)? {
    let before = line.stretch(before: place, atMost: 48)
    for noun in TakenNumbers.nouns where noun.all.mayBe(on: line) {
      guard let word = noun.all.first(in: before, of: working.bytes) else { continue }
      var joint = Joint(working.bytes, from: word.upperBound, to: place)
      guard joint.take(TakenNumbers.of) else { continue }
      joint.skipBlanks()
      guard joint.isAtEnd, let count = count(endingAt: word.lowerBound, on: line) else { continue }
      return (count, noun)
    }
    return nil
  }

  /// The count that ends at a place: 12, "twelve", 四个.
  private func count(endingAt place: Int, on line: TextLine) -> Int? {
    let stretch = line.stretch(before: place, atMost: 16)
    let bytes = working.bytes
    var end = bytes.skipBlanksBack(from: place, to: stretch.lowerBound)
    if working.ends(stretch.lowerBound..<end, with: "个") { end -= 3 }
    end = bytes.skipBlanksBack(from: end, to: stretch.lowerBound)
    let start = bytes.skipBack(from: end, to: stretch.lowerBound) { $0.isASCIIWordByte || $0 >= 0x80 }
    var joint = Joint(bytes, from: start, to: end)
    guard let count = TakenNumbers.count(&joint), joint.isAtEnd else { return nil }
    return count
  }

  /// `12 × 12,596,224` where 24 layers of 12,596,224 were told.
  private mutating func checkProduct(_ chain: Chain, _ count: Int, _ one: StatedNumber, on line: TextLine) {
    guard let side = chain.sides.first, case .product(let factors) = side.located.expression,
      factors.count == 2, one.isWrittenOut, one.numeral.value > 999
    else { return }
    let values = factors.compactMap { try? $0.evaluated() }
    guard values.count == 2, let other = values.firstIndex(of: one.numeral.value),
      let taken = values[1 - other].integer, taken != count, taken > 1,
      let right = try? one.numeral.value.multiplied(by: Rational(count)),
      let claimed = try? side.located.expression.evaluated(),
      // "24 layers of …: per stage 12 × …" has words between.
      !isReported(side.located.range), isAsserted(side.located.range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .productSlip, range: side.located.range, claimed: claimed, correct: right,
        fix: Expression(right)))
  }

  // MARK: - `block = 7_087_872` above `12 blocks = 85_054_464`

  private mutating func checkTakenAbove(_ line: TextLine, _ place: Int) {
    guard place > 0 else { return }
    var joint = Joint(working.bytes, from: line.range.lowerBound, to: line.range.upperBound)
    _ = joint.take(TakenNumbers.openings)
    guard let taken = taken(&joint), let noun = taken.noun, let total = total(&joint, on: line) else {
      return
    }
    let above = lines[place - 1]
    var label = Joint(working.bytes, from: above.range.lowerBound, to: above.range.upperBound)
    label.skipBlanks()
    guard above.row == nil,
      let word = noun.one.first(in: label.at..<above.range.upperBound, of: working.bytes)
    else { return }
    // `layer:`, "encoder layer =": a name of one or two words, and no number before the sign.
    let name = working.bytes[label.at..<word.upperBound]
    guard name.count <= 24, !name.contains(where: { $0.isASCIIDigit || $0 == UInt8(ascii: ",") }),
      let one = numbers(on: above).last
    else { return }
    label.at = word.upperBound
    let last = working.bytes[word.upperBound - 1]
    guard
      label.take(TakenNumbers.signs) || last == UInt8(ascii: ":") || last == UInt8(ascii: "=")
        || last == .space
    else { return }
    var tail = Joint(working.bytes, from: one.range.upperBound, to: above.range.upperBound)
    _ = tail.takeUnits()
    guard tail.isAtEnd || tail.isAtClauseEnd() else { return }
    let gap = word.upperBound..<max(word.upperBound, one.range.lowerBound)
    judge(
      one.numeral, one.unit, taken, total, isDoubled: TakenNumbers.pairs.isIn(gap, of: working.bytes),
      on: line)
  }

  // MARK: - Reading

  /// "times 32", "12 layers", "five such pairs", 双向.
  private func taken(_ joint: inout Joint) -> Taken? {
    joint.skipBlanks()
    let start = joint.at
    let command = start..<min(start + 6, joint.end)
    if joint.take(TakenNumbers.times) || command.count == 6 && working.ends(command, with: "\\times") {
      if joint.at == start { joint.at = command.upperBound }
      joint.skipBlanks()
      guard let (count, end) = working.bytes.wholeNumber(at: joint.at, to: joint.end), count > 1,
        end >= joint.end || !working.bytes[end].isASCIIWordByte && working.bytes[end] != UInt8(ascii: ".")
      else { return nil }
      joint.at = end
      return Taken(count: count, noun: nil)
    }
    joint.at = start
    if joint.take(TakenNumbers.both) { return Taken(count: 2, noun: TakenNumbers.directions) }
    _ = joint.take(TakenNumbers.all)
    guard let count = TakenNumbers.count(&joint), count > 1, count <= 4_096 else { return nil }
    _ = joint.take(TakenNumbers.classifiers)
    if joint.take(TakenNumbers.such) {
      joint.skipBlanks()
      // "five such pairs": whatever it is.
      let end = working.bytes.skip(from: joint.at, to: min(joint.end, joint.at + 16)) { $0.isASCIILetter }
      if !joint.take(TakenNumbers.joins) { joint.at = end }
      return Taken(count: count, noun: nil)
    }
    for noun in TakenNumbers.nouns where joint.take(noun.all) { return Taken(count: count, noun: noun) }
    return nil
  }

  /// The number behind words for a total, with nothing else behind it.
  private func total(_ joint: inout Joint, on line: TextLine) -> StatedNumber? {
    for _ in 0..<3 where joint.take(TakenNumbers.joins) {}
    _ = joint.take(Joint.approximations)
    joint.skipBlanks()
    guard let total = numbers(on: line).first(where: { $0.range.lowerBound == joint.at }) else { return nil }
    var tail = Joint(working.bytes, from: total.range.upperBound, to: line.range.upperBound)
    _ = tail.takeUnits()
    if tail.take(TakenNumbers.inAll) { tail.skipBlanks() }
    if !tail.isAtEnd, working.bytes[tail.at] == UInt8(ascii: "\\") { return total }
    return tail.isAtEnd || tail.isAtClauseEnd() ? total : nil
  }

  // MARK: - What is wrong

  private mutating func judge(
    _ one: Numeral, _ unit: Unit, _ taken: Taken, _ total: StatedNumber, isDoubled: Bool,
    isLabelled: Bool = false, on line: TextLine
  ) {
    let claim = total.numeral
    let count = Rational(taken.count)
    guard claim.scale != .percent, one.scale != .percent,
      unit == total.unit || total.unit == .none
        || unit == .none && total.unit == .parameters, !isReported(total.range),
      let right = try? one.value.multiplied(by: count), right != claim.value,
      let half = try? claim.loosePlace.divided(by: .two),
      let own = one.lastPlace == .one ? .zero : try? one.lastPlace.multiplied(by: count).divided(by: .two),
      let room = try? half.adding(own), !LinkChecker.isWithin(room, right, claim.value),
      let ratio = try? claim.value.divided(by: one.value),
      let slack = try? room.divided(by: one.value),
      !isProductOfOthers(count, claim, before: total, isLabelled, on: line), isAsserted(total.range, on: line)
    else { return }
    let isExact = one.lastPlace == .one && one.scale == .one && total.isWrittenOut
    var slips: [Mistake]?
    if isExact, Digits.differ(right, claim.value) {
      slips = Digits.of(claim.value).flatMap { Digits.slip(from: right, to: $0, claim) } ?? []
    } else if isPowerOfTen(right, claim), taken.count != 10, taken.count != 100 {
      slips = [claim.scale.isChinese ? .yiUnitSlip : .powerOfTenSlip]
    } else if let nearest = try? ratio.adding(.half).floor, let whole = nearest.integer, whole != taken.count,
      whole >= 1, whole <= 20 * taken.count, slack < .tenth, LinkChecker.isWithin(slack, nearest, ratio)
    {
      // As many more or less as another thing is counted with: FLOPs for multiply-adds, keys and values, bytes.
      let isShare = whole % taken.count == 0 || taken.count % whole == 0
      if isShare, taken.noun?.isDirection != true {
        guard !isDoubled, whole > 1, !TakenNumbers.otherCounts.isOn(line, of: working.bytes) else { return }
      }
      slips = []
    }
    guard let slips else { return }
    findings.append(
      Draft(
        mistake: .productSlip, alternatives: slips.filter { $0 != .productSlip }, range: total.range,
        claimed: claim.value, correct: right, fix: Expression(right)))
    markWrong(at: total.range)
  }

  /// 每层 3.172 亿，40 层共 12.69 亿: three digits agree, and the magnitude does not.
  private func isPowerOfTen(_ right: Rational, _ claim: Numeral) -> Bool {
    claim.shows(atLeast: 100)
      && [Rational(10), Rational(100)].contains { power in
        [try? right.multiplied(by: power), try? right.divided(by: power)].contains { other in
          other.map { LinkChecker.isWithin(claim.lastPlace, $0, claim.value) } ?? false
        }
      }
  }

  /// Whether the total is that of another number before it, or of the last few together: "attention 2,359,296 and MLP
  /// 4,718,592; 12 layers 84,934,656".
  private func isProductOfOthers(
    _ count: Rational, _ claim: Numeral, before total: StatedNumber, _ isLabelled: Bool, on line: TextLine
  ) -> Bool {
    var sum = Rational.zero
    for number in numbers(on: line).reversed().prefix(24)
    where number.range.upperBound <= total.range.lowerBound {
      guard let next = try? sum.adding(number.numeral.value),
        let alone = try? number.numeral.value.multiplied(by: count),
        let together = try? next.multiplied(by: count)
      else { return true }
      // "Per layer 3,146,752" is the sum of what stands before it.
      if alone == claim.value || !isLabelled && together == claim.value { return true }
      // The count itself is no part of the sum.
      if number.numeral.value != count { sum = next }
    }
    return false
  }
}
