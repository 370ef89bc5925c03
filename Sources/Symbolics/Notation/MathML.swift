/// MathML Core, as the inside of a `<math>` element. It is written only: browsers read it.
///
/// A letter is set in italics, a word upright, an index as a subscript; text is escaped for HTML. Long work is cut at
/// its operators into pieces (``pieces(_:)``), because browsers break lines only between `<math>` elements.
public struct MathML: Sendable {
  /// How numbers are written.
  public var style: NumberStyle

  /// A writer with a style of numbers.
  public init(style: NumberStyle = .grouped) {
    self.style = style
  }

  /// The inner MathML of an expression as text.
  public func text(_ expression: Expression) -> String {
    var out: [UInt8] = []
    write(expression, to: &out)
    return String(decoding: out, as: UTF8.self)
  }

  /// Appends the inner MathML of an expression: exactly one element.
  public func write(_ expression: Expression, to out: inout [UInt8]) {
    write(expression, to: &out, depth: 0)
  }

  // MARK: Pieces

  /// The expression as elements for one `<math>` each: the sum or product is cut so that each piece begins with its
  /// operator, and bracketed sums and products of more than three operands are cut inside as well.
  ///
  ///     MathML().pieces(try PlainText.read("7×7×3"))
  ///     // <mn>7</mn>, <mrow><mo form="infix">×</mo><mn>7</mn></mrow>, <mrow><mo form="infix">×</mo><mn>3</mn></mrow>
  public func pieces(_ expression: Expression) -> [[UInt8]] {
    let pieces = cut(expression)
    return pieces.done.map { piece in
      var bytes: [UInt8] = []
      write(piece, of: pieces, to: &bytes)
      return bytes
    }
  }

  /// Appends `<math>…</math><wbr><math>…</math>`: the pieces with a chance to break the line between them.
  public func writePieces(_ expression: Expression, to out: inout [UInt8]) {
    switch expression {
    case .number, .symbol:
      out.append("<math>" as StaticString)
      write(expression, to: &out, depth: 0)
      out.append("</math>" as StaticString)
    default:
      let pieces = cut(expression)
      for (index, piece) in pieces.done.enumerated() {
        if index > 0 { out.append("<wbr>" as StaticString) }
        out.append("<math>" as StaticString)
        write(piece, of: pieces, to: &out)
        out.append("</math>" as StaticString)
      }
    }
  }

  /// Appends an operator that stands alone in its `<math>`, as at the place of a correction. The empty rows around it
  /// and the explicit form keep its spacing in Firefox.
  public func writeLoneOperator(_ sign: StaticString, to out: inout [UInt8]) {
    out.append("<mrow></mrow>" as StaticString)
    writeOperator(sign, to: &out)
    out.append("<mrow></mrow>" as StaticString)
  }

  /// Elements one behind the other in one buffer, and where each piece of them lies.
  private struct Pieces {
    var bytes: [UInt8] = []
    var done: [(range: Range<Int>, elements: Int)] = []
    private var start = 0
    var elements = 0

    mutating func end() {
      guard elements > 0 else { return }
      done.append((start..<bytes.count, elements))
      start = bytes.count
      elements = 0
    }
  }

  private func cut(_ expression: Expression) -> Pieces {
    var pieces = Pieces()
    cut(expression, into: &pieces, bracketed: false, depth: 0)
    pieces.end()
    return pieces
  }

  /// A piece that has more than one element is wrapped in a row.
  private func write(
    _ piece: (range: Range<Int>, elements: Int), of pieces: Pieces, to out: inout [UInt8]
  ) {
    if piece.elements > 1 { out.append("<mrow>" as StaticString) }
    out.append(contentsOf: pieces.bytes[piece.range])
    if piece.elements > 1 { out.append("</mrow>" as StaticString) }
  }

