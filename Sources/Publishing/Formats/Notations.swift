import Explaining
import Symbolics

/// The notations of one language, as the writers of formats use them.
struct Notations {
  let language: Language
  private let text = PlainText(style: .grouped)
  private let tex = LaTeX(style: .latex)
  private let math = MathML(style: .grouped)

  init(_ language: Language) { self.language = language }

  /// What stands between two sentences: nothing in Chinese, whose stops are wide.
  var seam: StaticString { language == .chinese ? "" : " " }

  /// The name of a mistake as a sentence of its own: with a stop, if it has none.
  func sentence(_ name: [Inline]) -> [Inline] {
    guard let last = plainText(name, self).last, last.isLetter || last.isNumber || last == ")" || last == "）"
    else { return name }
    return name + [.text(language == .chinese ? "。" : ".")]
  }

  func plain(_ expression: Expression, to output: inout [UInt8]) { text.write(expression, to: &output) }

  func latex(_ expression: Expression, to output: inout [UInt8]) { tex.write(expression, to: &output) }

  /// One `<math>` after the other with `<wbr>` between them, so that a browser can break the line.
  ///
  /// A name that is longer than a phone is wide is marked, because mathematics is never broken inside of a name.
  func mathML(_ expression: Expression, to output: inout [UInt8]) {
    let isLong = expression.hasLongName
    if isLong { output.put("<span class=\"long\">") }
    math.writePieces(expression, to: &output)
    if isLong { output.put("</span>") }
  }

  /// The digits of an exact number, grouped by three.
  func number(_ value: Rational, to output: inout [UInt8]) { NumberStyle.grouped.write(value, to: &output) }

  /// The same in LaTeX.
  func latexNumber(_ value: Rational, to output: inout [UInt8]) {
    NumberStyle.latex.write(value, to: &output)
  }
}

extension Expression {
  /// Whether a symbol's index is longer than about half a line on a phone.
  fileprivate var hasLongName: Bool {
    switch self {
    case .number: false
    case .symbol(let symbol): symbol.index.utf8.count > 28
    case .sum(let terms): terms.contains { $0.value.hasLongName }
    case .product(let factors): factors.contains { $0.hasLongName }
    case .quotient(let left, let right), .power(let left, let right): left.hasLongName || right.hasLongName
    case .negative(let inner), .floor(let inner), .ceiling(let inner): inner.hasLongName
    }
  }
}

extension Relation {
  /// The sign itself.
  var sign: StaticString { self == .equal ? "=" : "≈" }
  /// The sign in LaTeX.
  var command: StaticString { self == .equal ? "=" : "\\approx" }
}
