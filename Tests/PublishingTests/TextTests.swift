import Explaining
import Symbolics
import Foundation
import Testing

@testable import Publishing

@Suite struct TextTests {
  @Test(arguments: [40, 60, 80, 100, 132]) func noLineIsWiderThanTheTerminal(_ width: Int) throws {
    for language in Language.allCases {
      let document = sampleDocument(language)
      for line in try rendered(document, as: .text, width: width).split(separator: "\n") {
        #expect(columns(String(line)) <= width, "\(line)")
      }
    }
  }

  @Test func aNumberStaysInOneLineWithItsScale() throws {
    let number = Expression.number(Numeral(value: 416_500, lastPlace: 100, scale: .wan))
    for length in 1..<40 {
      let document = Document(
        language: .chinese, title: [.text("t")],
        blocks: [.paragraph([.text(String(repeating: "字", count: length)), .math(Math(number))])])
      #expect(try rendered(document, as: .text, width: 40).contains("41.65万"), "\(length)")
    }
  }

  @Test func aTableThatIsTooWideGoesOnBelow() throws {
    let document = Document(
      language: .english, title: [.text("t")], blocks: [.table(sampleTable(.english))])
    let text = try rendered(document, as: .text, width: 40)
    #expect(text.components(separatedBy: "layer1").count == 3, "the first column is repeated")
    for cell in ["462,422,016", "924,844,032", "25.49 %"] { #expect(text.contains(cell)) }
  }

  @Test func columnsOfATableStandBelowEachOther() throws {
    for language in Language.allCases {
      let document = Document(
        language: language, title: [.text("t")], blocks: [.table(sampleTable(language))])
      let lines = try rendered(document, as: .text).split(separator: "\n").dropFirst(3)
      let widths = lines.map { columns(String($0)) }
      #expect(Set(widths).count == 1, "every line ends at the last column: \(widths)")
    }
  }

  @Test func withoutColourThereAreNoCodesAndWithItTheyEnd() throws {
    let publisher = try Publisher(templates: Templates())
    let plain = publisher.render(sampleDocument(.english), as: .text)
    #expect(!plain.contains(0x1B))
    let coloured = String(
      decoding: publisher.render(sampleDocument(.english), as: .text, colour: true), as: UTF8.self)
    for line in coloured.split(separator: "\n") where line.contains("\u{1B}") {
      let last = line.components(separatedBy: "\u{1B}[").last ?? ""
      #expect(last.hasPrefix("0m"), "the colour goes on after \(line.debugDescription)")
    }
  }

  @Test(arguments: hostileTexts) func noCodeOfAnotherReachesTheTerminal(_ text: String) throws {
    let output = try rendered(document(everywhere: text), as: .text)
    #expect(
      output.unicodeScalars.allSatisfy {
        $0 == "\n" || !($0.value < 0x20 || (0x7F..<0xA0).contains($0.value))
      })
    #expect(!output.unicodeScalars.contains { (0x202A...0x202E).contains($0.value) })
  }

  @Test func aMarkedLineIsQuotedAsItWasWritten() throws {
    let document = Document(
      language: .english, title: [.text("t")],
      blocks: [
        .excerpt(
          Excerpt(
            place: "a.md:3",
            line: [
              .text("乘加 2×"), .marked([.text("2")]), .text("×"), .deleted([.text("64")]),
              .inserted([.number(3)]),
            ],
            remarks: [.init(severity: .warning, name: [.text("Twice.")], text: [.text("Why.")])]))
      ])
    #expect(
      try rendered(document, as: .text) == """
        t
        ═

        a.md:3
          乘加 2×2×64
                 ^ ^^
                   3
          Misleading: Twice. Why.

        """)
  }

  @Test func longWorkIsBrokenAtOperatorsOutsideBrackets() {
    #expect(
      brokenAtOperators("(a + b) + (c + d) + (e + f)", width: 20) == ["(a + b) + (c + d)", "+ (e + f)"])
    #expect(brokenAtOperators("2×3×4 + 5×6×7", width: 10) == ["2×3×4", "+ 5×6×7"])
    #expect(brokenAtOperators("123456789012345", width: 10) == ["123456789012345"])
    #expect(brokenAtOperators("1 − −2", width: 5) == ["1", "− −2"])
  }

  @Test(arguments: [
    ("abc", 3), ("卷积", 4), ("，", 2), ("×", 1), ("🧮", 2), ("x\u{301}", 1), ("｜", 2), ("한", 2), ("", 0),
  ]) func eastAsianCharactersAreTwoColumnsWide(_ text: String, _ width: Int) {
    #expect(columns(text) == width)
  }

  /// What the words of a text are broken into holds every character once, in order.
  @Test(arguments: hostileTexts + ["a b", "卷积，层（一）。x", "见 conv1：大小"]) func breakingLosesNothing(
    _ text: String
  ) {
    for width in 1...12 {
      let lines = lines(splitIntoWords([Run(text: text, ink: [])]), width: width)
      let shown = lines.joined().map(\.text).joined()
      #expect(shown == clean(text).filter { !" \n\t".contains($0) })
      for line in lines {
        let first = line.first?.text.unicodeScalars.first
        #expect(lines.count == 1 || first != "，" && first != "。" && first != "）")
      }
    }
  }
}
