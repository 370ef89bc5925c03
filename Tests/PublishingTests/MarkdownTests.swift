import Explaining
import Foundation
import Symbolics
import Testing

@testable import Publishing

private let dialects = ["gfm+tex_math_dollars", "markdown-smart", "commonmark_x-smart"]

/// A text as pandoc's readers give it back: without control characters, blanks collapsed.
private func collapsed(_ text: String) -> String {
  clean(text).split(whereSeparator: { $0 == " " || $0 == "\n" || $0 == "\t" || $0 == "\r\n" }).joined(
    separator: " ")
}

@Suite struct MarkdownTests {
  @Test(arguments: Language.allCases) func formulasStandAloneBetweenDollars(_ language: Language) throws {
    let markdown = try rendered(sampleDocument(language), as: .markdown)
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map(trimmed)
    var isOpen = false
    for (index, line) in lines.enumerated() where line.contains("$$") {
      #expect(line == "$$")
      if isOpen {
        #expect(lines[index - 1] == "\\end{aligned}" && lines[index + 1].isEmpty)
      } else {
        #expect(lines[index + 1] == "\\begin{aligned}" && lines[index - 1].isEmpty)
      }
      isOpen.toggle()
    }
    #expect(!isOpen)
    #expect(markdown.hasPrefix("---\ntitle: \""))
    #expect(!markdown.contains("<"))
  }

