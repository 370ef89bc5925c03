import Explaining
import Testing

@testable import Publishing

/// Read once: a debug build takes its time for it.
private let english = Result { try Templates().wording(.english) }

/// One note, rendered for itself.
private func rendered(_ text: String, file: String = "n.md", files: Set<String> = []) throws -> RenderedNote {
  let note = try Note(path: file, shown: file, bytes: Array(text.utf8), language: .english)
  var outline = NoteOutline(root: "/nowhere", files: files)
  var commands = StubCommands()
  outline.add(
    path: file, title: note.title, language: note.language,
    subjects: note.directives.compactMap { commands.subject(of: $0.words) })
  let words = try PageWords(file: "page.en.txt", bytes: Templates().bytes(of: "page.en.txt"))
  let wording = try english.get()
  var renderer = NoteRenderer(
    note, outline: outline, wording: wording, words: words)
  var checker = ProseChecker()
  renderer.render(with: &commands, checker: &checker)
  return renderer.result
}

private func html(_ text: String) throws -> String {
  String(decoding: try rendered("# T\n\n" + text).html, as: UTF8.self)
}

private func problems(_ text: String) throws -> [String] {
  try rendered("# T\n\n" + text).problems.map { "\($0.line):\($0.column) \($0.severity) \($0.message)" }
}

@Suite struct NoteTests {
  @Test func frontMatterGivesTitleAndLanguage() throws {
    let note = try Note(
      path: "a.md", shown: "a.md", bytes: Array("---\ntitle: \"A: b\"\nlang: zh-CN\n---\n\ntext\n".utf8),
      language: .english)
    #expect(note.title == "A: b")
    #expect(note.language == .chinese)
    #expect(note.page == "a.html")
  }

