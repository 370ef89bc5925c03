import Symbolics

/// Shapes that words count: `3 matrices of 512×512 = 786,432`, 三个 512×512=786432, "three 3×3 = 27 < 7×7 = 49"; and shapes
/// that stand for what they are, not for a number: `5×5 = 3×3 + 3×3`.
extension LinkChecker {
  /// Whether a claim is the product on its left so many times as the words before it say.
  func agreesCounted(_ value: Rational, _ left: Chain.Side, with claim: Numeral) -> Bool {
    guard isShape(left.located.expression), let ratio = try? claim.value.divided(by: value), ratio.isInteger,
      ratio > 1, ratio <= 100_000
    else { return false }
    return counts(before: left.located.range.lowerBound).contains(ratio)
  }

  /// The shape on the left so many times as the words before it say, where the claim is near that and not the shape itself:
  /// `8 matrices of 256×256 = 525,288`.
  func countedValue(_ value: Rational, _ left: Chain.Side, near claim: Numeral) -> Rational? {
    guard isShape(left.located.expression) else { return nil }
    for count in counts(before: left.located.range.lowerBound) where count > .one {
      guard let counted = try? value.multiplied(by: count), Digits.differ(counted, claim.value) else {
        continue
      }
      return counted
    }
    return nil
  }

  /// Whether both sides are shapes of kernels, one of them several that replace it.
  func areKernels(_ left: Chain.Side, _ right: Chain.Side) -> Bool {
    func isKernel(_ expression: Expression) -> Bool {
      guard case .product(let factors) = expression, factors.count == 2 else { return false }
      return factors.allSatisfy { if case .number(let size) = $0 { size.value <= 15 } else { false } }
    }
    func areSeveral(_ expression: Expression) -> Bool {
      guard case .sum(let terms) = expression else { return false }
      return terms.allSatisfy { isKernel($0.value) && !$0.isSubtracted }
    }
    let (one, other) = (left.located.expression, right.located.expression)
    return isKernel(one) && (isKernel(other) || areSeveral(other)) || areSeveral(one) && isKernel(other)
  }

  /// `1 multiply + 1 add = 2 × 16,384 = …`: words that say where the first factor comes from.
  func saysFactor(_ value: Rational, _ left: Chain.Side, _ right: Chain.Side) -> Bool {
    guard value.isInteger, value <= 64, case .sum = left.located.expression,
      case .product = right.located.expression, left.located.expression.isNumeric,
      Factors.written(in: right.located.expression).contains(value)
    else { return false }
    let bytes = working.bytes
    let end = min(bytes.count, left.located.range.upperBound + 1)
    // A word stands between its numbers.
    return (left.located.range.lowerBound..<max(left.located.range.lowerBound, end)).contains { at in
      bytes[at] >= 0xE4 || bytes[at].isASCIILetter && bytes[at] | 0x20 != UInt8(ascii: "x")
    }
  }

  /// Whether an expression is a product of two to four plain whole numbers.
  private func isShape(_ expression: Expression) -> Bool {
    guard case .product(let factors) = expression, (2...4).contains(factors.count) else { return false }
    return factors.allSatisfy {
      if case .number(let size) = $0 { size.scale == .one && size.lastPlace == .one } else { false }
    }
  }

  /// The whole numbers, in figures or as words, that stand before a place in its clause.
  private func counts(before place: Int) -> [Rational] {
    let bytes = working.bytes
    var start = place
    // Nobody counts from so far.
    while start > 0, place - start < 64, !isBorder(at: start - 1) { start -= 1 }
    return Phrases.numerals(in: start..<place, of: bytes)
      + bytes.wholeNumbers(in: start..<place).filter {
        !$0.isPartOfWord && !isGrouped($0.range) && !isOfShape($0.range)
      }
      .map { Rational($0.value) }
  }

  /// Whether digits are a part of a longer number: `4,096` counts no four.
  private func isGrouped(_ digits: Range<Int>) -> Bool {
    let bytes = working.bytes
    func parts(_ place: Int) -> Bool {
      bytes.indices.contains(place)
        && (bytes[place] == UInt8(ascii: ",") || bytes[place] == UInt8(ascii: "."))
    }
    func isDigit(_ place: Int) -> Bool { bytes.indices.contains(place) && bytes[place].isASCIIDigit }
    return parts(digits.upperBound) && isDigit(digits.upperBound + 1)
      || parts(digits.lowerBound - 1) && isDigit(digits.lowerBound - 2)
  }

  /// Whether a number is an end of an arrow or a side of a map: 512→512 and 14×14 count nothing.
  private func isOfShape(_ digits: Range<Int>) -> Bool {
    let bytes = working.bytes
    let line = around.lineStart(of: digits.lowerBound)
    let start = bytes.skipBlanksBack(from: digits.lowerBound, to: line)
    let end = bytes.skipBlanks(from: digits.upperBound, to: bytes.count)
    var behind = Joint(bytes, from: end, to: min(bytes.count, end + 4))
    if behind.take(LinkChecker.arrows) { return true }
    // Of a map both sides stand close to the sign.
    if end == digits.upperBound, behind.take(LinkChecker.crosses), behind.at < bytes.count,
      bytes[behind.at].isASCIIDigit
    {
      return true
    }
    let before = line..<max(line, start)
    if working.ends(before, with: "→") || working.ends(before, with: "->")
      || working.ends(before, with: "\\to")
    {
      return true
    }
    return start == digits.lowerBound && start - line > 2 && working.ends(before, with: "×")
      && bytes[start - 3].isASCIIDigit
  }

  private static let arrows: PhraseSet = ["→", "->", "\\to"]
  private static let crosses: PhraseSet = ["×"]

  /// Whether a clause ends at a byte: a sign of equality or comparison, a full stop, a new line.
  private func isBorder(at place: Int) -> Bool {
    let bytes = working.bytes
    switch bytes[place] {
    case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ";"), UInt8(ascii: "\n"),
      UInt8(ascii: "|"):
      return true
    case UInt8(ascii: "."): return place + 1 < bytes.count && bytes[place + 1] == .space
    // 。 is E3 80 82, ； is EF BC 9B.
    case 0x82: return place > 1 && bytes[place - 1] == 0x80 && bytes[place - 2] == 0xE3
    case 0x9B: return place > 1 && bytes[place - 1] == 0xBC && bytes[place - 2] == 0xEF
    default: return false
    }
  }
}

extension Phrases {
  /// The numbers from two to ten that words say in a stretch of text.
  static func numerals(in range: Range<Int>, of bytes: [UInt8]) -> [Rational] {
    var found: [Rational] = []
    for (words, number) in numeralWords where numeralSigns.isIn(range, of: bytes) {
      for word in words {
        let isWord = word.utf8Start[0] < 0x80
        if isWord ? containsWord([word], in: range, of: bytes) : contains([word], in: range, of: bytes) {
          found.append(number)
        }
      }
    }
    return found
  }

  private static let numeralSigns: PhraseSet = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "both", "pair", "double", "两",
    "二", "三",
    "四", "五", "六", "七", "八", "九", "十",
  ]
  private static let numeralWords: [(words: [StaticString], number: Rational)] = [
    (["two", "both", "pair", "double", "两", "二"], 2), (["three", "三"], 3), (["four", "四"], 4),
    (["five", "五"], 5), (["six", "六"], 6), (["seven", "七"], 7), (["eight", "八"], 8), (["nine", "九"], 9),
    (["ten", "十"], 10),
  ]
}
