/// Operands of an expression: numbers, symbols, brackets, fractions; and the remarks behind them.
extension ExpressionReader {
  /// One operand, or `nil` with the place unchanged.
  mutating func operand(nesting: Int) -> Parsed? {
    guard let next = kind(at) else { return nil }
    let range = tokens[at].range
    switch next {
    case .number(let numeral):
      at += 1
      return Parsed(located: Located(.number(numeral), at: range), depth: 1)
    case .word: return wordOperand(nesting: nesting)
    case .open(let bracket): return bracketed(bracket, nesting: nesting)
    case .fraction: return fraction(nesting: nesting)
    case .other:
      if isDigit(parser.bytes, range.lowerBound) { halt(.unreadable, at: at) }
      return nil
    default: return nil
    }
  }

  private func isDigit(_ bytes: [UInt8], _ place: Int) -> Bool {
    place < bytes.count && bytes[place].isASCIIDigit
  }

  private mutating func wordOperand(nesting: Int) -> Parsed? {
    let word = at
    let symbol = Lexer.symbol(of: tokens[word], in: parser.bytes)
    if let isFloor = symbol.isFloorFunction, kind(word + 1) == .open(.round), !tokens[word + 1].hasSpaceBefore
    {
      at += 1
      guard let inner = bracketed(.round, nesting: nesting) else {
        at = word
        return nil
      }
      return rounded(inner, isFloor, from: tokens[word].range.lowerBound, at: word)
    }
    at += 1
    return Parsed(located: Located(.symbol(symbol), at: tokens[word].range), depth: 1)
  }

  private mutating func rounded(_ inner: Parsed, _ isFloor: Bool, from start: Int, at index: Int) -> Parsed? {
    let value = inner.located.expression
    return node(
      isFloor ? .floor(value) : .ceiling(value), over: [inner], from: start,
      to: inner.located.range.upperBound,
      at: index)
  }

  /// What stands between a bracket and its partner, if it is one expression and nothing else.
  private mutating func bracketed(_ bracket: Token.Bracket, nesting: Int) -> Parsed? {
    let open = at
    guard nesting < Expression.maximumDepth else {
      halt(.tooDeep, at: open)
      return nil
    }
    guard let close = parser.partner(of: open) else {
      halt(.unbalancedBracket, at: open)
      return nil
    }
    at += 1
    guard let inner = sum(nesting: nesting + 1) else {
      halt(.missingOperand, at: close)
      at = open
      return nil
    }
    passRemarks(upTo: close)
    guard at == close else {
      halt(.unbalancedBracket, at: open)
      at = open
      return nil
    }
    at = close + 1
    let range = tokens[open].range.lowerBound..<tokens[close].range.upperBound
    let located = Located(inner.located.expression, at: range, operands: inner.located.operands)
    let parsed = Parsed(located: located, depth: inner.depth, isBracketed: true)
    switch bracket {
    case .floor, .ceiling:
      let inside = Parsed(located: inner.located, depth: inner.depth)
      guard var result = rounded(inside, bracket == .floor, from: range.lowerBound, at: open) else {
        at = open
        return nil
      }
      result.located = Located(result.located.expression, at: range, operands: result.located.operands)
      return result
    default: return parsed
    }
  }

  /// `\frac{a}{b}`
  private mutating func fraction(nesting: Int) -> Parsed? {
    let start = at
    at += 1
    guard kind(at) == .open(.group), let dividend = bracketed(.group, nesting: nesting),
      kind(at) == .open(.group), let divisor = bracketed(.group, nesting: nesting),
      let quotient = node(
        .quotient(dividend.located.expression, divisor.located.expression), over: [dividend, divisor],
        from: tokens[start].range.lowerBound, to: divisor.located.range.upperBound, at: start)
    else {
      halt(.missingOperand, at: start)
      at = start
      return nil
    }
    return quotient
  }

  // MARK: Unwritten products

  /// Whether the token is a factor glued to the operand before it.
  func isGluedFactor(at index: Int) -> Bool {
    guard index > 0, index < tokens.count, !tokens[index].hasSpaceBefore else { return false }
    let before = tokens[index - 1]
    switch (before.kind, tokens[index].kind) {
    case (.number, .open(let bracket)), (.close, .open(let bracket)), (.superscript, .open(let bracket)):
      return isFactor(bracket, at: index)
    case (.close(let bracket), .number): return bracket != .group || parser.partner(of: index - 1) != nil
    case (.number(let numeral), .word): return numeral.scale == .one && isGluedSymbol(at: index)
    case (.close, .word): return isGluedSymbol(at: index) && tokens[index].range.count <= 2
    case (.number, .fraction), (.close, .fraction): return true
    default: return false
    }
  }

  /// Whether what a bracket holds multiplies: not a remark, and not the number of the equation in `= 108(1)`.
  private func isFactor(_ bracket: Token.Bracket, at index: Int) -> Bool {
    guard let close = parser.partner(of: index), close > index + 1 else { return false }
    guard bracket == .round else { return bracket != .curly }
    if close == index + 2 {
      switch tokens[index + 1].kind {
      case .word: return tokens[index + 1].range.count == 1
      case .number(let numeral): return !isEquationNumber(numeral, from: index, to: close)
      default: return false
      }
    }
    return !isRemark(at: index, to: close)
  }

