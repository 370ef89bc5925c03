import Symbolics

/// Terms with letters on lines of their own, and their sum below with a coefficient that is none of theirs: `QKV: 6bsh²`, `QK^T:
/// 2bs²h`, `total 8bsh² + 3bs²h`; `attention_params = 4d² + 4d`, `FFN_params = 8d² + 5d`, `layer = 12d² + 7d`.
extension Calculation {
  mutating func checkSumsOfLetterLines() {
    guard holds(LetterSums.totals) else { return }
    var parts: [Polynomial] = []
    for line in lines {
      if line.range.isEmpty { continue }
      guard line.row == nil, line.range.count <= 160 else {
        parts = []
        continue
      }
      if LetterSums.commas.mayBe(on: line) { checkPartsOnLine(line) }
      if let start = startOfTotal(line) {
        guard let (claim, range) = sumOfLetters(from: start, on: line) else {
          parts = []
          continue
        }
        let isLayer = LetterSums.layers.isIn(line.range.lowerBound..<start, of: working.bytes)
        checkTotal(claim, range, of: parts, isLayer: isLayer, on: line)
        parts = [claim]
      } else if let sign = line.lastSign(of: working.bytes),
        let (part, _) = sumOfLetters(from: sign, on: line),
        parts.count < 32
      {
        parts.append(part)
      } else {
        parts = []
      }
    }
  }

  private mutating func checkTotal(
    _ claim: Polynomial, _ range: Range<Int>, of parts: [Polynomial], isLayer: Bool, on line: TextLine
  ) {
    guard parts.count >= 2, claim.terms.count >= 2 || isLayer && parts.count <= 8 else { return }
    var sum = Polynomial.zero
    for part in parts.reversed() {
      guard let next = try? sum.adding(part) else { return }
      sum = next
      // The lines before may be about another thing.
      if sum == claim { return }
    }
    // A part may stand among those that it is made of: `ffn up: 4d²`, `ffn down: 4d²`, `ffn: 8d²`.
    guard !isLayer || parts.count > 8 || !isSum(of: parts, claim), sum.terms.count == claim.terms.count,
      zip(sum.terms, claim.terms).allSatisfy({ $0.powers == $1.powers }),
      zip(sum.terms, claim.terms).count(where: { $0.coefficient != $1.coefficient }) == 1,
      // A layer may have norms, or a second attention, that are not listed.
      !isLayer
        || zip(sum.terms, claim.terms).contains(where: {
          $0.degree > 1 && $1.coefficient < $0.coefficient
        }), !isReported(range), isAsserted(range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .symbolicTermsDoNotAddUp, range: range,
        arguments: [("expected", .expression(sum.expression))],
        fix: sum.expression))
  }

  /// Whether a formula is the sum of some of a few others.
  private func isSum(of parts: [Polynomial], _ claim: Polynomial) -> Bool {
    guard parts.count <= 8 else { return true }
    for choice in 1..<(1 << parts.count) {
      var sum = Polynomial.zero
      for (place, part) in parts.enumerated() where choice >> place & 1 == 1 {
        guard let next = try? sum.adding(part) else { return true }
        sum = next
      }
      if sum == claim { return true }
    }
    return false
  }

  /// `attention = 4d², ffn = 8d², layer = 10d²`: parts and their total on one line.
  private mutating func checkPartsOnLine(_ line: TextLine) {
    let bytes = working.bytes
    var parts: [Polynomial] = []
    var start = line.range.lowerBound
    while start < line.range.upperBound, parts.count < 8 {
      let stretch = start..<line.range.upperBound
      let comma = LetterSums.commas.first(in: stretch, of: bytes)
      let clause = start..<(comma?.lowerBound ?? line.range.upperBound)
      guard let sign = LetterSums.equals.first(in: clause, of: bytes),
        let (formula, range) = sumOfLetters(from: sign.upperBound, to: clause.upperBound)
      else { return }
      let name = bytes.skipBlanks(from: clause.lowerBound, to: sign.lowerBound)
      if comma == nil, LetterSums.layers.length(at: name, until: sign.lowerBound, in: bytes) != nil {
        return checkTotal(formula, range, of: parts, isLayer: true, on: line)
      }
      parts.append(formula)
      start = comma?.upperBound ?? line.range.upperBound
    }
  }

  /// The place behind a word for the total that a line begins with.
  private func startOfTotal(_ line: TextLine) -> Int? {
    guard LetterSums.totals.mayBe(on: line),
      let word = LetterSums.totals.first(
        in: line.stretch(behind: line.range.lowerBound, atMost: 40), of: working.bytes)
    else { return nil }
    // "layer norm: 2d" is no layer.
    if LetterSums.layers.isIn(word, of: working.bytes) {
      let start = working.bytes.skip(from: line.range.lowerBound, to: line.range.upperBound) {
        $0 == .space || $0 == .hyphen || $0 == UInt8(ascii: "*")
      }
      var joint = Joint(working.bytes, from: word.upperBound, to: line.range.upperBound)
      _ = joint.take(LetterSums.counts)
      guard start == word.lowerBound, joint.take(LetterSums.equals) else { return nil }
    }
    let sign = line.lastSign(of: working.bytes) ?? word.upperBound
    return max(sign, word.upperBound)
  }

  /// `6bsh² + 2bs²h`, letters that stand for one size each, to the end of a line.
  private func sumOfLetters(from start: Int, on line: TextLine) -> (Polynomial, Range<Int>)? {
    sumOfLetters(from: start, to: line.range.upperBound)
  }

  private func sumOfLetters(from start: Int, to end: Int) -> (Polynomial, Range<Int>)? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: start, to: end)
    _ = joint.take(LetterSums.signs)
    joint.skipBlanks()
    let begin = joint.at
    var sum = Polynomial.zero
    var hasLetters = false
    for _ in 0..<16 {
      guard let (term, degree) = LetterSums.term(&joint), let next = try? sum.adding(term) else { return nil }
      sum = next
      hasLetters = hasLetters || degree > 1
      let end = joint.at
      joint.skipBlanks()
      if joint.take(LetterSums.plus) {
        joint.skipBlanks()
        continue
      }
      joint.skipBlanks()
      guard hasLetters, joint.isAtEnd || joint.isAtClauseEnd() && joint.at + 3 >= joint.end else {
        return nil
      }
      return (sum, begin..<end)
    }
    return nil
  }
}

