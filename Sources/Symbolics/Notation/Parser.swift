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
    /// The longest expression that begins at the place; `nil` if none does, or if it is nested too deep. Who keeps it may
    /// take it out.
    public var located: Located?
    /// The index of the first token that is not a part of it. Without an expression, the next token to try.
    public let next: Int
    /// Why it did not go on, if what follows looks like a part of it. `nil` at a natural end.
    public let stop: ParseStop?
    /// What the expression amounts to.
    public let outcome: Outcome
  }

  /// What an expression amounts to, found on the way, so that nobody has to walk over the tree for it.
  public struct Outcome: Hashable, Sendable {
    /// What ``Expression/evaluated(with:)`` gives; `nil` with symbols, or where the arithmetic leaves the range.
    public internal(set) var value: Rational?
    /// Whether there are symbols.
    public internal(set) var hasSymbols = false
    /// Whether a number has a scale that is no percent sign.
    public internal(set) var hasScales = false
    /// The number of operands; 0 for a number or a symbol.
    public internal(set) var operandCount = 0
  }

  /// Room for the parts of an expression while it is read. Who reads many hands the same room each time.
  public struct Workspace {
    var parts: [ExpressionReader.Part] = []
    var places: [Range<Int>] = []
    var wholeNumbers = WholeNumbers()

    /// Room that is still empty.
    public init() {}
  }

  let tokens: [Token]
  let bytes: [UInt8]
  /// The number of tokens, each of which is a place to read at.
  public var tokenCount: Int { tokens.count }
  /// For each bracket the index of its partner on the same line, else -1; empty without brackets.
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
    var workspace = Workspace()
    return read(at: index, in: &workspace)
  }

  /// The longest expression that begins at the token, with the reason why it ended.
  public func read(at index: Int, in workspace: inout Workspace) -> Reading {
    guard index >= 0, index < tokens.count else {
      return Reading(located: nil, next: tokens.count, stop: nil, outcome: Outcome())
    }
    return tokens.withUnsafeBufferPointer { tokens in
      bytes.withUnsafeBufferPointer { bytes in
        partners.withUnsafeBufferPointer { partners in
          var reader = ExpressionReader(tokens, bytes, partners, at: index)
          swap(&reader.workspace, &workspace)
          defer { swap(&reader.workspace, &workspace) }
          return reader.read()
        }
      }
    }
  }

  /// Whether a token behind a space that is set by hand, `\,` or a no-break one, is a factor of what stands before it.
  public func isSetFactor(at index: Int) -> Bool {
    guard index > 0, index < tokens.count, tokens[index].hasSpaceBefore else { return false }
    return tokens.withUnsafeBufferPointer { tokens in
      bytes.withUnsafeBufferPointer { bytes in
        partners.withUnsafeBufferPointer { partners in
          ExpressionReader(tokens, bytes, partners, at: index).isSetFactor(at: index)
        }
      }
    }
  }

  /// Whether a sign is that of a number behind a conjunction, "and −5.0", "to −4": there a new calculation begins.
  public func isSignBehindConjunction(at index: Int) -> Bool {
    guard index > 0, index < tokens.count, tokens[index - 1].kind.isWord else { return false }
    return tokens.withUnsafeBufferPointer { tokens in
      bytes.withUnsafeBufferPointer { bytes in
        partners.withUnsafeBufferPointer { partners in
          ExpressionReader(tokens, bytes, partners, at: index).isSignBehindConjunction(index)
        }
      }
    }
  }

  /// The index of the bracket that matches the one at `index`.
  public func partner(of index: Int) -> Int? {
    index >= 0 && index < partners.count && partners[index] >= 0 ? Int(partners[index]) : nil
  }

  private static func partners(in tokens: [Token]) -> [Int32] {
    guard let first = tokens.firstIndex(where: { if case .open = $0.kind { true } else { false } }) else {
      return []
    }
    var partners = [Int32](repeating: -1, count: tokens.count)
    var open: [(index: Int, bracket: Token.Bracket)] = []
    for index in first..<tokens.count {
      switch tokens[index].kind {
      case .open(let bracket): open.append((index, bracket))
      case .close(let bracket):
        guard let last = open.last, last.bracket == bracket else { continue }
        open.removeLast()
        partners[last.index] = Int32(truncatingIfNeeded: index)
        partners[index] = Int32(truncatingIfNeeded: last.index)
      case .newline, .cell: open.removeAll(keepingCapacity: true)
      default: break
      }
    }
    return partners
  }
}
