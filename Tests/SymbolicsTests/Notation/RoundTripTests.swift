import Symbolics
import Testing

/// Law 2: written, then read again, an expression is the identical expression, in every notation and number style.
@Suite("Written, then read again: the same expression")
struct RoundTripTests {
  static let styles = NumberStyle.Grouping.allCases.flatMap {
    [NumberStyle(grouping: $0), NumberStyle(grouping: $0, usesDecimals: false)]
  }

  @Test("Plain text", arguments: styles)
  func plainText(style: NumberStyle) {
    var source = RandomExpressions(seed: 1)
    let writer = PlainText(style: style)
    for _ in 0..<300 {
      let expression = source.expression(depth: 6)
      let text = writer.text(expression)
      let again = try? PlainText.read(text)
      guard again == expression else {
        Issue.record("\(text)\nwas \(structure(expression))\nis  \(again.map(structure) ?? "unreadable")")
        return
      }
    }
  }

  @Test("LaTeX", arguments: styles)
  func latex(style: NumberStyle) {
    var source = RandomExpressions(seed: 2)
    let writer = LaTeX(style: style)
    for _ in 0..<300 {
      let expression = source.expression(depth: 6)
      let text = writer.text(expression)
      let again = try? LaTeX.read(text)
      guard again == expression else {
        Issue.record("\(text)\nwas \(structure(expression))\nis  \(again.map(structure) ?? "unreadable")")
        return
      }
    }
  }

  @Test("Numerals keep value, last place and scale", arguments: styles)
  func numerals(style: NumberStyle) {
    var source = RandomExpressions(seed: 3)
    for _ in 0..<2_000 {
      let numeral = source.numeral()
      var plain: [UInt8] = []
      PlainText(style: style).write(numeral, to: &plain)
      var latex: [UInt8] = []
      LaTeX(style: style).write(numeral, to: &latex)
      for bytes in [plain, latex] {
        let kinds = Lexer.tokens(of: bytes).map(\.kind)
        guard kinds == [.number(numeral)] else {
          Issue.record("\(String(decoding: bytes, as: UTF8.self)) \(numeral) \(kinds)")
          return
        }
      }
    }
  }
}
