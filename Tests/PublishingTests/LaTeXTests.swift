import Explaining
import Foundation
import Symbolics
import Testing

@testable import Publishing

private let pdflatex = ["/usr/bin/pdflatex", "/usr/local/bin/pdflatex", "/Library/TeX/texbin/pdflatex"]
  .first { FileManager.default.isExecutableFile(atPath: $0) }

@Suite struct LaTeXTests {
  /// Everything that TeX has a meaning for, in every place of a document.
  @Test(.enabled(if: pdflatex != nil, "pdflatex is not installed")) func documentsCompile() throws {
    var hostile = Document(language: .english, title: [.text("\\input{x} $ % # & _ ^ ~ { }")])
    for text in hostileTexts {
      hostile.blocks += document(everywhere: text).blocks
    }
    for document in [sampleDocument(.english), try solution("resnet18", .english), hostile] {
      let (status, log) = try compile(document)
      let errors = log.split(separator: "\n").drop { !$0.hasPrefix("!") }.prefix(6)
      #expect(status == 0, "\(errors.joined(separator: "\n"))")
    }
  }

  @Test(.enabled(if: pdflatex != nil, "pdflatex is not installed")) func tablesAreNoWiderThanThePage() throws
  {
    let wording = try Templates().wording(.english)
    let documents = [
      ReferenceLists.networks(wording), ReferenceLists.formulas(wording), try solution("gpt2", .english),
    ]
    for document in documents {
      let log = try compile(document).log
      let wide = log.split(separator: "\n").filter { $0.hasPrefix("Overfull \\hbox") }
      #expect(wide.isEmpty, "\(wide.joined(separator: "\n"))")
    }
  }

  @Test func raisedDigitsAreMathematics() throws {
    let document = Document(
      language: .english, title: [.text("T")],
      blocks: [.paragraph([.text("10⁹ bytes, 2⁻¹² and x₂")])])
    let text = try rendered(document, as: .latex)
    #expect(
      text.contains("10\\ensuremath{^{9}} bytes, 2\\ensuremath{^{-12}} and x\\ensuremath{_{2}}"))
  }

  /// What pdfTeX says of a document.
  private func compile(_ document: Document) throws -> (status: Int32, log: String) {
    let folder = FileManager.default.temporaryDirectory.appending(path: "longhand-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(try rendered(document, as: .latex).utf8).write(to: folder.appending(path: "a.tex"))
    let process = Process()
    process.executableURL = URL(filePath: pdflatex ?? "")
    process.currentDirectoryURL = folder
    process.arguments = ["-interaction=nonstopmode", "-halt-on-error", "-draftmode", "a.tex"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    let log = (try? String(contentsOf: folder.appending(path: "a.log"), encoding: .isoLatin1)) ?? ""
    return (process.terminationStatus, log)
  }

  @Test func longFormulasAreBrokenBeforeOperatorsOutsideGroups() {
    func lines(_ latex: String, _ limit: Int) -> [String] {
      let bytes = Array(latex.utf8)
      return latexLines(bytes, limit: limit).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(lines("a + b", 72) == ["a + b"])
    #expect(lines("1 + 2 + 3 + 4 + 5", 8) == ["1 + 2", "+ 3 + 4", "+ 5"])
    for limit in 1...40 {
      let latex =
        "\\left\\lfloor \\frac{224 + 2 \\times 3}{2} \\right\\rfloor + (7 \\times 7) \\times 64 - {x + y}"
      let broken = lines(latex, limit)
      // Nothing is lost, and every line is balanced by itself.
      #expect(broken.joined().filter { $0 != " " } == latex.filter { $0 != " " })
      for line in broken {
        #expect(line.count { $0 == "{" } == line.count { $0 == "}" })
        #expect(line.count { $0 == "(" } == line.count { $0 == ")" })
      }
    }
  }

  @Test func chineseAsksForItsPackage() throws {
    #expect(try rendered(sampleDocument(.chinese), as: .latex).contains("{ctex}"))
    #expect(try !rendered(sampleDocument(.english), as: .latex).contains("{ctex}"))
  }

  @Test("A long sum is broken before its terms, a long product before its factors")
  func breaksLines() {
    func lines(_ latex: String) -> [String] {
      let bytes = Array(latex.utf8)
      return latexLines(bytes, limit: 12).map { String(decoding: bytes[$0], as: UTF8.self) }
    }
    #expect(
      lines("1234 + 2 \\times 5678 + 3 \\times 91 + 7")
        == ["1234", "+ 2 \\times 5678", "+ 3 \\times 91", "+ 7"])
    #expect(lines("123 \\times 4567 \\times 89012") == ["123 \\times 4567", "\\times 89012"])
    #expect(lines("1 + 2") == ["1 + 2"])
  }
}
