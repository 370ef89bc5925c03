import Checking
import Symbolics

extension FeedbackWriter {
  /// The most lines of a working that are shown as a whole.
  private static let longestManuscript = 2_000

  /// The whole working with the corrections in place. One that is right, or very long, is not repeated.
  func corrected() -> [Block] {
    if diagnosis.findings.isEmpty { return [] }
    var findings = diagnosis.findings.sorted { $0.place.bytes.lowerBound < $1.place.bytes.lowerBound }[...]
    var lines: [Manuscript.Line] = []
    var start = 0
    while start < text.count {
      guard lines.count < FeedbackWriter.longestManuscript else { return [] }
      var end = start
      var here: [Finding] = []
      // A mark that goes on in the next line keeps both lines together.
      repeat {
        end = endOfRawLine(at: end)
        while let finding = findings.first, finding.place.bytes.lowerBound < end || end >= text.count {
          here.append(finding)
          findings.removeFirst()
        }
        end = min(end + 1, text.count)
      } while end < text.count && here.contains { $0.place.bytes.upperBound > end }
      var last = end
      while last > start, text[last - 1] == 0x0A || text[last - 1] == 0x0D { last -= 1 }
      lines.append(line(start..<last, here))
      start = end
    }
    return [.manuscript(Manuscript(label: wording.string(.labelManuscript), lines: lines))]
  }

  private func endOfRawLine(at offset: Int) -> Int {
    var end = offset
    while end < text.count, text[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  private func line(_ range: Range<Int>, _ findings: [Finding]) -> Manuscript.Line {
    let notes = findings.map { finding in
      let words = FindingText(finding, wording: wording)
      return Manuscript.Note(severity: .init(finding.severity), text: words.name)
    }
    // A line of blanks parts paragraphs, as an empty one does.
    let isBlank = text[range].allSatisfy { $0 == 0x20 || $0 == 0x09 }
    return Manuscript.Line(text: isBlank ? [] : marked(range, findings, isCut: false), notes: notes)
  }
}