extension TextLine {
  /// The place behind the last colon of a line, or its last sign of equality.
  fileprivate func lastSign(of bytes: [UInt8]) -> Int? {
    var at = range.upperBound
    while at > range.lowerBound {
      at -= 1
      // ： is EF BC 9A.
      if bytes[at] == UInt8(ascii: ":") || bytes[at] == UInt8(ascii: "=") { return at + 1 }
      if bytes[at] == 0x9A, at >= range.lowerBound + 2, bytes[at - 1] == 0xBC, bytes[at - 2] == 0xEF {
        return at + 1
      }
    }
    return nil
  }
}

private enum LetterSums {
  static let totals: PhraseSet = [
    "total", "sum", "together", "altogether", "合计", "总计", "总共", "一共", "共", "总", "layer", "block", "每层", "单层",
    "整层",
  ]
  /// What a layer of parts is called.
  static let layers: PhraseSet = [
    "layer_params", "params_layer", "per layer", "one layer", "layer", "block", "每层", "单层", "整层",
  ]
  static let counts: PhraseSet = [
    "_params", "_parameters", "parameters", "params", "total", "参数量", "参数", "合计", "共",
  ]
  static let equals: PhraseSet = ["=", ":", "："]
  static let commas: PhraseSet = [", ", "，", "; ", "；"]
  static let signs: PhraseSet = ["=", "is", "为", "是"]
  static let plus: PhraseSet = ["+", "＋"]
  private static let dots: PhraseSet = ["·", "*", "×", "\\cdot"]

  /// `6bsh²`, `2·b·s²·h`, `d`: a number and letters with their exponents.
  static func term(_ joint: inout Joint) -> (Polynomial, degree: Int)? {
    let bytes = joint.bytes
    var term = Polynomial(.one)
    var degree = 0
    if let number = bytes.wholeNumber(at: joint.at, to: joint.end) {
      joint.at = number.end
      term = Polynomial(Rational(number.value))
      let isJoined = joint.take(dots)
      let end = joint.at
      joint.skipBlanks()
      // `2048 parameters` is a number with its unit.
      if !isJoined, joint.at > end, joint.at + 1 < joint.end, bytes[joint.at + 1].isASCIILetter { return nil }
    }
    while joint.at < joint.end, bytes[joint.at].isASCIILetter, degree < 12 {
      let letter = Polynomial(Symbol(String(UnicodeScalar(bytes[joint.at]))))
      joint.at += 1
      let exponent = self.exponent(&joint)
      guard let power = try? letter.raised(to: exponent), let next = try? term.multiplied(by: power) else {
        return nil
      }
      term = next
      degree += exponent
      var further = joint
      if further.take(dots) {
        further.skipBlanks()
        if further.at < further.end, bytes[further.at].isASCIILetter { joint = further }
      }
    }
    return degree > 0 ? (term, degree) : nil
  }

  /// ², ³, ^2
  private static func exponent(_ joint: inout Joint) -> Int {
    let bytes = joint.bytes
    guard joint.at + 1 < joint.end else { return 1 }
    if bytes[joint.at] == 0xC2, bytes[joint.at + 1] == 0xB2 || bytes[joint.at + 1] == 0xB3 {
      joint.at += 2
      return bytes[joint.at - 1] == 0xB2 ? 2 : 3
    }
    if bytes[joint.at] == UInt8(ascii: "^"),
      bytes[joint.at + 1] == UInt8(ascii: "2") || bytes[joint.at + 1] == UInt8(ascii: "3")
    {
      joint.at += 2
      return Int(bytes[joint.at - 1] - UInt8(ascii: "0"))
    }
    return 1
  }
}
