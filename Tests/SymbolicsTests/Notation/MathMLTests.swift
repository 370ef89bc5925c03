import Symbolics
import Testing

@Suite("Writing MathML and LaTeX")
struct MathMLTests {
  @Test(
    "MathML",
    arguments: [
      (
        "K_h×7",
        #"<mrow><msub><mi>K</mi><mtext class="sub">h</mtext></msub><mo form="infix">×</mo><mn>7</mn></mrow>"#
      ),
      ("12345", "<mn>12,345</mn>"), ("MACs", "<mtext>MACs</mtext>"),
      ("118.0 M", "<mrow><mn>118.0</mn><mtext>\u{A0}M</mtext></mrow>"),
      ("a/b", "<mfrac><mi>a</mi><mi>b</mi></mfrac>"), ("2^10", "<msup><mn>2</mn><mn>10</mn></msup>"),
      (
        "⌊a⌋",
        #"<mrow><mo stretchy="false" form="prefix">⌊</mo><mi>a</mi><mo stretchy="false" form="postfix">⌋</mo></mrow>"#
      ),
      (
        "⌊a/b⌋",
        #"<mrow><mo stretchy="true" form="prefix">⌊</mo><mfrac><mi>a</mi><mi>b</mi></mfrac>"#
          + #"<mo stretchy="true" form="postfix">⌋</mo></mrow>"#
      ),
    ])
  func mathML(text: String, expected: String) throws {
    #expect(MathML().text(try PlainText.read(text)) == expected)
  }

  @Test("What somebody wrote cannot break out of its element")
  func escaping() {
    let written = MathML().text(.symbol(Symbol("<script>", index: "\"&")))
    #expect(written == #"<msub><mtext>&lt;script&gt;</mtext><mtext class="sub">&quot;&amp;</mtext></msub>"#)
  }

  @Test(
    "Pieces begin with their operators",
    arguments: [
      ("7×7", ["<mn>7</mn>", #"<mrow><mo form="infix">×</mo><mn>7</mn></mrow>"#]), ("5", ["<mn>5</mn>"]),
      (
        "(1 + 2 + 3 + 4)×2",
        [
          #"<mrow><mo stretchy="false" form="prefix">(</mo><mn>1</mn></mrow>"#,
          #"<mrow><mo form="infix">+</mo><mn>2</mn></mrow>"#,
          #"<mrow><mo form="infix">+</mo><mn>3</mn></mrow>"#,
          #"<mrow><mo form="infix">+</mo><mn>4</mn><mo stretchy="false" form="postfix">)</mo></mrow>"#,
          #"<mrow><mo form="infix">×</mo><mn>2</mn></mrow>"#,
        ]
      ),
    ])
  func pieces(text: String, expected: [String]) throws {
    let pieces = MathML().pieces(try PlainText.read(text)).map { String(decoding: $0, as: UTF8.self) }
    #expect(pieces == expected)
  }

  @Test("Elements are balanced in every expression and in each of its pieces")
  func balance() {
    var source = RandomExpressions(seed: 4)
    for _ in 0..<500 {
      let expression = source.expression(depth: 6)
      var whole: [UInt8] = []
      MathML().write(expression, to: &whole)
      #expect(isBalanced(whole))
      #expect(MathML().pieces(expression).allSatisfy(isBalanced))
    }
  }

  @Test(
    "LaTeX",
    arguments: [
      ("K_h×7", #"K_h \times 7"#), ("C_in", #"C_{\text{in}}"#),
      ("MACs_layer1.0", #"\text{MACs}_{\text{layer1.0}}"#),
      ("118013952", "118{,}013{,}952"),
      ("⌊(H + 2×P - K)/S⌋ + 1", #"\left\lfloor \frac{H + 2 \times P - K}{S} \right\rfloor + 1"#),
      ("d_model^2", #"d_{\text{model}}^{2}"#), ("x_in_1", #"x_{\text{in\_1}}"#), ("7.8亿", #"7.8\,\text{亿}"#),
    ])
  func latex(text: String, expected: String) throws {
    #expect(LaTeX().text(try PlainText.read(text)) == expected)
  }

  /// Whether the tags of a fragment nest.
  private func isBalanced(_ bytes: [UInt8]) -> Bool {
    var open: [Substring] = []
    for part in String(decoding: bytes, as: UTF8.self).split(separator: "<", omittingEmptySubsequences: true)
    {
      guard let tag = part.split(separator: ">", omittingEmptySubsequences: false).first else { return false }
      if tag.first == "/" {
        guard open.popLast() == tag.dropFirst() else { return false }
      } else {
        open.append(tag.prefix { $0 != " " })
      }
    }
    return open.isEmpty
  }
}
