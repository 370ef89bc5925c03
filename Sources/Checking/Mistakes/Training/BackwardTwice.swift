import Symbolics

/// A backward pass that the text itself calls twice the forward one, and that has the number of that: 反向是前向的两倍: 13.5 GFLOPs
/// under 前向 13.5 GFLOPs; and `backward: 2 FLOPs per parameter` under the same for forward.
extension Calculation {
  mutating func checkBackwardTwice() {
    for (place, line) in lines.enumerated().dropFirst()
    where line.row == nil && line.range.count < 160 && BackwardTwice.backward.isOn(line, of: working.bytes) {
      let above = lines[place - 1]
      guard BackwardTwice.forward.isOn(above, of: working.bytes), above.row == nil, above.range.count < 512,
        !BackwardTwice.otherwise.isOn(line, of: working.bytes),
        !BackwardTwice.otherwise.isOn(above, of: working.bytes),
        let (number, right) = sameAsForward(line, above), !isReported(number.range),
        isAsserted(number.range, on: line)
      else { continue }
      findings.append(
        Draft(
          mistake: .backwardFactorWrong, range: number.range, claimed: number.numeral.value, correct: right))
      markWrong(at: number.range)
    }
  }

  /// "Backward pass: twice the forward = 4N", 反向传播: 前向的两倍 = 4N: whether a product is what the words give for the backward pass
  /// alone. Behind another clause, "so C = 4ND", it is not.
  func isTwiceForward(_ product: Int, _ entry: Entry) -> Bool {
    guard let line = line(at: product) else { return false }
    let before = line.stretch(before: product, atMost: 96)
    guard let backward = BackwardTwice.backward.first(in: before, of: working.bytes),
      let words = BackwardTwice.twice.first(in: backward.upperBound..<before.upperBound, of: working.bytes),
      !BackwardTwice.forward.isIn(before.lowerBound..<backward.lowerBound, of: working.bytes)
    else { return false }
    var joint = Joint(working.bytes, from: words.upperBound, to: product)
    while !joint.isAtEnd {
      if joint.take(BackwardTwice.signs) || joint.take(BackwardTwice.workings) { continue }
      joint.skipBlanks()
      guard !joint.isAtEnd else { break }
      guard BackwardTwice.isOfProduct(working.bytes[joint.at]) else { return false }
      joint.at += 1
    }
    return true
  }

  /// "2N = 350 GFLOPs forward, backward 4N = 700 GFLOPs", 前向 2N，反向 4N: whether the backward pass alone is named right before a
  /// product, and the forward one has its own number. "Forward and backward: 4N" is of both.
  func isOfBackward(_ chain: Range<Int>) -> Bool {
    guard let line = line(at: chain.lowerBound) else { return false }
    // `280 GFLOPs = 4N`: the number stands before the unit with which the chain begins.
    let letters = working.bytes.skipBack(from: chain.lowerBound, to: line.range.lowerBound) {
      $0.isASCIILetter
    }
    let unit = working.bytes.skipBlanksBack(
      from: chain.lowerBound - letters <= 1 ? letters : chain.lowerBound, to: line.range.lowerBound)
    let place = working.bytes.skipBack(from: unit, to: line.range.lowerBound) {
      $0.isASCIIDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",")
    }
    let before = line.stretch(before: place, atMost: 128)
    var found: Range<Int>?
    var start = before.lowerBound
    while let next = BackwardTwice.backward.first(in: start..<before.upperBound, of: working.bytes) {
      (found, start) = (next, next.upperBound)
    }
    guard let backward = found else { return false }
    let gap = backward.upperBound..<before.upperBound
    let behind = line.stretch(behind: chain.upperBound, atMost: 32)
    guard gap.count <= 48,
      !working.bytes[gap].contains(where: { $0.isASCIIDigit || $0 == UInt8(ascii: "+") }),
      !BackwardTwice.forward.isIn(gap, of: working.bytes), !BackwardTwice.both.isIn(gap, of: working.bytes),
      !BackwardTwice.both.isIn(behind.lowerBound..<endOfClause(behind), of: working.bytes)
    else { return false }
    let earlier = before.lowerBound..<backward.lowerBound
    guard let forward = BackwardTwice.forward.first(in: earlier, of: working.bytes) else { return true }
    let between = working.bytes[forward.upperBound..<backward.lowerBound]
    if between.contains(where: { $0.isASCIIDigit }) { return true }
    // The number may stand before its word: "350 GFLOPs forward, …".
    return between.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: ";") || $0 == 0xEF })
      && (line.chains.contains { $0.range.upperBound <= forward.lowerBound }
        || line.lone.contains {
          $0.located.range.upperBound <= forward.lowerBound && ($0.unit == .flops || $0.isSymbolic)
        })
  }

  private func endOfClause(_ stretch: Range<Int>) -> Int {
    working.bytes.skip(from: stretch.lowerBound, to: stretch.upperBound) {
      $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";")
    }
  }

  private func sameAsForward(_ line: TextLine, _ above: TextLine) -> (number: Measure, right: Rational)? {
    let (own, others) = (measures(on: line), measures(on: above))
    if BackwardTwice.twice.isOn(line, of: working.bytes), let power = sameInPowers(line, above) {
      return power
    }
    guard let number = own.last, let forward = others.last, !isExponent(number), !isExponent(forward),
      number.numeral.value == forward.numeral.value,
      number.unit == .flops, forward.unit == .flops, number.per == forward.per,
      let right = try? forward.numeral.value.multiplied(by: .two)
    else { return nil }
    if let words = BackwardTwice.twice.first(on: line, of: working.bytes) {
      // 反向是前向的两倍: nothing but a sign before the number.
      var joint = Joint(working.bytes, from: words.upperBound, to: number.range.lowerBound)
      while joint.take(BackwardTwice.signs) {}
      joint.skipBlanks()
      return joint.isAtEnd && !BackwardTwice.backward.isOn(above, of: working.bytes) ? (number, right) : nil
    }
    // "forward: 2 FLOPs per parameter": of 2 it is sure how many are counted.
    guard own.count == 1, others.count == 1, number.numeral.value == 2,
      BackwardTwice.perParameter.isOn(line, of: working.bytes),
      working.bytes[line.stretch(behind: number.range.upperBound, atMost: 256)].elementsEqual(
        working.bytes[above.stretch(behind: forward.range.upperBound, atMost: 256)])
    else { return nil }
    return (number, right)
  }
}

