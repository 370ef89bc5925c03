import Explaining
import Foundation
import Testing

@testable import Publishing

@Suite struct MarkdownFlavourTests {
  private func markdown(_ document: Document, _ flavour: MarkdownFlavour) throws -> String {
    String(
      decoding: try Publisher(templates: Templates()).render(document, as: .markdown, flavour: flavour),
      as: UTF8.self)
  }

  @Test(arguments: Language.allCases) func everyFlavourHasTheSameNumbers(_ language: Language) throws {
    let document = try solution("lenet5", language)
    // Only in "plain" numbers are grouped by plain commas.
    func digits(_ text: String) -> [String] {
      text.replacing("{,}", with: "").replacing(/\]\([^)]*\)|\{#[^}]*\}|\([^)]*\)=\n/, with: "")
        .replacing(",", with: "").replacing(/\\frac\{|\}\{/, with: " ")
        .split { !$0.isASCII || !$0.isNumber }.map { String($0) }
    }
    let portable = Set(digits(try markdown(document, .portable)))
    for flavour in MarkdownFlavour.allCases {
      let numbers = Set(digits(try markdown(document, flavour)))
      #expect(portable.subtracting(numbers).isEmpty, "\(flavour)")
    }
  }

  @Test func mathematicsIsFencedAsTheReaderWantsIt() throws {
    let document = sampleDocument(.english)
    for (flavour, inline, display) in [
      (MarkdownFlavour.portable, "$K$", "\n$$\n"), (.github, "$`K`$", "\n```math\n"),
      (.quarto, "$K$", "\n$$\n"),
      (.myst, "$K$", "\n$$\n"), (.mkdocs, "$K$", "\n$$\n"), (.hugo, "\\(K\\)", "\n$$\n"),
      (.plain, "kernel K", "\n```\n"),
    ] {
      let text = try markdown(document, flavour)
      #expect(text.contains(inline) && text.contains(display), "\(flavour)")
      #expect(flavour != .plain || !text.contains("$"))
    }
  }

  @Test func linksFindTheirHeadings() throws {
    let document = Document(
      language: .english, title: [.text("Title")],
      blocks: [
        .heading(level: 2, anchor: "layer1-0", [.code("layer1.0"), .text(": a block")]),
        .paragraph([.link([.text("there")], target: "#layer1-0")]),
      ])
    for (flavour, heading, link) in [
      (MarkdownFlavour.github, "## `layer1.0`: a block\n", "(#layer10-a-block)"),
      (.quarto, "## `layer1.0`: a block {#layer1-0}\n", "(#layer1-0)"),
      (.mkdocs, "## `layer1.0`: a block {#layer1-0}\n", "(#layer1-0)"),
      (.hugo, "## `layer1.0`: a block {#layer1-0}\n", "(#layer1-0)"),
      (.myst, "(layer1-0)=\n\n## `layer1.0`: a block\n", "(#layer1-0)"),
    ] {
      let text = try markdown(document, flavour)
      #expect(text.contains(heading) && text.contains(link), "\(flavour): \(text)")
    }
  }

  @Test func theTitleStandsWhereTheReaderLooksForIt() throws {
    let document = Document(language: .english, title: [.text("Title")])
    for flavour in MarkdownFlavour.allCases {
      let text = try markdown(document, flavour)
      #expect(text.contains("title: \"Title\"") == (flavour != .plain), "\(flavour)")
      #expect(text.contains("# Title") == (flavour != .quarto && flavour != .hugo), "\(flavour)")
    }
  }

  @Test func whatIsFoldedIsClosedAgain() throws {
    let inner = Block.details(summary: [.text("inner")], isOpen: false, [.paragraph([.text("deep")])])
    let document = Document(
      language: .english, title: [.text("t")],
      blocks: [
        .details(summary: [.text("outer & <b>")], isOpen: false, [.paragraph([.text("text")]), inner]),
        .paragraph([.text("after")]),
      ])
    let github = try markdown(document, .github)
    #expect(github.contains("<details>\n<summary>outer &amp; &lt;b&gt;</summary>\n\ntext\n\n<details>"))
    #expect(github.components(separatedBy: "</details>").count == 3)
    let myst = try markdown(document, .myst)
    #expect(
      myst.contains(
        ":::::: {dropdown} outer & <b>\n\ntext\n\n::::: {dropdown} inner\n\ndeep\n\n:::::\n\n::::::\n\nafter")
    )
  }
}