  private func isEquationNumber(_ numeral: Numeral, from open: Int, to close: Int) -> Bool {
    guard open >= 2, case .relation = tokens[open - 2].kind, numeral.scale == .one, numeral.value < 100 else {
      return false
    }
    switch kind(close + 1) {
    case nil, .newline, .cell, .stop, .number: return true
    default: return false
    }
  }

  /// Whether a word glued to a number is a symbol, and not a unit, an ordinal's ending or Chinese.
  private func isGluedSymbol(at index: Int) -> Bool {
    let range = tokens[index].range
    let bytes = parser.bytes
    guard range.upperBound <= bytes.count else { return false }
    return bytes.withUnsafeBufferPointer { buffer in
      let scanner = Scanner(buffer, range)
      let first = buffer[range.lowerBound]
      if first >= 0x80 { return !Characters.isHan(scanner.scalar(at: range.lowerBound).value) }
      if range.count > 1 && scanner.isUnit(at: range.lowerBound) { return false }
      if range.count == 2 {
        return !["st", "nd", "rd", "th", "px", "ms", "GB", "MB", "KB", "TB"].contains {
          (unit: StaticString) in
          scanner.matches(unit, at: range.lowerBound)
        }
      }
      return true
    }
  }

  // MARK: Remarks

  /// Whether `×` is the sign behind a ratio and no operator: `8.6× fewer parameters`.
  func isRatioSign(at index: Int) -> Bool {
    guard index > 0, index + 1 < tokens.count, case .number = tokens[index - 1].kind,
      !tokens[index].hasSpaceBefore,
      tokens[index + 1].kind == .word, tokens[index + 1].hasSpaceBefore
    else { return false }
    let word = tokens[index + 1].range
    guard word.upperBound <= parser.bytes.count, parser.bytes[word].allSatisfy({ $0.isLowercase }) else {
      return false
    }
    if word.count == 2 {
      return ["as", "in", "of", "is", "to", "at", "on", "or"].contains {
        parser.bytes[word].elementsEqual($0.utf8)
      }
    }
    return word.count > 2
  }

  /// Passes over bracketed words and units, if an operator with its operand stands behind them.
  mutating func passRemarks(upTo close: Int? = nil) {
    var index = at
    let limit = min(tokens.count, at + 24)
    var words = 0
    while index < limit {
      switch tokens[index].kind {
      case .word where words < 3 && mayHaveUnit(before: index):
        words += 1
        index += 1
      case .divide where words > 0 && kind(index + 1) == .word && !tokens[index].hasSpaceBefore:
        index += 2  // FLOPs/token
      case .open(.round):
        guard let end = parser.partner(of: index), end < limit, isRemark(at: index, to: end) else { return }
        index = end + 1
      case .times, .divide:
        if index > at { at = index }
        return
      case .plus, .minus:
        // `25 parameters + 405 parameters`, but not `a word - another word`.
        if index > at, words == 0 || startsNumber(at: index + 1) { at = index }
        return
      default:
        if index == close { at = index }
        return
      }
    }
  }

  /// Whether a unit may follow the token before: a number, a bracket, an exponent.
  private func mayHaveUnit(before index: Int) -> Bool {
    guard index > 0 else { return false }
    switch tokens[index - 1].kind {
    case .number, .close, .superscript: return true
    case .word: return index > at
    default: return false
    }
  }

  private func startsNumber(at index: Int) -> Bool {
    switch kind(index) {
    case .number, .open: return true
    default: return false
    }
  }

  /// Whether a bracket holds words only, so that it explains what stands before it.
  private func isRemark(at open: Int, to close: Int) -> Bool {
    guard close > open + 1, close - open <= 24, tokens[open + 1].kind == .word else { return false }
    if close == open + 2, tokens[open + 1].range.count == 1, !tokens[open].hasSpaceBefore { return false }
    for index in open + 2..<close {
      switch tokens[index].kind {
      case .word, .comma, .other, .colon, .stop, .minus, .number: continue
      default: return false
      }
    }
    // `(n - 1)` and `(a + b)` calculate.
    return !(open + 2..<close).contains { tokens[$0].kind == .minus && tokens[$0].hasSpaceBefore }
  }
}

extension Symbol {
  /// Whether the symbol is the name of a function that rounds down (`floor`, `int`, `math.floor`) or up (`ceil`); `nil`
  /// for all others.
  fileprivate var isFloorFunction: Bool? {
    guard index.isEmpty else { return nil }
    let name =
      base.utf8.lastIndex(of: .dot).map { base.utf8[base.utf8.index(after: $0)...] } ?? base.utf8[...]
    if name.elementsEqual("floor".utf8) || name.elementsEqual("int".utf8) || name.elementsEqual("trunc".utf8)
    {
      return true
    }
    if name.elementsEqual("ceil".utf8) || name.elementsEqual("ceiling".utf8) { return false }
    return nil
  }
}
