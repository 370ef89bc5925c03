import Checking
import Symbolics
import Testing
import Workings

/// The text of a page.
func pageText(_ html: String) throws -> String {
  let working = try HandCalculation(file: Array(html.utf8), format: .html)
  return String(decoding: working.bytes, as: UTF8.self)
}

@Suite("Web pages")
struct PageTests {
  @Test(
    "Blocks are lines, blanks are one blank",
    arguments: [
      ("<p>3 ×\n  3</p><p>= 9</p>", "3 × 3\n\n= 9"),
      ("<div>a</div><div>b<br>c</div>", "a\nb\nc"),
      (
        "<h2>conv1</h2><ul><li>2 × 3 = 6</li><li><p>2 + 3 = 5</p></li></ul>",
        "## conv1\n\n- 2 × 3 = 6\n- 2 + 3 = 5"
      ),
      ("<pre>a = 1\n\n  b = 2</pre>", "a = 1\n\n  b = 2"),
      ("<b>118,</b>013,952", "118,013,952"),
    ])
  func layout(html: String, text: String) throws { #expect(try pageText(html) == text) }

  @Test(
    "Entities, raised and lowered text",
    arguments: [
      ("3&times;3&#215;3&#xd7;3 &asymp; 81&nbsp;&middot; 1", "3×3×3×3 ≈ 81\u{A0}· 1"),
      ("R&amp;D &lt; 5, &notit; a &unknown; b & c", "R&D < 5, ¬it; a &unknown; b & c"),
      ("10<sup>9</sup> and 2<sup>n+1</sup>", "10^{9} and 2^{n+1}"),
      ("C<sub>in</sub> × C<sub>out</sub>", "C_{in} × C_{out}"),
      ("the 3<sup>rd</sup> layer", "the 3rd layer"),
      (
        "118,013,952<sup>2</sup> and 5<sup><a href='#n'>1</a></sup> and 7<sup>[3]</sup>",
        "118,013,952 and 5 and 7"
      ),
    ])
  func characters(html: String, text: String) throws { #expect(try pageText(html) == text) }

  @Test(
    "What nobody sees, what is struck out, and programs are not read",
    arguments: [
      "<style>p{}</style><script>1+1</script>2 = 2", "<p hidden>1 = 2</p>2 = 2",
      "<del>1 = 2</del> <s>1 = 3</s>2 = 2", "<!-- 1 = 2 -->2 = 2", "<template>1 = 2</template>2 = 2",
      "<button>1 = 2</button>2 = 2", "<svg><text>1 = 2</text></svg>2 = 2",
      "<p style='color:red; Display: none'>1 = 2</p>2 = 2", "<p style='visibility:hidden'>1 = 2</p>2 = 2",
    ])
  func hidden(html: String) throws { #expect(try pageText(html) == "2 = 2") }

  @Test("A formula that a picture stands for is read although its style hides it")
  func hiddenFormula() throws {
    let html = "<span style='display: none;'><math><mn>2</mn><mo>=</mo><mn>2</mn></math></span>"
    #expect(try pageText(html) == "2=2")
  }

  @Test(
    "Short blocks side by side are the cells of a row",
    arguments: [
      ("<div class='row'><div>stem</div><div>2&times;3</div><div>= 9</div></div>", "| stem | 2×3 | = 9 |"),
      ("<div style='display:grid'><p>a</p><p>b</p></div><p>c</p>", "| a | b |\n\nc"),
      ("<div role='row'><span>a</span>b<span>c</span></div>", "abc"),
      ("<div class='block'><div>2&times;3</div><div>= 6</div></div>", "2×3\n= 6"),
    ])
  func rows(html: String, text: String) throws { #expect(try pageText(html) == text) }

  @Test("Two formulas side by side are no product")
  func adjacentFormulas() throws {
    let first = "<math><mn>3</mn><mo>+</mo><mn>4</mn><mo>=</mo><mn>7</mn></math>"
    let second = "<math><mfrac><mn>28</mn><mn>4</mn></mfrac><mo>=</mo><mn>7</mn></math>"
    #expect(try pageText(first + second) == "3+4=7 \\frac{28}{4}=7")
  }

  @Test("A table is rows with walls; a cell that spans others leaves them empty")
  func tables() throws {
    let html = """
      <table><caption>MACs</caption><thead><tr><th>layer</th><th>calculation</th><th>result</th></tr></thead>
      <tr><td rowspan=2>conv1</td><td>2·3</td><td><p>6</p></td></tr><tr><td colspan=2>4</td></tr>
      <tr><td>a</td><td></td><td>7</td></tr></table>
      """
    #expect(
      try pageText(html)
        == "MACs\n| layer | calculation | result |\n| conv1 | 2·3 | 6 |\n| | 4 | |\n| a | | 7 |")
  }

  @Test(
    "Formulas: MathML, the source that KaTeX and MathJax leave, pictures with TeX",
    arguments: [
      ("<math><mn>3</mn><mo>×</mo><mi>C</mi><mi>H</mi><mo>=</mo><mn>6</mn></math>", "3×C H=6"),
      ("<math><mfrac><mn>6</mn><mn>2</mn></mfrac><mo>=</mo><mn>3</mn></math>", "\\frac{6}{2}=3"),
      ("<math><msup><mn>10</mn><mn>9</mn></msup></math>", "10^{9}"),
      ("<math><msub><mi>K</mi><mi>h</mi></msub></math>", "K_{h}"),
      (
        "<math><semantics><mn>1</mn><annotation encoding='application/x-tex'>2 &lt; 3</annotation></semantics></math>",
        "2 < 3"
      ),
      (
        """
        <span class="katex"><span class="katex-mathml"><math><semantics><mn>4</mn><annotation \
        encoding="application/x-tex">4=4</annotation></semantics></math></span><span class="katex-html" \
        aria-hidden="true">4=4</span></span>
        """, "4=4"
      ),
      ("<span class='MathJax_Preview'>x</span><script type='math/tex'>5=5</script>", "5=5"),
      (
        "<mjx-container><mjx-math>6</mjx-math><mjx-assistive-mml><math><mn>7</mn></math></mjx-assistive-mml></mjx-container>",
        "7"
      ),
      ("<img class='latex' alt='3 \\times 3 = 9'>", "3 \\times 3 = 9"),
      (
        "<math display='block'><mtable><mtr><mtd><mi>x</mi></mtd><mtd><mo>=</mo><mn>2</mn></mtd></mtr></mtable></math>",
        "x =2"
      ),
    ])
  func formulas(html: String, text: String) throws { #expect(try pageText(html) == text) }

  /// However characters are spelt, each stands at its bytes.
  @Test("Each character knows its place in the file", arguments: 0..<40)
  func places(seed: Int) throws {
    var random = SplitMix(seed: UInt64(seed))
    let alphabet: [(Character, [String])] = [
      ("×", ["×", "&times;", "&#215;", "&#xD7;", "&times"]), ("<", ["&lt;", "&#60;"]),
      ("&", ["&amp;", "&#38;"]),
      ("7", ["7", "&#55;"]), ("x", ["x", "<b>x</b>", "x<!-- 5 -->"]), ("≈", ["≈", "&asymp;", "&#8776;"]),
      ("量", ["量", "&#37327;"]), ("=", ["=", "&#61;", "&equals;"]), (".", ["."]), ("𝐶", ["𝐶", "&#x1D436;"]),
    ]
    var html = "<!doctype html>\n<p>"
    var expected: [(Character, Range<Int>)] = []
    for _ in 0..<60 {
      let (character, spellings) = alphabet[random.below(alphabet.count)]
      let spelling = spellings[random.below(spellings.count)]
      // A reference without its end is only read as one where no letter follows; a stop keeps it apart.
      let start = html.utf8.count + (spelling.hasPrefix("<b>") ? 3 : 0)
      let length = spelling.hasPrefix("<b>") || spelling.hasPrefix("x<") ? 1 : spelling.utf8.count
      html += spelling
      expected.append((character, start..<start + length))
      if spelling == "&times" {
        expected.append((".", html.utf8.count..<html.utf8.count + 1))
        html += "."
      }
    }
    let working = try HandCalculation(file: Array(html.utf8), format: .html)
    let text = String(decoding: working.bytes, as: UTF8.self)
    try #require(text == String(expected.map { $0.0 }), "\(html)")
    let origin = try #require(working.origin)
    var offset = 0
    for (character, range) in expected {
      let length = String(character).utf8.count
      #expect(origin.fileRange(of: offset..<offset + length) == range, "\(character) in \(html)")
      offset += length
    }
  }

  @Test("A finding stands at its line and column of the page")
  func findings() throws {
    let html = "<html>\n<body>\n<p>é: 3&times;3 =\n  <b>1&#48;</b></p>"
    let working = try HandCalculation(file: Array(html.utf8), format: .html)
    let place = try #require(Checker().diagnose(working).findings.first?.place)
    #expect((place.line, place.column, place.endLine, place.endColumn) == (4, 6, 4, 12))
  }
}

@Suite("Lines that messages speak of")
struct QuotedLineTests {
  @Test("are those of the page")
  func copied() throws {
    let html =
      "<title>x</title>\n\n<p>conv1: 3×3×48×48 = 20,736</p>\n<!-- -->\n<p>conv2: 3×3×48×96 = 20,736</p>"
    let working = try HandCalculation(file: Array(html.utf8), format: .html)
    let finding = try #require(Checker().diagnose(working).findings.first)
    #expect(finding.mistake == .copiedFromLineAbove && finding.place.line == 5)
    let line = finding.arguments.first { $0.name == "line" }?.value
    #expect(line == .number(3))
  }
}

/// A small generator of numbers that gives the same ones every time (SplitMix64).
struct SplitMix {
  var seed: UInt64

  mutating func next() -> UInt64 {
    seed &+= 0x9E37_79B9_7F4A_7C15
    var mixed = (seed ^ (seed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
}
