import Symbolics

/// So many of one thing, of which the text tells what each has: "per gate 60,200 parameters; all four gates: 240,600",
/// 每个门 60,200 个参数，四个门共 240,600 个.
///
/// The product is judged where both are said of the same noun, and where the number differs from it by a digit, two
/// exchanged digits, or is that of another count.
extension Calculation {
  mutating func checkEachTimes() {
    for (place, line) in lines.enumerated()
    where line.row == nil && EachTimes.each.isOn(line, of: working.bytes) {
      for noun in EachTimes.nouns {
        guard noun.each.mayBe(on: line), let word = noun.each.first(in: line.range, of: working.bytes),
          let single = single(behind: word.upperBound, on: line)
        else { continue }
        for next in lines[place...min(lines.count - 1, place + 2)] where next.row == nil {
          check(next, noun, single, behind: next === line ? single.upperBound : next.range.lowerBound)
        }
        break
      }
    }
  }

  private typealias Single = (value: Rational, upperBound: Int)

  /// What each one has: the number, or the result, right behind the words.
  private func single(behind place: Int, on line: TextLine) -> Single? {
    let numbers = numbers(on: line)
    if let chain = line.chains.first(where: { $0.range.lowerBound >= place }), chain.hasEquality,
      chain.range.lowerBound - place <= 24, let last = chain.sides.last, let claim = last.claim,
      !numbers.contains(where: {
        $0.range.lowerBound >= place && $0.range.upperBound <= chain.range.lowerBound
      }),
      claim.lastPlace == .one, claim.scale == .one, claim.value > 99
    {
      return (claim.value, last.located.range.upperBound)
    }
    guard let number = numbers.first(where: { $0.range.lowerBound >= place }), number.isWrittenOut,
      number.chain == nil, number.range.lowerBound - place <= 24, number.numeral.value > 99
    else { return nil }
    return (number.numeral.value, number.range.upperBound)
  }

  private mutating func check(_ line: TextLine, _ noun: EachTimes.Noun, _ single: Single, behind start: Int) {
    guard start < line.range.upperBound,
      let word = noun.all.first(in: start..<line.range.upperBound, of: working.bytes),
      let count = count(before: word.lowerBound, from: start), count >= 2,
      let total = line.lone.first(where: { $0.located.range.lowerBound >= word.upperBound }),
      let claim = total.claim, claim.lastPlace == .one, claim.scale == .one, claim.value > single.value,
      !line.chains.contains(where: {
        start <= $0.range.lowerBound && $0.range.lowerBound < total.located.range.lowerBound
      }),
      // "per layer attention 2,359,296 and the MLP 4,718,592; 12 layers …": what each has is more.
      !line.lone.contains(where: {
        start <= $0.located.range.lowerBound && $0.located.range.upperBound <= word.lowerBound
          && ($0.claim?.value ?? .zero) > 99
      }),
      isJoined(word.upperBound, to: total.located.range.lowerBound),
      let right = try? single.value.multiplied(by: Rational(count)), right != claim.value,
      !isReported(total.located.range), !isDenied(total.located.range, on: line)
    else { return }
    var slips =
      Digits.differ(right, claim.value)
      ? Digits.of(claim.value).flatMap { Digits.slip(from: right, to: $0, claim) } ?? [.productSlip] : []
    if slips.isEmpty {
      // 3 gates for 4; twice as many may be of both directions, or two of each.
      guard let other = (try? claim.value.divided(by: single.value))?.integer, other >= 2, other != 2 * count,
        2 * other != count
      else { return }
      slips = noun.isGate ? [.recurrentGatesWrong, .productSlip] : [.productSlip]
    }
    findings.append(
      Draft(
        mistake: slips[0], alternatives: Array(slips.dropFirst()), range: total.located.range,
        claimed: claim.value, correct: right, fix: Expression(right)))
  }

  /// The count that stands right before a noun: "four", 12, 四个.
  private func count(before place: Int, from start: Int) -> Int? {
    let bytes = working.bytes
    var end = bytes.skipBack(from: place, to: start) { $0 == 0x20 || $0 == UInt8(ascii: "*") }
    if working.ends(start..<end, with: "个") { end -= 3 }
    end = bytes.skipBack(from: end, to: start) { $0 == 0x20 }
    for (words, count) in EachTimes.counts {
      for word in words where working.ends(start..<end, with: word, ignoringCase: true) { return count }
    }
    let digits = bytes.digitsBack(from: end, to: start, atMost: 5)
    guard digits < end,
      digits == start || !bytes[digits - 1].isASCIIWordByte && bytes[digits - 1] != UInt8(ascii: ",")
    else { return nil }
    return bytes.wholeNumber(at: digits, to: end)?.value
  }

  /// Whether nothing but words for a total stands between a noun and a number.
  private func isJoined(_ start: Int, to end: Int) -> Bool {
    guard start <= end, end - start <= 32 else { return false }
    var joint = Joint(working.bytes, from: start, to: end)
    for _ in 0..<4 where joint.take(EachTimes.joins) || joint.takeUnits() {}
    joint.skipBlanks()
    return joint.isAtEnd
  }
}

private enum EachTimes {
  struct Noun: Sendable {
    let each: PhraseSet
    let all: PhraseSet
    var isGate = false
  }

  static let nouns: [Noun] = [
    Noun(
      each: ["per gate", "each gate", "one gate", "every gate", "每个门", "每门", "一个门"], all: ["gates", "门"],
      isGate: true),
    Noun(each: ["per head", "each head", "every head", "one head", "每个头", "每头"], all: ["heads", "头"]),
    Noun(each: ["per layer", "each layer", "every layer", "one layer", "每层", "每一层"], all: ["layers", "层"]),
    Noun(each: ["per block", "each block", "every block", "one block", "每个块", "每块"], all: ["blocks", "块"]),
    Noun(each: ["per expert", "each expert", "every expert", "one expert", "每个专家"], all: ["experts", "专家"]),
    Noun(
      each: ["per filter", "each filter", "every filter", "one filter", "每个滤波器", "每个卷积核"],
      all: ["filters", "滤波器", "卷积核"]),
  ]
  static let each: PhraseSet = ["per ", "each", "every", "one ", "每", "一个"]
  static let joins: PhraseSet = [
    "together", "in total", "in all", "altogether", "have", "has", "give", "make", "need", "total",
    "of parameters", ":",
    "：", ",", "，", "=", "合计", "一共", "总共", "共有", "共计", "共", "参数量", "参数",
  ]
  static let counts: [([StaticString], Int)] = [
    (["two", "both", "两", "二"], 2), (["three", "三"], 3), (["four", "四"], 4), (["five", "五"], 5),
    (["six", "六"], 6), (["eight", "八"], 8), (["ten", "十"], 10), (["twelve", "十二"], 12),
  ]
}
