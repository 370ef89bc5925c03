import Symbolics

/// What grows, and by how much, in words that the numbers beside them contradict: 每层参数 7077888 → 28311552，增加到 2 倍, and a cache
/// that is said to grow with the square of the tokens: 序列长度从 1024 增加到 4096，KV cache 变为原来的 16 倍.
extension Calculation {
  mutating func checkGrowthInProse() {
    for line in lines(with: GrowthInWords.times) where line.row == nil && line.range.count <= 1_024 {
      guard GrowthInWords.times.isOn(line, of: working.bytes) else { continue }
      for chain in line.chains where chain.signs.contains(.arrow) { checkArrow(in: chain, on: line) }
      let numbers = numbers(on: line)
      for (first, second) in zip(numbers, numbers.dropFirst())
      where first.chain == nil && second.chain == nil && becomes(first, second) {
        checkMultiple(first, second, on: line)
      }
      checkCache(on: line)
    }
  }

  // MARK: - a → b，增加到 k 倍

  /// `12×768² = 7077888 → 12×1536² = 28311552`
  private mutating func checkArrow(in chain: Chain, on line: TextLine) {
    guard let arrow = chain.signs.firstIndex(of: .arrow), chain.signs.lastIndex(of: .arrow) == arrow,
      let first = chain.sides[arrow].claim, let last = chain.sides.last, let second = last.claim,
      chain.sides.allSatisfy({ line.range.contains($0.located.range.lowerBound) })
    else { return }
    check(first, second, behind: last.located.range.upperBound, on: line)
  }

  private func becomes(_ first: StatedNumber, _ second: StatedNumber) -> Bool {
    guard first.unit == second.unit, first.range.upperBound <= second.range.lowerBound,
      second.range.lowerBound - first.range.upperBound <= 40
    else { return false }
    var joint = Joint(working.bytes, from: first.range.upperBound, to: second.range.lowerBound)
    _ = joint.takeUnits()
    guard joint.take(GrowthInWords.becomes) else { return false }
    joint.skipBlanks()
    return joint.isAtEnd
  }

  private mutating func checkMultiple(_ first: StatedNumber, _ second: StatedNumber, on line: TextLine) {
    check(first.numeral, second.numeral, behind: second.range.upperBound, on: line)
  }

  private mutating func check(_ first: Numeral, _ second: Numeral, behind place: Int, on line: TextLine) {
    var joint = Joint(working.bytes, from: place, to: line.range.upperBound)
    _ = joint.takeUnits()
    guard joint.take(GrowthInWords.commas), joint.take(GrowthInWords.multiples) else { return }
    _ = joint.take(Joint.approximations)
    guard let (multiple, range) = multiple(at: &joint), !first.value.isZero,
      let ratio = try? second.value.divided(by: first.value), ratio >= .one,
      let room = try? ratio.divided(by: 20), let half = try? multiple.lastPlace.divided(by: .two)
    else { return }
    joint.skipBlanks()
    guard joint.isAtClauseEnd(),
      !LinkChecker.isWithin(max(room, multiple.lastPlace == .one ? .half : half), ratio, multiple.value),
      !isReported(range), !isDenied(range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .conclusionContradictsNumbers, alternatives: [.scalingExponentWrong], range: range,
        claimed: multiple.value, correct: ratio))
  }

  /// The number at a place with 倍 or "times" behind it.
  private func multiple(at joint: inout Joint) -> (Numeral, Range<Int>)? {
    joint.skipBlanks()
    let start = joint.at
    let end = working.bytes.skip(from: start, to: joint.end) { $0.isASCIIDigit || $0 == UInt8(ascii: ".") }
    guard end > start, working.bytes[start].isASCIIDigit,
      let measure = MeasureReader.measures(in: start..<end, of: working.bytes).first
    else { return nil }
    joint.at = end
    return joint.take(GrowthInWords.times) ? (measure.numeral, start..<end) : nil
  }

  // MARK: - Caches

  private mutating func checkCache(on line: TextLine) {
    guard let cache = GrowthInWords.caches.first(on: line, of: working.bytes),
      !GrowthInWords.others.isOn(line, of: working.bytes)
    else { return }
    var joint = Joint(working.bytes, from: cache.upperBound, to: line.range.upperBound)
    while joint.take(GrowthInWords.fillers) {}
    guard joint.take(GrowthInWords.grows) || joint.take(GrowthInWords.multiples),
      let (multiple, range) = multiple(at: &joint), let ratio = ratioOfTokens(on: line, besides: range),
      let square = try? ratio.multiplied(by: ratio), multiple.value == square, !isReported(range),
      !isDenied(range, on: line)
    else { return }
    findings.append(
      Draft(mistake: .scalingExponentWrong, range: range, claimed: square, correct: ratio))
  }

  /// 4 of "from 1024 to 4096 tokens", 序列长度从 1024 增加到 4096: the one change that a line states.
  private func ratioOfTokens(on line: TextLine, besides multiple: Range<Int>) -> Rational? {
    guard GrowthInWords.tokens.isOn(line, of: working.bytes) else { return nil }
    let stated = measures(on: line).filter {
      $0.numeral.value >= 128 && $0.range.lowerBound != multiple.lowerBound
    }
    guard stated.count == 2, let first = stated.first, let second = stated.last else { return nil }
    let digits = working.bytes.skip(from: first.range.lowerBound, to: first.range.upperBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ",") || $0 | 0x20 == UInt8(ascii: "k")
    }
    var joint = Joint(working.bytes, from: digits, to: second.range.lowerBound)
    _ = joint.take(GrowthInWords.nouns)
    guard joint.take(GrowthInWords.becomes) else { return nil }
    joint.skipBlanks()
    guard joint.isAtEnd, let ratio = try? second.numeral.value.divided(by: first.numeral.value), ratio > .one,
      ratio.isInteger, ratio <= 64
    else { return nil }
    return ratio
  }
}

private enum GrowthInWords {
  static let times: PhraseSet = ["倍", "times", "×", "x", "-fold"]
  static let commas: PhraseSet = [",", "，", ";", "；", "("]
  static let becomes: PhraseSet = [
    "→", "->", "\\to", "to", "增加到", "增加至", "增大到", "增长到", "增至", "扩大到", "扩展到", "提高到", "提升到", "变为", "变成", "变到",
    "到", "至",
  ]
  static let multiples: PhraseSet = [
    "增加到原来的", "增大到原来的", "增长到原来的", "扩大到原来的", "变为原来的", "变成原来的", "增为原来的", "是原来的", "为原来的", "增加到", "增大到",
    "增长到", "扩大到", "变为", "变成", "up by a factor of", "a factor of", "which is",
  ]
  static let grows: PhraseSet = [
    "grows by a factor of", "becomes", "grows", "gets", "increases by a factor of", "increases",
    "rises by a factor of",
    "takes", "needs",
  ]
  static let caches: PhraseSet = ["kv cache", "kv-cache", "kv 缓存", "kv缓存", "键值缓存"]
  static let fillers: PhraseSet = [
    "memory", "size", "的", "显存", "大小", "占用", "内存", "也", "会", "则", "将", "also", "then",
  ]
  static let tokens: PhraseSet = [
    "sequence", "context", "tokens", "length", "prompt", "序列", "上下文", "长度", "词元",
  ]
  static let nouns: PhraseSet = ["tokens", "token", "个词元", "个 token", "词元"]
  static let others: PhraseSet = [
    "batch", "layers", "heads", "both", "also doubl", "together", "fp32", "批", "层数", "头数", "同时", "并且", "而且",
    "不", "not ",
    "n't", "instead",
  ]
}
