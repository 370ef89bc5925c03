import Symbolics

/// Letters that multiply a number with a blank between them, which are read as what the number counts: `(9 k + 1) m = (9·64 + 1)·128`,
/// `3 h d + 3 h = 3·128·64 + 3·128`, `16 P = 16·7×10^9`.
extension LinkChecker {
  /// Whether a side has letters that the other one has numbers for. What that one gives is judged by the next sign.
  func dropsLetters(_ link: PlainLink) -> Bool {
    guard !link.first.isSymbolic, link.sign != .comparison else { return false }
    return replacesLetters(link) || givesLetter(link)
  }

  /// `(2 I − 1) O = (2·512 − 1)·10`
  private func replacesLetters(_ link: PlainLink) -> Bool {
    guard link.first.isCompound, link.second.isCompound, !link.second.isSymbolic else { return false }
    let (start, middle) = (link.first.located.range.lowerBound, link.second.located.range.lowerBound)
    let end = link.second.located.range.upperBound
    guard start < middle, middle < end, middle - start <= 160, end <= working.bytes.count else {
      return false
    }
    return holdsFactors(start..<middle) && !holdsFactors(middle..<end)
  }

  /// Whether letters that are no units stand behind numbers, brackets or other letters: `3 h d`, `2 C_i`.
  private func holdsFactors(_ range: Range<Int>) -> Bool {
    let bytes = working.bytes
    var isBehindLetter = false
    var at = range.lowerBound
    while at < range.upperBound {
      guard bytes[at].isASCIILetter, at > range.lowerBound, !bytes[at - 1].isASCIIWordByte,
        bytes[at - 1] != UInt8(ascii: "\\")
      else {
        if !Doubt.isBlank(bytes[at]) { isBehindLetter = false }
        at += 1
        continue
      }
      let end = bytes.skip(from: at, to: range.upperBound) { $0.isASCIIWordByte }
      let isLetter = end == at + 1 || bytes[at + 1] == UInt8(ascii: "_")
      if isLetter, bytes[at] | 0x20 != UInt8(ascii: "x"), isOperand(endingAt: at, from: range.lowerBound) {
        if isBehindLetter || UnitReader.unit(at..<at + 1, in: bytes) == nil { return true }
        isBehindLetter = true
      } else {
        isBehindLetter = false
      }
      at = end
    }
    return false
  }

  /// Whether a digit, a bracket or a letter stands before a place, with blanks between or set spaces of LaTeX.
  private func isOperand(endingAt place: Int, from start: Int) -> Bool {
    let bytes = working.bytes
    let end = bytes.skipBack(from: place, to: start) {
      Doubt.isBlank($0) || $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: ",")
    }
    guard end > start, end < place else { return false }
    switch bytes[end - 1] {
    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): return true
    default: return bytes[end - 1].isASCIIWordByte
    }
  }

  /// `2 P + 12 P = 14·7×10^9`: a prefix whose place a number takes, which is no power of ten: `175 B = 175×10^8` is one.
  func replacesLetterOfScale(_ link: PlainLink) -> Bool {
    guard link.first.outcome.hasScales || link.first.claim?.scale.isPrefix ?? false,
      case .product = link.second.located.expression, let own = value(of: link.first),
      let whole = value(of: link.second), let scale = scaleOfAll(link.first.located.expression),
      let digits = try? own.divided(by: scale), let rest = try? whole.divided(by: digits),
      rest > .one, !isPowerOfTen(rest),
      Factors.written(in: link.second.located.expression).contains(digits)
    else { return false }
    let end = link.first.located.range.upperBound
    return end > 1 && end <= working.bytes.count && working.bytes[end - 1].isASCIILetter
      && working.bytes[end - 2] == .space
  }

  /// The prefix that all numbers of a side have.
  private func scaleOfAll(_ expression: Expression) -> Rational? {
    var scale: Rational?
    var isOne = true
    LinkChecker.forEachNumeral(of: expression) { numeral in
      isOne = isOne && numeral.scale.isPrefix && (scale == nil || scale == numeral.writtenFactor)
      scale = numeral.writtenFactor
    }
    return isOne ? scale : nil
  }

  private func isPowerOfTen(_ value: Rational) -> Bool {
    var rest = value
    for _ in 0..<24 where rest > .one {
      guard let tenth = try? rest.divided(by: 10) else { return false }
      rest = tenth
    }
    return rest == .one
  }

  /// `(2 I − 1) O with I = 512`: the sign of equality stands behind a letter that a word brings in.
  private func givesLetter(_ link: PlainLink) -> Bool {
    guard link.first.isCompound, !link.second.isCompound else { return false }
    let bytes = working.bytes
    let start = link.first.located.range.upperBound
    let limit = link.second.located.range.lowerBound
    guard start < limit, limit - start <= 64, limit <= bytes.count else { return false }
    let end = bytes.skipBack(from: limit, to: start) {
      Doubt.isBlank($0) || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: "$")
    }
    let letter = bytes.skipBack(from: end, to: start) { $0.isASCIIWordByte }
    guard letter < end, bytes[letter].isASCIILetter,
      letter + 1 == end || bytes[letter + 1] == UInt8(ascii: "_")
    else { return false }
    return LinkChecker.givings.isIn(start..<letter, of: bytes)
  }

  private static let givings: PhraseSet = [
    " with ", " where ", " for ", " if ", " when ", " at ", " given ", " let ", "其中", "当", "设", "取", "令",
  ]
}
