/// Why and where the reading of an expression stopped before the end of its line.
public struct ParseStop: Hashable, Sendable {
  /// Why it stopped.
  public enum Reason: Hashable, Sendable {
    /// An operator without an operand behind it: `3×`, `3××3`, `()`.
    case missingOperand
    /// A bracket without its partner on the line, or with something unreadable before its partner.
    case unbalancedBracket
    /// Brackets, powers or quotients are nested beyond ``Expression/maximumDepth``.
    case tooDeep
    /// A number of more digits than can be computed with exactly, or what is no part of an expression.
    case unreadable
  }

  /// Why it stopped.
  public let reason: Reason
  /// The byte at which it stopped: the operator, the bracket, the number.
  public let at: Int

  /// A stop.
  public init(_ reason: Reason, at: Int) {
    self.reason = reason
    self.at = at
  }
}

/// Reads expressions out of tokens.
///
/// From the strongest to the weakest, the operators bind so: power; minus in front of a factor; the unwritten product
/// of `16(25+1)` and `6N`; `×` and `/` from left to right; `+` and `−`. A minus in front of a whole term belongs to
/// the term. Bracketed words behind an operand (`768 (hidden size) × 3`) and units between an operand and an operator
/// (`6 FLOPs ÷ 2`) are remarks and are passed over. Nothing is read across the end of a line or the wall of a cell.
///
/// Brackets are matched once, when the parser is made, so that an unbalanced one is known before it is entered. One
/// reading looks at no token twice, apart from remarks of at most 24 tokens, and nests 64 deep at most. A caller who
/// goes on at ``Reading/next`` therefore needs time proportional to the text (at most 64 times the tokens are looked
/// at, for brackets that fail at every depth). Reading at every single token costs the length of the line each time.
public struct Parser {
  /// What was read at a place.
  public struct Reading: Sendable {
    /// The longest expression that begins at the place; `nil` if none does, or if it is nested too deep.
    public let located: Located?
    /// The index of the first token that is not a part of it. Without an expression, the next token to try.
    public let next: Int
    /// Why it did not go on, if what follows looks like a part of it. `nil` at a natural end.
    public let stop: ParseStop?
  }

  let tokens: [Token]
  let bytes: [UInt8]
  /// The number of tokens, each of which is a place to read at.
  public var tokenCount: Int { tokens.count }
  /// For each bracket the index of its partner on the same line, else -1.
  let partners: [Int32]

  /// A parser for tokens of `bytes`.
  public init(tokens: [Token], bytes: [UInt8]) {
    self.tokens = tokens
    self.bytes = bytes
    partners = Parser.partners(in: tokens)
  }

  /// The longest expression that begins at the token, and the index behind it.
  public func expression(at index: Int) -> (Located, next: Int)? {
    let reading = read(at: index)
    guard let located = reading.located else { return nil }
    return (located, reading.next)
  }

  /// The longest expression that begins at the token, with the reason why it ended.
  public func read(at index: Int) -> Reading {
    guard index >= 0, index < tokens.count else {
      return Reading(located: nil, next: tokens.count, stop: nil)
    }
    var reader = ExpressionReader(self, at: index)
    let parsed = reader.sum(nesting: 0)
    if let stop = reader.stop, stop.reason == .tooDeep {
      // A tower is refused as a whole, so that it is not climbed again from each of its steps.
      return Reading(located: nil, next: max(index + 1, reader.stoppedAt), stop: stop)
    }
    return Reading(
      located: parsed?.located, next: parsed == nil ? max(index + 1, reader.at) : reader.at, stop: reader.stop
    )
  }

  /// The index of the bracket that matches the one at `index`.
  public func partner(of index: Int) -> Int? {
    index >= 0 && index < partners.count && partners[index] >= 0 ? Int(partners[index]) : nil
  }

  private static func partners(in tokens: [Token]) -> [Int32] {
    var partners = [Int32](repeating: -1, count: tokens.count)
    var open: [(index: Int32, bracket: Token.Bracket)] = []
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .open(let bracket): open.append((Int32(truncatingIfNeeded: index), bracket))
      case .close(let bracket):
        guard let last = open.last, last.bracket == bracket else { continue }
        open.removeLast()
        partners[Int(last.index)] = Int32(truncatingIfNeeded: index)
        partners[index] = last.index
      case .newline, .cell: open.removeAll(keepingCapacity: true)
      default: break
      }
    }
    return partners
  }
}

