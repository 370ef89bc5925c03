import Testing

@testable import Importing

/// The manual's pages on descriptions say what the reader does: every word in them, every example.
@Suite("The manual's pages on networks")
struct ManualTests {
  static let pages = ["Networks.md", "Networks.zh-Hans.md"]

  private func text(_ page: String) throws -> String {
    String(decoding: try TextFile.bytes(of: Example.sourceRoot + "/Docs/" + page), as: UTF8.self)
  }

  /// The words between backticks of a piece of Markdown.
  private func words(_ cell: Substring) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// The rows of tables whose first cell names kinds of layers: the words in their cells.
  private func rows(_ page: String) throws -> [(names: [String], options: [String])] {
    try text(page).split(separator: "\n").compactMap { line in
      guard line.hasPrefix("| `") else { return nil }
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      guard cells.count == 6 else { return nil }
      return (words(cells[1]), words(cells[2]) + words(cells[3]))
    }
  }

  @Test(
    "Every kind stands in the tables with its other names and its options, and nothing else does",
    arguments: pages)
  func kinds(_ page: String) throws {
    let rows = try rows(page)
    var told: Set<String> = []
    for kind in LayerKind.all {
      let own = rows.filter { $0.names.contains(kind.name) }
      #expect(own.count == 1, "\(kind.name)")
      guard let row = own.first else { continue }
      for alias in kind.aliases { #expect(row.names.contains(alias), "\(alias) of \(kind.name)") }
      for option in kind.options { #expect(row.options.contains(option), "\(option) of \(kind.name)") }
      if let main = kind.main { #expect(row.options.first == main, "\(main) of \(kind.name)") }
      told.formUnion([kind.name] + kind.aliases)
    }
    for row in rows {
      for name in row.names { #expect(told.contains(name), "\(name) is no kind") }
      // Words that an option takes stand there, too; what looks like an option must be one.
      let kinds = row.names.compactMap { LayerKind.named($0) }
      for option in row.options where !["same", "prelu: channels"].contains(option) {
        #expect(
          kinds.contains { $0.options.contains(option) || $0.main == option }, "\(option) of \(row.names)")
      }
    }
  }

  @Test("Options of all layers, keys of the file and kinds of inputs are told", arguments: pages)
  func keys(_ page: String) throws {
    let text = try text(page)
    for word in LayerKind.common + ["name", "input", "inputs", "layers", "define", "defaults", "source"] {
      #expect(text.contains("| `\(word)` |"), "\(word)")
    }
    for (word, _, _) in DescribedInput.layouts { #expect(text.contains("{\(word): "), "\(word)") }
    for word in Variables.reserved { #expect(text.contains("`\(word)`"), "\(word)") }
  }

  /// The blocks of YAML in a page, without the indentation of a list that they stand in.
  private func blocks(_ page: String) throws -> [String] {
    var examples: [String] = []
    var block: [Substring]?
    for line in try text(page).split(separator: "\n", omittingEmptySubsequences: false) {
      let bare = line.drop { $0 == " " }
      if bare == "```yaml" {
        block = []
      } else if bare == "```", let lines = block {
        let indent = lines.first?.prefix { $0 == " " }.count ?? 0
        examples.append(lines.map { $0.dropFirst(indent) }.joined(separator: "\n"))
        block = nil
      } else {
        block?.append(line)
      }
    }
    return examples
  }

  @Test("Every example can be read; whole ones are the files beside the manual", arguments: pages)
  func examples(_ page: String) throws {
    let examples = try blocks(page)
    let files = ["lenet", "resnet20", "tiny-transformer"].map {
      String(decoding: Example.bytes("\($0).yaml"), as: UTF8.self)
    }
    for file in files { #expect(examples.contains { $0 + "\n" == file }) }
    for example in examples {
      let isWhole = example.contains("\ninput:")
      #expect(!isWhole || files.contains(example + "\n"), "\(example)")
      let isList = example.hasPrefix("-")
      let head = isWhole ? "" : "input: 64x32x32\n" + (isList ? "layers:\n" : "")
      let text =
        head + (isList ? example.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n") : example)
      #expect(throws: Never.self, "\(text)") {
        try Description.network(from: Array(text.utf8), file: page)
      }
    }
  }

  @Test("Both pages have the same examples, but for remarks", arguments: [pages])
  func sameExamples(_ pages: [String]) throws {
    let codes = try pages.map { page in
      try blocks(page).map { example in
        // What stands behind a remark is in the page's own language.
        example.split(separator: "\n").map { line in
          line.firstIndex(of: "#").map { String(line[..<$0]) } ?? String(line)
        }
      }
    }
    #expect(codes[0] == codes[1])
  }
}