extension Calculation {
  /// Whether a number is the exponent of `2.1 × 10^23 FLOPs`.
  private func isExponent(_ measure: Measure) -> Bool {
    let place = working.bytes.skipBack(from: measure.range.lowerBound, to: 0) {
      $0 == UInt8(ascii: "{") || $0 == UInt8(ascii: "+") || Doubt.isBlank($0)
    }
    return place > 0 && working.bytes[place - 1] == UInt8(ascii: "^")
      || place > 1 && working.bytes[place - 1] == UInt8(ascii: "*")
        && working.bytes[place - 2] == UInt8(ascii: "*")
  }

  /// `backward: 1.05 × 10^23 FLOPs, twice as much` under the same number for forward: the one number of each line.
  private func sameInPowers(_ line: TextLine, _ above: TextLine) -> (number: Measure, right: Rational)? {
    let (own, others) = (numbers(on: line), numbers(on: above))
    guard own.count == 1, let forward = others.last, own[0].unit == .flops, forward.unit == .flops,
      others.count == 1 || forward.chain != nil, own[0].numeral.value == forward.numeral.value,
      own[0].numeral.lastPlace > .one, own[0].numeral.scale == .one,
      !BackwardTwice.backward.isOn(above, of: working.bytes),
      let right = try? forward.numeral.value.multiplied(by: .two)
    else { return nil }
    let number = Measure(
      numeral: own[0].numeral, unit: .flops, per: .nothing, isCapital: false, range: own[0].range)
    return (number, right)
  }
}

private enum BackwardTwice {
  static let backward: PhraseSet = ["backward", "backprop", "反向", "后向"]
  static let forward: PhraseSet = ["forward", "前向", "正向"]
  static let both: PhraseSet = [
    "total", "altogether", "together", "in all", "sum", "both", "training", "combined", "overall", "共", "总",
    "合计",
    "一起", "训练",
  ]
  static let twice: PhraseSet = [
    "twice the forward pass", "2 × the forward", "2 × forward", "2× forward", "2 x forward", "2x forward",
    "two times the forward", "twice the forward", "2x the forward", "2× the forward", "double the forward",
    "twice as much", "前向的两倍", "前向的 2 倍", "前向的2倍", "前向的二倍", "正向的两倍", "前向两倍",
  ]
  static let signs: PhraseSet = [
    ":", "：", "=", ",", "，", "即", "为", "约", "≈", "i.e.", "is", "pass", "→", "(", "（",
  ]
  static let workings: PhraseSet = [
    "flops", "that is", "so", "needs", "costs", "传播", "运算量", "计算量", "需要", "也就是",
  ]

  /// `2 × 2N = `: digits, signs and the letters of parameters and tokens.
  static func isOfProduct(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "N"), UInt8(ascii: "D"), UInt8(ascii: "P"), UInt8(ascii: "*"), UInt8(ascii: "."), 0xC3,
      0x97,
      0xC2, 0xB7:
      true
    default: byte.isASCIIDigit
    }
  }

  static let perParameter: PhraseSet = ["per param", "/param", "per weight", "每参数", "每个参数"]
  static let otherwise: PhraseSet = [
    "lora", "frozen", "freez", "adapter", "input grad", "weight grad", "dx", "dw", "冻结", "梯度", "each", "half",
    "一半", "各",
  ]
}
