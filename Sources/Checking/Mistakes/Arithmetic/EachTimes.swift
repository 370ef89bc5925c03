import Symbolics

/// So many of one thing, of which the text tells what each has: "per gate 60,200 parameters; all four gates: 240,600",
/// 每个门 60,200 个参数，四个门共 240,600 个.
///
/// The product is judged where both are said of the same noun, and where the number differs from it by a digit, two
/// exchanged digits, or is that of another count.
extension Calculation {
  mutating func checkEachTimes() {
    for (place, line) in enumeratedLines(with: EachTimes.each)
    where line.row == nil && EachTimes.each.isOn(line, of: working.bytes) {
      for noun in EachTimes.nouns {
        guard noun.each.mayBe(on: line), let word = noun.each.first(on: line, of: working.bytes),
          let single = steps(before: word, noun, on: line) ?? single(beside: word, on: line)
        else { continue }
        for next in lines[place...min(lines.count - 1, place + 2)] where next.row == nil {
          // `MLP per layer: …`, `per layer: …`, `12 layers: …`: the later line says what each has.
          if next !== line, noun.each.isOn(next, of: working.bytes) { break }
          check(
            next, noun, single, behind: next === line ? single.upperBound : next.range.lowerBound, of: line)
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

  /// "7,087,872 per layer": the number right before words that end their clause. In "2,359,296 per layer and the MLP
  /// 4,718,592" what stands behind is of another thing.
  private func single(beside word: Range<Int>, on line: TextLine) -> Single? {
    guard let number = numbers(on: line).last(where: { $0.range.upperBound <= word.lowerBound }),
      number.isWrittenOut, number.numeral.value > 999,
      case var joint = Joint(working.bytes, from: number.range.upperBound, to: word.lowerBound)
    else { return single(behind: word.upperBound, on: line) }
    _ = joint.takeUnits()
    guard joint.isAtEnd else { return single(behind: word.upperBound, on: line) }
    var tail = Joint(working.bytes, from: word.upperBound, to: line.range.upperBound)
    tail.skipBlanks()
    return tail.isAtClauseEnd() ? (number.numeral.value, word.upperBound) : nil
  }

  /// "391 steps an epoch", `1 epoch = 50000/128 = 391 steps`: the number of what an epoch has may stand before it, or end the
  /// chain that begins with it.
  private func steps(before word: Range<Int>, _ noun: EachTimes.Noun, on line: TextLine) -> Single? {
    guard noun.isEpoch else { return nil }
    if let chain = line.chains.first(where: { word.contains($0.range.lowerBound) }), chain.hasEquality,
      let last = chain.sides.last, let claim = last.claim, claim.lastPlace == .one, claim.scale == .one,
      claim.value > 99
    {
      return (claim.value, last.located.range.upperBound)
    }
    guard let number = numbers(on: line).last(where: { $0.range.upperBound <= word.lowerBound }),
      number.isWrittenOut, number.numeral.value > 99
    else { return nil }
    var joint = Joint(working.bytes, from: number.range.upperBound, to: word.lowerBound)
    guard joint.take(EachTimes.steps) else { return nil }
    joint.skipBlanks()
    return joint.isAtEnd ? (number.numeral.value, word.upperBound) : nil
  }

  /// The number behind a noun, alone or as what the noun "is": `100 epochs = 3,910 steps`.
  private func total(behind word: Range<Int>, on line: TextLine) -> (side: Chain.Side, chain: Chain?)? {
    let lone = line.lone.first { $0.located.range.lowerBound >= word.upperBound }
    guard let chain = line.chains.first(where: { $0.range.upperBound > word.upperBound }),
      chain.sides.count == 2, chain.sides[0].isSymbolic,
      !chain.sides[0].isCompound || chain.sides[1].claim != nil,
      chain.range.lowerBound <= word.lowerBound || word.contains(chain.range.lowerBound),
      chain.sides[1].located.range.lowerBound
        < lone?.located.range.lowerBound ?? .max
    else { return lone.map { ($0, nil) } }
    return (chain.sides[1], chain)
  }

  private mutating func check(
    _ line: TextLine, _ noun: EachTimes.Noun, _ single: Single, behind start: Int, of home: TextLine
  ) {
    guard start < line.range.upperBound,
      let word = noun.all.first(in: start..<line.range.upperBound, of: working.bytes),
      let count = count(before: word.lowerBound, from: start), count >= 2,
      let (total, ownChain) = total(behind: word, on: line),
      let claim = total.claim, claim.lastPlace == .one, claim.scale == .one, claim.value > single.value,
      !line.chains.contains(where: {
        start <= $0.range.lowerBound && $0.range.lowerBound < total.located.range.lowerBound
          && $0.range != ownChain?.range
      }),
      // "per layer attention 2,359,296 and the MLP 4,718,592; 12 layers …": what each has is more.
      !line.lone.contains(where: {
        start <= $0.located.range.lowerBound && $0.located.range.upperBound <= word.lowerBound
          && ($0.claim?.value ?? .zero) > 99 && $0.claim?.value != Rational(count)
      }),
      isJoined(word.upperBound, to: total.located.range.lowerBound),
      let right = try? single.value.multiplied(by: Rational(count)), right != claim.value,
      !isReported(total.located.range), !isDenied(total.located.range, on: line),
      !isOfOther(claim.value, Rational(count), on: home),
      !isOfPartsAbove(claim.value, Rational(count), noun, line)
    else { return }
    var slips =
      Digits.differ(right, claim.value)
      ? Digits.of(claim.value).flatMap { Digits.slip(from: right, to: $0, claim) } ?? [.productSlip] : []
    if noun.isEpoch {
      // 第 90 轮 is one of them, and 35,910 秒 are no steps.
      guard total.unit == .none || total.unit == .other, !isOrdinal(before: word.lowerBound, from: start)
      else {
        return
      }
      // A last batch that is dropped makes one step an epoch less.
      guard !LinkChecker.isWithin(Rational(count), right, claim.value) else { return }
      if Magnitude.power(from: right, to: claim) != nil { slips = [.powerOfTenSlip, .productSlip] }
      guard !slips.isEmpty else { return }
    }
    if slips.isEmpty, Magnitude.power(from: right, to: claim) != nil {
      slips = [.powerOfTenSlip, .productSlip]
    }
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

  /// "MHA 8,388,608 per layer, GQA 2,097,152; 32 layers 268,435,456 and 67,108,864": so many times another number of the line
  /// that tells what each has.
  private func isOfOther(_ total: Rational, _ count: Rational, on home: TextLine) -> Bool {
    guard let one = try? total.divided(by: count), one.isInteger else { return false }
    return numbers(on: home).contains { $0.isWrittenOut && $0.numeral.value == one }
  }

  /// 每层注意力：2,359,296 above 每层 FFN：4,718,592 and 12 层：84,934,656: so many times a result of the lines above, or the last
  /// few of them that tell what each has together.
  private func isOfPartsAbove(
    _ total: Rational, _ count: Rational, _ noun: EachTimes.Noun, _ line: TextLine
  ) -> Bool {
    guard let one = try? total.divided(by: count), one.isInteger,
      let place = place(of: line)
    else { return false }
    var sum = Rational.zero
    var isRun = true
    for above in lines[max(0, place - 8)..<place].reversed() where above.row == nil {
      let numbers = numbers(on: above)
      if numbers.contains(where: { $0.numeral.value == one }) { return true }
      guard isRun, let last = numbers.last, noun.each.isOn(above, of: working.bytes),
        let next = try? sum.adding(last.numeral.value)
      else {
        isRun = false
        continue
      }
      sum = next
      if sum == one { return true }
    }
    return false
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

  private func isOrdinal(before place: Int, from start: Int) -> Bool {
    let end = working.bytes.skipBack(from: place, to: start) { $0.isASCIIDigit || $0 == 0x20 }
    return working.ends(start..<end, with: "第")
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
    var isEpoch = false
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
    Noun(
      each: [
        "per epoch", "each epoch", "every epoch", "one epoch", "an epoch", "1 epoch", "每轮", "每个 epoch",
        "每个epoch",
        "每 epoch", "每个周期",
      ],
      all: ["epochs", "个 epoch", "个epoch", "轮", "个周期"], isEpoch: true),
  ]
  static let each: PhraseSet = ["per ", "each", "every", "one ", "an epoch", "1 epoch", "每", "一个"]
  static let steps: PhraseSet = ["steps", "iterations", "updates", "batches"]
  static let joins: PhraseSet = [
    "together", "in total", "in all", "altogether", "have", "has", "give", "make", "need", "total",
    "of parameters", "are", "is", "that is", "take", ":",
    "：", ",", "，", "=", "合计", "一共", "总共", "共有", "共计", "共", "参数量", "参数",
  ]
  static let counts: [([StaticString], Int)] = [
    (["two", "both", "两", "二"], 2), (["three", "三"], 3), (["four", "四"], 4), (["five", "五"], 5),
    (["six", "六"], 6), (["eight", "八"], 8), (["ten", "十"], 10), (["twelve", "十二"], 12),
  ]
}
