import Explaining
import Foundation
import Testing

@testable import Publishing

/// A case of the specification: what a template gives for some data. The cases are those of the specification's six
/// modules, in other words; they stand in a file, so that they can be run through another implementation, too.
struct MustacheCase: Decodable, CustomTestStringConvertible, Sendable {
  let group: String
  let name: String
  let template: String
  let data: Data
  let partials: [String: String]
  let expected: String
  var testDescription: String { "\(group): \(name)" }

  /// A value of JSON.
  indirect enum Data: Decodable, Sendable {
    case value(MustacheValue)

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if container.decodeNil() {
        self = .value(.nothing)
      } else if let truth = try? container.decode(Bool.self) {
        self = .value(.truth(truth))
      } else if let number = try? container.decode(Int.self) {
        self = .value(.text("\(number)"))
      } else if let number = try? container.decode(Double.self) {
        self = .value(.text("\(number)"))
      } else if let text = try? container.decode(String.self) {
        self = .value(.text(text))
      } else if let elements = try? container.decode([Data].self) {
        self = .value(.list(elements.map { $0.value }))
      } else {
        self = .value(.object(try container.decode([String: Data].self).mapValues { $0.value }))
      }
    }

    var value: MustacheValue { if case .value(let value) = self { value } else { .nothing } }
  }

  static let all: [MustacheCase] = {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(
      path: "../Fixtures/mustache.json")
    return (try? JSONDecoder().decode([MustacheCase].self, from: Foundation.Data(contentsOf: file))) ?? []
  }()
}

@Suite struct MustacheTests {
  @Test func thereAreCases() {
    #expect(MustacheCase.all.count > 100)
    #expect(
      Set(MustacheCase.all.map { $0.group })
        == ["comments", "variables", "sections", "inverted", "partials", "delimiters"])
  }

  @Test(arguments: MustacheCase.all) func theSpecificationHolds(_ example: MustacheCase) throws {
    let template = try Mustache(file: "t", bytes: Array(example.template.utf8))
    let result = template.render(example.data.value) { example.partials[$0].map { Array($0.utf8) } }
    #expect(String(decoding: result, as: UTF8.self) == example.expected)
  }

  @Test(arguments: [
    ("a\n {{#x", "t:2:2: the tag is not closed; put its closing delimiter behind it"),
    ("{{}}", "t:1:1: the tag has no name; put one between its delimiters"),
    ("a {{#x}} b", "t:1:3: the section is not closed; put {{/x}} behind it"),
    ("a {{/x}} b", "t:1:3: no section “x” is open; take {{/x}} away"),
    ("{{#x}}\n{{/y}}", "t:2:1: no section “y” is open; “x” is open here and must be closed first"),
    ("{{=a=}}", "t:1:1: delimiters are set by two words, as in {{=<< >>=}}"),
    ("{{titel}}", "t:1:1: nothing is called {{titel}} here; did you mean {{title}}?"),
    ("中{{#rowz}}{{/rowz}}", "t:1:2: nothing is called {{rowz}} here; did you mean {{rows}}?"),
    ("{{> x}}", "t:1:1: there is no template “x” to put in; check its name"),
    ("{{rows}}", "t: the template needs {{title}} somewhere; put it in"),
  ])
  func whatIsWrongHasAPlace(_ template: String, _ message: String) {
    let error = #expect(throws: TemplateError.self) {
      try Mustache(file: "t", bytes: Array(template.utf8)).check(
        names: ["title", "rows"], required: ["title"])
    }
    #expect(error?.description == message)
  }

  @Test func aPartialThatCallsItselfComesToAnEnd() throws {
    let template = try Mustache(file: "t", bytes: Array("{{> a}}".utf8))
    #expect(template.render(.nothing) { _ in Array("x{{> a}}".utf8) }.count == Mustache.deepest)
    #expect(throws: TemplateError.self) { try template.check(names: []) { _ in Array("x{{> a}}".utf8) } }
  }

  @Test func sectionsAndPartialsWorkInMarkdown() throws {
    let fragments: [String: Fragment] = ["title": .inlines([.text("T")]), "none": .blocks([])]
    func text(_ template: String) throws -> String {
      var template = try MarkdownTemplate(
        file: "t.md", bytes: Array(template.utf8), language: .english, fragments: fragments,
        partials: { $0 == "p" ? Array("in $K = 3$ {{title}}\n".utf8) : nil })
      let document = try template.document()
      return document.blocks.map { block in
        if case .paragraph(let inlines) = block { plainText(inlines, Notations(.english)) } else { "?" }
      }.joined(separator: "|")
    }
    #expect(
      try text("# {{title}}\n\n{{#none}}\nno\n{{/none}}\n{{^none}}\nyes\n{{/none}}\n\n{{> p}}\n")
        == "yes|in K = 3 T")
    let error = #expect(throws: TemplateError.self) {
      try text("# T\n{{! x }}\n\n{{#none}}\na\n{{/none}}\n$3 +$\n")
    }
    #expect(error?.description == "t.md:7:1: the mathematics $3 +$ cannot be read; correct it")
  }

  @Test func theBuiltInTemplatesHaveNoProblems() { #expect(Templates().problems() == []) }

  @Test func anyBytesGiveATemplateOrAnError() {
    let pieces = [
      "{{", "}}", "{", "}", "#", "^", "/", ">", "&", "!", "=", "a", " ", "\n", "\r\n", ".", "a.b", "é",
      "{{#a}}", "{{/a}}", "{{> p}}",
    ]
    var random = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let text = (0..<Int.random(in: 0...20, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }
      guard let template = try? Mustache(file: "t", bytes: Array(text.joined().utf8)) else { continue }
      _ = template.render(["a": .list(["x", ["b": "y"]])]) { _ in Array("{{a}}".utf8) }
    }
  }
}