/// The state of reading one expression.
struct ExpressionReader {
  /// A part with the depth of its tree.
  struct Parsed {
    var located: Located
    var depth: Int
    /// Whether brackets stand around it, so that nothing is merged into it.
    var isBracketed = false
  }

  let tokens: [Token]
  let parser: Parser
  var at: Int
  /// The first reason to stop; later ones are its consequences.
  var stop: ParseStop?
  /// The furthest token that was looked at when the reading stopped.
  var stoppedAt = 0

  init(_ parser: Parser, at index: Int) {
    self.parser = parser
    tokens = parser.tokens
    at = index
  }

  func kind(_ index: Int) -> Token.Kind? { index < tokens.count ? tokens[index].kind : nil }

  mutating func halt(_ reason: ParseStop.Reason, at index: Int) {
    guard stop == nil else { return }
    stoppedAt = max(index, at)
    let place = index < tokens.count ? tokens[index].range.lowerBound : tokens.last?.range.upperBound ?? 0
    stop = ParseStop(reason, at: place)
  }

  /// A node over parsed parts, unless its tree would be too deep.
  mutating func node(
    _ expression: Expression, over parts: [Parsed], from start: Int, to end: Int, at index: Int
  ) -> Parsed? {
    let depth = 1 + (parts.map { $0.depth }.max() ?? 0)
    guard depth <= Expression.maximumDepth else {
      halt(.tooDeep, at: index)
      return nil
    }
    return Parsed(
      located: Located(expression, at: start..<end, operands: parts.map { $0.located }), depth: depth)
  }

  // MARK: Sums

  /// Terms with signs between them, up to what is no part of a sum.
  mutating func sum(nesting: Int) -> Parsed? {
    let first = at
    let startsWithMinus = kind(at) == .minus
    if startsWithMinus { at += 1 }
    guard let head = term(nesting: nesting) else {
      at = first
      return nil
    }
    let start = tokens[first].range.lowerBound
    var terms = [Expression.Term(head.located.expression, isSubtracted: startsWithMinus)]
    var parts = [head]
    while true {
      let before = at
      passRemarks()
      let isSubtracted = kind(at) == .minus
      guard isSubtracted || kind(at) == .plus else {
        at = before
        break
      }
      let operation = at
      at += 1
      guard let next = term(nesting: nesting) else {
        halt(.missingOperand, at: operation)
        at = before
        break
      }
      terms.append(Expression.Term(next.located.expression, isSubtracted: isSubtracted))
      parts.append(next)
      if stop != nil { break }
    }
    if terms.count > 1 {
      let end = parts[parts.count - 1].located.range.upperBound
      return node(
        .sum(terms), over: parts, from: startsWithMinus ? start : head.located.range.lowerBound, to: end,
        at: first)
    }
    guard startsWithMinus else { return head }
    return node(
      .negative(head.located.expression), over: [head], from: start, to: head.located.range.upperBound,
      at: first)
  }

  // MARK: Products and quotients

  /// Factors with `×` and `/` between them, from left to right.
  private mutating func term(nesting: Int) -> Parsed? {
    guard var result = implicitProduct(nesting: nesting) else { return nil }
    // The factors of a product that is still growing.
    var factors: [Parsed] = result.factors
    func close(_ reader: inout ExpressionReader) -> Parsed? {
      factors.count == 1 ? factors[0] : reader.product(factors)
    }
    while stop == nil {
      let before = at
      passRemarks()
      guard let operation = kind(at), operation == .times && !isRatioSign(at: at) || operation == .divide
      else {
        at = before
        break
      }
      let sign = at
      at += 1
      guard let next = implicitProduct(nesting: nesting, isOperand: true) else {
        halt(.missingOperand, at: sign)
        at = before
        break
      }
      result = next
      if operation == .times {
        factors += result.factors
        continue
      }
      guard let dividend = close(&self),
        let divisor = next.factors.count == 1 ? next.factors[0] : product(next.factors),
        let quotient = quotient(
          dividend, divisor, rounded: tokens[sign].range.count == 2 && isDoubleSlash(sign))
      else {
        at = before
        break
      }
      factors = [quotient]
    }
    return close(&self)
  }

