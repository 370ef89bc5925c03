import Symbolics
import Testing

/// What the fuzz target of the reader does with its bytes, also run here over noise.
enum NotationFuzzing {
  static func check(_ bytes: [UInt8]) {
    let tokens = Lexer.tokens(of: bytes)
    let parser = Parser(tokens: tokens, bytes: bytes)
    for index in tokens.indices {
      guard let (located, _) = parser.expression(at: index) else { continue }
      let plain = PlainText().text(located.expression)
      #expect((try? PlainText.read(plain)) == located.expression, "\(plain)")
      let latex = LaTeX().text(located.expression)
      #expect((try? LaTeX.read(latex)) == located.expression, "\(latex)")
    }
  }
}
