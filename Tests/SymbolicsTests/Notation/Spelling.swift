import Symbolics

/// The tokens of a text in a short form that tests can compare: numbers by value, words in their plain spelling.
func spelling(_ text: String) -> String {
  let bytes = Array(text.utf8)
  return Lexer.tokens(of: bytes).map { token in
    switch token.kind {
    case .number(let numeral): "\(numeral.value)"
    case .word: Lexer.text(of: token, in: bytes)
    case .times: "×"
    case .divide: "/"
    case .plus: "+"
    case .minus: "-"
    case .power: "^"
    case .superscript(let exponent): "^^\(exponent)"
    case .open(.round): "("
    case .close(.round): ")"
    case .open(.square): "["
    case .close(.square): "]"
    case .open: "{"
    case .close: "}"
    case .fraction: "frac"
    case .root: "root"
    case .relation(.equal): "="
    case .relation(.approximately): "≈"
    case .relation(.arrow): "→"
    case .relation(.comparison): "<>"
    case .approximately: "~"
    case .comma: ","
    case .stop: "."
    case .colon: ":"
    case .cell: "|"
    case .newline: "⏎"
    case .other: "?"
    }
  }.joined(separator: " ")
}

/// The numerals of a text with their last places: `7800000000±100000000`.
func numerals(_ text: String) -> [String] {
  Lexer.tokens(of: Array(text.utf8)).compactMap { token in
    if case .number(let numeral) = token.kind { "\(numeral.value)±\(numeral.lastPlace)" } else { nil }
  }
}

/// The expression at the start of a text with every bracket written: `((7×7)+1)`, and where and why it stopped.
func reading(_ text: String) -> String {
  let bytes = Array(text.utf8)
  let reading = Parser(tokens: Lexer.tokens(of: bytes), bytes: bytes).read(at: 0)
  let expression = reading.located.map { structure($0.expression) } ?? "nothing"
  guard let stop = reading.stop else { return expression }
  return expression + " !\(stop.reason)@\(stop.at)"
}

/// An expression with every bracket written.
func structure(_ expression: Expression) -> String {
  func join(_ parts: [Expression], _ sign: String) -> String {
    "(" + parts.map(structure).joined(separator: sign) + ")"
  }
  switch expression {
  case .number(let numeral): return "\(numeral.value)"
  case .symbol(let symbol): return symbol.description
  case .sum(let terms):
    let written = terms.enumerated().map { index, term in
      (term.isSubtracted ? "-" : index == 0 ? "" : "+") + structure(term.value)
    }
    return "(" + written.joined() + ")"
  case .product(let factors): return join(factors, "×")
  case .quotient(let left, let right): return join([left, right], "/")
  case .power(let base, let exponent): return join([base, exponent], "^")
  case .negative(let inner): return "neg(" + structure(inner) + ")"
  case .floor(let inner): return "floor(" + structure(inner) + ")"
  case .ceiling(let inner): return "ceil(" + structure(inner) + ")"
  }
}
