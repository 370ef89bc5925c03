/// Plain text: `(7×7×3)×64`, `⌊(H + 2×P − K)/S⌋ + 1`, `K_h`, `118.0 M`.
///
/// What is written is read back as the identical expression, in every style of numbers.
public struct PlainText: Sendable {
  /// How numbers are written.
  public var style: NumberStyle

  /// A writer with a style of numbers.
  public init(style: NumberStyle = .grouped) {
    self.style = style
  }

  /// The expression as text.
  public func text(_ expression: Expression) -> String {
    var out: [UInt8] = []
    write(expression, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the expression in UTF-8.
  public func write(_ expression: Expression, to out: inout [UInt8]) {
    write(expression, to: &out, depth: 0)
  }

  /// Reads a text that is one expression and nothing else.
  ///
  /// - Throws: ``NotationError`` with the byte where the text stops being an expression.
  public static func read(_ text: String) throws(NotationError) -> Expression {
    try NotationError.read(Array(text.utf8))
  }

  // MARK: Writing

  private func write(_ expression: Expression, to out: inout [UInt8], depth: Int) {
    guard depth <= 2 * Expression.maximumDepth else {
      out.append("…" as StaticString)
      return
    }
    switch expression {
    case .number(let numeral): write(numeral, to: &out)
    case .symbol(let symbol): write(symbol, to: &out)
    case .sum(let terms):
      for (index, term) in terms.enumerated() {
        if index > 0 {
          out.append(term.isSubtracted ? " − " as StaticString : " + ")
        } else if term.isSubtracted {
          out.append("−" as StaticString)
        }
        write(term.value, to: &out, bracketed: term.value.needsBrackets(as: .term), depth: depth)
      }
    case .product(let factors):
      for (index, factor) in factors.enumerated() {
        if index > 0 { out.append("×" as StaticString) }
        let place: Expression.Position = index == 0 ? .firstFactor : .factor
        write(factor, to: &out, bracketed: factor.needsBrackets(as: place), depth: depth)
      }
    case .quotient(let dividend, let divisor):
      write(dividend, to: &out, bracketed: dividend.needsBrackets(as: .dividend), depth: depth)
      out.append(.slash)
      write(divisor, to: &out, bracketed: divisor.needsBrackets(as: .factor), depth: depth)
    case .power where expression.radicand != nil:
      guard let radicand = expression.radicand else { return }
      out.append("√" as StaticString)
      write(radicand, to: &out, bracketed: radicand.needsBrackets(as: .radicand), depth: depth)
    case .power(let base, let exponent):
      write(base, to: &out, bracketed: base.needsBrackets(as: .base), depth: depth)
      out.append(.caret)
      write(exponent, to: &out, bracketed: exponent.needsBrackets(as: .base), depth: depth)
    case .negative(let inner):
      out.append("−" as StaticString)
      write(inner, to: &out, bracketed: inner.needsBrackets(as: .term), depth: depth)
    case .floor(let inner): write(inner, to: &out, between: "⌊", "⌋", depth: depth)
    case .ceiling(let inner): write(inner, to: &out, between: "⌈", "⌉", depth: depth)
    }
  }

  private func write(_ expression: Expression, to out: inout [UInt8], bracketed: Bool, depth: Int) {
    if bracketed {
      write(expression, to: &out, between: "(", ")", depth: depth)
    } else {
      write(expression, to: &out, depth: depth + 1)
    }
  }

  private func write(
    _ expression: Expression, to out: inout [UInt8], between open: StaticString, _ close: StaticString,
    depth: Int
  ) {
    out.append(open)
    write(expression, to: &out, depth: depth + 1)
    out.append(close)
  }

  /// Appends a number with its scale.
  public func write(_ numeral: Numeral, to out: inout [UInt8]) {
    guard style.writeDigits(of: numeral, to: &out) else {
      // No digits end: the fraction, in brackets so that it stays one operand.
      out.append(.openRound)
      NumberStyle(grouping: style.grouping, usesDecimals: false).write(numeral.value, to: &out)
      out.append(.closeRound)
      return
    }
    out.append(numeral.scale.plainSuffix)
  }

  /// Appends a symbol: `K_h`; an index that is no identifier stands in braces, `C_{i-1}`.
  public func write(_ symbol: Symbol, to out: inout [UInt8]) {
    out += Array(symbol.base.utf8)
    guard !symbol.index.isEmpty else { return }
    out.append(.underscore)
    if symbol.hasPlainIndex {
      out += Array(symbol.index.utf8)
    } else {
      out.append(.openBrace)
      out += Array(symbol.index.utf8)
      out.append(.closeBrace)
    }
  }
}

/// Why a text is not an expression.
public struct NotationError: Error, Hashable, Sendable {
  /// Why the reading stopped.
  public let stop: ParseStop

  /// An error at a place.
  public init(_ stop: ParseStop) {
    self.stop = stop
  }

  /// Reads bytes that are one expression and nothing else, in any notation.
  static func read(_ bytes: [UInt8]) throws(NotationError) -> Expression {
    let tokens = Lexer.tokens(of: bytes)
    let reading = Parser(tokens: tokens, bytes: bytes).read(at: 0)
    guard let located = reading.located, reading.next == tokens.count else {
      let place = reading.next < tokens.count ? tokens[reading.next].range.lowerBound : bytes.count
      let isEmpty = reading.located == nil
      throw NotationError(
        reading.stop ?? ParseStop(isEmpty ? .missingOperand : .unreadable, at: isEmpty ? 0 : place))
    }
    return located.expression
  }
}

// MARK: - What the notations share

extension Expression {
  /// Where an operand stands.
  enum Position { case term, firstFactor, factor, dividend, base, radicand }

  /// Whether an operand must stand in brackets, so that the nesting survives.
  func needsBrackets(as position: Position) -> Bool {
    switch self {
    case .symbol, .floor, .ceiling: false
    case .number(let numeral): (position == .base || position == .radicand) && numeral.scale != .one
    case .sum, .negative: true
    case .product: position != .term && position != .dividend
    case .quotient: position == .factor || position == .base || position == .radicand
    case .power: position == .base || position == .radicand
    }
  }
}

extension Scale {
  /// The scale behind digits in plain text.
  var plainSuffix: StaticString {
    switch self {
    case .one: ""
    case .kilo: " K"
    case .mega: " M"
    case .giga: " G"
    case .tera: " T"
    case .peta: " P"
    case .exa: " E"
    case .zetta: " Z"
    case .yotta: " Y"
    case .thousand: " thousand"
    case .million: " million"
    case .billion: " billion"
    case .trillion: " trillion"
    case .wan: "万"
    case .yi: "亿"
    case .wanyi: "万亿"
    case .percent: "%"
    }
  }
}

extension Symbol {
  /// Whether the index reads as an identifier: letters, digits, underscores, dots between them.
  var hasPlainIndex: Bool {
    let bytes = Array(index.utf8)
    let stop = bytes.withUnsafeBufferPointer { buffer in
      Scanner(buffer, 0..<buffer.count).indexEnd
    }
    return stop == bytes.count
  }
}

extension Scanner {
  /// Where an identifier's index that begins at the start of the text ends.
  var indexEnd: Int {
    var place = start
    while place < end {
      let next = bytes[place]
      if next.isWordByte {
        place += 1
      } else if (next == .underscore || next == .dot) && place > start && byte(place + 1).isWordByte {
        place += 1
      } else if next >= 0x80, Characters.isLetter(scalar(at: place).value) {
        place += scalar(at: place).width
      } else {
        break
      }
    }
    return place
  }
}

extension [UInt8] {
  /// Appends ASCII or UTF-8 text.
  mutating func append(_ text: StaticString) {
    for offset in 0..<text.utf8CodeUnitCount { append(text.utf8Start[offset]) }
  }
}
