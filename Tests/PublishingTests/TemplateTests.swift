import Explaining
import Foundation
import Symbolics
import Testing

@testable import Publishing

/// What a document made from a template says, without its blocks' contents.
private func document(
  _ text: String, _ fragments: [String: Fragment] = [:], language: Language = .english
) throws(TemplateError) -> Document {
  var template = try MarkdownTemplate(
    file: "t.md", bytes: Array(text.utf8), language: language, fragments: fragments)
  return try template.document()
}

private func message(_ text: String, _ fragments: [String: Fragment] = [:]) -> String? {
  do {
    _ = try document(text, fragments)
    return nil
  } catch {
    return error.description
  }
}

@Suite struct TemplateTests {
  static let words: [Inline] = [.text("words")]
  static let fragments: [String: Fragment] = [
    "title": .inlines([.text("T")]), "network": .inlines([.code("resnet18")]),
    "totals": .blocks([.paragraph(words)]),
    "nothing": .blocks([]), "subtitle": .inlines([.text("S")]),
  ]

  @Test func everyFileOfTheFolderIsBuiltIn() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../../Templates")
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    #expect(Templates().names == files)
    for file in files {
      #expect(try Templates().bytes(of: file) == Array(Data(contentsOf: folder.appending(path: file))))
    }
  }

  /// Every placeholder of every built-in template has a fragment, in every language.
  @Test(arguments: Language.allCases) func builtInTemplatesHaveNoUnknownPlaceholder(_ language: Language)
    throws
  {
    for (name, names) in [
      ("worked-solution", WorkedSolution.fragmentNames), ("feedback", Feedback.fragmentNames),
    ] {
      var fragments: [String: Fragment] = [:]
      for name in names {
        let isInline = name == "title" || name == "subtitle"
        fragments[name] = isInline ? .inlines([.text(name)]) : .blocks([.paragraph([.text(name)])])
      }
      let document = try Templates().document(named: name, language: language, fragments: fragments)
      let shown = document.blocks.compactMap { block -> String? in
        if case .paragraph(let inlines) = block { plainText(inlines, Notations(language)) } else { nil }
      }
      #expect(Set(shown).union(["title", "subtitle"]) == Set(names), "every piece has its place in \(name)")
    }
  }

  @Test func placeholdersAreReplacedWhereverTheyStand() throws {
    let text = """
      # {{title}} of `{{network}}`

      {{subtitle}}

      In *{{network}}* and [here](#{{title}}), $K_h = 3$.

      {{totals}}

      - {{totals}}
      """
    let made = try document(text, Self.fragments)
    #expect(plainText(made.title, Notations(.english)) == "T of resnet18")
    #expect(plainText(made.subtitle, Notations(.english)) == "S")
    guard case .paragraph(let inlines) = made.blocks[0] else {
      Issue.record("no paragraph")
      return
    }
    #expect(plainText(inlines, Notations(.english)) == "In resnet18 and here, K_h = 3.")
    guard case .link(_, let target) = inlines[3], case .math(let math) = inlines[5] else {
      Issue.record("\(inlines)")
      return
    }
    #expect(target == "#T")
    #expect(math.left == Expression("K", "h") && math.expression == 3)
    guard case .paragraph = made.blocks[1], case .list(false, let items) = made.blocks[2] else {
      Issue.record("\(made.blocks)")
      return
    }
    #expect(items.count == 1 && items[0].count == 1)
  }

  @Test func aHeadingWithNothingBelowItIsLeftOut() throws {
    func headings(_ text: String) throws -> [String] {
      try document("# T\n\n" + text, Self.fragments).blocks.compactMap { block in
        if case .heading(_, let anchor, _) = block { anchor } else { nil }
      }
    }
    #expect(try headings("## A\n\n{{nothing}}\n\n## B\n\n{{totals}}") == ["b"])
    #expect(try headings("## A\n\n### B\n\n{{nothing}}\n\n## C\n\n{{nothing}}\n\nx") == ["c"])
    #expect(try headings("## A\n\n### B\n\n{{nothing}}\n\n### C\n\nx") == ["a", "c"])
    #expect(try headings("## A\n\n## B") == ["a", "b"])
  }

  @Test func anchorsAreUniqueAndCanBeChosen() throws {
    let fragments: [String: Fragment] = ["x": .blocks([.heading(level: 3, anchor: "a", Self.words)])]
    let made = try document("# T\n\n## A\n\n{{x}}\n\n## A {#chosen}\n\n## 总量\n\n## ！\n\n## A", fragments)
    let anchors = made.blocks.compactMap { block -> String? in
      if case .heading(_, let anchor, _) = block { anchor } else { nil }
    }
    #expect(anchors == ["a-2", "a", "chosen", "总量", "section", "a-3"])
  }

  @Test(arguments: [
    ("# T\n\n{{totls}}", "t.md:3:1: nothing is called {{totls}} here; did you mean {{totals}}?"),
    ("# T\n\n总量：{{zzz}}", "t.md:3:4: nothing is called {{zzz}} here; take it out, or correct its name"),
    (
      "# T\n\na {{totals",
      "t.md:3:3: the tag is not closed; put its closing delimiter behind it"
    ),
    (
      "# T\n\nThe {{totals}} here",
      "t.md:3:5: {{totals}} stands for whole paragraphs; give it a line of its own with blank lines around it"
    ),
    ("text", "t.md:1:1: the template has no title; begin it with # {{title}}"),
    ("# T\n\nso $3 +$ is", "t.md:3:4: the mathematics $3 +$ cannot be read; correct it"),
    ("# T\n\n<div>x</div>", "t.md:3:1: HTML cannot stand in a template; take it out"),
    ("# T\n\n![a](b)", "t.md:3:1: an image cannot stand in a template; take it out"),
    ("# T\n\n$$\nx\n$$", "t.md:3:1: a formula between $$ and $$ cannot stand in a template; take it out"),
  ]) func errorsSayWhatWhereAndWhatToDo(_ text: String, _ expected: String) {
    #expect(message(text, Self.fragments) == expected)
  }

  @Test func signsThatAreNoPlaceholderStay() throws {
    let made = try document("# T\n\n1 << 2, costs $5 and $ 6, `$x$ {{network}}`, \\$7", Self.fragments)
    guard case .paragraph(let inlines)? = made.blocks.first else {
      Issue.record("no paragraph")
      return
    }
    #expect(plainText(inlines, Notations(.english)) == "1 << 2, costs $5 and $ 6, $x$ resnet18, $7")
  }

  @Test func nothingInATemplateBringsTheProgramDown() {
    for text in [
      "", "{{", "}}", "{{x}}", "{{#title}}", "{{/title}}", "{{! x }}", "{{> y}}", "$", "`", "``{{",
      "# {{title}}\u{E000}1\u{E001}",
      "# T\n\n\u{E000}99999999999999999999\u{E001}",
      "# T\n\n" + String(repeating: "> ", count: 5000) + "x",
      "# T\n\n" + String(repeating: "![[](", count: 3000),
      "# T\n\n" + String(repeating: "*a **a ", count: 2000), String(repeating: "`", count: 3001) + "a",
      "# T\n\n" + String(repeating: "$x", count: 5000), String(repeating: "a", count: 300_000),
    ] { _ = message(text, Self.fragments) }
  }

  // MARK: Folders

  private func folder(_ files: [String: String]) throws -> String {
    let path = FileManager.default.temporaryDirectory.appending(path: "longhand-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    for (name, text) in files { try Data(text.utf8).write(to: URL(filePath: path + "/" + name)) }
    return path
  }

  @Test func aFolderReplacesTemplatesByName() throws {
    let path = try folder([
      "style.css": "p { color: red }\r\n", "exam.en.md": "# Exam\n\n{{title}}", "README": "not a template",
    ])
    defer { try? FileManager.default.removeItem(atPath: path) }
    let templates = try Templates(replacing: path)
    #expect(try templates.bytes(of: "style.css") == Array("p { color: red }\n".utf8))
    #expect(try templates.bytes(of: "page.html") == Templates().bytes(of: "page.html"))
    #expect(!templates.names.contains("README"))
    let exam = try templates.document(named: "exam", language: .english, fragments: Self.fragments)
    #expect(plainText(exam.title, Notations(.english)) == "Exam")
    let html = String(
      decoding: try Publisher(templates: templates).render(exam, as: .html), as: UTF8.self)
    #expect(html.contains("<style>p { color: red }\n</style>"))
  }

  @Test func whatIsExportedCanReplace() throws {
    let path = try folder([:])
    defer { try? FileManager.default.removeItem(atPath: path) }
    #expect(try Templates().export(to: path + "/a/b") == Templates().names)
    #expect(try Templates().export(to: path + "/a/b") == [])
    let again = try Templates(replacing: path + "/a/b")
    for name in again.names { #expect(try again.bytes(of: name) == Templates().bytes(of: name)) }
  }

  @Test(arguments: [
    (
      ["stlye.css": ""],
      "stlye.css: no template is called so and it would never be used; rename it to style.css"
    ),
    (
      ["page.html": "{{titel}}"], "page.html:1:1: nothing is called {{titel}} here; did you mean {{title}}?"
    ),
    (["page.html": "\n <title"], "page.html: the template needs {{language}} somewhere; put it in"),
    (
      ["style.css": "a{}\n b{content:'</style>'}"],
      "style.css:2:13: “</”, which would end the page's style, cannot stand in a template; take it out"
    ),
    (
      ["page.en.txt": "# c\nskip = a\nconents = b"],
      "page.en.txt:3:1: no such text as “conents”; did you mean “contents”?"
    ),
    (["page.en.txt": "skip = a"], "page.en.txt:1:1: no text for “contents”; add a line “contents = …”"),
  ]) func errorsOfFilesSayWhatWhereAndWhatToDo(_ files: [String: String], _ expected: String) throws {
    let path = try folder(files)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let error = #expect(throws: TemplateError.self) {
      _ = try Publisher(templates: Templates(replacing: path))
    }
    #expect(error?.description == path + "/" + expected)
  }

  @Test func missingThingsAreNamed() throws {
    #expect(
      throws: TemplateError(file: "worked-solutoin.en.md", .missingTemplate(nearest: "worked-solution.en.md"))
    ) {
      try Templates().document(named: "worked-solutoin", language: .english, fragments: [:])
    }
    #expect(throws: TemplateError.self) { try Templates(replacing: "/nowhere/at/all") }
    #expect(throws: TemplateError.self) { try Templates().export(to: "/proc/nowhere") }
  }
}
