/// Operands of an expression: numbers, symbols, brackets, fractions; and the remarks behind them.
extension ExpressionReader {
  /// One operand, or `false` with the place unchanged.
  mutating func operand(nesting: Int) -> Bool {
    guard at < tokens.count else { return false }
    let range = tokens[at].range
    switch tokens[at].kind {
    case .number(let numeral):
      at += 1
      push(numeral, at: range)
      return true
    case .word: return wordOperand(nesting: nesting)
    case .open(let bracket): return bracketed(bracket, nesting: nesting)
    case .fraction: return fraction(nesting: nesting)
    case .root: return root(nesting: nesting)
    case .other:
      if range.lowerBound < bytes.count, bytes[range.lowerBound].isASCIIDigit { halt(.unreadable, at: at) }
      return false
    default: return false
    }
  }

  private mutating func wordOperand(nesting: Int) -> Bool {
    let word = at
    let range = tokens[word].range
    let symbol = Lexer.symbol(range.clamped(to: 0..<bytes.count), in: bytes)
    if let isFloor = symbol.isFloorFunction, isOpen(.round, at: word + 1), !tokens[word + 1].hasSpaceBefore {
      at += 1
      guard bracketed(.round, nesting: nesting) else {
        at = word
        return false
      }
      return round(down: isFloor, from: range.lowerBound, at: word)
    }
    if symbol.isRootFunction, isOpen(.round, at: word + 1), !tokens[word + 1].hasSpaceBefore {
      return root(nesting: nesting)
    }
    at += 1
    push(symbol, at: range)
    return true
  }

  /// The square root of what stands behind the sign, or the name, at hand.
  private mutating func root(nesting: Int) -> Bool {
    let sign = at
    guard nesting < Expression.maximumDepth else {
      halt(.tooDeep, at: sign)
      return false
    }
    at += 1
    guard operand(nesting: nesting + 1) else {
      halt(.missingOperand, at: sign)
      at = sign
      return false
    }
    let base = partCount - 1
    let place = tokens[sign].range
    push(Numeral(1), at: place)
    push(Numeral(2), at: place)
    let whole = place.lowerBound..<max(place.upperBound, workspace.parts[base].range.upperBound)
    guard merge(from: base + 1, into: .quotient, over: place, at: sign),
      merge(from: base, into: .power, over: whole, at: sign)
    else {
      drop(from: base)
      at = sign
      return false
    }
    return true
  }

  func isOpen(_ bracket: Token.Bracket, at index: Int) -> Bool {
    if case .open(bracket)? = kind(index) { true } else { false }
  }

  /// Rounds the last part down or up.
  private mutating func round(down isFloor: Bool, from start: Int, at index: Int) -> Bool {
    let last = partCount - 1
    let range = start..<range(from: last).upperBound
    guard merge(from: last, into: isFloor ? .floor : .ceiling, over: range, at: index) else {
      drop(from: last)
      return false
    }
    return true
  }

  /// What stands between a bracket and its partner, if it is one expression and nothing else.
  mutating func bracketed(_ bracket: Token.Bracket, nesting: Int) -> Bool {
    let open = at
    let base = partCount
    guard nesting < Expression.maximumDepth else {
      halt(.tooDeep, at: open)
      return false
    }
    guard let close = partner(of: open) else {
      halt(.unbalancedBracket, at: open)
      return false
    }
    at += 1
    guard sum(nesting: nesting + 1) else {
      halt(.missingOperand, at: close)
      drop(from: base)
      at = open
      return false
    }
    passRemarks(upTo: close)
    guard at == close else {
      halt(.unbalancedBracket, at: open)
      drop(from: base)
      at = open
      return false
    }
    let range = tokens[open].range.lowerBound..<tokens[close].range.upperBound
    if bracket == .floor || bracket == .ceiling {
      guard round(down: bracket == .floor, from: range.lowerBound, at: open) else {
        at = open
        return false
      }
    }
    at = close + 1
    setRange(range)
    return true
  }

  // MARK: Unwritten products

  /// Whether the token is a factor glued to the operand before it.
  func isGluedFactor(at index: Int) -> Bool {
    guard index > 0, index < tokens.count else { return false }
    if tokens[index].hasSpaceBefore { return isSetFactor(at: index) || isBehindFraction(index) }
    switch tokens[index].kind {
    case .open(let bracket): return endsOperand(index - 1) && isFactor(bracket, at: index)
    case .number:
      guard case .close(let bracket) = tokens[index - 1].kind else { return false }
      return bracket != .group || partner(of: index - 1) != nil
    case .word:
      switch tokens[index - 1].kind {
      case .number(let numeral): return numeral.scale == .one && isGluedSymbol(at: index)
      case .close: return isGluedSymbol(at: index) && tokens[index].range.count <= 2
      case .superscript: return isLetterBehindPower(index)
      default: return false
      }
    case .fraction, .root:
      switch tokens[index - 1].kind {
      case .number, .close: return true
      default: return false
      }
    default: return false
    }
  }

