import Symbolics

/// Terms with letters on lines of their own, and their sum below with a coefficient that is none of theirs: `QKV: 6bsh²`, `QK^T:
/// 2bs²h`, `total 8bsh² + 3bs²h`.
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
      if let start = startOfTotal(line) {
        guard let (claim, range) = sumOfLetters(from: start, on: line) else {
          parts = []
          continue
        }
        checkTotal(claim, range, of: parts, on: line)
        parts = [claim]
      } else if let colon = line.lastColon(of: working.bytes),
        let (part, _) = sumOfLetters(from: colon, on: line),
        parts.count < 32
      {
        parts.append(part)
      } else {
        parts = []
      }
    }
  }

  private mutating func checkTotal(
    _ claim: Polynomial, _ range: Range<Int>, of parts: [Polynomial], on line: TextLine
  ) {
    guard parts.count >= 2, claim.terms.count >= 2 else { return }
    var sum = Polynomial.zero
    for part in parts.reversed() {
      guard let next = try? sum.adding(part) else { return }
      sum = next
      // The lines before may be about another thing.
      if sum == claim { return }
    }
    guard sum.terms.count == claim.terms.count,
      zip(sum.terms, claim.terms).allSatisfy({ $0.powers == $1.powers }),
      zip(sum.terms, claim.terms).count(where: { $0.coefficient != $1.coefficient }) == 1,
      !isReported(range), isAsserted(range, on: line)
    else { return }
    findings.append(
      Draft(
        mistake: .symbolicTermsDoNotAddUp, range: range,
        arguments: [("expected", .expression(sum.expression))],
        fix: sum.expression))
  }

  /// The place behind a word for the total that a line begins with.
  private func startOfTotal(_ line: TextLine) -> Int? {
    guard LetterSums.totals.mayBe(on: line),
      let word = LetterSums.totals.first(
        in: line.stretch(behind: line.range.lowerBound, atMost: 40), of: working.bytes)
    else { return nil }
    let colon = line.lastColon(of: working.bytes) ?? word.upperBound
    return max(colon, word.upperBound)
  }

  /// `6bsh² + 2bs²h`, letters that stand for one size each, to the end of a line.
  private func sumOfLetters(from start: Int, on line: TextLine) -> (Polynomial, Range<Int>)? {
    let bytes = working.bytes
    var joint = Joint(bytes, from: start, to: line.range.upperBound)
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
  /// The place behind the last colon of a line.
  fileprivate func lastColon(of bytes: [UInt8]) -> Int? {
    var at = range.upperBound
    while at > range.lowerBound {
      at -= 1
      // ： is EF BC 9A.
      if bytes[at] == UInt8(ascii: ":") { return at + 1 }
      if bytes[at] == 0x9A, at >= range.lowerBound + 2, bytes[at - 1] == 0xBC, bytes[at - 2] == 0xEF {
        return at + 1
      }
    }
    return nil
  }
}

private enum LetterSums {
  static let totals: PhraseSet = ["total", "sum", "together", "altogether", "合计", "总计", "总共", "一共", "共", "总"]
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
      _ = joint.take(dots)
      joint.skipBlanks()
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
