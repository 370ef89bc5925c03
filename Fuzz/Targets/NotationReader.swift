import Symbolics

/// Any bytes are read as calculations and evaluated: no trap, no hang. What was read is written in each notation and
/// must read back as the same expression.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  let tokens = Lexer.tokens(of: bytes)
  let parser = Parser(tokens: tokens, bytes: bytes)
  var index = 0
  while index < tokens.count {
    let reading = parser.read(at: index)
    precondition(reading.next > index, "the reader does not go on")
    if let located = reading.located {
      precondition(located.range.upperBound <= count, "a place beyond the text")
      check(located.expression)
    }
    index = reading.next
  }
  return 0
}

private func check(_ expression: Expression) {
  _ = try? expression.evaluated { _ in Rational(7) }
  for style in [NumberStyle.grouped, .plain, .latex] {
    let plain = PlainText(style: style).text(expression)
    precondition((try? PlainText.read(plain)) == expression, "plain text reads back differently: \(plain)")
    let latex = LaTeX(style: style).text(expression)
    precondition((try? LaTeX.read(latex)) == expression, "LaTeX reads back differently: \(latex)")
  }
}