  /// `2s²d`: the power is that of a letter, and one letter follows.
  private func isLetterBehindPower(_ index: Int) -> Bool {
    tokens[index].range.count == 1 && bytes[tokens[index].range.lowerBound].isASCIILetter && index > 1
      && tokens[index - 2].kind.isWord
  }

  func endsOperand(_ index: Int) -> Bool {
    switch tokens[index].kind {
    case .number, .close, .superscript: true
    default: false
    }
  }

  /// Whether what a bracket holds multiplies: not a remark, and not the number of the equation in `= 108(1)`.
  func isFactor(_ bracket: Token.Bracket, at index: Int) -> Bool {
    guard let close = partner(of: index), close > index + 1 else { return false }
    guard bracket == .round || bracket == .square else { return bracket != .curly }
    if restates(at: index, to: close) { return false }
    guard bracket == .round else { return true }
    if close == index + 2 {
      switch tokens[index + 1].kind {
      case .word: return tokens[index + 1].range.count == 1
      // `85,054,464(85.1 M)` says the number once more.
      case .number(let numeral):
        return numeral.scale == .one && !isEquationNumber(numeral, from: index, to: close)
      default: return false
      }
    }
    return !isRemark(at: index, to: close)
  }

  /// Whether a bracket behind a result says it again or remarks on it: `= 131072(128 KiB)`, `≈ 0.116G(1.16亿)`,
  /// `= 25088(784×32)`, `= 30.4 days(256 GPUs)`. A product is not claimed in such a form.
  func restates(at open: Int, to close: Int) -> Bool {
    guard open > 0, case .number(let result) = tokens[open - 1].kind, result.value >= 10,
      case .number(let first) = tokens[open + 1].kind
    else { return false }
    let isResult = open >= 2 && followsRelation(open - 1)
    let isAgain = first.scale != .one && first.scale != .percent && isNear(first.value, result.value)
    // `16(25)(9)` and `36(7+1)²` go on.
    guard isResult && !isCarriedOn(behind: close) || isAgain && close == open + 2 else { return false }
    if isAgain { return true }
    var inside = open + 2
    while inside < close, tokens[inside].kind.isWord { inside += 1 }
    return inside == close
      ? result.value >= 100 || first.value >= 10 : hasValue(result.value, from: open + 1, to: close)
  }

  private func followsRelation(_ index: Int) -> Bool {
    switch tokens[index - 1].kind {
    case .relation, .approximately: true
    default: false
    }
  }

  private func isNear(_ first: Rational, _ second: Rational) -> Bool {
    guard let room = try? second.magnitude.divided(by: 10), let gap = try? first.subtracting(second) else {
      return false
    }
    return gap.magnitude <= room
  }

  private func isCarriedOn(behind close: Int) -> Bool {
    switch kind(close + 1) {
    case .open, .power, .superscript, .times, .divide: true
    default: false
    }
  }

  /// Whether the tokens of a stretch are a calculation with this value.
  private func hasValue(_ value: Rational, from start: Int, to end: Int) -> Bool {
    guard end - start <= 24 else { return false }
    var reader = ExpressionReader(tokens, bytes, partners, at: start)
    let reading = reader.read()
    return reading.next == end && reading.outcome.value == value
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
    guard range.upperBound <= bytes.count else { return false }
    let scanner = Scanner(bytes, range)
    let first = bytes[range.lowerBound]
    if first >= 0x80 { return !Characters.isHan(scanner.scalar(at: range.lowerBound).value) }
    if range.count > 1 && scanner.isUnit(at: range.lowerBound) { return false }
    if range.count == 2 {
      return !["st", "nd", "rd", "th", "px", "ms", "GB", "MB", "KB", "TB"].contains { (unit: StaticString) in
        scanner.matches(unit, at: range.lowerBound)
      }
    }
    return true
  }
}

extension Symbol {
  /// Whether the symbol is the name of the function that takes a square root: `sqrt`, `math.sqrt`.
  fileprivate var isRootFunction: Bool {
    guard index.isEmpty else { return false }
    let name =
      base.utf8.lastIndex(of: .dot).map { base.utf8[base.utf8.index(after: $0)...] } ?? base.utf8[...]
    return name.elementsEqual("sqrt".utf8)
  }

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