  @Test func frontMatterIsTitleAndLanguageOnly() throws {
    let document = Document(language: .chinese, title: [.text("a \"b\" \\ c: d # e")])
    #expect(
      try rendered(document, as: .markdown)
        == "---\ntitle: \"a \\\"b\\\" \\\\ c: d # e\"\nlang: zh-CN\n---\n\n# a \"b\" \\\\ c: d \\# e\n")
  }

  @Test func linksLeadToTheHeadingsThatReadersMakeUp() throws {
    let document = Document(
      language: .english, title: [.text("Title")],
      blocks: [
        .heading(level: 2, anchor: "x", [.code("layer1.0"), .text(": 3×3, 64 → 128")]),
        .heading(level: 2, anchor: "y", [.text("Title")]),
        .paragraph([
          .link([.text("a")], target: "#x"), .text(" "), .link([.text("b")], target: "#y"), .text(" "),
          .link([.text("c")], target: "#none"), .text(" "), .link([.text("d")], target: "https://a.b/?c|d"),
        ]),
      ])
    let markdown = try rendered(document, as: .markdown)
    #expect(markdown.contains("[a](#layer10-33-64--128) [b](#title-1) c [d](https://a.b/?c|d)"))
  }

  @Test func emphasisAndMathematicsAreSeenBesideLettersToo() throws {
    let document = Document(
      language: .chinese, title: [.text("t")],
      blocks: [
        .paragraph([
          .text("核"), .math(Math(Expression("K"))), .text("大，"), .strong([.text("总计：")]), .text("数"),
          .deleted([.text("(7)")]), .inserted([.text("8")]), .text("，"), .marked([.number(2)]), .text("×3"),
        ])
      ])
    let markdown = try rendered(document, as: .markdown)
    #expect(markdown.contains("核 $K$ 大，**总计：** 数 ~~(7)~~ **8**，**2**×3"))
  }

  // MARK: Read by others

  @Test(.enabled(if: Pandoc.path != nil, "pandoc is not installed"), arguments: dialects)
  func othersReadWhatWasMeant(_ dialect: String) throws {
    for document in [sampleDocument(.english), sampleDocument(.chinese), try solution("resnet18", .english)] {
      let reading = try Pandoc.read(try rendered(document, as: .markdown), from: dialect)
      #expect(reading.counts["RawInline"] == nil && reading.counts["RawBlock"] == nil)
      #expect(reading.metadata.isSubset(of: ["title", "lang"]))
      let calculations = count(document.blocks) { if case .calculation = $0 { true } else { false } }
      #expect(reading.math.count { $0.hasPrefix("$$") } == calculations)
      let tables = count(document.blocks) { if case .table = $0 { true } else { false } }
      #expect(reading.counts["Table"] == tables)
    }
  }

  /// Text in is text out: nothing that somebody wrote becomes markup, in any dialect.
  @Test(.enabled(if: Pandoc.path != nil, "pandoc is not installed"), arguments: dialects)
  func whatSomebodyWroteStaysText(_ dialect: String) throws {
    for text in hostileTexts {
      let inlines: [Inline] = [.text(text)]
      let document = Document(
        language: .english, title: [.text("t")],
        blocks: [
          .paragraph(inlines), .paragraph([.text("x "), .strong(inlines), .text(" y")]),
          .paragraph([.code(text)]),
          .list(ordered: false, [[.paragraph(inlines)], [.paragraph([.text("z")])]]),
          .table(
            Table(caption: [], columns: [.init(inlines), .init(inlines)], rows: [[inlines, [.code(text)]]])),
          .excerpt(Excerpt(place: "p", line: inlines, remarks: [])),
        ])
      let reading = try Pandoc.read(try rendered(document, as: .markdown), from: dialect)
      let word = collapsed(text)
      let cells = [word, word, word, word].joined()
      let expected = ["t", word, "x", word, "y", word, word, "z"].joined(separator: " ")
      #expect(reading.counts["RawInline"] == nil && reading.counts["RawBlock"] == nil, "\(text)")
      #expect(reading.math.isEmpty, "\(text)")
      #expect(reading.counts["Table"] == 1, "\(text)")
      let shown = reading.text.filter { !$0.isWhitespace }
      let wanted = (expected + cells + "p" + word).filter { !$0.isWhitespace }
      #expect(shown == wanted, "\(text.debugDescription) in \(dialect)")
    }
  }

  /// pandoc's reader of LaTeX is not TeX, but it knows TeX's signs.
  @Test(.enabled(if: Pandoc.path != nil, "pandoc is not installed"))
  func whatSomebodyWroteStaysTextInLaTeX() throws {
    for text in hostileTexts {
      let inlines: [Inline] = [.text(text)]
      let document = Document(
        language: .english, title: [.text("t")],
        blocks: [.paragraph(inlines), .paragraph([.text("x "), .strong(inlines), .text(" y")])])
      // Three commands of LaTeX that pandoc does not know.
      let latex = try rendered(document, as: .latex)
        .replacingOccurrences(of: "\\textasciigrave{}", with: "ˋ")
        .replacingOccurrences(of: "\\textquotedbl{}", with: "″")
        .replacingOccurrences(of: "\\textquotesingle{}", with: "′")
      var reading = try Pandoc.read(latex, from: "latex-smart")
      reading.text = reading.text.replacingOccurrences(of: "ˋ", with: "`").replacingOccurrences(
        of: "″", with: "\""
      )
      .replacingOccurrences(of: "′", with: "'")
      let word = collapsed(text)
      let shown = reading.text.filter { !$0.isWhitespace }
      #expect(shown == (word + "x" + word + "y").filter { !$0.isWhitespace }, "\(text.debugDescription)")
      #expect(reading.math.isEmpty && reading.counts["RawInline"] == nil, "\(text)")
    }
  }

  private func count(_ blocks: [Block], _ isCounted: (Block) -> Bool) -> Int {
    blocks.reduce(0) { sum, block in
      var inner = 0
      switch block {
      case .details(_, _, let blocks): inner = count(blocks, isCounted)
      case .list(_, let items): inner = items.reduce(0) { $0 + count($1, isCounted) }
      case .excerpt(let excerpt):
        inner = excerpt.remarks.reduce(0) {
          $0 + count($1.correction.map { [.calculation($0)] } ?? [], isCounted)
        }
      default: break
      }
      return sum + inner + (isCounted(block) ? 1 : 0)
    }
  }
}