  private func isDoubleSlash(_ index: Int) -> Bool {
    let place = tokens[index].range.lowerBound
    return place < parser.bytes.count && parser.bytes[place] == .slash
  }

  private mutating func product(_ factors: [Parsed]) -> Parsed? {
    let start = factors[0].located.range.lowerBound
    let end = factors[factors.count - 1].located.range.upperBound
    return node(.product(factors.map { $0.located.expression }), over: factors, from: start, to: end, at: at)
  }

  private mutating func quotient(_ dividend: Parsed, _ divisor: Parsed, rounded: Bool) -> Parsed? {
    let start = dividend.located.range.lowerBound
    let end = divisor.located.range.upperBound
    let quotient = node(
      .quotient(dividend.located.expression, divisor.located.expression), over: [dividend, divisor],
      from: start,
      to: end, at: at)
    guard rounded, let quotient else { return quotient }
    return node(.floor(quotient.located.expression), over: [quotient], from: start, to: end, at: at)
  }

  /// Factors that stand side by side, glued: `16(25+1)`, `(55+1)6`, `6N`.
  private struct Adjacent {
    var factors: [Parsed]
  }

  private mutating func implicitProduct(nesting: Int, isOperand: Bool = false) -> Adjacent? {
    guard let first = signedFactor(nesting: nesting, isOperand: isOperand) else { return nil }
    var factors = [first]
    while stop == nil, isGluedFactor(at: at) {
      let before = at
      guard let next = power(nesting: nesting) else {
        at = before
        break
      }
      factors.append(next)
    }
    return Adjacent(factors: factors)
  }

  /// A factor with a minus in front of it: `2×-3`.
  private mutating func signedFactor(nesting: Int, isOperand: Bool) -> Parsed? {
    guard isOperand, kind(at) == .minus else { return power(nesting: nesting) }
    let sign = at
    at += 1
    guard let factor = power(nesting: nesting) else {
      at = sign
      return nil
    }
    return node(
      .negative(factor.located.expression), over: [factor], from: tokens[sign].range.lowerBound,
      to: factor.located.range.upperBound, at: sign)
  }

  // MARK: Powers

  /// An operand with its exponents. `2^3^4` is 2 to the power of 3^4.
  mutating func power(nesting: Int) -> Parsed? {
    guard var base = operand(nesting: nesting) else { return nil }
    while stop == nil {
      if case .superscript(let exponent)? = kind(at), !tokens[at].hasSpaceBefore {
        guard let raised = superscript(exponent, of: base) else { break }
        base = raised
        continue
      }
      guard kind(at) == .power else { break }
      let sign = at
      at += 1
      guard nesting < Expression.maximumDepth else {
        halt(.tooDeep, at: sign)
        at = sign
        break
      }
      guard let exponent = signedPower(nesting: nesting + 1) else {
        halt(.missingOperand, at: sign)
        at = sign
        break
      }
      guard
        let raised = node(
          .power(base.located.expression, exponent.located.expression), over: [base, exponent],
          from: base.located.range.lowerBound, to: exponent.located.range.upperBound, at: sign)
      else {
        at = sign
        break
      }
      base = raised
    }
    return base
  }

  private mutating func signedPower(nesting: Int) -> Parsed? {
    signedFactorOfPower(nesting: nesting)
  }

  private mutating func signedFactorOfPower(nesting: Int) -> Parsed? {
    guard kind(at) == .minus else { return power(nesting: nesting) }
    let sign = at
    at += 1
    guard let factor = power(nesting: nesting) else { return nil }
    return node(
      .negative(factor.located.expression), over: [factor], from: tokens[sign].range.lowerBound,
      to: factor.located.range.upperBound, at: sign)
  }

  private mutating func superscript(_ exponent: Int, of base: Parsed) -> Parsed? {
    let range = tokens[at].range
    let magnitude = Parsed(
      located: Located(.number(Numeral(Int(exponent.magnitude))), at: range), depth: 1)
    var written = magnitude
    if exponent < 0 {
      guard
        let negative = node(
          .negative(magnitude.located.expression), over: [magnitude], from: range.lowerBound,
          to: range.upperBound,
          at: at)
      else { return nil }
      written = negative
    }
    let raised = node(
      .power(base.located.expression, written.located.expression), over: [base, written],
      from: base.located.range.lowerBound, to: range.upperBound, at: at)
    if raised != nil { at += 1 }
    return raised
  }
}
