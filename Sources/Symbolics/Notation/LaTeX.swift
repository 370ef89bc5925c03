/// LaTeX: `\left\lfloor \frac{H + 2 \times P - K}{S} \right\rfloor + 1`, `C_{\text{in}}`, `118{,}013{,}952`.
///
/// The commands are those that KaTeX, MathJax and pandoc all know. What is written is read back as the identical
/// expression, in every style of numbers.
public struct LaTeX: Sendable {
  /// How numbers are written.
  public var style: NumberStyle

  /// A writer with a style of numbers.
  public init(style: NumberStyle = .latex) {
    self.style = style
  }

  /// The expression as LaTeX, without dollar signs.
  public func text(_ expression: Expression) -> String {
    var out: [UInt8] = []
    write(expression, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the expression in UTF-8, without dollar signs.
  public func write(_ expression: Expression, to out: inout [UInt8]) {
    write(expression, to: &out, depth: 0)
  }

  /// Reads LaTeX that is one expression and nothing else; dollar signs may stand around it.
  ///
  /// - Throws: ``NotationError`` with the byte where the text stops being an expression.
  public static func read(_ text: String) throws(NotationError) -> Expression {
    try NotationError.read(Array(text.utf8))
  }

  // MARK: Writing

  private func write(_ expression: Expression, to out: inout [UInt8], depth: Int) {
    guard depth <= 2 * Expression.maximumDepth else { return out.append(#"\dots"# as StaticString) }
    switch expression {
    case .number(let numeral): write(numeral, to: &out)
    case .symbol(let symbol): write(symbol, to: &out)
    case .sum(let terms):
      for (index, term) in terms.enumerated() {
        if index > 0 { out.append(term.isSubtracted ? " - " as StaticString : " + ") }
        if index == 0 && term.isSubtracted { out.append(.hyphen) }
        write(term.value, to: &out, bracketed: term.value.needsBrackets(as: .term), depth: depth)
      }
    case .product(let factors):
      for (index, factor) in factors.enumerated() {
        if index > 0 { out.append(#" \times "# as StaticString) }
        write(factor, to: &out, bracketed: factor.needsBracketsBesideFraction, depth: depth)
      }
    case .quotient(let dividend, let divisor):
      out.append(#"\frac"# as StaticString)
      write(dividend, to: &out, between: "{", "}", depth: depth)
      write(divisor, to: &out, between: "{", "}", depth: depth)
    case .power where expression.radicand != nil:
      guard let radicand = expression.radicand else { return }
      out.append(#"\sqrt"# as StaticString)
      write(radicand, to: &out, between: "{", "}", depth: depth)
    case .power(let base, let exponent):
      write(base, to: &out, bracketed: base.needsBrackets(as: .base), depth: depth)
      out.append(.caret)
      write(exponent, to: &out, between: "{", "}", depth: depth)
    case .negative(let inner):
      out.append(.hyphen)
      write(inner, to: &out, bracketed: inner.needsBrackets(as: .term), depth: depth)
    case .floor(let inner):
      write(inner, to: &out, between: #"\left\lfloor "#, #" \right\rfloor"#, depth: depth)
    case .ceiling(let inner):
      write(inner, to: &out, between: #"\left\lceil "#, #" \right\rceil"#, depth: depth)
    }
  }

  private func write(_ expression: Expression, to out: inout [UInt8], bracketed: Bool, depth: Int) {
    if !bracketed {
      write(expression, to: &out, depth: depth + 1)
    } else if expression.isTall {
      write(expression, to: &out, between: #"\left("#, #"\right)"#, depth: depth)
    } else {
      write(expression, to: &out, between: "(", ")", depth: depth)
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
      out.append(#"\frac{"# as StaticString)
      style.writeWhole(numeral.value.numerator, to: &out)
      out.append("}{" as StaticString)
      style.writeWhole(numeral.value.denominator, to: &out)
      out.append(.closeBrace)
      return
    }
    out.append(numeral.scale.latexSuffix)
  }

  /// Appends a symbol: a letter in italics, a word upright, the index as a subscript.
  public func write(_ symbol: Symbol, to out: inout [UInt8]) {
    writePart(symbol.base, to: &out)
    guard !symbol.index.isEmpty else { return }
    out.append(.underscore)
    if symbol.index.utf8.count == 1, symbol.index.utf8.allSatisfy({ $0.isWordByte }) {
      out += Array(symbol.index.utf8)
    } else {
      out.append(.openBrace)
      if symbol.hasPlainIndex {
        writePart(symbol.index, to: &out)
      } else {
        writeEscaped(symbol.index, to: &out)
      }
      out.append(.closeBrace)
    }
  }

  private func writePart(_ part: String, to out: inout [UInt8]) {
    if let name = LaTeX.greekCommand(part) {
      out.append(.backslash)
      out.append(name)
    } else if part.utf8.count == 1 {
      writeEscaped(part, to: &out)
    } else {
      out.append(#"\text{"# as StaticString)
      writeEscaped(part, to: &out)
      out.append(.closeBrace)
    }
  }

  private func writeEscaped(_ text: String, to out: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case .underscore, .percent, .ampersand, .dollar, UInt8(ascii: "#"), .openBrace, .closeBrace:
        out.append(.backslash)
        out.append(byte)
      case .backslash: out.append(#"\backslash "# as StaticString)
      default: out.append(byte)
      }
    }
  }

  private static func greekCommand(_ letter: String) -> StaticString? {
    guard letter.utf8.count > 1, letter.utf8.count < 4 else { return nil }
    for (name, greek) in LaTeXCommands.greek where greek == letter { return name }
    return nil
  }
}

extension Expression {
  /// In LaTeX a fraction is closed by its bar and needs no brackets among factors.
  fileprivate var needsBracketsBesideFraction: Bool {
    if case .quotient = self { return false }
    return needsBrackets(as: .factor)
  }

  /// Whether the expression is higher than a line, so that its brackets must grow.
  fileprivate var isTall: Bool {
    switch self {
    case .quotient, .floor, .ceiling: true
    case .number, .symbol: false
    case .sum(let terms): terms.contains { $0.value.isTall }
    case .product(let factors): factors.contains { $0.isTall }
    case .power(let base, _): base.isTall || radicand != nil
    case .negative(let inner): inner.isTall
    }
  }
}

extension Scale {
  /// The scale behind digits in LaTeX.
  fileprivate var latexSuffix: StaticString {
    switch self {
    case .one: ""
    case .kilo: #"\,\text{K}"#
    case .mega: #"\,\text{M}"#
    case .giga: #"\,\text{G}"#
    case .tera: #"\,\text{T}"#
    case .peta: #"\,\text{P}"#
    case .exa: #"\,\text{E}"#
    case .zetta: #"\,\text{Z}"#
    case .yotta: #"\,\text{Y}"#
    case .thousand: #"\,\text{thousand}"#
    case .million: #"\,\text{million}"#
    case .billion: #"\,\text{billion}"#
    case .trillion: #"\,\text{trillion}"#
    case .wan: #"\,\text{万}"#
    case .yi: #"\,\text{亿}"#
    case .wanyi: #"\,\text{万亿}"#
    case .percent: #"\%"#
    }
  }
}