  private func cut(_ expression: Expression, into pieces: inout Pieces, bracketed: Bool, depth: Int) {
    guard depth < 8, bracketed ? expression.operands.count > 3 : true else {
      return append(to: &pieces) { write(expression, to: &$0, bracketed: bracketed, depth: depth) }
    }
    switch expression {
    case .sum(let terms):
      if bracketed { append(to: &pieces) { writeBracket("(", form: "prefix", stretches: false, to: &$0) } }
      for (index, term) in terms.enumerated() {
        if index > 0 { pieces.end() }
        if index > 0 || term.isSubtracted {
          append(to: &pieces) {
            writeOperator(term.isSubtracted ? "−" : "+", form: index > 0 ? "infix" : "prefix", to: &$0)
          }
        }
        cut(term.value, into: &pieces, bracketed: term.value.needsBrackets(as: .term), depth: depth + 1)
      }
      if bracketed { append(to: &pieces) { writeBracket(")", form: "postfix", stretches: false, to: &$0) } }
    case .product(let factors):
      if bracketed { append(to: &pieces) { writeBracket("(", form: "prefix", stretches: false, to: &$0) } }
      for (index, factor) in factors.enumerated() {
        if index > 0 {
          pieces.end()
          append(to: &pieces) { writeOperator("×", to: &$0) }
        }
        cut(factor, into: &pieces, bracketed: factor.needsBracketsAmongFactors, depth: depth + 1)
      }
      if bracketed { append(to: &pieces) { writeBracket(")", form: "postfix", stretches: false, to: &$0) } }
    default:
      append(to: &pieces) { write(expression, to: &$0, bracketed: bracketed, depth: depth) }
    }
  }

  private func append(to pieces: inout Pieces, _ write: (inout [UInt8]) -> Void) {
    write(&pieces.bytes)
    pieces.elements += 1
  }

  // MARK: Writing

