import Explaining
import Symbolics

// Stands in for the notation writers until they land.
func plain(_ e: Expression) -> String {
  switch e {
  case .number(let n):
    let d = Array(n.value.description.utf8)
    var s = ""
    for (i, c) in d.enumerated() {
      if i > 0, (d.count - i) % 3 == 0, !d.contains(47) { s += "," }
      s.unicodeScalars.append(Unicode.Scalar(c))
    }
    return s
  case .symbol(let s): return s.description
  case .sum(let t):
    return t.enumerated().map { ($0 == 0 ? "" : $1.isSubtracted ? " − " : " + ") + plain($1.value) }.joined()
  case .product(let f):
    return f.map { if case .sum = $0 { "(\(plain($0)))" } else { plain($0) } }.joined(separator: " × ")
  case .quotient(let a, let b): return "(\(plain(a))) / (\(plain(b)))"
  case .power(let a, let b): return plain(a) + "^" + plain(b)
  case .negative(let a): return "−" + plain(a)
  case .floor(let a): return "⌊" + plain(a) + "⌋"
  case .ceiling(let a): return "⌈" + plain(a) + "⌉"
  }
}
func mathml(_ e: Expression) -> String {
  switch e {
  case .number: return "<mn>" + plain(e) + "</mn>"
  case .symbol(let s):
    let base = s.base.count == 1 ? "<mi>\(s.base)</mi>" : "<mtext>\(esc(s.base))</mtext>"
    return s.index.isEmpty ? base : "<msub>\(base)<mtext>\(esc(s.index))</mtext></msub>"
  case .sum(let t):
    return "<mrow>" + t.enumerated().map {
      ($0 == 0 ? "" : $1.isSubtracted ? "<mo>−</mo>" : "<mo>+</mo>") + mathml($1.value)
    }.joined() + "</mrow>"
  case .product(let f):
    return "<mrow>"
      + f.map { if case .sum = $0 { "<mo>(</mo>\(mathml($0))<mo>)</mo>" } else { mathml($0) } }.joined(
        separator: "<mo>×</mo>") + "</mrow>"
  case .quotient(let a, let b): return "<mstyle displaystyle=\"true\"><mfrac>\(mathml(a))\(mathml(b))</mfrac></mstyle>"
  case .power(let a, let b): return "<msup>\(mathml(a))\(mathml(b))</msup>"
  case .negative(let a): return "<mrow><mo>−</mo>\(mathml(a))</mrow>"
  case .floor(let a): return "<mrow><mo form=\"prefix\" stretchy=\"true\">⌊</mo>\(mathml(a))<mo form=\"postfix\" stretchy=\"true\">⌋</mo></mrow>"
  case .ceiling(let a): return "<mrow><mo form=\"prefix\" stretchy=\"true\">⌈</mo>\(mathml(a))<mo form=\"postfix\" stretchy=\"true\">⌉</mo></mrow>"
  }
}
func esc(_ s: String) -> String {
  var b: [UInt8] = []
  b.put(escaping: s)
  return String(decoding: b, as: UTF8.self)
}
func pieces(_ e: Expression) -> String {
  switch e {
  case .product(let f):
    return f.enumerated().map { i, x in
      var inner = mathml(x)
      if case .sum = x { inner = "<mo>(</mo>\(inner)<mo>)</mo>" }
      return i == 0 ? "<math>\(inner)</math>" : "<wbr><math><mrow><mo form=\"infix\">×</mo>\(inner)</mrow></math>"
    }.joined()
  case .sum(let t):
    return t.enumerated().map { i, x in
      i == 0
        ? "<math>\(mathml(x.value))</math>"
        : "<wbr><math><mrow><mo form=\"infix\">\(x.isSubtracted ? "−" : "+")</mo>\(mathml(x.value))</mrow></math>"
    }.joined()
  default: return "<math>" + mathml(e) + "</math>"
  }
}
func latex(_ e: Expression) -> String {
  switch e {
  case .number: return plain(e).split(separator: ",").joined(separator: "{,}")
  case .symbol(let s):
    let base = s.base.count == 1 ? s.base : "\\text{\(s.base)}"
    return s.index.isEmpty ? base : base + "_{\\text{\(s.index)}}"
  case .sum(let t):
    return t.enumerated().map { ($0 == 0 ? "" : $1.isSubtracted ? " - " : " + ") + latex($1.value) }.joined()
  case .product(let f):
    return f.map { if case .sum = $0 { "(\(latex($0)))" } else { latex($0) } }.joined(separator: " \\times ")
  case .quotient(let a, let b): return "\\frac{\(latex(a))}{\(latex(b))}"
  case .power(let a, let b): return latex(a) + "^{" + latex(b) + "}"
  case .negative(let a): return "-" + latex(a)
  case .floor(let a): return "\\left\\lfloor " + latex(a) + " \\right\\rfloor"
  case .ceiling(let a): return "\\left\\lceil " + latex(a) + " \\right\\rceil"
  }
}
