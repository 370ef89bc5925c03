import Symbolics

/// Numbers that are added one below the other, as on paper:
///
///       1728
///     +   64
///     ------
///       1782
extension Calculation {
  mutating func checkColumnAdditions() {
    for place in lines.indices.dropFirst(2) where place + 1 < lines.count && isDrawnRule(lines[place]) {
      guard let claim = loneNumber(on: lines[place + 1]), !claim.hasSign else { continue }
      var sum = Rational.zero
      var at = place - 1
      var isComplete = false
      var hasItems = false
      while at >= 0, place - at < 64 {
        let lone = loneNumber(on: lines[at])
        guard let number = lone ?? resultOfItem(on: lines[at]) else { break }
        hasItems = hasItems || lone == nil
        guard let next = try? number.isSubtracted ? sum.subtracting(number.value) : sum.adding(number.value)
        else { return }
        sum = next
        if !number.hasSign {
          isComplete = at < place - 1
          break
        }
        at -= 1
      }
      guard isComplete, sum != claim.value, claim.value > 99, !isReported(claim.range),
        at == 0 || loneNumber(on: lines[at - 1]) == nil,
        !hasItems || at == 0 || resultOfItem(on: lines[at - 1]) == nil
      else { continue }
      let numeral = Numeral(value: claim.value, lastPlace: .one)
      let digits = Digits.of(claim.value).flatMap { Digits.slip(from: sum, to: $0, numeral) } ?? []
      findings.append(
        Draft(
          mistake: .totalDoesNotAddUp, alternatives: digits, range: claim.range, claimed: claim.value,
          correct: sum, fix: Expression(sum)))
    }
  }

  private typealias ColumnNumber = (value: Rational, range: Range<Int>, hasSign: Bool, isSubtracted: Bool)

  /// The whole number that a line holds with nothing but its sign.
  private func loneNumber(on line: TextLine) -> ColumnNumber? {
    let bytes = working.bytes
    guard line.row == nil, line.range.count <= 64 else { return nil }
    let whole = working.segments[line.index].range
    var at = bytes.skipBlanks(from: whole.lowerBound, to: whole.upperBound)
    var (hasSign, isSubtracted) = (false, false)
    if at < whole.upperBound, bytes[at] == UInt8(ascii: "+") || bytes[at] == UInt8(ascii: "-") {
      (hasSign, isSubtracted) = (true, bytes[at] == UInt8(ascii: "-"))
      at += 1
      at = bytes.skipBlanks(from: at, to: whole.upperBound)
    }
    let start = at
    var value = Int128(0)
    while at < whole.upperBound, at - start < 24 {
      if bytes[at].isASCIIDigit {
        value = value * 10 + Int128(bytes[at] - UInt8(ascii: "0"))
      } else if bytes[at] != UInt8(ascii: ",") || at == start || at + 1 >= whole.upperBound
        || !bytes[at + 1].isASCIIDigit
      {
        break
      }
      at += 1
    }
    guard at > start else { return nil }
    let end = at
    at = bytes.skip(from: at, to: whole.upperBound) { $0 <= 0x20 }
    return at == whole.upperBound ? (Rational(whole: value), start..<end, hasSign, isSubtracted) : nil
  }

  /// The result of an item that is worked out, `+ 3 × 100 = 300`, or a number with its noun, `+ 64 biases`.
  private func resultOfItem(on line: TextLine) -> ColumnNumber? {
    let bytes = working.bytes
    guard line.row == nil, line.range.count <= 96 else { return nil }
    let whole = working.segments[line.index].range
    let first = bytes.skipBlanks(from: whole.lowerBound, to: whole.upperBound)
    // "- conv = 300" is an item of a list.
    guard first < whole.upperBound, bytes[first] != UInt8(ascii: "-") else { return nil }
    let hasSign = bytes[first] == UInt8(ascii: "+")
    let equals = bytes[whole].lastIndex(of: UInt8(ascii: "="))
    // A number with a noun is an item only behind a sign.
    guard equals != nil || hasSign else { return nil }
    let start = bytes.skipBlanks(from: (equals ?? first) + 1, to: whole.upperBound)
    let end = bytes.skip(from: start, to: whole.upperBound) { $0.isASCIIDigit || $0 == UInt8(ascii: ",") }
    guard end > start, end - start <= 24, bytes[end - 1].isASCIIDigit, bytes[start].isASCIIDigit else {
      return nil
    }
    let tail = bytes.skip(from: end, to: whole.upperBound) { $0 <= 0x20 }
    let rest = bytes.skip(from: tail, to: whole.upperBound) { $0.isASCIILetter || $0 <= 0x20 }
    guard rest == whole.upperBound, tail > end || tail == whole.upperBound else { return nil }
    var value = Int128(0)
    for byte in bytes[start..<end] where byte.isASCIIDigit {
      value = value * 10 + Int128(byte - UInt8(ascii: "0"))
    }
    return (Rational(whole: value), start..<end, hasSign, false)
  }

  /// Whether a line is drawn below numbers.
  private func isDrawnRule(_ line: TextLine) -> Bool {
    guard line.lone.isEmpty, line.chains.isEmpty, line.mentions.isEmpty else { return false }
    let whole = working.bytes[working.segments[line.index].range]
    // Most lines begin with something else.
    guard let start = whole.first(where: { $0 > 0x20 }), !start.isASCIIWordByte, start != UInt8(ascii: "|")
    else {
      return false
    }
    let text = whole.filter { $0 > 0x20 }
    guard text.count >= 3, text.count <= 240, let first = text.first else { return false }
    switch first {
    case UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "="): return text.allSatisfy { $0 == first }
    // ─ and — are E2 94 80 and E2 80 94.
    case 0xE2: return text.allSatisfy { $0 == 0xE2 || $0 == 0x94 || $0 == 0x80 }
    default: return false
    }
  }
}
