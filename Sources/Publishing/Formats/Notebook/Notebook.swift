import Explaining
import Symbolics

/// Writes a Jupyter notebook of the format 4.5: a Markdown cell for each heading of the first three levels with what follows it, and
/// a cell of Python that calculates everything once more.
///
/// The ids of the cells come from the anchors, so that they stay the same as long as the page does.
struct NotebookWriter {
  private let document: Document
  private var ids: Set<String> = []

  init(_ document: Document) { self.document = document }

  /// The notebook as JSON in UTF-8.
  func render() -> [UInt8] {
    var writer = self
    var json = JSONWriter()
    json.object { json in
      json.member("cells") { json in
        json.array { json in
          for cell in writer.cells() {
            json.object { json in
              if cell.isCode {
                json.member("cell_type", "code")
                json.member("execution_count") { $0.null() }
              } else {
                json.member("cell_type", "markdown")
              }
              json.member("id", cell.id)
              json.member("metadata") { $0.object(inOneLine: true) { _ in } }
              if cell.isCode { json.member("outputs") { $0.array(inOneLine: true) { _ in } } }
              json.member("source") { json in
                json.array { json in for line in cell.lines { json.value(line) } }
              }
            }
          }
        }
      }
      json.member("metadata") { json in
        json.object { json in
          json.member("kernelspec") { json in
            json.object { json in
              json.member("display_name", "Python 3")
              json.member("language", "python")
              json.member("name", "python3")
            }
          }
          json.member("language_info") { json in
            json.object(inOneLine: true) { $0.member("name", "python") }
          }
          json.member("title", plainText(document.title, Notations(document.language)))
        }
      }
      json.member("nbformat", 4)
      json.member("nbformat_minor", 5)
    }
    return json.finished()
  }

  private struct Cell {
    var id: String
    var isCode = false
    /// The lines with their ends.
    var lines: [String]
  }

  private mutating func cells() -> [Cell] {
    let anchors = notebookAnchors()
    var cells: [Cell] = []
    var title: [Block] = [.heading(level: 1, anchor: "title", document.title)]
    if !document.subtitle.isEmpty { title.append(.paragraph(document.subtitle)) }
    var (anchor, blocks) = ("title", title)
    for block in document.blocks {
      if case .heading(let level, let next, _) = block, level <= 3 {
        cells.append(cell(anchor, blocks, anchors))
        (anchor, blocks) = (next, [])
      }
      blocks.append(block)
    }
    cells.append(cell(anchor, blocks, anchors))
    if let code = PythonCheck(document).source {
      cells.append(Cell(id: id("check"), isCode: true, lines: lines(code)))
    }
    return cells
  }

  private mutating func cell(_ anchor: String, _ blocks: [Block], _ anchors: [String: String]) -> Cell {
    let text = MarkdownWriter.render(blocks, of: document, flavour: .portable, anchors: anchors)
    return Cell(id: id(anchor), lines: lines(String(decoding: text, as: UTF8.self)))
  }

  /// An id of the signs and the length that the format allows, which no other cell has.
  private mutating func id(_ anchor: String) -> String {
    var name = ""
    for byte in anchor.utf8.prefix(56) {
      let isAllowed =
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
          UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"):
          true
        default: false
        }
      name.unicodeScalars.append(isAllowed ? Unicode.Scalar(byte) : "-")
    }
    // Of Chinese words nothing is left.
    if !name.contains(where: { $0.isLetter || $0.isNumber }) { name = "section" }
    var id = name
    var count = 2
    while !ids.insert(id).inserted {
      id = "\(name)-\(count)"
      count += 1
    }
    return id
  }

  /// The lines of a text, each with its end but for the last.
  private func lines(_ text: String) -> [String] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) + "\n" }
    while lines.last == "\n" { lines.removeLast() }
    if let last = lines.indices.last { lines[last].removeLast() }
    return lines
  }

  /// Jupyter's anchors are the headings' words as they stand, with hyphens for blanks.
  private func notebookAnchors() -> [String: String] {
    let notations = Notations(document.language)
    var anchors: [String: String] = [:]
    func add(_ blocks: [Block]) {
      for block in blocks {
        switch block {
        case .heading(_, let anchor, let inlines):
          let text = plainText(inlines, notations)
          anchors[anchor] = String(text.map { $0 == " " ? "-" : $0 })
        case .details(_, _, let inner): add(inner)
        default: break
        }
      }
    }
    add(document.blocks)
    return anchors
  }
}