  private func write(_ expression: Expression, to out: inout [UInt8], depth: Int) {
    guard depth <= 2 * Expression.maximumDepth else { return out.append("<mo>…</mo>" as StaticString) }
    switch expression {
    case .number(let numeral): write(numeral, to: &out)
    case .symbol(let symbol): write(symbol, to: &out)
    case .sum(let terms):
      out.append("<mrow>" as StaticString)
      for (index, term) in terms.enumerated() {
        if index > 0 || term.isSubtracted {
          writeOperator(term.isSubtracted ? "−" : "+", form: index > 0 ? "infix" : "prefix", to: &out)
        }
        write(term.value, to: &out, bracketed: term.value.needsBrackets(as: .term), depth: depth)
      }
      out.append("</mrow>" as StaticString)
    case .product(let factors):
      out.append("<mrow>" as StaticString)
      for (index, factor) in factors.enumerated() {
        if index > 0 { writeOperator("×", to: &out) }
        write(factor, to: &out, bracketed: factor.needsBracketsAmongFactors, depth: depth)
      }
      out.append("</mrow>" as StaticString)
    case .quotient(let dividend, let divisor):
      out.append("<mfrac>" as StaticString)
      write(dividend, to: &out, depth: depth + 1)
      write(divisor, to: &out, depth: depth + 1)
      out.append("</mfrac>" as StaticString)
    case .power where expression.radicand != nil:
      guard let radicand = expression.radicand else { return }
      out.append("<msqrt>" as StaticString)
      write(radicand, to: &out, depth: depth + 1)
      out.append("</msqrt>" as StaticString)
    case .power(let base, let exponent):
      out.append("<msup>" as StaticString)
      write(base, to: &out, bracketed: base.needsBrackets(as: .base), depth: depth)
      write(exponent, to: &out, depth: depth + 1)
      out.append("</msup>" as StaticString)
    case .negative(let inner):
      out.append("<mrow>" as StaticString)
      writeOperator("−", form: "prefix", to: &out)
      write(inner, to: &out, bracketed: inner.needsBrackets(as: .term), depth: depth)
      out.append("</mrow>" as StaticString)
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
    out.append("<mrow>" as StaticString)
    let isTall = expression.isTall
    writeBracket(open, form: "prefix", stretches: isTall, to: &out)
    write(expression, to: &out, depth: depth + 1)
    writeBracket(close, form: "postfix", stretches: isTall, to: &out)
    out.append("</mrow>" as StaticString)
  }

  private func writeOperator(_ sign: StaticString, form: StaticString = "infix", to out: inout [UInt8]) {
    out.append(#"<mo form=""# as StaticString)
    out.append(form)
    out.append(#"">"# as StaticString)
    out.append(sign)
    out.append("</mo>" as StaticString)
  }

  /// Brackets grow only around what is tall: Chromium sets wide gaps beside every bracket that may grow.
  private func writeBracket(
    _ bracket: StaticString, form: StaticString, stretches: Bool, to out: inout [UInt8]
  ) {
    out.append(
      stretches
        ? #"<mo stretchy="true" form=""# as StaticString : #"<mo stretchy="false" form=""# as StaticString)
    out.append(form)
    out.append(#"">"# as StaticString)
    out.append(bracket)
    out.append("</mo>" as StaticString)
  }

  /// Appends a number with its scale: one `<mn>`, and the scale's letters upright.
  public func write(_ numeral: Numeral, to out: inout [UInt8]) {
    var digits: [UInt8] = []
    guard style.writeDigits(of: numeral, to: &digits) else {
      out.append("<mfrac><mn>" as StaticString)
      style.writeWhole(numeral.value.numerator, to: &out)
      out.append("</mn><mn>" as StaticString)
      style.writeWhole(numeral.value.denominator, to: &out)
      out.append("</mn></mfrac>" as StaticString)
      return
    }
    let isScaled = numeral.scale != .one && numeral.scale != .percent
    out.append(isScaled ? "<mrow><mn>" as StaticString : "<mn>")
    out += digits
    if numeral.scale == .percent { out.append(.percent) }
    out.append("</mn>" as StaticString)
    guard isScaled else { return }
    out.append("<mtext>" as StaticString)
    // A leading blank of `<mtext>` would be dropped: a no-break space stays.
    let suffix = numeral.scale.plainSuffix
    for offset in 0..<suffix.utf8CodeUnitCount {
      if suffix.utf8Start[offset] == .space {
        out += [0xC2, 0xA0]
      } else {
        out.append(suffix.utf8Start[offset])
      }
    }
    out.append("</mtext></mrow>" as StaticString)
  }

  /// Appends a symbol: `<mi>` for a letter, `<mtext>` for a word, `<msub>` with an index.
  public func write(_ symbol: Symbol, to out: inout [UInt8]) {
    guard !symbol.index.isEmpty else { return writeName(symbol.base, to: &out) }
    out.append("<msub>" as StaticString)
    writeName(symbol.base, to: &out)
    if symbol.index.utf8.allSatisfy({ $0.isASCIIDigit }) {
      out.append("<mn>" as StaticString)
      out += Array(symbol.index.utf8)
      out.append("</mn>" as StaticString)
    } else {
      out.append(#"<mtext class="sub">"# as StaticString)
      MathML.escape(symbol.index, to: &out)
      out.append("</mtext>" as StaticString)
    }
    out.append("</msub>" as StaticString)
  }

  private func writeName(_ name: String, to out: inout [UInt8]) {
    let isLetter = name.utf8.count == 1 || name.unicodeScalars.count == 1
    out.append(isLetter ? "<mi>" as StaticString : "<mtext>")
    MathML.escape(name, to: &out)
    out.append(isLetter ? "</mi>" as StaticString : "</mtext>")
  }

  private static func escape(_ text: String, to out: inout [UInt8]) {
    for byte in text.utf8 {
      switch byte {
      case .less: out.append("&lt;" as StaticString)
      case .greater: out.append("&gt;" as StaticString)
      case .ampersand: out.append("&amp;" as StaticString)
      case UInt8(ascii: "\""): out.append("&quot;" as StaticString)
      case 0..<0x20, 0x7F: out.append(.space)
      default: out.append(byte)
      }
    }
  }
}

extension Expression {
  /// As in LaTeX, a fraction is closed by its bar and needs no brackets among factors.
  fileprivate var needsBracketsAmongFactors: Bool {
    if case .quotient = self { return false }
    return needsBrackets(as: .factor)
  }
}

extension Expression {
  /// Whether it is set higher than a line: it holds a fraction.
  fileprivate var isTall: Bool {
    switch self {
    case .number, .symbol: return false
    case .quotient: return true
    case .sum(let terms):
      for term in terms where term.value.isTall { return true }
      return false
    case .product(let factors):
      for factor in factors where factor.isTall { return true }
      return false
    case .power(let base, let exponent): return base.isTall || exponent.isTall
    case .negative(let inner), .floor(let inner), .ceiling(let inner): return inner.isTall
    }
  }
}
