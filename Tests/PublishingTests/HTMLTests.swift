import Explaining
import Foundation
import Symbolics
import Testing

@testable import Publishing

func rendered(_ document: Document, as format: Publishing.Format, width: Int = 80) throws -> String {
  let publisher = try Publisher(templates: Templates())
  return String(decoding: publisher.render(document, as: format, width: width), as: UTF8.self)
}

@Suite struct HTMLTests {
  @Test(arguments: Language.allCases) func everyTagIsClosedAndEveryAttributeQuoted(_ language: Language)
    throws
  {
    let reader = TagReader(try rendered(sampleDocument(language), as: .html))
    #expect(reader.problems.isEmpty)
  }

  @Test func idsAreUniqueAndWhatRefersToThemExists() throws {
    var document = sampleDocument(.english)
    document.blocks += [.figure(sampleBars(.english)), .table(sampleTable(.english))]
    document.blocks.append(.heading(level: 3, anchor: "layer2", [.text("layer2")]))
    for name in ["layer3", "layer4", "fc"] {
      document.blocks.append(.heading(level: 3, anchor: name, [.text(name)]))
    }
    let tags = TagReader(try rendered(document, as: .html)).tags
    let ids = tags.compactMap { $0.value("id") }
    #expect(Set(ids).count == ids.count)
    let references = tags.compactMap { $0.value("aria-labelledby") }.flatMap { $0.split(separator: " ") }
    for reference in references { #expect(ids.contains(String(reference))) }
    for link in tags.compactMap({ $0.value("href") }) where link.hasPrefix("#") {
      #expect(ids.contains(String(link.dropFirst())), "\(link)")
    }
    for fill in tags.compactMap({ $0.value("fill") }) where fill.hasPrefix("url(#") {
      #expect(ids.contains(String(fill.dropFirst(5).dropLast())))
    }
  }

  @Test func thePolicyAdmitsTheStyleAndNothingElse() throws {
    let html = try rendered(sampleDocument(.english), as: .html)
    let start = try #require(html.range(of: "<style>")).upperBound
    let end = try #require(html.range(of: "</style>")).lowerBound
    let hash = base64(SHA256.hash(Array(html[start..<end].utf8)))
    let tags = TagReader(html).tags
    let policy = try #require(
      tags.first { $0.value("http-equiv") == "Content-Security-Policy" }?.value("content"))
    #expect(
      policy == "default-src 'none'; style-src 'sha256-\(hash)'; base-uri 'none'; form-action 'none'")
    #expect(!tags.contains { $0.name == "script" || $0.value("style") != nil })
    #expect(!tags.contains { tag in tag.attributes.contains { $0.name.hasPrefix("on") } })
  }

  @Test(arguments: hostileTexts) func whatSomebodyWroteStaysText(_ text: String) throws {
    let html = try rendered(document(everywhere: text), as: .html)
    let reader = TagReader(html)
    #expect(reader.problems.isEmpty)
    let harmless = TagReader(try rendered(document(everywhere: "word"), as: .html))
    // A soft hyphen, a stop or a number more changes no element; only short corrections change their form.
    let names = { (reader: TagReader) in Set(reader.tags.map(\.name)) }
    #expect(names(reader).isSubset(of: names(harmless)))
    #expect(html.unicodeScalars.allSatisfy { $0.value >= 0x20 || $0 == "\n" || $0 == "\t" })
  }

  @Test func linksLeadNowhereDangerous() throws {
    for target in [
      "javascript:alert(1)", "JaVaScRiPt:x", "vbscript:x", "data:text/html,x", "file:///etc/passwd",
    ] {
      let document = Document(
        language: .english, title: [.text("a")], blocks: [.paragraph([.link([.text("b")], target: target)])])
      let tags = TagReader(try rendered(document, as: .html)).tags
      #expect(tags.allSatisfy { $0.name != "a" || ["", "#page-main"].contains($0.value("href")) })
    }
  }

  @Test func languageAndSkeletonAreThere() throws {
    for (language, tag) in [(Language.english, "en"), (.chinese, "zh-CN")] {
      let tags = TagReader(try rendered(sampleDocument(language), as: .html)).tags
      #expect(tags.first?.name == "html")
      #expect(tags.first?.value("lang") == tag)
      for name in ["title", "h1", "nav", "main", "footer"] {
        #expect(tags.count { $0.name == name } >= 1, "\(name)")
      }
      #expect(tags.contains { $0.value("class") == "skip" })
    }
  }

  @Test func aUnitStaysWithItsNumberAndAStopWithItsMathematics() throws {
    let document = Document(
      language: .english, title: [.text("a")],
      blocks: [
        .paragraph([.number(1_792), .text(" MACs for "), .math(Math(Expression("K"))), .text(". Then")])
      ])
    let html = try rendered(document, as: .html)
    #expect(html.contains("1,792\u{A0}MACs for "))
    #expect(html.contains("</math>.</span>"))
  }
}
