import Networks
import Symbolics
import Testing

@testable import Derivations

func plain(_ e: Expression, _ inner: Bool = false) -> String {
  func wrap(_ s: String) -> String { inner ? "(\(s))" : s }
  switch e {
  case .number(let n): return "\(n.value)"
  case .symbol(let s): return s.description
  case .sum(let t):
    return wrap(
      t.enumerated().map { ($1.isSubtracted ? " − " : $0 == 0 ? "" : " + ") + plain($1.value, false) }
        .joined())
  case .product(let f): return wrap(f.map { plain($0, true) }.joined(separator: "×"))
  case .quotient(let a, let b): return wrap(plain(a, true) + "/" + plain(b, true))
  case .power(let a, let b): return plain(a, true) + "^" + plain(b, true)
  case .negative(let a): return "−" + plain(a, true)
  case .floor(let a): return "⌊" + plain(a) + "⌋"
  case .ceiling(let a): return "⌈" + plain(a) + "⌉"
  }
}

@Test func show() throws {
  let d = try derive(Catalogue.network(named: "resnet50")!, batch: 2, convention: .everyOperation)
  func show(_ p: Part, _ depth: Int) {
    print(
      String(repeating: "  ", count: depth), p.path, "×\(p.repetitions)", p.inputs.map(\.dimensions),
      p.output.dimensions)
    for s in p.steps {
      print(
        String(repeating: "  ", count: depth), "   ", s.id, s.symbol, "=", plain(s.formula), "=",
        plain(s.substituted), "=", s.value)
    }
    for q in p.parts { show(q, depth + 1) }
  }
  show(d.root, 0)
  for f in Formula.all { print(f.id, f.condition, plain(f.expression)) }
}