  @Test(arguments: [
    ("---\ntitle: x\n", "a.md:1:1 the front matter is not closed"),
    ("---\ndate: 2026-01-01\nlnag: en\n---\n", "a.md:3:1 the front matter knows no “lnag”"),
    ("---\ntitel: x\n---\n", "a.md:2:1 the front matter knows no “titel”"),
    ("---\ntitle: x\nlang: fr\n---\n", "a.md:3:7 “fr” is no language of Longhand; it is one of en, zh-Hans"),
    ("---\ntitle: x\ntitle: y\n---\n", "a.md:3:1 “title” is given twice; the first time in line 2"),
    ("text\n", "a.md:1:1 the note has no title"), ("# a\0b", "a.md:1:4 this is no text: a byte is zero"),
  ])
  func whatIsNoNoteHasAPlace(_ text: String, _ message: String) {
    let error = #expect(throws: NoteProblem.self) {
      try Note(path: "a.md", shown: "a.md", bytes: Array(text.utf8), language: .english)
    }
    #expect(error.map { "\($0.place) \($0.message)" } == message)
  }

  @Test func mathematicsIsSetWhereItIsKnown() throws {
    let set = try html(#"Here $K_h \times 3 \approx 21$ and $$\frac{a}{b} = 2$$ and \$5 for 3$ or $4."#)
    #expect(set.contains("<msub><mi>K</mi>"))
    #expect(set.contains("<mo form=\"infix\">≈</mo>"))
    #expect(set.contains("<span class=\"display\"><math><mfrac>"))
    #expect(set.contains("$5 for 3$ or $4."))
    #expect(try problems("$a*b*c$").isEmpty)
    #expect(try problems("$a \\times\nb =\nc$ and\n$$\na \\times\nb\n$$").isEmpty)
  }

  @Test(arguments: [
    #"$\hat{x}$"#, #"$\sqrt{d}$"#, #"$\mathbf{W} x$"#, #"$a, b$"#, #"$a =$"#, #"$\mathbb{R}$"#, "$&$",
  ])
  func whatIsNotKnownStaysWithAWarning(_ math: String) throws {
    #expect(try problems("A " + math).map { $0.prefix(12) } == ["3:3 warning "])
    let shown = math.replacing("&", with: "&amp;")
    #expect(try html("A " + math).contains("<p>A \(shown)</p>"))
  }

  @Test func alignedRowsBecomeAGrid() throws {
    let set = try html(
      "$$\n\\begin{aligned}\nM &= 2 \\times 3 && \\text{why} \\\\\n&= 6\n\\end{aligned}\n$$\n")
    #expect(
      set.hasPrefix("<div class=\"steps\"><div class=\"step\"><div class=\"lhs\"><math><mi>M</mi></math>"))
    #expect(set.contains("<div class=\"note\">why</div>"))
    #expect(set.components(separatedBy: "<div class=\"step\">").count == 3)
  }

  @Test func codeStaysCode() throws {
    let set = try html("`$a$` and ``= seven`` and\n\n    $x$ `= seven`\n\n```\n$y$ `= seven`\n```\n")
    for code in ["<code>$a$</code>", "<code>= seven</code>", "$x$ `= seven`", "$y$ `= seven`"] {
      #expect(set.contains(code), "\(code)")
    }
  }

  @Test func valuesAreShownAndChecked() throws {
    #expect(try html("It is `= seven`.").contains("<p>It is 7.</p>"))
    #expect(try problems("So 2 × `=seven` = 14.").isEmpty)
    let wrong = try problems("So 2 × `= seven` = 15.")
    #expect(wrong.count == 1 && wrong[0].hasPrefix("3:20 mistake "), "\(wrong)")
    #expect(try problems("It is `= eight`.") == ["3:7 error no such value"])
  }

  @Test func pipeTablesAreTables() throws {
    let set = try html("| a | `x\\|y` |\n|---|---:|\n| $2$ | `= seven` |\n| [t](n.md) | |\n")
    #expect(set.contains("<th scope=\"col\" class=\"n\">"))
    #expect(set.contains("<code>x|y</code>"))
    #expect(set.contains("<mn>2</mn>"))
    #expect(set.contains("<a href=\"n.html\">t</a>"))
    #expect(try problems("| a |\n|---|\n| `= eight` |\n") == ["5:3 error no such value"])
    #expect(try html("a | b\nc | d").contains("<p>a | b\nc | d</p>"))
  }

  @Test func aWrongEquationIsFoundAtItsPlace() throws {
    let found = try problems("Fine.\n\nSo 7×7×3 = 148 there.\n")
    #expect(found.count == 1 && found[0].hasPrefix("5:12 mistake "), "\(found)")
  }

  @Test func aMarkLetsItStand() throws {
    #expect(try problems("\(NoteMarks.wrongOnPurpose)\nSo 7×7×3 = 148 there.\n").isEmpty)
    let next = try problems("\(NoteMarks.wrongOnPurpose)\nSo 7×7×3 = 148.\n\nAnd 2×3 = 7.\n")
    #expect(next.count == 1 && next[0].hasPrefix("6:11 mistake "), "\(next)")
    #expect(
      try problems("\(NoteMarks.wrongOnPurpose)\n2×3 = 6.\n")
        == ["4:1 warning nothing is wrong here, although it is marked so"])
    #expect(
      try problems("<!-- longhand: oops -->\nx\n").map { $0.prefix(8) } == ["3:1 error"].map { $0.prefix(8) })
  }

  @Test func directivesTakeTheirPlace() throws {
    let result = try rendered(
      "# T\n\n## A\n\n```longhand\nderive net\n```\n\n[x](layer:net/conv1) <layer:net>\n")
    let html = String(decoding: result.html, as: UTF8.self)
    #expect(result.problems.isEmpty, "\(result.problems)")
    #expect(html.contains("<h3 id=\"net\">A network"))
    #expect(html.contains("<h4 id=\"net-conv1\"><code>conv1</code>"))
    #expect(html.contains("<a href=\"#net-conv1\">x</a> <a href=\"#net\"><code>net</code></a>"))
    #expect(result.anchors.order == ["a", "net", "net-conv1"])
  }

  @Test func theSameDirectiveTwiceHasAnchorsOfItsOwn() throws {
    let block = "```longhand\nderive net\n```\n\n"
    #expect(
      try rendered("# T\n\n" + block + block).anchors.order == ["net", "net-conv1", "net-2", "net-conv1-2"])
  }

  @Test(arguments: [
    ("```longhand\n```\n", "3:1 error the block gives no command on the line below its fence"),
    ("```longhand\nderve net\n```\n", "4:1 error no such command"),
    ("```longhand\nwrong\na\nb\n```\n", "6:3 mistake wrong"),
    ("```longhand\nfile ../x.yaml\n```\n", "4:1 error ../x.yaml leads out of the notes"),
    ("```longhand\nfile x.yaml\n```\n", "4:1 error there is no file x.yaml among the notes"),
    ("```\nopen\n", "3:1 error the fenced block is not closed"),
    ("```longhand\nderive net\n", "3:1 error the fenced block is not closed"),
    ("$$ open\n", "3:1 error the formula is not closed"),
    ("<!-- open\n", "3:1 error the comment is not closed"),
    ("[x](/etc/passwd)", "3:5 error /etc/passwd leads out of the notes"),
    ("[x](../../a.md)", "3:5 error ../../a.md leads out of the notes"),
    ("[x](%2e%2e/%2e%2e/a.md)", "3:5 error %2e%2e/%2e%2e/a.md leads out of the notes"),
    ("![x](p.png)", "3:6 error there is no file p.png among the notes"),
    ("[x](layer:other/a)", "3:5 error layer:other/a names no network"),
    ("a <b>bold</b>", "3:1 warning HTML in a note is left out of the page"),
  ])
  func whatIsWrongHasAPlace(_ text: String, _ message: String) throws {
    #expect(try problems(text) == [message])
  }

  @Test func eachLinkOfALineHasItsPlace() throws {
    #expect(
      try problems("[a](a.png) [b](b.png) [a](a.png)").map { $0.prefix(4) } == ["3:5 ", "3:16", "3:27"])
  }

  @Test func aFenceOfMathematicsIsSet() throws {
    let set = try html("Before it.\n\n```math\n\\frac{a}{b} = 2\n```\n\nBehind it.\n")
    #expect(set.contains("<div class=\"display\"><math><mfrac>"))
    #expect(try problems("```math\n\\hat{x}\n```\n").map { $0.prefix(12) } == ["3:1 warning "])
  }

  @Test func aWrongWorkingCanStandOnPurpose() throws {
    let capitals = "<!-- Longhand: Wrong on purpose -->"
    #expect(try problems("\(capitals)\n```longhand\nwrong\na\nb\n```\n").isEmpty)
    #expect(try problems("\(NoteMarks.wrongOnPurpose)\n```longhand\nwrong\na\nb\n```\n").isEmpty)
  }

  @Test func nothingOfANoteIsMarkup() throws {
    let set = try html(
      "[x](javascript:alert(1)) <script>alert(1)</script> `</style>` $</script>$ ## \"><b>\n")
    #expect(!set.contains("<script") && !set.contains("javascript:") && !set.contains("<b>"))
  }

  @Test func anyBytesGiveAPageOrAnError() throws {
    let pieces = [
      "```longhand\n", "```\n", "`", "= seven", "$", "$$", "\\", "| a |\n|---|\n", "# ", "<!--", "-->",
      "[x](", ")",
      "](layer:net", "> ", "- ", "\n", "\n\n", "\u{E000}0\u{E001}", "derive net\n", "<layer:net/conv1>",
      "\\begin{aligned}",
      "&", "\\\\", "{", "}", "{#x}", "é", "中", "*", "![", "2×3=7", NoteMarks.wrongOnPurpose,
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<400 {
      let text = (0..<Int.random(in: 1...40, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }
      let result = try rendered("# T\n" + text.joined())
      #expect(String(validating: result.html, as: UTF8.self) != nil)
    }
  }

  @Test func deepNestingIsNoTrap() throws {
    for text in [String(repeating: "> ", count: 20_000), String(repeating: "*a ", count: 20_000)] {
      _ = try rendered("# T\n\n" + text + "x\n")
    }
  }
}

@Suite struct NotePathTests {
  @Test func pathsStayWithinTheNotes() {
    #expect(NotePaths.resolve("b.md", from: "a") == "a/b.md")
    #expect(NotePaths.resolve("../b.md", from: "a") == "b.md")
    #expect(NotePaths.resolve("./x/../b.md", from: "") == "b.md")
    #expect(NotePaths.resolve("../b.md", from: "") == nil)
    #expect(NotePaths.resolve("a/../../b.md", from: "") == nil)
    #expect(NotePaths.resolve("/b.md", from: "a") == nil)
  }

  @Test func pagesNameEachOther() {
    #expect(NotePaths.relative("a.html", from: "b.html") == "a.html")
    #expect(NotePaths.relative("a.html", from: "x/b.html") == "../a.html")
    #expect(NotePaths.relative("x/a.html", from: "x/b.html") == "a.html")
    #expect(NotePaths.relative("x/a.html", from: "y/z/b.html") == "../../x/a.html")
    #expect(NotePaths.decoded(NotePaths.encoded("a b#ü:c.md")) == "a b#ü:c.md")
  }
}
