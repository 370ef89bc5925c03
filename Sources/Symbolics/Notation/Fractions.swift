/// LaTeX's fractions, whose parts are braced, or single digits: `\frac{a}{b}`, `\frac12`.
extension ExpressionReader {
  /// `\frac{a}{b}`, `\frac12`
  mutating func fraction(nesting: Int) -> Bool {
    let start = at
    let base = partCount
    at += 1
    guard digits(2) || fractionPart(nesting: nesting) && fractionPart(nesting: nesting),
      merge(
        from: base, into: .quotient, over: tokens[start].range.lowerBound..<range(from: base).upperBound,
        at: start)
    else {
      halt(.missingOperand, at: start)
      drop(from: base)
      at = start
      return false
    }
    return true
  }

  private mutating func fractionPart(nesting: Int) -> Bool {
    isOpen(.group, at: at) ? bracketed(.group, nesting: nesting) : digits(1)
  }

  /// Puts each of so many digits that stand without braces on the stack: the 1 and the 3 of `\frac13`.
  private mutating func digits(_ count: Int) -> Bool {
    guard at < tokens.count, tokens[at].kind.isNumber else { return false }
    let range = tokens[at].range
    guard range.count == count, range.upperBound <= bytes.count,
      range.allSatisfy({ bytes[$0].isASCIIDigit })
    else { return false }
    for place in range { push(Numeral(Int(bytes[place] - UInt8(ascii: "0"))), at: place..<place + 1) }
    at += 1
    return true
  }

  /// Whether only blanks stand between a fraction of LaTeX, which needs none, and a bracket that holds a calculation:
  /// `\frac{1}{2} (9·0.04 + 0.16)`.
  func isBehindFraction(_ index: Int) -> Bool {
    guard index > 1, isOpen(.round, at: index) || isOpen(.square, at: index), let close = partner(of: index),
      isBlank(from: tokens[index - 1].range.upperBound, to: tokens[index].range.lowerBound),
      calculates(from: index + 1, to: close)
    else { return false }
    var start = index
    for _ in 0..<2 {
      switch tokens[start - 1].kind {
      case .close(.group): start = partner(of: start - 1) ?? 0
      case .number: start -= 1
      default: return false
      }
      guard start > 0 else { return false }
      if case .fraction = tokens[start - 1].kind { return true }
    }
    return false
  }

  /// Whether nothing but blanks, or a command that sets the size of a bracket, `\left`, stands there.
  private func isBlank(from start: Int, to end: Int) -> Bool {
    guard start < end, end <= bytes.count else { return false }
    var at = start
    while at < end, bytes[at] == .space { at += 1 }
    guard at + 1 < end, bytes[at] == .backslash else { return at == end }
    let isSizing = bytes[at + 1] == UInt8(ascii: "l") || bytes[at + 1].lowercased == UInt8(ascii: "b")
    return isSizing && (at + 1..<end).allSatisfy { bytes[$0].isASCIILetter || bytes[$0] == .space }
  }
}
