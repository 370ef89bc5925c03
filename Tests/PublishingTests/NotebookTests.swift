import Explaining
import Foundation
import Symbolics
import Testing

@testable import Publishing

@Suite struct NotebookTests {
  private func notebook(_ document: Document) throws -> [String: Any] {
    let bytes = try Publisher(templates: Templates()).render(document, as: .notebook)
    return try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
  }

  private func cells(_ document: Document) throws -> [[String: Any]] {
    try #require(try notebook(document)["cells"] as? [[String: Any]])
  }

  private func source(_ cell: [String: Any]) -> String {
    (cell["source"] as? [String] ?? []).joined()
  }

  @Test(arguments: Language.allCases) func theFormatIsThatOfJupyter(_ language: Language) throws {
    for document in [sampleDocument(language), Document(language: language, title: []), hostile(language)] {
      let notebook = try notebook(document)
      #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
      #expect(notebook["metadata"] is [String: Any])
      var ids: Set<String> = []
      for cell in try cells(document) {
        let id = try #require(cell["id"] as? String)
        #expect(ids.insert(id).inserted && (1...64).contains(id.utf8.count))
        #expect(
          id.utf8.allSatisfy {
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_".utf8.contains($0)
          })
        #expect(cell["metadata"] is [String: Any] && cell["source"] is [String])
        let isCode = cell["cell_type"] as? String == "code"
        #expect(isCode == (cell["outputs"] != nil) && isCode == cell.keys.contains("execution_count"))
      }
    }
  }

  private func hostile(_ language: Language) -> Document {
    Document(
      language: language, title: [.text("a\"\\\n#")],
      blocks: hostileTexts.flatMap { text -> [Block] in
        [
          .heading(level: 2, anchor: text, [.text(text)]), .paragraph([.text(text)]),
          .calculation(
            Calculation(
              label: text,
              rows: [
                .init(.symbol(Symbol("x")), .equal, .product([2, 3])), .init(nil, .equal, 6, isResult: true),
              ])),
        ]
      })
  }

  @Test func theCellsTogetherAreThePage() throws {
    let document = try solution("lenet5", .english)
    let text = try cells(document).filter { $0["cell_type"] as? String == "markdown" }.map { source($0) }
      .joined(separator: "\n\n")
    let markdown = String(
      decoding: try Publisher(templates: Templates()).render(document, as: .markdown), as: UTF8.self)
    func numbers(_ text: String) -> [Substring] { text.split { !$0.isNumber && $0 != "," } }
    let front = markdown.range(of: "\n---\n")?.upperBound ?? markdown.startIndex
    // Links name their headings in other ways; all else is the same.
    func withoutTargets(_ text: String) -> String {
      text.replacing(/\]\([^)]*\)/, with: "]")
    }
    #expect(numbers(withoutTargets(text)) == numbers(withoutTargets(String(markdown[front...]))))
  }

  @Test(
    "Python agrees with every calculation",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")),
    arguments: ["lenet5", "resnet18", "gpt2", "densenet121"])
  func pythonAgrees(_ network: String) throws {
    let code = source(try #require(try cells(try solution(network, .chinese)).last))
    #expect(code.contains("assert"))
    #expect(try python(code).contains("calculations agree"))
    // It can fail, too.
    let wrong = code.replacing("steps = [", with: "steps = [(\"x\", 2 * 3, 7),")
    #expect(try !python(wrong).contains("agree"))
  }

  private func python(_ code: String) throws -> String {
    let file = FileManager.default.temporaryDirectory.appending(path: "longhand-\(UUID().uuidString).py")
    try Data(code.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/python3")
    process.arguments = [file.path()]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    let data = try output.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    return String(decoding: data, as: UTF8.self)
  }
}
