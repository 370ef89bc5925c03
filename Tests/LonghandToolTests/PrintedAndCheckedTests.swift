import Longhand
import Testing

/// Law 3: a derivation printed in any convention, language, detail or format and handed to the checker yields no finding.
@Suite("What Longhand prints, it finds right")
struct PrintedAndCheckedTests {
  /// One way of printing a derivation.
  struct Printing: Sendable, CustomStringConvertible {
    var network: String
    var convention: Convention
    var language: Language
    var detail: Detail
    var format: Format

    var description: String { "\(network) \(convention.name) \(language.rawValue) \(detail) \(format)" }
  }

  /// Every detail and convention of one network, and some others in full, each in the format and language whose turn it is.
  /// Scripts/printed-and-checked asks all networks.
  static let printings: [Printing] = {
    let formats = [Format.text, .markdown, .latex, .html]
    var all: [Printing] = []
    for (index, network) in Catalogue.names.enumerated() {
      for (turn, language) in Language.allCases.enumerated() {
        for (place, convention) in Convention.all.enumerated() {
          for detail in Detail.allCases {
            let isSample =
              network == "resnet50-v1" && (place == 0 || detail == .steps && place % 2 == turn)
            let isTurn = index % 32 == 16 * turn && place == 0 && detail == .steps
            guard isSample || isTurn else { continue }
            all.append(
              Printing(
                network: network, convention: convention, language: language, detail: detail,
                format: formats[all.count % formats.count]))
          }
        }
      }
    }
    return all
  }()

  @Test("Text, Markdown, LaTeX and HTML", arguments: printings)
  func isFoundRight(_ printing: Printing) throws {
    let network = try #require(Catalogue.network(named: printing.network))
    let derivation = try derive(network, convention: printing.convention)
    let pages = try Pages(language: printing.language)
    let document = try #require(
      try pages.solution(of: derivation, detail: printing.detail, growth: try derivation.growth()))
    let bytes = pages.publisher.render(document, as: printing.format)
    let working = try HandCalculation(file: bytes, format: printing.format == .html ? .html : .text)
    let diagnosis = Checker().diagnose(working)
    #expect(
      diagnosis.findings.isEmpty,
      "\(diagnosis.findings.prefix(3).map { "\($0.place.line) \($0.mistake.rawValue)" })")
    #expect(diagnosis.verdict == .right)
  }
}
