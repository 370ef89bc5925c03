import Checking
import Derivations
import Symbolics

extension FeedbackWriter {
  /// One excerpt for each line that has findings, in the order of the text.
  func findings() -> [Block] {
    var blocks: [Block] = []
    var index = 0
    let findings = diagnosis.findings.enumerated().map { ($0.element, solutions?[$0.offset]) }.sorted {
      $0.0.place.bytes.lowerBound < $1.0.place.bytes.lowerBound
    }
    while index < findings.count {
      let lineEnd = endOfLine(at: findings[index].0.place.bytes.lowerBound)
      var end = index + 1
      while end < findings.count, findings[end].0.place.bytes.lowerBound <= lineEnd { end += 1 }
      blocks.append(.excerpt(excerpt(Array(findings[index..<end]))))
      index = end
    }
    return blocks
  }

  private func excerpt(_ found: [(Finding, Solutions.Solution?)]) -> Excerpt {
    let findings = found.map { $0.0 }
    var remarks: [Excerpt.Remark] = []
    // What several remarks have in common is said once.
    var isRead: Set<String> = []
    var isShown: Set<CorrectionKey> = []
    for (finding, solution) in found {
      let words = FindingText(finding, wording: wording)
      var text = words.full
      if let reading = reading(of: finding), isRead.insert(reading).inserted {
        text += wording.sentenceGap + wording.inlines(.findingReadAs, ["reading": .text(reading)])
      }
      var correction: Calculation?
      if let solution {
        text += wording.sentenceGap + words.correction
        if !solution.source.isEmpty { text += wording.sentenceGap + solution.source }
        correction = solution.calculation
      } else if let found = self.correction(finding), isShown.insert(found.key).inserted {
        correction = found.calculation
      }
      remarks.append(
        Excerpt.Remark(
          severity: .init(finding.severity), name: words.name, text: text, correction: correction))
    }
    return Excerpt(
      place: findings[0].place.shown(in: file, withColumn: false), line: markedLine(findings),
      remarks: remarks)
  }

  /// How the statement was read, where that is not what stands there letter by letter.
  private func reading(of finding: Finding) -> String? {
    let place = finding.place.bytes
    guard
      let statement = diagnosis.statements.first(where: {
        $0.place.bytes.lowerBound <= place.lowerBound && place.upperBound <= $0.place.bytes.upperBound
      }), !statement.reading.isEmpty
    else { return nil }
    let written = String(decoding: text[clamped(statement.place.bytes)], as: UTF8.self)
    if FeedbackWriter.skeleton(written) == FeedbackWriter.skeleton(statement.reading) { return nil }
    return FeedbackWriter.clipped(statement.reading)
  }

  /// What is left of a spelling when signs of multiplication, blanks and grouping do not count.
  private static func skeleton(_ text: String) -> [UInt8] {
    var skeleton: [UInt8] = []
    for character in text.unicodeScalars {
      switch character {
      case " ", "\t", "\n", "\r", ",", "_", "$", "，": continue
      case "x", "X", "*", "·", "⋅", "∗": skeleton.append(UInt8(ascii: "*"))
      case "×": skeleton.append(UInt8(ascii: "*"))
      default: skeleton += Array(String(character).utf8)
      }
    }
    return skeleton
  }

  func clamped(_ range: Range<Int>) -> Range<Int> {
    let low = min(max(range.lowerBound, 0), text.count)
    return low..<min(max(range.upperBound, low), text.count)
  }
}

extension Excerpt.Severity {
  init(_ severity: Finding.Severity) {
    switch severity {
    case .error: self = .error
    case .warning: self = .warning
    case .note: self = .note
    }
  }
}
